"""A text is opened, an objection comes by the link of a mail, an amendment answers it, its author
lifts it, the text is adopted and is due to the plenary: three people, three browsers.
"""

import re
from datetime import timedelta
from urllib.parse import urlparse

import pytest
from playwright.sync_api import expect

from consensus.models import Communication, Proposal
from core.clock import today
from outbox.models import Mail
from tests.browser.conftest import PHONE, assert_accessible
from tests.consensus.factories_proposals import account, seats
from tests.poles.factories import PoleFactory

DAY = timedelta(days=1)
TITLE = "Un calendrier commun des places de stage"


@pytest.fixture
def pole(bruxelles, service):
    return PoleFactory(bassin=bruxelles, active=True, groups="ABC", lead=service.person)


def open_it(page, pole):
    page.goto(f"/poles/{pole.pk}/concertation/")
    page.get_by_role("link", name="Ouvrir une proposition").first.click()
    page.get_by_role("radio", name="Orientation").check()
    page.get_by_label("Intitulé").fill(TITLE)
    page.get_by_label("Le texte").fill("Les membres publient leurs places dès janvier.")
    page.get_by_label("Positions attendues jusqu’au").fill((today() + 10 * DAY).isoformat())
    assert_accessible(page)
    page.get_by_role("button", name="Ouvrir et inviter les membres").click()
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()


def link_in_the_mail(person, number):
    """The path of the personal link, as the mail of this round carries it."""
    mails = Mail.objects.filter(template="consensus/proposal_open", person=person).order_by("pk")
    return urlparse(
        re.search(r"https?://\S+/propositions/repondre/\S+", mails[number].text)[0]
    ).path


def test_an_objection_raised_by_mail_answered_and_lifted_lets_the_text_be_adopted(
    house, pole, service
):
    a, b, c = seats(pole)
    facilitator = house.open(service)
    open_it(facilitator, pole)
    address = facilitator.url

    objector = house.open(viewport=PHONE)
    objector.goto(link_in_the_mail(a.person, 0))
    assert_accessible(objector)
    objector.get_by_role("radio", name="J’objecte").check()
    objector.get_by_role("button", name="Enregistrer ma position").click()
    expect(objector.get_by_text("Dites ce qui lèverait votre objection.").first).to_be_visible()
    objector.get_by_label("Motif").fill("Janvier est la haute saison.")
    objector.get_by_label("Ce qui lèverait votre objection").fill("Commencer en février.")
    objector.get_by_role("button", name="Enregistrer ma position").click()
    expect(objector.get_by_text("Votre position est enregistrée")).to_be_visible()

    facilitator.goto(address)
    expect(facilitator.get_by_role("heading", name="L’objection à traiter")).to_be_visible()
    expect(facilitator.get_by_text("Une objection tient").first).to_be_visible()
    expect(facilitator.get_by_role("link", name="Adopter le texte")).to_have_count(0)
    facilitator.get_by_role("link", name=re.compile("^Amender le texte")).first.click()
    facilitator.get_by_label("Le texte amendé").fill(
        "Les membres publient leurs places dès février."
    )
    facilitator.get_by_label("Ce qui change, en une phrase").fill("Février, non janvier")
    facilitator.get_by_role("checkbox", name=re.compile("Commencer en février")).check()
    assert_accessible(facilitator)
    facilitator.get_by_role("button", name="Ouvrir la nouvelle version").click()
    expect(facilitator.locator("ins")).to_contain_text("février.")
    expect(facilitator.locator("del")).to_contain_text("janvier.")

    objector.goto(link_in_the_mail(a.person, 0))
    expect(objector.get_by_text("Le texte a été amendé depuis ce courriel.")).to_be_visible()
    objector.goto(link_in_the_mail(a.person, 1))
    objector.get_by_role("radio", name="J’adhère", exact=False).first.check()
    objector.get_by_role("button", name="Enregistrer ma position").click()
    expect(objector.get_by_text("Votre position est enregistrée")).to_be_visible()

    member = house.open(account(b.person))
    member.goto("/")
    member.get_by_role("link", name=re.compile("^Donner ma position")).click()
    member.get_by_role("radio", name="J’adhère avec réserve").check()
    member.get_by_label("Motif").fill("Que le tutorat compte comme travail.")
    member.get_by_role("button", name="Enregistrer ma position").click()
    expect(member.get_by_text("Votre position est enregistrée")).to_be_visible()

    facilitator.goto(address)
    facilitator.get_by_role("link", name="Consigner une position donnée en réunion").click()
    facilitator.get_by_label("Qui s’est exprimé·e").select_option(str(c.person_id))
    facilitator.get_by_role("radio", name="J’adhère", exact=False).first.check()
    facilitator.get_by_role("button", name="Consigner").click()
    expect(facilitator.get_by_text("en réunion, consigné par")).to_be_visible()
    facilitator.get_by_role("link", name="Adopter le texte").click()
    facilitator.get_by_role("button", name="Adopter par consensus").click()

    expect(facilitator.get_by_role("heading", name="L’issue")).to_be_visible()
    expect(facilitator.get_by_text("a été levée par qui l’avait soulevée")).to_be_visible()
    assert_accessible(facilitator)
    assert Proposal.objects.get().objections.get().status == "lifted"
    told = Communication.objects.get()
    assert (told.kind, told.text) == (
        "orientation",
        "Les membres publient leurs places dès février.",
    )
    facilitator.get_by_role("link", name="Ce qui est communiqué à la plénière").click()
    expect(facilitator.get_by_text("Due à la plénière")).to_be_visible()
