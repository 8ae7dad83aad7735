"""Where each communication of a pôle stands: due until it is in minutes of the plenary.

Nothing here is a row: an item that is removed or withdrawn leaves what it carried due again, and
the copy of a postponed item carries it on.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from consensus.choices import CommunicationKind
from consensus.models import Communication
from consensus.querysets import takes_note
from core.french import day
from core.states import State
from plenary.choices import OPEN_ITEMS, ItemStatus, Outcome, SittingStatus
from plenary.models import AgendaItem, CommunicationLine, Minutes, Sitting

HOLDS = Q(item__status__in=OPEN_ITEMS) | Q(
    item__status=ItemStatus.SEALED, item__decision__outcome=Outcome.NOTED
)


# What the accord obliges a pôle to tell (art. 18 § 1); an information is told without being owed.
OWED = (CommunicationKind.DECISION, CommunicationKind.ORIENTATION)


@dataclass(frozen=True)
class Standing:
    """A communication and the item that carries it, if any."""

    communication: Communication
    state: State
    item: AgendaItem | None = None

    @property
    def is_due(self) -> bool:
        """Nothing carries it: it is to be put on an agenda."""
        return self.item is None and self.communication.withdrawn_at is None


def due_communications(*, on):
    """Those that no item carries, the earliest first; `due_on`: the first sitting since.

    A sitting that was held without them makes them late; none foreseen leaves no day.
    """
    held = CommunicationLine.objects.filter(HOLDS, communication=OuterRef("pk"))
    since = (
        Sitting.objects.filter(
            body__bassin=OuterRef("pole__bassin"), on__gt=OuterRef("adopted_on"), is_reprise=False
        )
        .filter(Q(status=SittingStatus.HELD) | Q(on__gte=on))
        .exclude(status=SittingStatus.CANCELLED)
        .order_by("on")
    )
    return (
        Communication.objects.standing()
        .filter(~Exists(held))
        .annotate(due_on=Subquery(since.values("on")[:1]))
        .select_related("pole__bassin", "pole__lead")
        .order_by("adopted_on", "pk")
    )


@takes_note
def taken_note_of(path):
    """A sitting took note of the communication at this path, by a sealed item."""
    return Exists(
        CommunicationLine.objects.filter(
            communication=OuterRef(path),
            item__status=ItemStatus.SEALED,
            item__decision__outcome=Outcome.NOTED,
        )
    )


def not_communicated(poles, *, on) -> dict[int, list[str]]:
    """By pôle, what it adopted and no sitting has taken note of on this day, in words (rule P15).

    Kind and day, never the title: the members of the plenary do not know of it yet.
    """
    told = CommunicationLine.objects.filter(
        communication=OuterRef("pk"),
        item__status=ItemStatus.SEALED,
        item__decision__outcome=Outcome.NOTED,
        item__sitting__on__lte=on,
    )
    owed = (
        Communication.objects.standing()
        .filter(~Exists(told), pole__in=poles, kind__in=OWED, adopted_on__lte=on)
        .only("pole", "kind", "adopted_on")
        .order_by("adopted_on", "pk")
    )
    found = defaultdict(list)
    for c in owed:
        words = {"kind": c.get_kind_display().lower(), "day": day(c.adopted_on)}
        found[c.pole_id].append(_("%(kind)s du %(day)s") % words)
    return found


def standings(communications) -> list[Standing]:
    """Each of these communications with its state, in their order. One query."""
    minutes = Minutes.objects.standing().filter(sitting=OuterRef("item__sitting"))
    lines = (
        CommunicationLine.objects.filter(HOLDS, communication__in=communications)
        .select_related("item__sitting", "item__decision")
        .annotate(in_minutes=Exists(minutes))
        .order_by("pk")
    )
    carried = {line.communication_id: line for line in lines}
    return [_standing(c, carried.get(c.pk)) for c in communications]


def _standing(communication, line):
    if communication.withdrawn_at:
        return Standing(communication, State(_("Retirée"), "calm", "dash"))
    if line is None:
        return Standing(communication, State(_("Due à la plénière"), "warn", "diamond"))
    return Standing(communication, _carried(line), line.item)


def _carried(line) -> State:
    item = line.item
    if item.sitting is None:
        return State(_("Reportée, attend une séance"), "warn", "hourglass")
    when = {"day": day(item.sitting.on)}
    if item.status != ItemStatus.SEALED:
        return State(_("À l’ordre du jour de la séance du %(day)s") % when, "accent", "half-circle")
    if line.in_minutes:
        return State(_("Communiquée, séance du %(day)s") % when, "ok", "check")
    return State(
        _("Prise d’acte le %(day)s, procès-verbal à approuver") % when, "ok", "half-circle"
    )


def carried_by(item) -> list[Communication]:
    """What this item tells the plenary, in the order in which it was taken. One query."""
    lines = item.communication_lines.select_related("communication__pole").order_by("pk")
    return [line.communication for line in lines]


def is_held(communication) -> bool:
    """Has an item carried it to an agenda that was sent, or to a decision?"""
    return CommunicationLine.objects.filter(
        HOLDS & (Q(item__number__isnull=False) | ~Q(item__status__in=OPEN_ITEMS)),
        communication=communication,
    ).exists()
