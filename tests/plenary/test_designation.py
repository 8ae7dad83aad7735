"""From those proposed for a pôle to the plenary: one click, one item, which keeps its list."""

import pytest
from django.urls import reverse

from core.workflow import Refused, WrongState
from plenary import workflow
from plenary.choices import ItemStatus, Kind
from plenary.facts import ask_of, candidates_in
from plenary.models import AgendaItem
from poles import workflow as poles
from poles.choices import ProposalStatus
from poles.models import MemberProposal
from tests.plenary.factories import SittingFactory
from tests.poles.factories import MemberProposalFactory, PoleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pole(body):
    pole = PoleFactory(bassin=body.bassin, launched=True)
    for letter in "ABC":
        MemberProposalFactory(pole=pole, category=letter)
    return pole


def keys_of(pole):
    return list(
        MemberProposal.objects.filter(pole=pole).order_by("pk").values_list("pk", flat=True)
    )


def test_one_click_shows_the_effect_and_puts_the_list_to_the_plenary_once(client_as, service, pole):
    client = client_as(service)
    members = reverse("poles:members", args=[pole.pk])
    act = reverse("plenary:ask_designation", args=[pole.pk])

    page = client.get(members)
    assert "Ce que donnerait la désignation" in page.text
    assert "Proposer cette désignation à la plénière" in page.text
    assert [g.missing for g in page.context["ahead"]["groups"]] == [False, False, False]

    for _click in range(2):
        client.post(act)

    item = AgendaItem.objects.get(pole=pole, kind=Kind.DESIGNATION)
    assert (item.status, item.proposal) == (ItemStatus.WAITING, {"accepted": keys_of(pole)})
    page = client.get(members)
    assert "Cette désignation attend une séance." in page.text
    assert item.get_absolute_url() in page.text
    assert f'action="{act}"' not in page.text


def test_a_category_without_anybody_is_said_before_the_click(client_as, service, pole):
    poles.withdraw_proposal(pole.proposals.get(category="C"), by=service, reason="Retrait.")

    page = client_as(service).get(reverse("plenary:ask_designation", args=[pole.pk]))

    assert "Il manque un membre en catégorie C" in page.text


def test_whoever_is_proposed_since_completes_the_item_until_the_convocation(service, pole, sec):
    item = workflow.ask_designation(pole, by=service)
    late = MemberProposalFactory(pole=pole, category="B")
    assert ask_of(pole, service).late == 1

    workflow.ask_designation(pole, by=service)
    item.refresh_from_db()
    assert late.pk in item.proposal["accepted"]
    assert len(candidates_in(item)) == 4

    AgendaItem.objects.filter(pk=item.pk).update(
        status=ItemStatus.LISTED, number=1, sitting=SittingFactory(body=item.body)
    )
    MemberProposalFactory(pole=pole, category="A")
    workflow.ask_designation(pole, by=service)
    item.refresh_from_db()
    assert len(item.proposal["accepted"]) == 4
    assert not ask_of(pole, service).may_be_completed


def test_nobody_proposed_or_an_outcome_noted_is_refused_in_words(service, pole):
    empty = PoleFactory(bassin=pole.bassin, launched=True)
    with pytest.raises(Refused, match="Personne n’est proposé"):
        workflow.ask_designation(empty, by=service)

    item = workflow.ask_designation(pole, by=service)
    AgendaItem.objects.filter(pk=item.pk).update(
        status=ItemStatus.RECORDED, sitting=SittingFactory(body=item.body)
    )
    with pytest.raises(WrongState, match="attend d’être scellée"):
        workflow.ask_designation(pole, by=service)
    assert AgendaItem.objects.filter(pole=pole).count() == 1


def test_whoever_was_proposed_after_the_item_goes_on_waiting_unless_chosen(
    client_as, service, sec, pole, sitting
):
    item = workflow.ask_designation(pole, by=service)
    workflow.put_on(sitting, item, by=sec, urgent_reason="Le pôle attend.")
    late = MemberProposalFactory(pole=pole, category="B")

    form = client_as(sec).get(reverse("plenary:record", args=[item.pk])).context["form"]

    assert form["accepted"].value() == item.proposal["accepted"]
    assert late in form.fields["accepted"].queryset
    assert late.pk not in form.considered()
    assert late.status == ProposalStatus.PROPOSED
