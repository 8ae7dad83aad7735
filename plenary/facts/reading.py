"""What somebody has read of a sitting to come, what changed since, what was decided meanwhile.

What is read here belongs to its reader alone: no page of anybody else asks for it.
"""

from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from core.states import State
from meetings.choices import Presence
from plenary.choices import SittingStatus
from plenary.models import (
    AgendaItem,
    Annex,
    Attendance,
    Decision,
    PrivateNote,
    ReadMark,
)

SHOWN = 10


@dataclass(frozen=True)
class Reading:
    """One item as its reader left it."""

    item: AgendaItem
    state: State
    is_read: bool
    has_note: bool


def readable(user, sitting):
    """The items of a sitting that this person may read, in order; with `read_at` and `noted`.

    `changed`: its text, its annexes or what it carries changed after it was read.
    """
    mine = {"item": OuterRef("pk"), "user": user}
    versions = AgendaItem.history.model.objects.filter(
        id=OuterRef("pk"), version=OuterRef("version")
    ).order_by("history_date")
    moved = Annex.objects.filter(item=OuterRef("pk")).filter(
        Q(added_at__gt=OuterRef("read_at")) | Q(removed_at__gt=OuterRef("read_at"))
    )
    return (
        AgendaItem.objects.visible_to(user)
        .on_the_agenda()
        .filter(sitting=sitting)
        .annotate(
            read_at=Subquery(ReadMark.objects.filter(**mine).values("read_at")[:1]),
            noted=Exists(PrivateNote.objects.filter(**mine).exclude(text="")),
            written_at=Subquery(versions.values("history_date")[:1]),
        )
        .annotate(annexes_moved=Exists(moved))
        .order_by("position", "pk")
    )


def readings(user, sitting) -> list[Reading]:
    """Each item of a sitting as this person left it. One query."""
    return [reading_of(item) for item in readable(user, sitting).select_related("presenter")]


def reading_of(item) -> Reading:
    """The state of an item of `readable`."""
    if item.read_at is None:
        return Reading(item, State(_("à lire"), "calm", "empty-circle"), False, item.noted)
    if is_changed(item):
        state = State(_("modifié depuis votre lecture"), "warn", "diamond")
        return Reading(item, state, False, item.noted)
    return Reading(item, State(_("lu"), "ok", "check"), True, item.noted)


def is_changed(item) -> bool:
    """Did an item of `readable` change after it was read?"""
    written = item.written_at is not None and item.written_at > item.read_at
    return written or item.annexes_moved


def decided_since(user, *, on):
    """Decisions sealed since this member last came, that they may read; the latest first.

    « Last came »: the last sitting held where they were present; else their last reading.
    """
    since = _last_came(user)
    if since is None:
        return Decision.objects.none()
    return (
        Decision.objects.visible_to(user, on=on)
        .sealed()
        .filter(since, bassin__in=user.standing.sat_in, item__sitting__is_reprise=False)
        .select_related("item__sitting")
        .order_by("-item__sitting__on", "item__position", "pk")
    )


def _last_came(user) -> Q | None:
    if not user.standing.sat_in or user.person is None:
        return None
    came = Attendance.objects.filter(
        person=user.person, presence=Presence.PRESENT, sitting__status=SittingStatus.HELD
    ).aggregate(on=Max("sitting__on"))["on"]
    if came:
        return Q(item__sitting__on__gt=came)
    read = ReadMark.objects.filter(user=user).aggregate(at=Max("read_at"))["at"]
    return Q(sealed_at__gt=read) if read else None
