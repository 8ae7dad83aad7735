"""Reminders under two schedulers, eight workers, three days of silence."""

from collections import Counter
from datetime import date, timedelta

import pytest

from actors.choices import StaffRole
from core.deadlines import months_before, term_limit
from outbox.choices import ReminderStatus
from outbox.models import Mail, Reminder
from outbox.workflow import sweep
from tests.actors.factories import BassinFactory, UserFactory
from tests.poles.factories import PoleFactory
from tests.threads import at_once

START = date(2027, 3, 12)
END = term_limit(START)
SIX = months_before(END, 6)
DAY = timedelta(days=1)


@pytest.fixture
def poles(shared):
    """Six pôles whose term ends the same day, followed by two people of the service."""
    bassin = BassinFactory()
    lead = UserFactory(serves=bassin).person
    UserFactory(serves=bassin, role=StaffRole.COORDINATION)
    return [
        PoleFactory(bassin=bassin, active=True, starts_on=START, lead=lead, continued_on=START)
        for _n in range(6)
    ]


def each_once(step, poles):
    """One mail to each of the two people for each pôle at this step, and nothing else left."""
    sent = Counter(
        Mail.objects.filter(reminder__rule="poles.term_end").values_list(
            "about_id", "to_address", "reminder__step"
        )
    )
    assert set(sent.values()) == {1}
    assert len([key for key in sent if key[2] == step]) == 2 * len(poles)
    return sent


def rows():
    return Reminder.objects.filter(rule="poles.term_end")


def test_r11_eight_workers_at_once_send_each_reminder_exactly_once(poles):
    at_once(8, lambda: sweep(on=SIX))
    sweep(on=SIX)

    assert len(each_once("-6", poles)) == 12
    assert rows().filter(status=ReminderStatus.SENT).count() == 12


def test_r12_three_days_late_and_eight_workers_at_once_send_each_exactly_once(poles):
    sweep(on=SIX - 10 * DAY)
    Mail.objects.filter(reminder__step="-12").exists()

    at_once(8, lambda: sweep(on=SIX + 3 * DAY))
    sweep(on=SIX + 3 * DAY)

    each_once("-6", poles)
    assert all(
        "Ce rappel était prévu le" in m.text for m in Mail.objects.filter(reminder__step="-6")
    )


def test_a_reminder_run_twice_leaves_exactly_once(poles):
    sweep(on=SIX)
    sweep(on=SIX)

    assert len(each_once("-6", poles)) == 12


def test_r11_two_schedulers_and_two_relays_over_a_month_send_each_reminder_once(
    poles, shared, sink
):
    first = END - 15 * DAY
    env = {"EMAIL_URL": f"smtp://127.0.0.1:{sink.port}"}
    with (
        shared.python("tests.breakdowns.robots", "sweep", first, 30, **env) as one,
        shared.python("tests.breakdowns.robots", "sweep", first, 30, **env) as two,
    ):
        assert one.child.wait(timeout=120) == 0, one.log.read_text()
        assert two.child.wait(timeout=120) == 0, two.log.read_text()

    taken = Counter(m["message_id"] for m in sink.taken)
    assert set(taken.values()) == {1}
    assert len(taken) == Mail.objects.count()
    sent = rows().filter(status=ReminderStatus.SENT)
    assert set(sent.values_list("step", flat=True)) == {"-1", "fin"}


def test_r12_after_three_days_of_silence_late_ones_leave_once_and_void_ones_are_cancelled(poles):
    sweep(on=START)
    ended, moved, kept = poles[0], poles[1], poles[2:]
    ended.status = "ended"
    ended.ended_on = SIX - DAY
    ended.save()
    term = moved.terms.get()
    term.ends_on = END - 400 * DAY
    term.save()

    sweep(on=SIX + 3 * DAY)

    sent = rows().filter(status=ReminderStatus.SENT)
    assert {r.about_id for r in sent.filter(step="-6")} == {str(p.pk) for p in kept}
    assert not sent.filter(about_id=str(ended.pk)).exists()
    cancelled = rows().filter(about_id=str(ended.pk))
    assert set(cancelled.values_list("status", flat=True)) == {ReminderStatus.CANCELLED}
    assert all(cancelled.values_list("reason", flat=True))


@pytest.mark.long
def test_r11_eight_processes_over_three_years_send_each_reminder_once(poles, shared, sink):
    env = {"EMAIL_URL": f"smtp://127.0.0.1:{sink.port}"}
    robots = [
        shared.python("tests.breakdowns.robots", "sweep", START, (END - START).days + 5, **env)
        for _n in range(8)
    ]
    for robot in robots:
        assert robot.child.wait(timeout=900) == 0, robot.log.read_text()
        robot.stop()

    assert set(Counter(m["message_id"] for m in sink.taken).values()) == {1}
    sent = rows().filter(status=ReminderStatus.SENT)
    assert set(sent.values_list("step", flat=True)) == {"-12", "-6", "-3", "-1", "fin"}
