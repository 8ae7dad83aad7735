"""Redis stops while people act; messages arrive three times; a real worker is killed."""

import os
import signal
from collections import Counter

import pytest
import redis as client

from outbox.choices import MailStatus
from outbox.models import Mail
from poles.models import PoleRequest
from tests.actors.factories import BassinFactory, PersonFactory, UserFactory
from tests.outbox.factories import MailFactory
from tests.processes import Redis, wait_until
from tests.sink import free_port

JOURNEYS = 5


@pytest.fixture
def porteuse(shared):
    bassin = BassinFactory()
    UserFactory(serves=bassin)
    person = PersonFactory(email="porteuse@example.org")
    return UserFactory(email="porteuse@example.org", person=person)


def act(shared, broker, count):
    """People ask for a pôle through the page; gives the answers they got."""
    with shared.python(
        "tests.breakdowns.robots", "act", count, CELERY_BROKER_URL=broker, DEBUG="1"
    ) as robot:
        assert robot.child.wait(timeout=60) == 0, robot.log.read_text()[-3000:]
        return [line for line in robot.log.read_text().splitlines() if line.isdigit()]


def publish(broker, task, *arguments, times=1):
    """What the schedule does: puts the task in the queue."""
    from celery import Celery

    with Celery(broker=broker, set_as_current=False) as app:
        for _n in range(times):
            app.send_task(task, args=arguments)


def all_sent():
    return set(Mail.objects.values_list("status", flat=True)) == {MailStatus.SENT}


def test_r02_redis_stopped_while_people_act_then_everything_follows(
    shared, porteuse, sink, worker, tmp_path
):
    port = free_port()
    broker = f"redis://127.0.0.1:{port}/0"

    assert act(shared, broker, JOURNEYS) == ["302"] * JOURNEYS
    assert PoleRequest.objects.count() == JOURNEYS
    assert Mail.objects.filter(status=MailStatus.READY).count() == 2 * JOURNEYS

    with Redis(tmp_path, port):
        worker(broker)
        publish(broker, "outbox.tasks.relay")
        wait_until(all_sent)

    assert set(Counter(m["message_id"] for m in sink.taken).values()) == {1}
    assert len(sink.taken) == 2 * JOURNEYS


def test_r02_a_redis_that_hangs_holds_nobody(shared, porteuse, redis):
    """Stopped, not gone: it accepts the line and never answers. The acts go on."""
    os.kill(redis.pid, signal.SIGSTOP)
    try:
        assert act(shared, redis.url, JOURNEYS) == ["302"] * JOURNEYS
    finally:
        os.kill(redis.pid, signal.SIGCONT)


def test_the_bell_brings_a_mail_to_a_real_worker_within_seconds(
    shared, porteuse, sink, redis, worker
):
    worker(redis.url)

    act(shared, redis.url, 1)

    wait_until(all_sent, seconds=60)
    assert len(sink.taken) == 2


def test_r04_a_queue_that_is_emptied_loses_nothing(shared, sink, redis, worker):
    MailFactory.create_batch(10)
    publish(redis.url, "outbox.tasks.relay", times=3)
    client.Redis.from_url(redis.url).flushall()

    worker(redis.url)
    publish(redis.url, "outbox.tasks.relay")

    wait_until(all_sent)
    assert len(sink.taken) == 10


def test_r08_each_message_delivered_three_times_has_each_effect_once(shared, sink, redis, worker):
    mails = MailFactory.create_batch(60)
    publish(redis.url, "outbox.tasks.relay", times=3 * 20)

    worker(redis.url)
    worker(redis.url, "-n", "second@%h")

    wait_until(all_sent)
    assert Counter(m["message_id"] for m in sink.taken) == {m.message_id: 1 for m in mails}


@pytest.mark.long
def test_r08_a_thousand_messages_three_times_to_four_workers(shared, sink, redis, worker):
    mails = MailFactory.create_batch(1000)
    for number in range(4):
        worker(redis.url, "-n", f"w{number}@%h")
    publish(redis.url, "outbox.tasks.relay", times=3000)

    wait_until(all_sent, seconds=300)
    assert Counter(m["message_id"] for m in sink.taken) == {m.message_id: 1 for m in mails}


@pytest.mark.long
def test_r02_thirty_journeys_without_redis(shared, porteuse, sink, worker, tmp_path):
    port = free_port()
    broker = f"redis://127.0.0.1:{port}/0"
    assert act(shared, broker, 30) == ["302"] * 30

    with Redis(tmp_path, port):
        worker(broker, "-B", "-s", str(tmp_path / "beat"))
        wait_until(all_sent, seconds=120)

    assert len(sink.taken) == 60
