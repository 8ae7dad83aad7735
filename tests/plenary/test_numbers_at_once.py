"""Eight decisions sealed at the same instant: numbers that follow each other, none twice."""

import pytest

from core.journal import first_fault
from core.workflow import Refused
from plenary import workflow
from plenary.choices import Kind, Outcome
from plenary.models import AgendaItem, Decision
from plenary.reports import missing_numbers
from tests.plenary.factories import ItemFactory
from tests.threads import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
EIGHT = 8


def noted(sitting, sec, count):
    """Debates whose outcome is noted: no pôle, nothing else to lock than the counter."""
    items = [ItemFactory(sitting=sitting, free=True, kind=Kind.DEBATE) for _n in range(count)]
    for item in items:
        workflow.record(item, by=sec, outcome=Outcome.NOTED)
    return items


def sealed_at_once(items, *, by):
    """Each item sealed by a connection of its own; gives the refusals."""
    keys, refused = [(item.pk, user) for item, user in zip(items, by, strict=True)], []

    def seal():
        pk, user = keys.pop()
        try:
            workflow.seal(AgendaItem.objects.get(pk=pk), by=user)
        except Refused as refusal:
            refused.append(refusal)

    at_once(len(items), seal)
    return refused


def serials(sitting):
    found = Decision.objects.sealed().filter(item__sitting=sitting)
    return sorted(found.values_list("serial", flat=True))


def test_eight_decisions_sealed_at_once_are_numbered_without_gap(sitting, sec, chair):
    first = noted(sitting, sec, 3)
    for item in first:
        workflow.seal(item, by=chair)

    refused = sealed_at_once(noted(sitting, sec, EIGHT), by=[chair] * EIGHT)

    assert refused == []
    assert serials(sitting) == list(range(1, 3 + EIGHT + 1))
    assert missing_numbers([sitting.body.bassin_id]) == []
    assert first_fault() == ""


def test_those_refused_in_the_middle_give_their_number_back(sitting, sec, chair):
    """The drafter never seals: every second one is refused, and leaves no gap."""
    sealers = [chair, sec] * (EIGHT // 2)

    refused = sealed_at_once(noted(sitting, sec, EIGHT), by=sealers)

    assert len(refused) == EIGHT // 2
    assert serials(sitting) == list(range(1, EIGHT // 2 + 1))
    assert missing_numbers([sitting.body.bassin_id]) == []
    assert first_fault() == ""


def test_what_can_no_longer_be_decided_leaves_no_gap_among_the_others(sitting, sec, chair):
    """Pôles abandoned since their launch was noted, sealed between debates at the same instant."""
    items = noted(sitting, sec, EIGHT // 2)
    launches = [ItemFactory(sitting=sitting, kind=Kind.LAUNCH) for _n in range(EIGHT // 2)]
    for item in launches:
        results = {"call": True, "priority": True, "days": "20"}
        workflow.record(item, by=sec, outcome=Outcome.ACCEPTED, results=results)
        item.pole.status = "abandoned"
        item.pole.save()
    mixed = [item for pair in zip(items, launches, strict=True) for item in pair]

    refused = sealed_at_once(mixed, by=[chair] * EIGHT)

    assert len(refused) == EIGHT // 2
    assert serials(sitting) == list(range(1, EIGHT // 2 + 1))
    assert missing_numbers([sitting.body.bassin_id]) == []
