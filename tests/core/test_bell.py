"""The bell: after the commit, never in the way."""

import time

import pytest
from celery import current_app
from django.db import transaction

from core.bell import ring
from tests.processes import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def queue():
    """What the broker of the tests holds, in memory or in Redis; `clear` says how much it was."""
    with current_app.connection_for_read() as connection:
        simple = connection.SimpleQueue("celery")
        simple.clear()
        yield simple
        simple.clear()
        simple.close()


def test_a_ring_reaches_the_queue_after_the_commit(queue):
    with transaction.atomic():
        ring("outbox.tasks.relay")
        time.sleep(0.1)
        assert queue.clear() == 0

    wait_until(lambda: queue.clear() == 1, seconds=5)


def test_an_act_that_is_rolled_back_rings_nobody(queue):
    with transaction.atomic():
        ring("outbox.tasks.relay")
        transaction.set_rollback(True)

    time.sleep(0.2)
    assert queue.clear() == 0
