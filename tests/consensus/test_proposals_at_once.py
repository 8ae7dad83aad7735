"""People who answer, amend and adopt at the same instant: nothing is lost."""

from datetime import timedelta
from itertools import count

import pytest

from consensus import workflow
from consensus.choices import PositionChannel
from consensus.models import Position, Proposal
from core.journal import first_fault
from core.workflow import Refused
from tests.consensus.factories_proposals import AMENDED, opened, said, seats
from tests.poles.factories import PoleFactory, add_members
from tests.threads import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
DAY = timedelta(days=1)


@pytest.fixture
def text(bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, active=True)
    add_members(pole, "AABBC")
    return opened(pole, by=service)


def by_link(text, person, kind="adhere", **words):
    """What the page behind the link does, from a thread of its own."""
    fresh = Proposal.objects.get(pk=text.pk)
    try:
        return workflow.give(
            fresh,
            person=person,
            kind=kind,
            base_version=1,
            channel=PositionChannel.LINK,
            **words,
        )
    except Refused as refusal:
        return refusal


def test_eight_answers_at_the_same_instant_are_all_kept(text):
    people = [m.person for m in seats(text.pole)]
    turn = count()
    assert len(people) == 8

    at_once(8, lambda: by_link(text, people[next(turn)]))

    kept = Position.objects.filter(round__proposal=text)
    assert {p.person for p in kept} == set(people)
    assert first_fault() == ""


def test_the_same_person_twice_at_once_leaves_one_row(text):
    person = seats(text.pole)[0].person

    at_once(4, lambda: by_link(text, person))

    position = Position.objects.get(round__proposal=text)
    assert position.history.count() == 1


def test_an_objection_and_the_adoption_at_once_never_leave_both(bruxelles, service):
    for _round in range(6):
        pole = PoleFactory(bassin=bruxelles, active=True)
        text = opened(pole, by=service)
        for member in seats(pole):
            said(text, member, "adhere")
        person, turn = seats(pole)[0].person, count()

        def act(text=text, person=person, turn=turn):
            if next(turn):
                return by_link(text, person, "objection", reason="Non.", lifts="Autre chose.")
            try:
                return workflow.adopt(Proposal.objects.get(pk=text.pk), by=service)
            except Refused as refusal:
                return refusal

        at_once(2, act)
        text.refresh_from_db()
        stands = text.objections.filter(status="raised").exists()
        assert (text.status == "adopted") is not stands


def test_an_answer_to_the_text_that_is_amended_is_kept_on_its_round_or_refused(text, service):
    person, turn = seats(text.pole)[0].person, count()

    def act():
        if next(turn):
            return by_link(text, person)
        return workflow.amend(
            Proposal.objects.get(pk=text.pk),
            by=service,
            text=AMENDED,
            summary="Il change.",
            deadline=text.deadline,
            base_version=1,
        )

    results = at_once(2, act)

    given = Position.objects.filter(round__proposal=text)
    refused = any(isinstance(one, Refused) for one in results)
    assert given.count() == (0 if refused else 1)
    assert all(p.round.number == 1 for p in given)
