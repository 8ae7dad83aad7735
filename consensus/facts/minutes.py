"""The minutes of a meeting as they are read, printed and frozen: plain data, names as printed."""

import json

from consensus.facts.meetings import attended
from consensus.models import MeetingMinutes
from core.canonical import canonical
from meetings.choices import Presence

FORMAT = 1
ROOMS = (Presence.PRESENT, Presence.EXCUSED, Presence.ABSENT)


def last_minutes(meeting, user=None) -> MeetingMinutes | None:
    """The version in hand, or the last one closed; only what this person may read, if given."""
    found = meeting.minutes if user is None else MeetingMinutes.objects.visible_to(user)
    return found.filter(meeting=meeting).order_by("-number").first()


def reading(minutes) -> dict:
    """What the minutes say: the frozen text of a closed version, the texts as they are before."""
    return json.loads(minutes.frozen) if minutes.frozen else living(minutes)


def living(minutes) -> dict:
    """The minutes from the meeting, its points and who was there. Three queries."""
    meeting = minutes.meeting
    found = attended(meeting)
    points = meeting.points.standing().select_related("presenter").order_by("position", "pk")
    return json.loads(
        canonical(
            {
                "format": FORMAT,
                "instance": meeting.pole.bassin.instance_name,
                "letterhead": meeting.pole.bassin.letterhead,
                "pole": meeting.pole.title,
                "on": meeting.on,
                "starts_at": meeting.starts_at,
                "ends_at": meeting.ends_at,
                "place": meeting.place,
                "link": meeting.link,
                "facilitator": str(meeting.facilitator or ""),
                "version": minutes.number,
                "reason": minutes.reason,
                "text": minutes.text,
                "rooms": _rooms(found),
                "counts": [
                    {"label": b.label, "held": b.held, "seats": b.seats} for b in found.benches
                ],
                "guests": sum(row.is_here for row in found.guests.rows),
                "field": found.field,
                "institutional": found.institutional,
                "points": [
                    {
                        "key": point.pk,
                        "number": point.number,
                        "title": point.title,
                        "presenter": str(point.presenter or ""),
                        "record": point.record,
                    }
                    for point in points
                ],
            }
        )
    )


def _rooms(found):
    """Who was there, excused, absent; an absent substitute of a member who came is not told."""
    return [
        {
            "label": str(presence.label),
            "people": [
                {"name": str(row.person), "words": row.words}
                for row in found.rows
                if row.presence == presence
            ],
        }
        for presence in ROOMS
    ]
