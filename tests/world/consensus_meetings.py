"""Meetings of the running pôle of each bassin, in each of their states, with points and minutes."""

from datetime import timedelta

from consensus.facts.invitations import link_for
from consensus.models import Meeting, MeetingMinutes
from core.clock import today
from poles.models import Membership
from tests.consensus.factories_meetings import (
    AttendanceFactory,
    MeetingFactory,
    MeetingMinutesFactory,
    PointFactory,
    closed_minutes,
)
from tests.people import BXL, LIEGE

DAY = timedelta(days=1)


def build(world):
    for code in (BXL, LIEGE):
        running = world.one("pôle", "en cours", code)
        _meetings(world, running, code)


def _meetings(world, running, code):
    pole = running.object
    for state, words in (
        ("planifiée", {}),
        ("invitée", {"invited": True, "on": today() + 20 * DAY}),
        ("annulée", {"cancelled": True, "on": today() + 30 * DAY}),
    ):
        meeting = MeetingFactory(pole=pole, **words)
        _add(world, "réunion", state, meeting, running, code)
        if state == "planifiée":
            point = PointFactory(meeting=meeting)
            _add(world, "point de réunion", "à venir", point, running, code)
        if state == "invitée":
            _invitation(world, meeting, code)
    waits = PointFactory(meeting=None, pole=pole)
    _add(world, "point de réunion", "en attente", waits, running, code)
    for days, state in ((10, "en rédaction"), (20, "envoyé"), (30, "clos")):
        _held(world, pole, days, state, running, code)


def _held(world, pole, days, state, running, code):
    meeting = MeetingFactory(pole=pole, held=True, on=today() - days * DAY)
    point = PointFactory(meeting=meeting, number=1)
    AttendanceFactory(meeting=meeting, membership=pole.memberships.seated().first())
    if state == "clos":
        minutes = closed_minutes(meeting)
    else:
        minutes = MeetingMinutesFactory(meeting=meeting, sent=state == "envoyé")
    _add(world, "PV de réunion", state, minutes, running, code)
    if state == "en rédaction":
        _add(world, "réunion", "tenue", meeting, running, code)
        _add(world, "point de réunion", "d’une réunion tenue", point, running, code)


def _invitation(world, meeting, code):
    seat = Membership.objects.standing(on=meeting.on).filter(pole=meeting.pole).first()
    token = link_for(meeting, seat).rstrip("/").rpartition("/")[2]
    world.add("invitation à une réunion", "", meeting, code, {"token": token})


def _add(world, kind, state, row, running, code):
    world.add(kind, state, row, code, {"pk": row.pk}, running.ties)


def grow(world, by):
    pole = world.one("pôle", "en cours").object
    invited = world.one("réunion", "invitée").object
    written = MeetingMinutes.objects.get(pk=world.one("PV de réunion", "en rédaction").object.pk)
    first = Meeting.objects.filter(pole=pole).count()
    for number in range(first, first + by):
        MeetingFactory(pole=pole, on=today() + (100 + number) * DAY)
        held = MeetingFactory(pole=pole, held=True, on=today() - (100 + number) * DAY)
        MeetingMinutesFactory(meeting=held)
        PointFactory(meeting=invited)
        PointFactory(meeting=written.meeting, number=10 + number)
        PointFactory(meeting=None, pole=pole)
