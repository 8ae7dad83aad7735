"""A worker dies among a hundred mails: nothing is lost, nothing leaves twice."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from outbox import workflow
from outbox.choices import MailStatus
from outbox.models import Mail
from tests.outbox.factories import MailFactory
from tests.processes import wait_until
from tests.threads import at_once

HUNDRED = 100
FORTY = 40


def relayer(shared, sink):
    return shared.python(
        "tests.breakdowns.robots", "relay", EMAIL_URL=f"smtp://127.0.0.1:{sink.port}"
    )


def time_passes():
    """The lease of the dead worker lapses, as it does in a minute."""
    past = timezone.now() - timedelta(seconds=1)
    Mail.objects.filter(status=MailStatus.SENDING).update(leased_until=past)


def states():
    return Counter(Mail.objects.values_list("status", flat=True))


def posted(count, **more):
    now = timezone.now()
    return [
        MailFactory(
            to_address=f"p{n}@example.org", posted_at=now - timedelta(seconds=count - n), **more
        )
        for n in range(count)
    ]


def killed_in_the_middle(shared, sink, *, after):
    """A worker is killed -9 once the server has taken `after` mails; the next one goes on."""
    with relayer(shared, sink) as first:
        wait_until(lambda: len(sink.taken) >= after, every=0.002)
        first.kill()
    time_passes()
    with relayer(shared, sink) as second:
        second.child.wait(timeout=60)


def test_r15_reminders_killed_in_the_middle_are_never_doubled_and_never_lost_from_sight(
    shared, sink
):
    posted(FORTY, reminder=True)

    killed_in_the_middle(shared, sink, after=15)

    ids = [m["message_id"] for m in sink.taken]
    found = states()
    assert len(set(ids)) == len(ids)
    assert found[MailStatus.SENT] + found[MailStatus.UNCERTAIN] == FORTY
    assert found[MailStatus.UNCERTAIN] <= 1


def test_r01_decisions_killed_in_the_middle_all_arrive(shared, sink):
    posted(HUNDRED)

    killed_in_the_middle(shared, sink, after=40)

    taken = Counter(m["message_id"] for m in sink.taken)
    assert len(taken) == HUNDRED
    assert states() == {MailStatus.SENT: HUNDRED}
    assert sum(taken.values()) <= HUNDRED + 1


def test_r15_killed_before_the_server_has_taken_it_leaves_exactly_once(shared, sink):
    """The server holds the message, the worker dies, the server lets go: nothing was taken."""
    posted(5)
    Mail.objects.filter(to_address="p2@example.org").update(to_address="retient@example.org")

    with relayer(shared, sink) as first:
        wait_until(lambda: Mail.objects.filter(status=MailStatus.SENDING).exists(), every=0.01)
        wait_until(lambda: len(sink.taken) == 2)
        wait_until(
            lambda: Mail.objects.filter(
                status=MailStatus.SENDING, to_address="retient@example.org"
            ).exists()
        )
        first.kill()
    time_passes()
    workflow.relay()

    assert Counter(m["message_id"] for m in sink.taken).most_common(1)[0][1] == 1
    assert len(sink.taken) == 5
    assert states() == {MailStatus.SENT: 5}


@pytest.mark.long
def test_r15_twenty_kills_classify_every_mail(shared, sink):
    posted(400, reminder=True)

    for kill in range(1, 21):
        with relayer(shared, sink) as worker:
            wait_until(lambda kill=kill: len(sink.taken) >= kill * 15, every=0.002)
            worker.kill()
        time_passes()
    with relayer(shared, sink) as last:
        last.child.wait(timeout=120)

    ids = [m["message_id"] for m in sink.taken]
    found = states()
    assert len(set(ids)) == len(ids)
    assert found[MailStatus.SENT] + found[MailStatus.UNCERTAIN] == 400
    assert found[MailStatus.UNCERTAIN] <= 20


def test_r08_eight_workers_at_once_send_each_mail_once(shared, sink):
    posted(40)

    at_once(8, workflow.relay)

    assert Counter(m["message_id"] for m in sink.taken) == {
        mail.message_id: 1 for mail in Mail.objects.all()
    }
    assert states() == {MailStatus.SENT: 40}
