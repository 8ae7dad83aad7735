"""What is recalled of a pôle, when and to whom: late, twice, moved, cancelled."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actors.choices import StaffRole
from actors.models import StaffAssignment
from core.agenda import deadlines_for
from core.deadlines import first_year_end, months_before, term_limit
from outbox.choices import Delivery, MailStatus, ReminderStatus
from outbox.models import Mail, Reminder
from outbox.workflow import sweep
from poles.choices import PoleStatus
from tests.actors.factories import UserFactory
from tests.poles.factories import (
    DecisionRefFactory,
    MembershipFactory,
    PoleFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db

START = date(2027, 3, 12)
END = term_limit(START)
YEAR_END = first_year_end(START)
DAY = timedelta(days=1)


@pytest.fixture
def team(bruxelles):
    """A lead, a coordination, a secretary and a président, each with an address."""
    bruxelles.mailbox = "boite@bxl.example"
    bruxelles.save()
    made = {
        "lead": UserFactory(serves=bruxelles),
        "coordination": UserFactory(serves=bruxelles, role=StaffRole.COORDINATION),
        "secretary": UserFactory(serves=bruxelles, role=StaffRole.SECRETARY),
        "president": UserFactory(chairs=bruxelles),
    }
    return {name: user.person for name, user in made.items()}


@pytest.fixture
def pole(bruxelles, team):
    """Active since START for three years, already continued beyond one year."""
    return PoleFactory(
        bassin=bruxelles, active=True, starts_on=START, lead=team["lead"], continued_on=YEAR_END
    )


def told(step=None):
    mails = Mail.objects.order_by("pk")
    if step:
        mails = mails.filter(reminder__step=step)
    return {m.to_address for m in mails}


def addresses(*people):
    return {p.email for p in people}


def members_of(pole):
    return [m.person for m in pole.memberships.all()]


# ── Who is told, and when ────────────────────────────────────────────────────────────────────────


def test_nothing_leaves_before_its_day(pole):
    assert sweep(on=months_before(END, 12) - DAY) == 0
    assert set(Reminder.objects.values_list("status", flat=True)) == {ReminderStatus.PLANNED}


@pytest.mark.parametrize("months", [12, 6, 3])
def test_p10_twelve_six_and_three_months_before_the_end_lead_and_coordination_are_told(
    pole, team, months
):
    sweep(on=months_before(END, months))

    assert told(f"-{months}") == addresses(team["lead"], team["coordination"])


@pytest.mark.parametrize(("step", "on"), [("-1", months_before(END, 1)), ("fin", END)])
def test_one_month_before_and_on_the_day_president_and_members_are_told_too(pole, team, step, on):
    MembershipFactory(pole=pole, guest=True)

    sweep(on=on)

    designated = [m.person for m in pole.memberships.filter(is_guest=False)]
    few = addresses(team["lead"], team["coordination"], team["president"])
    assert told(step) == few | addresses(*designated)


def test_somebody_told_in_two_qualities_is_told_once(pole, team):
    MembershipFactory(pole=pole, person=team["president"])

    sweep(on=END)

    assert Mail.objects.filter(to_address=team["president"].email).count() == 1


def test_two_months_one_month_and_the_last_day_of_the_year_lead_and_secretary_are_told(
    bruxelles, team
):
    PoleFactory(bassin=bruxelles, active=True, starts_on=START, lead=team["lead"])

    for on in (months_before(YEAR_END, 2), months_before(YEAR_END, 1), YEAR_END):
        sweep(on=on)

    mails = Mail.objects.filter(reminder__rule="poles.one_year")
    assert {m.to_address for m in mails} == addresses(team["lead"], team["secretary"])
    assert mails.count() == 6


def test_a_reminder_leaves_alone_and_at_most_once(pole):
    sweep(on=END)

    assert set(Mail.objects.values_list("status", "delivery")) == {
        (MailStatus.READY, Delivery.AT_MOST_ONCE)
    }


def test_a_short_term_is_not_recalled_before_it_began(bruxelles, team):
    PoleFactory(
        bassin=bruxelles,
        active=True,
        starts_on=START,
        ends_on=START + 120 * DAY,
        lead=team["lead"],
    )

    sweep(on=START)

    assert set(Reminder.objects.values_list("step", flat=True)) == {"-3", "-1", "fin"}
    assert not Mail.objects.exists()


@pytest.mark.parametrize(
    "state", [{}, {"proposed": True}, {"launched": True}, {"ended": True}, {"closed": True}]
)
def test_only_an_active_pole_is_recalled(bruxelles, team, state):
    PoleFactory(bassin=bruxelles, starts_on=START, lead=team["lead"], **state)

    assert sweep(on=END) == 0
    assert not Reminder.objects.exists()


# ── Late, twice ──────────────────────────────────────────────────────────────────────────────────


def test_running_twice_the_same_day_sends_once(pole):
    first = sweep(on=END)

    assert sweep(on=END) == 0
    assert Mail.objects.count() == first


def test_r12_three_days_late_each_leaves_once_and_says_that_it_is_late(pole):
    on = months_before(END, 6)

    sweep(on=on + 3 * DAY)
    sweep(on=on + 4 * DAY)

    mails = Mail.objects.all()
    assert len(mails) == 2
    assert all("Ce rappel était prévu le 11 septembre 2029." in m.text for m in mails)


def test_r12_of_several_missed_steps_only_the_latest_leaves(pole):
    sweep(on=START)

    sweep(on=months_before(END, 3) + 3 * DAY)

    assert set(Mail.objects.values_list("reminder__step", flat=True)) == {"-3"}
    missed = Reminder.objects.filter(status=ReminderStatus.MISSED)
    assert set(missed.values_list("step", "reason")) == {
        ("-12", "Une étape plus récente le remplace."),
        ("-6", "Une étape plus récente le remplace."),
    }


def test_what_was_missed_is_caught_up_once_and_the_next_step_follows(pole):
    sweep(on=months_before(END, 3) + 3 * DAY)
    sweep(on=months_before(END, 1))

    assert set(Mail.objects.values_list("reminder__step", flat=True)) == {"-3", "-1"}


# ── The facts move ───────────────────────────────────────────────────────────────────────────────


def test_a_reminder_moves_with_the_last_day_of_the_term(pole, team):
    sweep(on=START)
    term = pole.terms.get()
    term.ends_on = END - timedelta(days=200)
    term.save()

    sweep(on=START + DAY)

    days = Reminder.objects.filter(step="-6").values_list("due_on", flat=True)
    assert set(days) == {months_before(term.ends_on, 6)}
    assert (
        Reminder.objects.filter(status=ReminderStatus.PLANNED).count() == Reminder.objects.count()
    )


def test_a_step_that_left_does_not_leave_again_when_the_day_moves_away(pole):
    sweep(on=months_before(END, 12))
    term = pole.terms.get()
    term.ends_on = END - timedelta(days=30)
    term.save()

    sweep(on=months_before(END, 12) + DAY)
    sweep(on=months_before(END, 12) + 40 * DAY)

    assert Mail.objects.filter(reminder__step="-12").count() == 2


def test_a_renewal_cancels_what_was_planned_and_opens_a_new_cycle(pole):
    sweep(on=months_before(END, 6))
    decision = DecisionRefFactory(pole=pole, kind="renouvellement", on=END - 60 * DAY)
    start = END + DAY
    TermFactory(pole=pole, number=2, starts_on=start, ends_on=term_limit(start), decision=decision)

    sweep(on=END - 50 * DAY)

    old = Reminder.objects.filter(cycle="terme 1").exclude(status=ReminderStatus.SENT)
    assert set(old.values_list("status", "reason")) == {
        ("cancelled", "Le terme est renouvelé, ou le pôle est terminé.")
    }
    assert Reminder.objects.filter(cycle="terme 2", status=ReminderStatus.PLANNED).exists()
    assert Mail.objects.filter(reminder__step="-3").count() == 0


def test_r12_what_became_void_while_the_machine_was_off_is_cancelled_with_its_reason(pole):
    sweep(on=START)
    pole.status = PoleStatus.ENDED
    pole.ended_on = START + 200 * DAY
    pole.save()

    assert sweep(on=END) == 0

    assert set(Reminder.objects.values_list("status", "reason")) == {
        ("cancelled", "Le terme est renouvelé, ou le pôle est terminé.")
    }


def test_the_decision_to_go_on_cancels_the_reminders_of_one_year(bruxelles, team):
    pole = PoleFactory(bassin=bruxelles, active=True, starts_on=START, lead=team["lead"])
    sweep(on=months_before(YEAR_END, 1))
    pole.continued_on = YEAR_END - 5 * DAY
    pole.save()

    sweep(on=YEAR_END)

    rows = Reminder.objects.filter(rule="poles.one_year", step="fin")
    assert set(rows.values_list("status", flat=True)) == {ReminderStatus.CANCELLED}


# ── The recipients move ──────────────────────────────────────────────────────────────────────────


def test_recipients_are_those_of_the_day_of_sending(pole, team, bruxelles):
    sweep(on=START)
    other = UserFactory(serves=bruxelles).person
    pole.lead = other
    pole.save()

    sweep(on=months_before(END, 12))

    assert told() == addresses(other, team["coordination"])
    gone = Reminder.objects.filter(person=team["lead"], step="-12").get()
    assert (gone.status, gone.reason) == ("cancelled", "Cette personne n’est plus à prévenir.")


def test_somebody_who_comes_after_a_step_left_waits_for_the_next_one(pole, bruxelles):
    sweep(on=months_before(END, 6))
    pole.lead = UserFactory(serves=bruxelles).person
    pole.save()

    assert sweep(on=months_before(END, 6) + DAY) == 0


def test_a_lead_who_left_the_service_gives_way_to_the_deputy(pole, team, bruxelles):
    deputy = UserFactory(serves=bruxelles).person
    pole.deputy = deputy
    pole.save()
    StaffAssignment.objects.filter(person=team["lead"]).update(ends_on=START + 10 * DAY)

    sweep(on=months_before(END, 12))

    assert told() == addresses(deputy, team["coordination"])


def test_nobody_left_means_the_mailbox_never_silence(pole):
    StaffAssignment.objects.all().update(ends_on=START + 10 * DAY)

    sweep(on=months_before(END, 12))

    assert told() == {"boite@bxl.example"}


def test_nobody_left_and_no_mailbox_stays_planned_and_leaves_as_soon_as_there_is_one(
    pole, bruxelles
):
    StaffAssignment.objects.all().update(ends_on=START + 10 * DAY)
    bruxelles.mailbox = ""
    bruxelles.save()
    assert sweep(on=months_before(END, 12)) == 0
    assert Reminder.objects.filter(step="-12").get().status == ReminderStatus.PLANNED

    bruxelles.mailbox = "boite@bxl.example"
    bruxelles.save()

    assert sweep(on=months_before(END, 12) + DAY) == 1


# ── Queries ──────────────────────────────────────────────────────────────────────────────────────


def _queries(run):
    with CaptureQueriesContext(connection) as captured:
        run()
    return len(captured)


def test_p01_a_sweep_with_nothing_to_do_costs_the_same_for_one_and_for_three_poles(
    pole, bruxelles, team
):
    sweep(on=START)
    one = _queries(lambda: sweep(on=START))
    for _n in range(2):
        PoleFactory(
            bassin=bruxelles,
            active=True,
            starts_on=START,
            lead=team["lead"],
            continued_on=YEAR_END,
        )
    sweep(on=START)

    assert _queries(lambda: sweep(on=START)) == one


# ── Échéancier ───────────────────────────────────────────────────────────────────────────────────


def what_is_due(user, on):
    return {(d.uid.partition("-")[2].partition("-")[2], d.on) for d in deadlines_for(user, on=on)}


def test_the_term_and_the_first_year_are_due(bruxelles, service):
    PoleFactory(bassin=bruxelles, active=True, starts_on=START, expost_planned_on=None)

    assert what_is_due(service, START) == {
        ("un-an", YEAR_END),
        ("formative-ouvrir", date(2027, 12, 12)),
        ("formative-clore", date(2028, 2, 12)),
        ("terme-1", END),
    }


def test_once_continued_only_the_term_is_due(pole, service):
    pole.expost_planned_on = None
    pole.save()

    assert what_is_due(service, YEAR_END) == {("terme-1", END)}


def test_before_the_renewal_was_decided_the_schedule_knew_the_first_term_alone(pole, service):
    start = END + DAY
    decision = DecisionRefFactory(pole=pole, kind="renouvellement", on=END - 60 * DAY)
    TermFactory(pole=pole, number=2, starts_on=start, ends_on=term_limit(start), decision=decision)

    before = {name for name, _on in what_is_due(service, END - 61 * DAY)}
    after = {name for name, _on in what_is_due(service, END - 60 * DAY)}

    assert "terme-1" in before
    assert "terme-2" in after
    assert "terme-1" not in after


def test_an_identifier_stays_when_the_day_moves(pole, service):
    before = {d.uid for d in deadlines_for(service, on=START)}
    term = pole.terms.get()
    term.ends_on -= DAY
    term.save()

    assert {d.uid for d in deadlines_for(service, on=START)} == before


def test_another_bassin_is_told_nothing(pole, liege_service, outsider):
    assert deadlines_for(liege_service, on=START) == []
    assert deadlines_for(outsider, on=START) == []
