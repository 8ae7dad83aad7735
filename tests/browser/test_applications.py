"""Answering a call without an account, at 320 px, with and without JavaScript; then its link."""

import re

import pytest
from django.conf import settings as house_settings
from playwright.sync_api import expect

from outbox.models import Mail
from poles.models import Application
from tests.browser.conftest import NARROW, assert_accessible, overflow
from tests.poles.factories import ApplicationFactory, CallFactory

pytestmark = pytest.mark.once("sqlite3")


@pytest.fixture
def call(bruxelles, settings):
    settings.APPLICATION_SECONDS = 0
    return CallFactory(pole__bassin=bruxelles, pole__launched=True, published=True)


def fill(page):
    page.get_by_label("Votre organisation").fill("Maison de repos Les Tilleuls")
    page.get_by_label("des entreprises ou des partenaires sociaux").check()
    page.get_by_label("Prénom").fill("Nadia")
    page.get_by_label("Nom", exact=True).fill("Peeters")
    page.get_by_label("Adresse électronique").fill("nadia@example.org")
    page.get_by_label("Votre fonction").fill("Infirmière-chef")
    page.get_by_label("sur le terrain").check()
    page.get_by_label("Ce que vous faites sur le territoire du bassin").fill("Anderlecht")
    page.get_by_label("Ce que vous connaissez du thème").fill("Quinze ans de pratique")
    page.get_by_label("Ce que vous apporteriez au pôle").fill("Des passerelles")


@pytest.mark.parametrize("javascript", [True, False], ids=["avec JavaScript", "sans JavaScript"])
def test_somebody_answers_a_call_at_320_px_then_follows_it(house, call, javascript):
    page = house.open(viewport=NARROW, java_script_enabled=javascript)
    page.goto("/appels/")
    page.get_by_role("link", name=re.compile("Lire l’appel")).click()
    assert overflow(page) <= 0 if javascript else True
    if javascript:
        assert_accessible(page)

    fill(page)
    page.get_by_role("button", name="Envoyer ma candidature").click()
    expect(page.get_by_text("Sans votre accord").first).to_be_visible()
    expect(page.get_by_label("Ce que vous apporteriez au pôle")).to_have_value("Des passerelles")
    page.get_by_label(re.compile("J’accepte que le service")).check()
    page.get_by_role("button", name="Envoyer ma candidature").click()

    application = Application.objects.get()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ma candidature")
    expect(page.get_by_text(application.number).first).to_be_visible()

    text = Mail.objects.get(template="poles/application_received").text
    link = re.search(r"https?://\S+/candidatures/\S+", text)[0]
    page.goto(link.removeprefix(house_settings.SITE_URL))
    page.get_by_role("link", name="Compléter ou corriger").click()
    page.get_by_label("Votre fonction").fill("Directrice des soins")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Directrice des soins")).to_be_visible()

    page.get_by_role("link", name=re.compile("Retirer ma candidature")).click()
    page.get_by_role("button", name="Retirer ma candidature").click()
    expect(page.get_by_text("Vous avez retiré cette candidature")).to_be_visible()


def test_the_service_retains_somebody_who_becomes_a_proposal(house, service, call):
    application = ApplicationFactory(call=call, category="C", organisation_name="École des Quais")
    page = house.open(service)
    page.goto(f"/poles/{call.pole_id}/appels/")
    page.get_by_role("link", name=re.compile("^Du ")).click()
    page.get_by_role("link", name="Trier les candidatures").click()
    assert_accessible(page)
    page.get_by_role("link", name=application.name).click()
    assert_accessible(page)

    page.get_by_role("link", name="Noter ce que vous constatez").click()
    page.get_by_label("Compétente dans le thème").select_option("oui")
    page.get_by_label("Notes du service").fill("Vue au salon des métiers.")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("link", name="Retenir…", exact=True).click()
    effect = page.get_by_role("region", name=re.compile("^Si la plénière désigne"))
    expect(effect).to_contain_text("Il manque un membre en catégorie A (")
    expect(effect).not_to_contain_text("C (enseignement qualifiant)")
    page.get_by_role("button", name="Retenir et proposer à la plénière").click()
    expect(page.get_by_text("La candidature est retenue").first).to_be_visible()

    page.goto(f"/poles/{call.pole_id}/membres/")
    expect(page.get_by_role("row", name=re.compile(application.name))).to_contain_text(
        "Proposé·e à la plénière"
    )
