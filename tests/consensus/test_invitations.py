"""Invitations: who receives what, the appointment that follows, the link that answers."""

from datetime import time, timedelta

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar

from consensus import workflow
from consensus.facts.due import MEETINGS
from consensus.facts.invitations import link_for
from consensus.models import Meeting
from core.agenda import deadlines_for
from core.clock import today
from core.todo import tasks_for
from core.workflow import Refused, WrongState
from outbox.models import Mail
from outbox.workflow import sweep
from tests.actors.factories import PersonFactory
from tests.consensus.factories_meetings import (
    AttendanceFactory,
    MeetingFactory,
    MeetingMinutesFactory,
    PointFactory,
)
from tests.poles.factories import MembershipFactory, PoleFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def pole(bruxelles):
    """Two members and a guest; one of the members has no address, the service has a mailbox."""
    bruxelles.mailbox = "boite@bxl.example"
    bruxelles.save()
    made = PoleFactory(bassin=bruxelles, active=True, groups="")
    MembershipFactory(pole=made, category="A")
    MembershipFactory(pole=made, category="B", person=PersonFactory(email=""))
    MembershipFactory(pole=made, guest=True)
    return made


@pytest.fixture
def invited(pole, service):
    meeting = MeetingFactory(pole=pole)
    PointFactory(meeting=meeting, title="L’inventaire des stages")
    workflow.invite(meeting, by=service)
    return Meeting.objects.get(pk=meeting.pk)


def appointments(template):
    found = []
    for mail in Mail.objects.filter(template=template).order_by("pk"):
        calendar = Calendar.from_ical(mail.calendar)
        found.append((calendar["METHOD"], calendar.walk("VEVENT")[0]))
    return found


def test_each_member_and_guest_receives_the_agenda_and_a_link_of_their_own(pole, invited):
    mails = list(Mail.objects.filter(template="consensus/invitation"))

    assert len(mails) == 3
    assert all("L’inventaire des stages" in mail.text for mail in mails)
    assert {mail.person_id for mail in mails if mail.person_id} == set(
        pole.memberships.exclude(person__email="").values_list("person", flat=True)
    )
    links = {link_for(invited, m) for m in pole.memberships.all()}
    assert sum(any(link in mail.text for link in links) for mail in mails) == 3


def test_the_page_shows_who_receives_it_and_who_has_no_address(client_as, pole, service):
    meeting = MeetingFactory(pole=pole)
    page = client_as(service).get(reverse("consensus:invite", args=[meeting.pk])).text
    for membership in pole.memberships.all():
        assert str(membership.person) in page
    assert "sans adresse" in page


def test_an_invitation_without_hour_or_place_or_in_the_past_is_refused(pole, service):
    for words, why in (
        ({"starts_at": None, "ends_at": None}, "l’heure"),
        ({"place": "", "on": today() + 11 * DAY}, "le lieu"),
        ({"on": today() - DAY}, "passé"),
    ):
        with pytest.raises(Refused, match=why):
            workflow.invite(MeetingFactory(pole=pole, **words), by=service)
    assert not Mail.objects.exists()


def test_a_link_to_the_video_is_enough_of_a_place(pole, service):
    meeting = MeetingFactory(pole=pole, place="", link="https://visio.example.org/pole")
    workflow.invite(meeting, by=service)
    assert "https://visio.example.org/pole" in Mail.objects.first().text


def test_the_appointment_moves_and_goes_with_the_meeting(invited, service):
    first = appointments("consensus/invitation")
    invited.on += 7 * DAY
    invited.starts_at = time(14)
    invited.ends_at = None
    workflow.edit_meeting(invited, by=service, base_version=invited.version)
    moved = appointments("consensus/meeting_moved")
    workflow.cancel(invited, by=service, reason="Grève.")
    gone = appointments("consensus/meeting_cancelled")

    events = [found[0][1] for found in (first, moved, gone)]
    assert {str(event["uid"]) for event in events} == {str(events[0]["uid"])}
    numbers = [event["sequence"] for event in events]
    assert numbers == sorted(set(numbers))
    assert [found[0][0] for found in (first, moved, gone)] == ["PUBLISH", "PUBLISH", "CANCEL"]
    assert events[1]["dtstart"].dt.strftime("%H:%M") == "14:00"
    assert events[2]["status"] == "CANCELLED"
    assert "Grève." in Mail.objects.filter(template="consensus/meeting_cancelled").first().text


def test_another_day_asks_for_the_answers_again_another_place_does_not(invited, service):
    seat = invited.pole.memberships.first()
    workflow.answer(invited, membership=seat, presence="present")
    invited.place = "Une autre salle"
    workflow.edit_meeting(invited, by=service, base_version=invited.version)
    assert invited.attendances.count() == 1

    invited.on += DAY
    workflow.edit_meeting(invited, by=service, base_version=invited.version)
    assert invited.attendances.count() == 0


def test_a_change_of_notes_is_announced_to_nobody(invited, service):
    invited.notes = "Entrée par la cour."
    workflow.edit_meeting(invited, by=service, base_version=invited.version)
    assert not Mail.objects.filter(template="consensus/meeting_moved").exists()


# ── The link ─────────────────────────────────────────────────────────────────────────────────────


def test_one_answers_by_the_link_without_an_account_and_may_change(client_as, invited):
    seat = invited.pole.memberships.order_by("pk").first()
    link, client = link_for(invited, seat), client_as(None)

    assert str(seat.person) in client.get(link).text
    assert not invited.attendances.exists()
    client.post(link, {"presence": "present"})
    client.post(link, {"presence": "excuse"})

    said = invited.attendances.get()
    assert (said.membership, said.presence, said.noted_by) == (seat, "excuse", None)
    assert "Excusé·e" in client.get(link).text


