"""What is printed of a meeting: its appointment, and minutes whose text can be proved."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from core.calendar import Appointment, appointment
from core.canonical import sha256
from core.clock import BRUSSELS
from core.jobs import Hopeless


def appointment_of(meeting, *, uid, what, cancelled=False) -> Appointment:
    """A meeting as a calendar keeps it: the same identifier, a number that grows when it moves.

    It ends when the meeting says so; nothing is supposed otherwise. A meeting has a version.
    """
    starts = datetime.combine(meeting.on, meeting.starts_at, tzinfo=BRUSSELS)
    ends = None
    if meeting.ends_at:
        ends = datetime.combine(meeting.on, meeting.ends_at, tzinfo=BRUSSELS)
    return Appointment(
        uid=uid,
        sequence=meeting.version + cancelled,
        starts=starts,
        ends=ends if ends and ends > starts else None,
        what=what,
        place=meeting.place,
        url=meeting.get_absolute_url(),
        cancelled=cancelled,
    )


def in_calendars(meeting, *, uid, what, cancelled=False) -> str:
    """The iCalendar file of a meeting: to keep, or to take away when it is cancelled."""
    found = appointment_of(meeting, uid=uid, what=what, cancelled=cancelled)
    return appointment(found, site=settings.SITE_URL, stamp=timezone.now())


def refuse_altered(minutes):
    """Raises Hopeless when a frozen text is no longer that of its hash: it is not printed."""
    if minutes.frozen and sha256(minutes.frozen) != minutes.sha256:
        raise Hopeless(_("Le texte approuvé ne correspond plus à son empreinte."))
