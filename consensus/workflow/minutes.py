"""The acts on the minutes of a meeting: write, send, take back, close, correct."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consensus import notifications
from consensus.choices import MinutesStatus
from consensus.facts.minutes import living
from consensus.models import Meeting, MeetingMinutes, Point
from consensus.workflow.states import MEETING_MINUTES_TRANSITIONS
from core import journal
from core.workflow import Refused, WrongState, transition
from meetings.workflow import freeze, write_text


def in_hand(minutes):
    """The minutes, locked, while they are being written. Refused once sent or closed."""
    row = (
        MeetingMinutes.objects.select_for_update(of=("self",))
        .filter(pk=minutes.pk if minutes else None)
        .first()
    )
    if row is None:
        raise WrongState(_("La réunion n’a pas encore eu lieu : rien n’est à écrire."))
    if row.status == MinutesStatus.CLOSED:
        raise WrongState(
            _("Le procès-verbal est clos : il ne change que par une correction, avec son motif.")
        )
    if row.status == MinutesStatus.SENT:
        raise WrongState(
            _("Le procès-verbal est envoyé : reprenez-le en rédaction avant d’y toucher.")
        )
    return row


def write_general(minutes, *, by, base_version):
    """Writes the general text. Raises Conflict when somebody wrote another one meanwhile."""
    with transaction.atomic():
        row = in_hand(minutes)
        write_text(
            row, "text", minutes.text, by=by, base_version=base_version, reason=_("texte général")
        )


def write_point(point, *, by, base_version):
    """Writes what was said of a point. Raises Conflict when somebody wrote another text."""
    with transaction.atomic():
        Meeting.objects.select_for_update(of=("self",)).get(pk=point.meeting_id)
        in_hand(MeetingMinutes.objects.filter(meeting=point.meeting_id).last())
        row = Point.objects.select_for_update(of=("self",)).get(pk=point.pk)
        write_text(
            row, "record", point.record, by=by, base_version=base_version, reason=_("compte rendu")
        )


def send_minutes(minutes, *, by):
    """Members and guests may read them, and are told so. Refused while nothing is written."""
    with transition(
        minutes,
        MinutesStatus.SENT,
        allowed=MEETING_MINUTES_TRANSITIONS,
        by=by,
        act="consensus.envoyer_pv",
    ):
        if not (minutes.text or minutes.meeting.points.standing().exclude(record="").exists()):
            raise Refused(_("Rien n’est écrit : écrivez au moins un texte avant de l’envoyer."))
        minutes.sent_at, minutes.sent_by = timezone.now(), by
        minutes.version += 1
        notifications.minutes_sent(minutes)


def take_back_minutes(minutes, *, by, reason):
    """They go back to writing, for a remark of a member; they are sent again afterwards."""
    with transition(
        minutes,
        MinutesStatus.DRAFT,
        allowed=MEETING_MINUTES_TRANSITIONS,
        by=by,
        reason=reason,
        act="consensus.reprendre_pv",
    ):
        minutes.version += 1


def close_minutes(minutes, *, by):
    """The text is frozen with its hash: nothing changes any more but by a correction."""
    with transition(
        minutes,
        MinutesStatus.CLOSED,
        allowed=MEETING_MINUTES_TRANSITIONS,
        by=by,
        act="consensus.clore_pv",
    ) as proof:
        minutes.closed_at, minutes.closed_by = timezone.now(), by
        minutes.version += 1
        proof["sha256"] = freeze(minutes, living(minutes))


def correct_minutes(minutes, *, by, reason) -> MeetingMinutes:
    """A new version in writing, with its reason. The closed one stays as it was. Gives the new."""
    with transaction.atomic():
        Meeting.objects.select_for_update(of=("self",)).get(pk=minutes.meeting_id)
        last = MeetingMinutes.objects.filter(meeting=minutes.meeting_id).order_by("number").last()
        if last.pk != minutes.pk or last.status != MinutesStatus.CLOSED:
            raise WrongState(_("Une version est déjà en rédaction : ouvrez-la."))
        new = MeetingMinutes(
            meeting=minutes.meeting,
            number=last.number + 1,
            reason=reason,
            text=last.text,
            drafted_at=timezone.now(),
            drafted_by=by,
        )
        new._history_user, new._change_reason = by, reason
        new.save()
        journal.append(
            "consensus.corriger_pv",
            about=new,
            by=by,
            data={"number": new.number, "reason": reason},
        )
    return new
