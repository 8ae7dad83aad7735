"""Eight opinions given at the same instant: numbers that follow each other, none twice."""

import pytest

from consensus import workflow
from consensus.models import Opinion
from core.clock import today
from core.journal import first_fault
from core.workflow import Refused
from tests.consensus.factories_opinions import OpinionFactory
from tests.threads import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
EIGHT = 8


def test_eight_given_at_once_are_numbered_without_gap(service, active_pole):
    """Every second one is not adopted: it is refused, and gives its number back."""
    keys = [
        OpinionFactory(pole=active_pole, adopted=n % 2 == 0, opened=True).pk for n in range(EIGHT)
    ]
    refused = []

    def give():
        try:
            workflow.give_opinion(Opinion.objects.get(pk=keys.pop()), by=service, on=today())
        except Refused as refusal:
            refused.append(refusal)

    at_once(EIGHT, give)

    serials = Opinion.objects.exclude(number="").values_list("serial", flat=True)
    assert len(refused) == EIGHT // 2
    assert sorted(serials) == list(range(1, EIGHT // 2 + 1))
    assert first_fault() == ""
