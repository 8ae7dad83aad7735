"""An avis d’opportunité that the pôle settles by a proposal: its text is the one adopted."""

from datetime import timedelta

import pytest
from django.urls import reverse

from consensus import workflow
from consensus.choices import ProposalKind
from consensus.models import Communication, Opinion, Proposal
from core.clock import today
from core.workflow import Refused, WrongState
from tests.consensus.factories_opinions import OpinionFactory
from tests.consensus.factories_proposals import opened, said, seats
from tests.html import own_form

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
AMENDED = "Le pôle y voit une réponse, pourvu que deux écoles y aient leurs heures."


@pytest.fixture
def opinion(active_pole):
    return OpinionFactory(pole=active_pole, opened=True)


@pytest.fixture
def text(opinion, service):
    """The proposal that is open for the opinion."""
    proposal = Proposal(
        title="Avis sur l’atelier", deadline=today() + 7 * DAY, facilitator=service.person
    )
    return workflow.propose_opinion(opinion, proposal, text=opinion.text, by=service)


def url(name, *args):
    return reverse(f"consensus:{name}", args=args)


def page(answer):
    return answer.content.decode().replace("\xa0", " ").replace("\u202f", " ")


def test_what_was_amended_and_adopted_is_the_opinion(opinion, text, service):
    workflow.amend(
        text,
        by=service,
        text=AMENDED,
        summary="Les heures des écoles.",
        deadline=today() + 7 * DAY,
        base_version=1,
    )
    for seat in seats(opinion.pole):
        said(text, seat, "adhere")

    words = workflow.adopt(text, by=service, base_version=2)

    opinion.refresh_from_db()
    assert (opinion.text, opinion.adopted_words) == (AMENDED, words)
    assert opinion.adopted_on == today()
    assert not Communication.objects.exists()
    workflow.give_opinion(opinion, by=service, on=today())
    assert AMENDED in opinion.frozen


def test_while_a_text_is_open_nobody_decides_beside_it(opinion, text, service):
    with pytest.raises(Refused, match="La proposition n° 1 en décide"):
        workflow.adopt_opinion(opinion, by=service, on=today(), words="Adopté.")
    again = Proposal(title="Encore", deadline=today() + DAY, facilitator=service.person)
    with pytest.raises(WrongState, match="La proposition n° 1 est déjà ouverte"):
        workflow.propose_opinion(opinion, again, text="Encore.", by=service)
    edited = Opinion.objects.get(pk=opinion.pk)
    edited.text = "Autre chose."
    with pytest.raises(Refused, match="amendez-le là"):
        workflow.edit_opinion(edited, by=service, base_version=edited.version)
    assert Proposal.objects.count() == 1


def test_a_text_given_up_leaves_the_opinion_waiting(opinion, text, service):
    workflow.withdraw_proposal(text, by=service, reason="Le jury a changé ses critères.")

    workflow.adopt_opinion(opinion, by=service, on=today(), words="Adopté en réunion.")

    assert opinion.adopted_words == "Adopté en réunion."


def test_an_opinion_that_waits_no_more_refuses_the_adoption(opinion, text, service):
    workflow.decline_opinion(opinion, by=service, reason="Le projet est abandonné.")
    for seat in seats(opinion.pole):
        said(text, seat, "adhere")

    with pytest.raises(Refused, match="n’attend plus"):
        workflow.adopt(text, by=service, base_version=1)

    text.refresh_from_db()
    assert text.is_open


def test_an_opinion_is_proposed_from_its_own_page_alone(active_pole, service):
    with pytest.raises(Refused, match="s’ouvre depuis ce qu’elle règle"):
        opened(active_pole, by=service, kind=ProposalKind.OPINION)


def test_the_page_opens_the_text_then_follows_it(client_as, opinion, service):
    client, address = client_as(service), url("opinion_propose", opinion.pk)
    assert address in page(client.get(opinion.get_absolute_url()))
    form = own_form(client.get(address), address)
    assert form.filled()["text"] == opinion.text

    answer = client.post(address, form.filled(review_on=None))
    twice = client.post(address, form.filled(review_on=None))

    proposal = Proposal.objects.get()
    assert answer.url == twice.url == proposal.get_absolute_url()
    assert "Suivre la proposition n° 1" in page(client.get(opinion.get_absolute_url()))
    assert "celui de l’avis d’opportunité" in page(client.get(proposal.get_absolute_url()))
    assert "déjà en proposition" in page(client.get(address))


def test_an_opinion_that_asks_nothing_says_so(client_as, active_pole, service):
    given = OpinionFactory(pole=active_pole, given=True)

    answer = client_as(service).get(url("opinion_propose", given.pk))

    assert "n’attend pas l’accord du pôle" in page(answer)
