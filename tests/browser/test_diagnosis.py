"""A diagnosis is written, submitted, answered with a reservation by the link, then asked again."""

import re

import pytest
from django.conf import settings as house_settings
from playwright.sync_api import expect

from consensus.models import Adhesion
from outbox.models import Mail
from tests.browser.conftest import NARROW, PHONE, assert_accessible

pytestmark = pytest.mark.once("sqlite3")
TEXT = "Douze classes cherchent une place de stage ; quatre la trouvent."


def link_of(person, number):
    """The address in the mail by which this person answers a version."""
    mails = Mail.objects.filter(to_address=person.email, template="consensus/diagnosis_submitted")
    text = mails.order_by("pk")[number - 1].text
    return re.search(r"https?://\S+/diagnostic/\S+", text)[0].removeprefix(house_settings.SITE_URL)


def submit(page, words=""):
    page.get_by_role("link", name="Soumettre aux parties…").click()
    page.get_by_label("Réponses attendues pour le").fill("2099-06-30")
    page.get_by_label("Ce qui change depuis la version précédente").fill(words)
    page.get_by_role("button", name="Soumettre aux parties").click()
    expect(page.get_by_text("La version est soumise")).to_be_visible()


def test_a_diagnosis_is_shared_version_after_version(house, service, active_pole, pole_member):
    page = house.open(service)
    page.goto(f"/poles/{active_pole.pk}/concertation/")
    page.get_by_role("link", name="Écrire", exact=True).click()
    page.get_by_role("link", name="Commencer le diagnostic").click()
    page.get_by_label("Le diagnostic").fill(TEXT)
    page.get_by_role("button", name="Enregistrer le texte").click()
    submit(page)
    assert_accessible(page)

    phone = house.open(viewport=PHONE)
    first = link_of(pole_member.person, 1)
    phone.goto(first)
    expect(phone.get_by_text("Douze classes")).to_be_visible()
    phone.get_by_label("J’adhère avec réserve").check()
    phone.get_by_role("button", name="Enregistrer ma réponse").click()
    expect(phone.get_by_text("Dites pourquoi").first).to_be_visible()
    expect(phone.get_by_label("J’adhère avec réserve")).to_be_checked()
    phone.get_by_label("Votre réserve, ou ce qui manque").fill("Les adultes manquent.")
    phone.get_by_role("button", name="Enregistrer ma réponse").click()
    expect(phone.get_by_text("Votre réponse est enregistrée")).to_be_visible()
    assert_accessible(phone)
    assert Adhesion.objects.get().reason == "Les adultes manquent."

    page.goto(f"/poles/{active_pole.pk}/diagnostic/")
    expect(page.get_by_text("Les adultes manquent.")).to_be_visible()
    page.get_by_role("link", name="Préparer la version suivante").click()
    page.get_by_label("Le diagnostic").fill(f"{TEXT} Trente adultes aussi.")
    page.get_by_role("button", name="Enregistrer le texte").click()
    submit(page, "Les adultes y sont.")

    phone.goto(first)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ce lien n’ouvre plus rien")
    phone.goto(link_of(pole_member.person, 2))
    expect(phone.get_by_text("Les adultes y sont.")).to_be_visible()
    phone.get_by_label("J’adhère", exact=False).first.check()
    phone.get_by_role("button", name="Enregistrer ma réponse").click()
    expect(phone.get_by_text("Votre réponse : adhère")).to_be_visible()

    page.reload()
    table = page.get_by_role("table", name="Réponses par catégorie légale")
    expect(table.get_by_role("row", name=re.compile("Toutes les parties 1 0 0 3"))).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("adhère 1")).first).to_be_visible()
    page.get_by_role("link", name="Voir ce qui change").click()
    expect(page.locator("ins")).to_contain_text("Trente adultes aussi.")
    page.set_viewport_size(NARROW)
    assert_accessible(page)
    page.get_by_role("link", name="Version 1").click()
    expect(page.get_by_text("Les adultes manquent.")).to_be_visible()
