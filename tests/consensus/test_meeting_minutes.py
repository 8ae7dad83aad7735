"""Minutes of a meeting: written, sent, closed with a hash, corrected with a reason; its points."""

import pytest
from django.urls import reverse

from consensus import workflow
from consensus.documents import minutes_html
from consensus.models import MeetingMinutes, Point
from core.canonical import sha256
from core.clock import today
from core.models import Draft
from core.versions import Conflict
from core.workflow import Refused, WrongState
from outbox.models import Mail
from tests.consensus.factories_meetings import (
    AttendanceFactory,
    MeetingFactory,
    MeetingMinutesFactory,
    PointFactory,
    closed_minutes,
)
from tests.consensus.test_meetings import DAY
from tests.html import own_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes(active_pole):
    meeting = MeetingFactory(pole=active_pole, held=True)
    PointFactory(meeting=meeting, number=1, title="L’inventaire")
    AttendanceFactory(meeting=meeting, membership=active_pole.memberships.first())
    return MeetingMinutesFactory(meeting=meeting)


def write(minutes, words, by, base=None):
    row = MeetingMinutes.objects.get(pk=minutes.pk)
    base, row.text = base or row.version, words
    workflow.write_general(row, by=by, base_version=base)


def test_two_who_write_the_same_text_do_not_lose_each_other(minutes, service, coordinator):
    write(minutes, "Le texte du service.", service, base=1)
    write(minutes, "Le texte du service.", coordinator, base=1)
    with pytest.raises(Conflict):
        write(minutes, "Un autre texte.", coordinator, base=1)
    assert MeetingMinutes.objects.get().text == "Le texte du service."


def test_the_page_compares_two_texts_of_one_point(client_as, minutes, service, coordinator):
    point = Point.objects.get()
    url = reverse("consensus:write_record", args=[point.pk])
    mine, theirs = client_as(service), client_as(coordinator)
    begun = own_form(mine.get(url), url).filled()

    done = theirs.post(url, {**begun, "record": "Leur texte."})
    late = mine.post(url, {**begun, "record": "Mon texte."})

    assert done.status_code == 302
    assert late.status_code == 409
    assert "Leur texte." in late.text
    assert "Mon texte." in late.text
    assert Point.objects.get().record == "Leur texte."


def test_what_is_typed_is_kept_for_its_author_until_it_is_saved(client_as, minutes, service):
    url = reverse("consensus:write_general", args=[minutes.pk])
    client = client_as(service)

    kept = client.post(
        reverse("consensus:write_general_autosave", args=[minutes.pk]),
        {"text": "À moitié écrit", "base_version": "1"},
    )
    assert "Brouillon enregistré" in kept.json()["label"]
    page = client.get(url)
    assert "À moitié écrit" in page.text
    assert MeetingMinutes.objects.get().text != "À moitié écrit"

    client.post(url, own_form(page, url).filled())
    assert MeetingMinutes.objects.get().text == "À moitié écrit"
    assert not Draft.objects.exists()


def test_a_draft_is_thrown_away(client_as, minutes, service):
    client = client_as(service)
    point = Point.objects.get()
    client.post(
        reverse("consensus:write_record_autosave", args=[point.pk]),
        {"record": "À jeter", "base_version": "1"},
    )
    client.post(reverse("consensus:write_record_discard", args=[point.pk]))
    assert not Draft.objects.exists()


def test_minutes_are_sent_then_closed_and_their_text_is_frozen(minutes, service):
    workflow.send_minutes(minutes, by=service)
    [mail, *_others] = Mail.objects.filter(template="consensus/minutes_sent")
    assert minutes.text not in mail.text
    with pytest.raises(WrongState, match="est envoyé"):
        write(minutes, "Trop tard.", service)

    workflow.close_minutes(minutes, by=service)

    minutes.refresh_from_db()
    assert minutes.sha256 == sha256(minutes.frozen)
    with pytest.raises(WrongState, match="est clos"):
        write(minutes, "Trop tard.", service)
    with pytest.raises(WrongState, match="est clos"):
        workflow.note_attendance(
            minutes.meeting,
            by=service,
            presences={minutes.meeting.pole.memberships.first(): "absent"},
        )
    with pytest.raises(WrongState, match="est clos"):
        workflow.add_point(
            Point(pole=minutes.meeting.pole, meeting=minutes.meeting, title="Encore"), by=service
        )


def test_empty_minutes_are_not_sent(active_pole, service):
    empty = MeetingMinutesFactory(meeting__pole=active_pole, text="")
    with pytest.raises(Refused, match="Rien n’est écrit"):
        workflow.send_minutes(empty, by=service)


def test_a_correction_says_why_and_leaves_the_closed_version_as_it_was(
    client_as, active_pole, service, pole_member
):
    meeting = MeetingFactory(pole=active_pole, held=True)
    point = PointFactory(meeting=meeting, number=1, record="L’ancien texte.")
    old = closed_minutes(meeting)

    new = workflow.correct_minutes(old, by=service, reason="Un nom mal écrit.")
    with pytest.raises(WrongState, match="déjà en rédaction"):
        workflow.correct_minutes(old, by=service, reason="Encore.")
    point.record = "Le nouveau texte."
    workflow.write_point(point, by=service, base_version=1)
    workflow.send_minutes(new, by=service)
    workflow.close_minutes(new, by=service)

    client = client_as(pole_member)
    before = client.get(reverse("consensus:minutes", args=[old.pk])).text
    assert "L’ancien texte." in before
    after = client.get(meeting.get_absolute_url()).text
    assert "Le nouveau texte." in after
    assert "Un nom mal écrit." in after
    assert "Version 1" in after


