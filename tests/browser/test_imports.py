"""A file of organisations by hand: columns, a conflict, what it changes in a pôle, its undoing."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from actors.models import Organisation
from tests.browser.conftest import NARROW, assert_accessible, overflow
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.once("sqlite3")


@pytest.fixture
def school(bruxelles):
    """The one private organisation of a running pôle."""
    pole = PoleFactory(bassin=bruxelles, active=True, title="Technicien en HVAC")
    found = pole.memberships.get(category="A").organisation
    found.name_fr = "Thermo Senne (fictive)"
    found.save()
    return found


@pytest.mark.usefixtures("school")
def test_a_file_is_read_settled_imported_and_undone(house, service):
    page = house.open(service)
    page.goto(reverse("actors:organisations_import", args=["BXL"]))
    text = "Qui;Statut\nThermo Senne (fictive);public\nÉcole du canal (fictive);public\n;privé\n"
    page.get_by_label("Fichier", exact=True).set_input_files(
        {"name": "organisations.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Lire ce fichier").click()

    expect(page.get_by_text("Il manque une colonne pour lire ce fichier.")).to_be_visible()
    page.get_by_role("link", name="Choisir les colonnes").click()
    page.get_by_label("Nom", exact=True).select_option(label="Qui")
    page.get_by_role("button", name="Lire le fichier ainsi").click()

    expect(page.get_by_text("Le nom manque.")).to_be_visible()
    page.get_by_role("link", name="Régler les conflits").click()
    page.get_by_label("Ce que devient la ligne 2").select_option(label="remplacer par le fichier")
    page.get_by_role("button", name="Garder ces choix").click()
    page.get_by_role("link", name="Importer 2 lignes").click()

    told = page.get_by_role("region", name=re.compile("^Si Thermo Senne"))
    expect(told.get_by_role("link", name="Technicien en HVAC")).to_be_visible()
    expect(told).to_contain_text("Aucun acteur privé parmi les membres.")
    assert_accessible(page)
    page.set_viewport_size(NARROW)
    assert overflow(page) <= 0
    page.get_by_role("button", name="Importer").click()

    expect(page.get_by_text("2 lignes sont importées.")).to_be_visible()
    assert Organisation.objects.get(name_fr="Thermo Senne (fictive)").sector == "public"
    page.get_by_role("link", name="Défaire cet import").click()
    expect(page.get_by_text("Serait remplie").first).to_be_visible()
    page.get_by_label("Motif").fill("Ce n’était pas le bon fichier.")
    page.get_by_role("button", name="Défaire l’import").click()

    expect(page.get_by_text("L’import est défait")).to_be_visible()
    assert Organisation.objects.get(name_fr="Thermo Senne (fictive)").sector == "privé"
    assert not Organisation.objects.filter(name_fr="École du canal (fictive)").exists()
