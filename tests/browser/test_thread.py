"""Issue 2: a porteur asks for a pôle, the service makes a fiche of it and submits it.

The two pôles of the note: technicien en HVAC, aide à la personne.
"""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from core import journal
from outbox.models import Mail
from poles.choices import PoleStatus, RequestStatus
from poles.models import Pole, PoleRequest
from tests.browser.conftest import assert_accessible
from tests.poles.factories import ThemeFactory


@dataclass(frozen=True)
class Story:
    """What the note gives of a pôle, and what people write around it."""

    theme: str
    kind: str
    title: str
    problem: str


STORIES = {
    "hvac": Story(
        "Technicien en HVAC",
        "metier",
        "Les écoles ne trouvent pas de stages en pompes à chaleur",
        "Les entreprises recrutent, les écoles et les centres de formation forment chacun de leur"
        " côté, et les élèves restent sans stage.",
    ),
    "aide": Story(
        "Aide à la personne",
        "filiere",
        "Les aides familiales manquent et les parcours ne se répondent pas",
        "Les opérateurs de formation et les écoles forment au même métier sans passerelle entre"
        " leurs certifications.",
    ),
}


# Each engine tells one of the two stories; both tell both with --long.
TOLD = [
    pytest.param("hvac", marks=pytest.mark.once("postgresql")),
    pytest.param("aide", marks=pytest.mark.once("sqlite3")),
]


@pytest.fixture(params=TOLD)
def story(request, bruxelles):
    found = STORIES[request.param]
    ThemeFactory(bassin=bruxelles, name=found.theme, kind=found.kind, year=2025)
    return found


def ask(page, story):
    """The demande, as the porteur writes it; gives its number."""
    page.goto("/demandes/nouvelle/")
    page.get_by_label("En une phrase, le problème que vous voyez").fill(story.title)
    page.get_by_label("Racontez-le").fill(story.problem)
    known = page.locator("option", has_text=story.theme).first
    page.get_by_label("Un secteur, une filière ou un métier").select_option(
        known.get_attribute("value")
    )
    page.get_by_role("button", name="Transmettre la demande").click()
    expect(page.get_by_role("heading", name=story.title)).to_be_visible()
    return re.search(r"D-BXL-\d{4}-\d{3}", page.content())[0]


def accept(page, number):
    page.goto("/demandes/")
    page.get_by_role("link", name=re.compile(number)).or_(
        page.locator("tr, li, article").filter(has_text=number).get_by_role("link")
    ).first.click()
    page.get_by_role("link", name="Accepter…").click()
    page.locator("main form").get_by_role("button").click()
    page.wait_for_url(re.compile(r"/poles/\d+/"))
    return int(re.search(r"/poles/(\d+)/", page.url)[1])


FICHE = {
    "Problématique": "Les filières ne se connaissent pas, les stages manquent depuis 2022.",
    "Éléments de diagnostic": "Douze postes vacants sur vingt, selon Actiris.",
    "En quoi le pôle y répond": "Mesure 4 de la Stratégie Qualification Emploi.",
    "Objectifs": "Un inventaire commun des places et un module partagé.",
    "Calendrier": "Diagnostic en six mois, module en un an.",
}


def test_a_demande_becomes_a_fiche_that_is_submitted(house, porteur, service, story, pictures):
    asking = house.open(porteur)
    number = ask(asking, story)
    assert_accessible(asking)
    pictures(asking, f"demande-{story.kind}")

    leading = house.open(service)
    pk = accept(leading, number)
    pole = Pole.objects.get(pk=pk)
    assert pole.title == story.title
    assert pole.origin == "demande"

    leading.goto(f"/poles/{pk}/modifier/")
    for label, text in FICHE.items():
        leading.get_by_role("textbox", name=label).first.fill(text)
    leading.get_by_label("Stratégie Qualification Emploi").check()
    expect(leading.get_by_text(re.compile("Brouillon enregistré à"))).to_be_visible(timeout=20_000)
    assert Pole.objects.get(pk=pk).evidence != FICHE["Éléments de diagnostic"]
    assert_accessible(leading)

    leading.reload()
    expect(leading.get_by_role("textbox", name="Éléments de diagnostic").first).to_have_value(
        FICHE["Éléments de diagnostic"]
    )
    leading.get_by_role("button", name="Enregistrer la fiche").click()
    leading.wait_for_url(f"**/poles/{pk}/")
    assert Pole.objects.get(pk=pk).evidence == FICHE["Éléments de diagnostic"]
    assert_accessible(leading)
    pictures(leading, f"pole-{story.kind}")

    leading.get_by_role("link", name="Soumettre à la plénière…").click()
    expect(leading.get_by_text("Ce que cela entraîne")).to_be_visible()
    assert_accessible(leading)
    leading.locator("main").get_by_role("button", name="Soumettre à la plénière").click()
    expect(leading.get_by_text("La fiche est soumise.")).to_be_visible()

    pole.refresh_from_db()
    assert pole.status == PoleStatus.PROPOSED
    assert pole.versions.get().data["problem"] == FICHE["Problématique"]
    assert PoleRequest.objects.get().status == RequestStatus.ACCEPTED
    assert Mail.objects.filter(person=porteur.person).count() >= 2
    assert journal.first_fault() == ""

    asking.reload()
    expect(asking.get_by_text(re.compile("plénière")).first).to_be_visible()


def test_the_same_without_javascript(house, porteur, service, story):
    number = ask(house.open(porteur, java_script_enabled=False), story)

    leading = house.open(service, java_script_enabled=False)
    pk = accept(leading, number)
    leading.goto(f"/poles/{pk}/modifier/")
    leading.get_by_role("textbox", name="Éléments de diagnostic").first.fill(
        "Douze postes vacants."
    )
    leading.get_by_role("button", name="Enregistrer la fiche").click()
    leading.get_by_role("link", name="Soumettre à la plénière…").click()
    leading.locator("main").get_by_role("button", name="Soumettre à la plénière").click()

    expect(leading.get_by_text("La fiche est soumise.")).to_be_visible()
    assert Pole.objects.get(pk=pk).status == PoleStatus.PROPOSED
