"""Numbers without gap, whoever takes them and whatever is refused."""

import pytest
from django.db import transaction

from core import numbers
from core.models import Counter
from tests.threads import at_once

pytestmark = pytest.mark.django_db


def test_each_scope_counts_from_one():
    assert [numbers.take("pole/BXL/2026") for _n in range(3)] == [1, 2, 3]
    assert numbers.take("pole/BXL/2027") == 1


def test_a_number_taken_by_an_act_that_was_refused_is_given_again():
    assert numbers.take("décision/2026") == 1
    with transaction.atomic():
        assert numbers.take("décision/2026") == 2
        transaction.set_rollback(True)

    assert numbers.take("décision/2026") == 2


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_take_ten_numbers_without_gap():
    def take():
        with transaction.atomic():
            return numbers.take("demande/2026")

    assert sorted(at_once(10, take)) == list(range(1, 11))
    assert Counter.objects.get().value == 10
