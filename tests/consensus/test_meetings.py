"""Meetings of a pôle: planned alone or in a series, changed, held, cancelled; who reads them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from consensus import workflow
from consensus.choices import Cadence, MeetingStatus
from consensus.facts import attended, days_of_series, off_day
from consensus.facts.meetings import LONGEST
from consensus.models import Meeting, MeetingMinutes, Point, Series
from core.clock import today
from core.models import JournalEntry
from core.versions import Conflict
from core.workflow import Refused, WrongState
from outbox.models import Mail
from tests.consensus.factories_meetings import AttendanceFactory, MeetingFactory, PointFactory
from tests.poles.factories import MembershipFactory, PoleFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def unsaved(pole, **words):
    return MeetingFactory.build(pole=pole, **words)


def typed(**words):
    return {
        "token": "m" * 24,
        "on": (today() + 20 * DAY).isoformat(),
        "starts_at": "09:30",
        "ends_at": "12:00",
        "place": "Rue de la Science 4",
        "cadence": "",
        **words,
    }


# ── A series ─────────────────────────────────────────────────────────────────────────────────────


def naive_series(first, every, cadence, until):
    """Day after day: which ones a series falls on."""
    found, day, months = [], first, 0
    while day <= until:
        if cadence == Cadence.WEEKS:
            if (day - first).days % (7 * every) == 0:
                found.append(day)
        else:
            months = (day.year - first.year) * 12 + day.month - first.month
            last_of_month = (day + DAY).month != day.month
            same = day.day == first.day or (last_of_month and day.day < first.day)
            if same and months % every == 0:
                found.append(day)
        day += DAY
    return found


@given(
    first=st.dates(date(2026, 1, 1), date(2032, 12, 31)),
    every=st.integers(1, 12),
    cadence=st.sampled_from(Cadence.values),
    length=st.integers(0, 400),
)
def test_a_series_falls_on_the_days_that_one_counts_by_hand(first, every, cadence, length):
    until = first + length * DAY
    found = days_of_series(first, every=every, cadence=cadence, until=until)
    assert found == naive_series(first, every, cadence, until)[: LONGEST + 1]


def test_a_holiday_and_a_weekend_say_their_name():
    assert off_day(date(2026, 5, 14)) == "Ascension"
    assert off_day(date(2026, 11, 29)) == "dimanche"
    assert off_day(date(2026, 11, 30)) == ""


def test_a_series_is_planned_at_once_and_each_meeting_lives_alone(active_pole, service):
    first = today() + 7 * DAY

    made = workflow.plan(
        unsaved(active_pole, on=first),
        by=service,
        every=4,
        cadence=Cadence.WEEKS,
        until=first + 84 * DAY,
    )

    assert [m.on for m in made] == [first + n * 28 * DAY for n in range(4)]
    assert Series.objects.get().meetings.count() == 4
    assert JournalEntry.objects.filter(act="consensus.planifier_réunions").count() == 1
    workflow.cancel(made[1], by=service, reason="Congé.")
    assert Meeting.objects.exclude(status=MeetingStatus.CANCELLED).count() == 3
    assert not Mail.objects.exists()


def test_a_day_on_which_the_pole_meets_already_is_refused_and_nothing_is_written(
    active_pole, service
):
    MeetingFactory(pole=active_pole, on=today() + 35 * DAY)

    with pytest.raises(Refused, match="se réunit déjà"):
        workflow.plan(
            unsaved(active_pole, on=today() + 7 * DAY),
            by=service,
            every=4,
            cadence=Cadence.WEEKS,
            until=today() + 90 * DAY,
        )

    assert Meeting.objects.count() == 1
    assert not Series.objects.exists()


def test_a_series_too_long_and_a_pole_that_is_over_are_refused(active_pole, bruxelles, service):
    with pytest.raises(Refused, match="plus de 60"):
        workflow.plan(
            unsaved(active_pole),
            by=service,
            every=1,
            cadence=Cadence.WEEKS,
            until=today() + 600 * DAY,
        )
    with pytest.raises(WrongState, match="ne se réunit plus"):
        workflow.plan(unsaved(PoleFactory(bassin=bruxelles, ended=True)), by=service)


def test_the_page_shows_the_days_before_it_writes_them(client_as, active_pole, service):
    url = reverse("consensus:meeting_new", args=[active_pole.pk])
    words = typed(on="2027-05-06", cadence="semaines", every="1", until="2027-05-20")

    shown = client_as(service).post(url, {**words, "voir": "1"})
    assert "3 réunions" in shown.text
    assert "Ascension" in shown.text
    assert not Meeting.objects.exists()

    client_as(service).post(url, words)
    client_as(service).post(url, words)
    assert Meeting.objects.count() == 3


def test_a_series_asks_for_its_interval_and_its_end(client_as, active_pole, service):
    url = reverse("consensus:meeting_new", args=[active_pole.pk])

    page = client_as(service).post(url, typed(cadence="mois"))

    assert "combien de semaines ou de mois" in page.text
    assert "jusqu’à quand" in page.text
    assert not Meeting.objects.exists()


# ── One meeting ──────────────────────────────────────────────────────────────────────────────────


def test_two_who_change_one_meeting_do_not_lose_each_other(active_pole, service, coordinator):
    meeting = MeetingFactory(pole=active_pole)
    mine, theirs = Meeting.objects.get(pk=meeting.pk), Meeting.objects.get(pk=meeting.pk)
    mine.place, theirs.place = "Chez moi", "Chez eux"

    workflow.edit_meeting(theirs, by=coordinator, base_version=1)
    with pytest.raises(Conflict):
        workflow.edit_meeting(mine, by=service, base_version=1)

    assert Meeting.objects.get(pk=meeting.pk).place == "Chez eux"


def test_a_cancelled_meeting_gives_its_points_back(active_pole, service):
    meeting = MeetingFactory(pole=active_pole)
    point = PointFactory(meeting=meeting)

    workflow.cancel(meeting, by=service, reason="Trop d’absents.")

    point.refresh_from_db()
    assert (point.meeting, point.withdrawn_at) == (None, None)
    assert list(Point.objects.waiting()) == [point]
    with pytest.raises(WrongState):
        workflow.cancel(meeting, by=service, reason="Encore.")


def test_a_meeting_is_held_on_its_day_with_somebody_there(active_pole, service, pole_member):
    meeting = MeetingFactory(pole=active_pole)
    with pytest.raises(Refused, match="prévue le"):
        workflow.hold(meeting, by=service)

    meeting = MeetingFactory(pole=active_pole, on=today())
    first, second = PointFactory(meeting=meeting), PointFactory(meeting=meeting)
    with pytest.raises(Refused, match="Personne n’est noté présent"):
        workflow.hold(meeting, by=service)

    seat = active_pole.memberships.get(person=pole_member.person)
    workflow.note_attendance(meeting, by=service, presences={seat: "present"})
    workflow.hold(meeting, by=service)

    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.HELD
    assert MeetingMinutes.objects.get().meeting == meeting
    assert [Point.objects.get(pk=p.pk).number for p in (first, second)] == [1, 2]


def test_a_seat_is_held_by_its_member_or_by_the_substitute_once(bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, active=True, groups="")
    a = MembershipFactory(pole=pole, category="A", presence="terrain")
    MembershipFactory(pole=pole, category="B", presence="institutionnel")
    stand_in = MembershipFactory(
        pole=pole, category="A", presence="institutionnel", substitute_of=a
    )
    guest = MembershipFactory(pole=pole, guest=True)
    meeting = MeetingFactory(pole=pole, on=today())

    def counts():
        found = attended(meeting)
        held = {bench.letter: (bench.held, bench.seats) for bench in found.benches}
        return held, found.field, found.institutional, found.guests.here, found.here

    assert counts() == ({"A": (0, 1), "B": (0, 1), "C": (0, 0)}, 0, 0, 0, 0)
    workflow.note_attendance(
        meeting, by=service, presences={a: "excuse", stand_in: "present", guest: "present"}
    )
    assert counts() == ({"A": (1, 1), "B": (0, 1), "C": (0, 0)}, 0, 1, 1, 2)
    workflow.note_attendance(meeting, by=service, presences={a: "present"})
    assert counts() == ({"A": (1, 1), "B": (0, 1), "C": (0, 0)}, 1, 1, 1, 3)


def test_somebody_who_left_the_pole_is_not_noted(active_pole, service):
    gone = MembershipFactory(pole=active_pole, ends_on=today() - DAY, end_reason="demission")
    meeting = MeetingFactory(pole=active_pole, on=today())
    with pytest.raises(Refused, match="ne fait pas partie"):
        workflow.note_attendance(meeting, by=service, presences={gone: "present"})
    assert not meeting.attendances.exists()


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────


def test_the_pole_reads_its_meetings_and_others_know_nothing_of_them(
    client_as, active_pole, service, pole_member, guest, plenary_member, outsider, liege_service
):
    meeting = MeetingFactory(pole=active_pole, place="Un lieu reconnaissable")
    pages = (
        reverse("consensus:meetings", args=[active_pole.pk]),
        meeting.get_absolute_url(),
    )
    for page in pages:
        for user in (service, pole_member, guest):
            assert "Un lieu reconnaissable" in client_as(user).get(page).text
    assert "Inviter…" in client_as(service).get(pages[1]).text
    assert "Inviter…" not in client_as(pole_member).get(pages[1]).text
    for user in (plenary_member, outsider, liege_service):
        assert client_as(user).get(pages[1]).status_code == 404
    assert client_as(plenary_member).get(pages[0]).status_code == 403


def test_the_list_says_what_is_next_what_was_held_and_what_waits(client_as, active_pole, service):
    MeetingFactory(pole=active_pole)
    MeetingFactory(pole=active_pole, held=True)
    MeetingFactory(pole=active_pole, on=today() - 3 * DAY)
    PointFactory(meeting=None, pole=active_pole, title="Un point qui attend")

    page = client_as(service).get(reverse("consensus:meetings", args=[active_pole.pk])).text

    assert "Aller à la réunion" in page
    assert "À confirmer" in page
    assert "Un point qui attend" in page


def test_the_service_notes_who_was_there_on_the_page(client_as, active_pole, service, pole_member):
    meeting = MeetingFactory(pole=active_pole, on=today())
    seat = active_pole.memberships.get(person=pole_member.person)
    url = reverse("consensus:attendance", args=[meeting.pk])

    client_as(service).post(url, {f"place_{seat.pk}": "absent"})

    assert meeting.attendances.get().presence == "absent"
    assert meeting.attendances.get().noted_by == service


def test_whoever_has_nothing_to_answer_is_asked_nothing(client_as, active_pole, pole_member):
    meeting = MeetingFactory(pole=active_pole)
    assert "Votre réponse" not in client_as(pole_member).get(meeting.get_absolute_url()).text
    client_as(pole_member).post(
        reverse("consensus:my_presence", args=[meeting.pk]), {"presence": "present"}
    )
    assert not meeting.attendances.exists()


def test_a_member_who_signed_in_answers_on_the_page(client_as, active_pole, pole_member):
    meeting = MeetingFactory(pole=active_pole, invited=True)
    client = client_as(pole_member)
    assert "Votre réponse" in client.get(meeting.get_absolute_url()).text

    client.post(reverse("consensus:my_presence", args=[meeting.pk]), {"presence": "excuse"})

    assert meeting.attendances.get().presence == "excuse"


def test_the_calendar_of_the_pole_has_its_meetings_with_their_hours(
    client_as, active_pole, pole_member
):
    MeetingFactory(pole=active_pole)
    MeetingFactory(pole=active_pole, on=today() + 40 * DAY, starts_at=None, ends_at=None)
    url = reverse("consensus:meetings_ics", args=[active_pole.pk])

    calendar = Calendar.from_ical(client_as(pole_member).get(url).content)

    [event] = calendar.walk("VEVENT")
    assert event["dtstart"].dt.strftime("%H:%M %Z") in ("09:30 CET", "09:30 CEST")


def test_attendances_are_kept_with_the_minutes_in_hand_only(active_pole, service):
    meeting = MeetingFactory(pole=active_pole, cancelled=True)
    seat = active_pole.memberships.seated().first()
    with pytest.raises(WrongState, match="annulée"):
        workflow.note_attendance(meeting, by=service, presences={seat: "present"})
    AttendanceFactory(meeting=meeting, membership=seat)