def test_minutes_in_writing_are_for_the_service_alone(client_as, minutes, service, pole_member):
    page = minutes.meeting.get_absolute_url()
    alone = reverse("consensus:minutes", args=[minutes.pk])
    assert minutes.text in client_as(service).get(page).text
    assert minutes.text not in client_as(pole_member).get(page).text
    assert client_as(pole_member).get(alone).status_code == 404

    workflow.send_minutes(minutes, by=service)
    assert minutes.text in client_as(pole_member).get(page).text
    workflow.take_back_minutes(minutes, by=service, reason="Une remarque.")
    assert minutes.text not in client_as(pole_member).get(page).text


def test_the_paper_says_who_was_there_and_that_it_is_not_closed(minutes, service):
    paper = minutes_html(minutes)
    assert "Projet." in paper
    assert "L’inventaire" in paper
    assert str(minutes.meeting.attendances.get().person) in paper

    closed = closed_minutes(MeetingFactory(pole=minutes.meeting.pole, held=True, on=today() - DAY))
    paper = minutes_html(closed)
    assert "Projet." not in paper
    assert closed.sha256 in paper


# ── Points ───────────────────────────────────────────────────────────────────────────────────────


def order_of(meeting):
    return list(meeting.points.standing().order_by("position", "pk"))


def test_a_point_changes_places_with_its_neighbour_and_stops_at_the_end(active_pole, service):
    meeting = MeetingFactory(pole=active_pole)
    a, b, c = (PointFactory(meeting=meeting) for _n in "abc")

    workflow.order_point(c, by=service, up=True)
    workflow.order_point(c, by=service, up=True)
    workflow.order_point(c, by=service, up=True)

    assert order_of(meeting) == [c, a, b]


def test_a_point_goes_to_another_meeting_or_waits(active_pole, service):
    meeting = MeetingFactory(pole=active_pole)
    later = MeetingFactory(pole=active_pole, on=today() + 40 * DAY)
    there, point = PointFactory(meeting=later), PointFactory(meeting=meeting)

    moved = workflow.move_point(point, by=service, meeting=later)
    assert order_of(later) == [there, point]
    with pytest.raises(WrongState, match="vient de déplacer"):
        workflow.move_point(point, by=service)
    workflow.move_point(moved, by=service)
    assert list(Point.objects.waiting()) == [point]


def test_a_point_of_a_held_meeting_is_taken_up_again_not_moved(client_as, minutes, service):
    point = Point.objects.get()
    later = MeetingFactory(pole=minutes.meeting.pole)
    with pytest.raises(WrongState, match="a eu lieu"):
        workflow.move_point(point, by=service, meeting=later)

    url = reverse("consensus:point_again", args=[point.pk])
    words = {"token": "p" * 24, "meeting": str(later.pk)}
    client_as(service).post(url, words)
    client_as(service).post(url, words)

    copy = later.points.get()
    assert (copy.title, copy.copied_from, copy.record) == (point.title, point, "")
    point.refresh_from_db()
    assert point.meeting == minutes.meeting


def test_what_came_up_in_the_meeting_is_added_under_the_next_number(minutes, service):
    point = Point(pole=minutes.meeting.pole, meeting=minutes.meeting, title="Divers")
    workflow.add_point(point, by=service)
    assert Point.objects.get(title="Divers").number == 2


def test_a_point_is_withdrawn_with_a_reason_and_once(active_pole, service):
    point = PointFactory(meeting=MeetingFactory(pole=active_pole))
    workflow.withdraw_point(point, by=service, reason="Sans objet.")
    assert not point.meeting.points.standing().exists()
    with pytest.raises(WrongState, match="Sans objet"):
        workflow.withdraw_point(point, by=service, reason="Encore.")
    with pytest.raises(WrongState, match="est retiré"):
        workflow.edit_point(point, by=service, base_version=point.version)


def test_pages_add_change_and_order_points(client_as, active_pole, service):
    meeting = MeetingFactory(pole=active_pole)
    client = client_as(service)
    add = reverse("consensus:point_add", args=[meeting.pk])
    client.post(add, {"token": "a" * 24, "title": "Premier"})
    client.post(add, {"token": "b" * 24, "title": "Second", "minutes": "15"})
    waits = reverse("consensus:backlog_add", args=[active_pole.pk])
    client.post(waits, {"token": "c" * 24, "title": "Plus tard"})

    second = Point.objects.get(title="Second")
    client.post(reverse("consensus:point_up", args=[second.pk]))
    url = reverse("consensus:point_edit", args=[second.pk])
    client.post(url, {**own_form(client.get(url), url).filled(), "title": "Devenu premier"})

    assert [p.title for p in order_of(meeting)] == ["Devenu premier", "Premier"]
    assert Point.objects.waiting().get().title == "Plus tard"


def test_a_point_withdrawn_by_somebody_else_says_why(client_as, active_pole, service, coordinator):
    point = PointFactory(meeting=MeetingFactory(pole=active_pole))
    url = reverse("consensus:point_withdraw", args=[point.pk])

    client_as(coordinator).post(url, {"reason": "Sans objet."})
    late = client_as(service).post(url, {"reason": "Reporté."})

    assert late.status_code == 409
    assert "Sans objet." in late.text
    assert "Reporté." in late.text
