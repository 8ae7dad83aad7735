"""When the pôles of the demonstration met, and when they meet next.

Members, words and figures are invented.
"""

from datetime import time, timedelta

from consensus import workflow as consensus
from consensus.choices import Cadence
from consensus.facts import concerned_by
from consensus.models import Meeting, MeetingMinutes, Point
from meetings.choices import Presence

DAY = timedelta(days=1)
PLACE = "Bruxelles Formation, rue de Stalle 67, 1180 Bruxelles"
PAST = (
    "Inventaire des places de stage",
    "Tutorat en entreprise : qui, combien d’heures",
)
SAID = (
    "L’inventaire compte 42 places (inventé). Trois écoles complètent leurs lignes.",
    "Les entreprises demandent une demi-journée de préparation par stagiaire (inventé).",
)
NEXT = (
    ("Calendrier commun des stages", 45),
    ("Tutorat en entreprise : proposition", 30),
    ("Divers", 10),
)
WAITS = "Visite du centre de compétence"


def some_meetings(pole, *, on, by):
    """Two that were held, one whose invitation is out, a series behind it."""
    pole.refresh_from_db()
    _held(pole, on - 75 * DAY, by=by, closed=True)
    _held(pole, on - 12 * DAY, by=by, closed=False)
    first, *_others = consensus.plan(
        _meeting(pole, on + 12 * DAY),
        by=by,
        every=2,
        cadence=Cadence.MONTHS,
        until=on + 200 * DAY,
    )
    for title, minutes in NEXT:
        consensus.add_point(Point(pole=pole, meeting=first, title=title, minutes=minutes), by=by)
    consensus.add_point(Point(pole=pole, title=WAITS), by=by)
    consensus.invite(first, by=by)
    for membership, presence in zip(concerned_by(first), _answers(), strict=False):
        if presence != Presence.ABSENT:
            consensus.answer(first, membership=membership, presence=presence)


def _meeting(pole, on):
    return Meeting(
        pole=pole,
        on=on,
        starts_at=time(13, 30),
        ends_at=time(16),
        place=PLACE,
        facilitator=pole.lead,
    )


def _answers():
    """Two who come, one who does not, one who says nothing, and so on."""
    while True:
        yield from (Presence.PRESENT, Presence.PRESENT, Presence.EXCUSED, Presence.ABSENT)


def _held(pole, on, *, by, closed):
    [meeting] = consensus.plan(_meeting(pole, on), by=by)
    for title in PAST:
        consensus.add_point(Point(pole=pole, meeting=meeting, title=title, minutes=40), by=by)
    presences = dict(zip(concerned_by(meeting), _answers(), strict=False))
    consensus.note_attendance(meeting, by=by, presences=presences)
    consensus.hold(meeting, by=by)
    for point, words in zip(meeting.points.order_by("position"), SAID, strict=True):
        point.record = words
        consensus.write_point(point, by=by, base_version=point.version)
    minutes = MeetingMinutes.objects.get(meeting=meeting)
    if closed:
        consensus.send_minutes(minutes, by=by)
        consensus.close_minutes(minutes, by=by)