def test_a_link_answers_for_its_person_alone_and_nothing_else_than_two_answers(client_as, invited):
    seat = invited.pole.memberships.order_by("pk").first()
    page = client_as(None).post(link_for(invited, seat), {"presence": "absent"})
    assert page.status_code == 200
    assert "Sélectionnez un choix valide" in page.text
    assert not invited.attendances.exists()


def test_a_broken_link_explains_itself(client_as, invited, service):
    seat = invited.pole.memberships.order_by("pk").first()
    link, client = link_for(invited, seat), client_as(None)

    cut = client.get(f"{link[:-8]}/")
    assert (cut.status_code, "incomplet" in cut.text) == (410, True)

    with time_machine.travel(invited.on + DAY):
        late = client.post(link, {"presence": "present"})
        assert (late.status_code, "jusqu’à la fin" in late.text) == (410, True)

    seat.ends_on, seat.end_reason = today(), "demission"
    seat.save()
    gone = client.get(link)
    assert (gone.status_code, "ne faites pas partie" in gone.text) == (410, True)

    other = invited.pole.memberships.order_by("pk").last()
    workflow.cancel(invited, by=service, reason="Grève.")
    off = client.get(link_for(invited, other))
    assert (off.status_code, "est annulée" in off.text) == (410, True)
    assert not invited.attendances.exists()


def test_a_link_of_one_pole_opens_nothing_of_another(client_as, invited):
    stranger = MembershipFactory(pole=PoleFactory(bassin=invited.pole.bassin, active=True))
    assert client_as(None).get(link_for(invited, stranger)).status_code == 410


def test_one_answers_between_the_invitation_and_the_meeting_only(pole):
    seat = pole.memberships.first()
    with pytest.raises(WrongState, match="de l’invitation"):
        workflow.answer(MeetingFactory(pole=pole), membership=seat, presence="present")
    past = MeetingFactory(pole=pole, invited=True, on=today() - DAY)
    with pytest.raises(WrongState, match="de l’invitation"):
        workflow.answer(past, membership=seat, presence="present")


# ── The reminder ─────────────────────────────────────────────────────────────────────────────────


def test_the_day_before_only_those_who_did_not_answer_are_reminded_once(pole):
    meeting = MeetingFactory(pole=pole, invited=True, on=today() + DAY)
    first, _mute, guest = pole.memberships.order_by("pk")
    AttendanceFactory(meeting=meeting, membership=first, presence="excuse")

    sweep(on=today())
    sweep(on=today())

    mails = Mail.objects.filter(template="consensus/presence_awaited")
    assert {mail.person_id for mail in mails} == {None, guest.person_id}
    assert mails.count() == 2


def test_nobody_is_reminded_too_early_or_of_a_meeting_that_is_off(pole):
    MeetingFactory(pole=pole, invited=True, on=today() + 2 * DAY)
    MeetingFactory(pole=pole, cancelled=True, on=today() + DAY)
    sweep(on=today())
    assert not Mail.objects.filter(template="consensus/presence_awaited").exists()


def test_whoever_was_invited_this_morning_is_not_reminded_this_evening(pole, service):
    meeting = MeetingFactory(pole=pole, on=today() + DAY)
    workflow.invite(meeting, by=service)
    sweep(on=today())
    assert not Mail.objects.filter(template="consensus/presence_awaited").exists()


def test_a_meeting_to_come_stands_in_the_deadlines_of_its_pole(bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, active=True)
    exact = MeetingFactory(pole=pole)
    vague = MeetingFactory(pole=pole, on=today() + 20 * DAY, starts_at=None, ends_at=None, place="")

    found = {d.uid: d for d in deadlines_for(service, on=today())}

    first = found[f"reunion-{exact.pk}"]
    assert (first.on, first.url, first.pole) == (
        exact.on,
        exact.get_absolute_url(),
        (pole.pk, pole.title),
    )
    assert "9\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30" in first.why
    assert "Rue de la Science" in first.why
    assert found[f"reunion-{vague.pk}"].why == "heure et lieu à préciser"


def test_a_member_finds_on_the_home_the_invitation_to_answer(active_pole, pole_member):
    meeting = MeetingFactory(pole=active_pole, invited=True)

    def asked():
        tasks = [t for _s, found in tasks_for(pole_member, on=today()) for t in found]
        return [task.url for task in tasks if task.action == "Dire si vous venez"]

    assert asked() == [meeting.get_absolute_url()]
    seat = active_pole.memberships.get(person=pole_member.person)
    workflow.answer(meeting, membership=seat, presence="present", by=pole_member)
    assert asked() == []


def test_the_service_finds_on_the_home_what_each_meeting_asks_next(active_pole, service):
    MeetingFactory(pole=active_pole, on=today() - DAY)
    MeetingFactory(pole=active_pole, on=today() + 5 * DAY)
    MeetingFactory(pole=active_pole, on=today() + 50 * DAY)
    MeetingMinutesFactory(meeting__pole=active_pole)
    MeetingMinutesFactory(
        meeting=MeetingFactory(pole=active_pole, held=True, on=today() - 40 * DAY), sent=True
    )

    tasks = dict(tasks_for(service, on=today()))[MEETINGS]

    assert [task.action for task in tasks] == [
        "Clore le PV",
        "Écrire le PV",
        "Noter qui était là",
        "Inviter",
    ]
