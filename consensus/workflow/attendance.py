"""Who comes: said by each for themselves, noted by the service for everybody."""

from django.db import transaction
from django.utils.translation import gettext as _

from consensus.choices import MeetingStatus
from consensus.facts import concerned_by
from consensus.facts.minutes import last_minutes
from consensus.models import Meeting
from consensus.workflow.minutes import in_hand
from core import journal
from core.clock import today
from core.french import day
from core.workflow import Refused, WrongState
from meetings.choices import Presence
from meetings.workflow import note_presences

ANSWERS = (Presence.PRESENT, Presence.EXCUSED)
NOTED = (Presence.PRESENT, Presence.EXCUSED, Presence.ABSENT)


def answer(meeting, *, membership, presence, by=None):
    """A member or a guest says whether they come; changeable until the meeting is over.

    `by`: their account, or None when they came by the signed link. The same answer again writes
    nothing. Refuses whoever is not of the pôle that day.
    """
    if presence not in ANSWERS:
        raise Refused(_("Répondez « présent·e » ou « excusé·e »."))
    with transaction.atomic():
        row = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        if row.status != MeetingStatus.INVITED or today() > row.on:
            raise WrongState(
                _("La présence s’annonce de l’invitation à la réunion, le %(day)s.")
                % {"day": day(row.on)}
            )
        _concerned(row, [membership])
        if note_presences(row, {membership: presence}, place="membership", by=by):
            journal.append(
                "consensus.annoncer_présence",
                about=row,
                by=by,
                data={"membership": membership.pk, "presence": presence},
            )


def note_attendance(meeting, *, by, presences):
    """The service notes who is there. `presences`: membership → Presence value.

    Once the meeting is held, as long as its minutes are being written.
    """
    with transaction.atomic():
        row = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        if row.status == MeetingStatus.CANCELLED:
            raise WrongState(_("La réunion est annulée : personne n’y était."))
        if row.status == MeetingStatus.HELD:
            in_hand(last_minutes(row))
        _concerned(row, presences)
        if any(presence not in NOTED for presence in presences.values()):
            raise Refused(_("Notez « présent·e », « excusé·e » ou « absent·e »."))
        changed = note_presences(row, presences, place="membership", by=by)
        if changed:
            journal.append(
                "consensus.noter_présences",
                about=row,
                by=by,
                data={"presences": {str(m.pk): p for m, p in changed.items()}},
            )


def _concerned(meeting, memberships):
    known = {m.pk for m in concerned_by(meeting)}
    if any(m.pk not in known for m in memberships):
        raise Refused(_("Cette personne ne fait pas partie du pôle à la date de la réunion."))
