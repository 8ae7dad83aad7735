"""Meetings of a pôle in each state: `MeetingFactory(pole=pole, invited=True)`.

Rows are written as the acts would have left them, without the acts.
"""

from datetime import time, timedelta

from django.utils import timezone
from factory import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from consensus.facts import living
from consensus.models import Attendance, Meeting, MeetingMinutes, Point
from core.canonical import canonical, sha256
from core.clock import today
from tests.actors.factories import UserFactory
from tests.poles.factories import PoleFactory

DAY = timedelta(days=1)


class MeetingFactory(DjangoModelFactory):
    """Planned in ten days, at half past nine, somewhere."""

    class Meta:
        model = Meeting

    pole = SubFactory(PoleFactory, active=True)
    on = LazyFunction(lambda: today() + 10 * DAY)
    starts_at = time(9, 30)
    ends_at = time(12)
    place = "Rue de la Science 4, Bruxelles"

    class Params:
        invited = Trait(
            status="invited",
            invited_at=LazyFunction(lambda: timezone.now() - 5 * DAY),
            invited_by=SubFactory(UserFactory),
        )
        held = Trait(
            status="held",
            on=LazyFunction(lambda: today() - 10 * DAY),
            invited_at=LazyFunction(lambda: timezone.now() - 25 * DAY),
            invited_by=SubFactory(UserFactory),
            held_at=LazyFunction(timezone.now),
            held_by=SubFactory(UserFactory),
        )
        cancelled = Trait(
            status="cancelled",
            cancelled_at=LazyFunction(timezone.now),
            cancelled_by=SubFactory(UserFactory),
            cancel_reason="La salle n’est plus libre.",
        )


class PointFactory(DjangoModelFactory):
    """A point of a meeting; without one, it waits."""

    class Meta:
        model = Point

    meeting = SubFactory(MeetingFactory)
    pole = LazyAttribute(lambda p: p.meeting.pole)
    title = Sequence(lambda n: f"Point de réunion {n}")
    position = Sequence(lambda n: n + 1)
    minutes = 20


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    person = SelfAttribute("membership.person")
    presence = "present"
    noted_at = LazyFunction(timezone.now)
    noted_by = SubFactory(UserFactory)


class MeetingMinutesFactory(DjangoModelFactory):
    """Minutes in writing of a held meeting; `sent` or `closed` take them further."""

    class Meta:
        model = MeetingMinutes

    meeting = SubFactory(MeetingFactory, held=True)
    text = "La réunion s’ouvre à l’heure."
    drafted_at = LazyFunction(timezone.now)
    drafted_by = SubFactory(UserFactory)

    class Params:
        sent = Trait(
            status="sent",
            sent_at=LazyFunction(timezone.now),
            sent_by=SubFactory(UserFactory),
        )


def closed_minutes(meeting, **words):
    """Minutes as `close_minutes` leaves them: frozen, with their hash."""
    minutes = MeetingMinutesFactory(meeting=meeting, sent=True, **words)
    text = canonical(living(minutes))
    user = minutes.drafted_by
    MeetingMinutes.objects.filter(pk=minutes.pk).update(
        status="closed",
        closed_at=timezone.now(),
        closed_by=user,
        frozen=text,
        sha256=sha256(text),
    )
    minutes.refresh_from_db()
    return minutes
