"""Meetings for calendars: the one of an invitation, all those of a pôle."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from consensus.choices import MeetingStatus
from core.calendar import appointments
from meetings import documents


def _words(meeting):
    what = _("Réunion du pôle « %(pole)s »") % {"pole": meeting.pole.title}
    return {"uid": f"reunion-{meeting.pk}", "what": what}


def in_calendars(meeting, *, cancelled=False) -> str:
    """The meeting as a calendar keeps it; nothing while it has no hour."""
    if meeting.starts_at is None:
        return ""
    return documents.in_calendars(meeting, cancelled=cancelled, **_words(meeting))


def calendar_of(pole, meetings) -> bytes:
    """These meetings of a pôle in one file; those without an hour are left out."""
    found = []
    for meeting in meetings:
        if meeting.starts_at is not None:
            meeting.pole = pole
            cancelled = meeting.status == MeetingStatus.CANCELLED
            words = _words(meeting)
            found.append(documents.appointment_of(meeting, cancelled=cancelled, **words))
    name = _("Réunions : %(pole)s") % {"pole": pole.title}
    return appointments(found, name=name, site=settings.SITE_URL, stamp=timezone.now())
