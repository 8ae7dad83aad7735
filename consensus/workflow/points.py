"""The acts on the points of an agenda: add, change, order, move, take up again, set aside."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consensus.choices import TO_COME, MeetingStatus
from consensus.facts.minutes import last_minutes
from consensus.models import Meeting, Point
from consensus.workflow.minutes import in_hand
from core import journal
from core.versions import save_over
from core.workflow import WrongState
from meetings.workflow import last_position, trade_places


def add_point(point, *, by):
    """Puts an unsaved point at the end of its meeting, or in the backlog of its pôle without one.

    What came up in a meeting that was held may be added while its minutes are being written.
    """
    with transaction.atomic():
        if point.meeting_id:
            point.meeting = _open(point.meeting_id)
            _take_place(point)
        point._history_user = by
        point.save()
        journal.append(
            "consensus.ajouter_point", about=point, by=by, data={"meeting": point.meeting_id}
        )
    return point


def _take_place(point):
    points = point.meeting.points
    point.position = last_position(points)
    if point.meeting.status == MeetingStatus.HELD:
        last = points.exclude(number=None).order_by("-number").first()
        point.number = last.number + 1 if last else 1


def _open(pk):
    """The meeting, locked before its points, while its agenda may change."""
    row = Meeting.objects.select_for_update(of=("self",)).get(pk=pk)
    if row.status == MeetingStatus.CANCELLED:
        raise WrongState(_("La réunion est annulée : ses points attendent une autre réunion."))
    if row.status == MeetingStatus.HELD:
        in_hand(last_minutes(row))
    return row


def _to_come(pk):
    """The same, while the meeting is still to be held: an agenda of the past is not reordered."""
    row = _open(pk)
    if row.status not in TO_COME:
        raise WrongState(_("La réunion a eu lieu : son ordre du jour ne change plus."))
    return row


def _standing(point):
    row = Point.objects.select_for_update(of=("self",)).get(pk=point.pk)
    if row.withdrawn_at:
        raise WrongState(
            _("Ce point est retiré : « %(reason)s »") % {"reason": row.withdrawn_reason}
        )
    return row


def edit_point(point, *, by, base_version):
    """Changes its title, note, presenter or minutes."""
    with transaction.atomic():
        if point.meeting_id:
            _open(point.meeting_id)
        _standing(point)
        save_over(
            point,
            base_version=base_version,
            by=by,
            reason=_("point modifié"),
            act="consensus.modifier_point",
        )


def order_point(point, *, by, up):
    """Changes places with its neighbour on the agenda; nothing at an end of it."""
    with transaction.atomic():
        if point.meeting_id is None:
            raise WrongState(_("Ce point attend une réunion : il n’a pas de place à changer."))
        meeting = _to_come(point.meeting_id)
        row = _standing(point)
        if row.meeting_id != meeting.pk:
            raise WrongState(_("Quelqu’un vient de déplacer ce point."))
        trade_places(meeting.points.standing(), row, up=up, by=by, reason=_("ordre du jour"))


def move_point(point, *, by, meeting=None):
    """Puts a point on the agenda of another meeting to come, or back in the backlog without one.

    Refused from a meeting that was held: take it up again instead, the minutes keep it.
    """
    with transaction.atomic():
        for pk in sorted({point.meeting_id, meeting.pk if meeting else None} - {None}):
            _to_come(pk)
        row = _standing(point)
        if row.meeting_id != point.meeting_id:
            raise WrongState(_("Quelqu’un vient de déplacer ce point."))
        row.meeting, row.position = meeting, 0
        if meeting:
            row.position = last_position(meeting.points)
        row.version += 1
        row._history_user, row._change_reason = by, _("point déplacé")
        row.save()
        journal.append(
            "consensus.déplacer_point",
            about=row,
            by=by,
            data={"from": point.meeting_id, "to": row.meeting_id},
        )
    return row


def take_up_again(point, *, by, meeting=None):
    """A copy of the point, for another meeting or the backlog: the first one stays where it is."""
    with transaction.atomic():
        copy = Point(
            pole=point.pole,
            meeting=meeting,
            copied_from=point,
            title=point.title,
            text=point.text,
            presenter=point.presenter,
            minutes=point.minutes,
        )
        if meeting:
            copy.meeting = _to_come(meeting.pk)
        _standing(point)
        return add_point(copy, by=by)


def withdraw_point(point, *, by, reason):
    """It has no object any more: it leaves the agenda or the backlog, and stays readable."""
    with transaction.atomic():
        if point.meeting_id:
            _to_come(point.meeting_id)
        row = _standing(point)
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = timezone.now(), by, reason
        row.version += 1
        row._history_user, row._change_reason = by, reason
        row.save()
        journal.append("consensus.retirer_point", about=row, by=by, data={"reason": reason})
