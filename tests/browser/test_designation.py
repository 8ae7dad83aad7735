"""From a call to the answers: who is retained goes to the plenary in one click, and becomes one."""

import re

import pytest
from playwright.sync_api import expect

from actors.models import Body
from outbox.models import Mail
from plenary import workflow
from plenary.models import AgendaItem
from poles.models import Application, MemberProposal
from tests.actors.factories import BodyFactory
from tests.browser.conftest import NARROW, assert_accessible, overflow
from tests.plenary.factories import SittingFactory
from tests.poles.factories import ApplicationFactory, CallFactory, MemberProposalFactory

pytestmark = pytest.mark.once("postgresql")


def retained(call, letter):
    """A candidature that the service has sorted already, and proposed."""
    proposal = MemberProposalFactory(pole=call.pole, category=letter)
    person = proposal.person
    return ApplicationFactory(
        call=call,
        retained=True,
        category=letter,
        proposal=proposal,
        first_name=person.first_name,
        last_name=person.last_name,
    )


def retain(page, application):
    page.get_by_role("link", name=application.name).click()
    page.get_by_role("link", name="Retenir…", exact=True).click()
    for label in ("Active sur le territoire", "Compétente dans le thème"):
        with page.expect_response(re.compile("/retenir/$")):
            page.get_by_label(label).check()
        page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Retenir et proposer à la plénière").click()


def decide(page, item, *, without):
    """The secretary notes who is designated: all are ticked, one is not."""
    page.goto(f"/plenieres/points/{item.pk}/issue/")
    page.get_by_label("Validé", exact=True).first.check()
    expect(page.get_by_role("checkbox", name=re.compile(re.escape(str(without))))).to_be_checked()
    page.get_by_role("checkbox", name=re.compile(re.escape(str(without)))).uncheck()
    page.get_by_role("button", name="Noter l’issue").click()
    expect(page.get_by_text("Désignés").first).to_be_visible()


def test_from_a_call_to_its_answers(house, bruxelles, service, secretary, president, pictures):
    body = Body.objects.filter(bassin=bruxelles).first() or BodyFactory(bassin=bruxelles)
    call = CallFactory(pole__bassin=bruxelles, pole__launched=True, past=True)
    _kept, left, _third = (retained(call, letter) for letter in "AAB")
    school = ApplicationFactory(call=call, category="C", organisation_name="École des Quais")
    candidatures = f"/poles/{call.pole_id}/appels/{call.pk}/candidatures/"
    page, narrow = house.open(service), house.open(service, viewport=NARROW)

    page.goto(candidatures)
    expect(page.get_by_text("aucun membre : la désignation ne suffirait pas")).to_be_visible()
    retain(page, school)
    page.goto(candidatures)
    expect(page.get_by_text("aucun membre : la désignation ne suffirait pas")).to_have_count(0)
    assert_accessible(page)
    pictures(page, "designation-candidatures")
    page.get_by_role("button", name="Proposer cette désignation à la plénière").click()
    expect(page.get_by_text("Cette désignation attend une séance.")).to_be_visible()
    narrow.goto(page.url)
    assert overflow(narrow) <= 0
    pictures(narrow, "designation-membres-320")
    pictures(page, "designation-membres")

    item = AgendaItem.objects.get(pole=call.pole)
    sitting = SittingFactory(body=body, in_session=True)
    workflow.put_on(sitting, item, by=secretary, urgent_reason="Le pôle attend ses membres.")
    writing = house.open(secretary)
    writing.goto(item.get_absolute_url())
    expect(writing.get_by_role("row", name=re.compile(school.name))).to_be_visible()
    assert_accessible(writing)
    pictures(writing, "designation-point")
    decide(writing, item, without=left.proposal.person)
    workflow.seal(AgendaItem.objects.get(pk=item.pk), by=president)

    page.goto(f"/poles/{call.pole_id}/membres/")
    expect(page.get_by_role("row", name=re.compile("École des Quais"))).to_contain_text("décision")
    expect(page.get_by_role("row", name=re.compile(str(left.proposal.person)))).to_contain_text(
        "reste candidat·e"
    )
    assert_accessible(page)
    pictures(page, "designation-decidee")
    page.goto(f"/poles/{call.pole_id}/appels/{call.pk}/reponses/")
    pictures(page, "designation-reponses")
    page.get_by_role("button", name="Envoyer les réponses").click()
    expect(page.get_by_text("Les réponses sont parties.")).to_be_visible()

    assert MemberProposal.objects.get(pk=left.proposal_id).status == "not_designated"
    assert call.pole.memberships.count() == 3
    assert not Application.objects.filter(answered_at=None).exists()
    told = Mail.objects.get(to_address=left.email, template="poles/application_answer").text
    assert "Vous restez candidat·e" in told
