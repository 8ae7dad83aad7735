"""A designation on its way to the plenary: who is proposed, the item that asks it, where it is."""

from dataclasses import dataclass

from plenary.choices import OPEN_ITEMS, ItemStatus, Kind
from plenary.models import AgendaItem, Decision
from poles.choices import PoleStatus
from poles.models import MemberProposal, Pole

DESIGNABLE = (PoleStatus.LAUNCHED, PoleStatus.ACTIVE)


@dataclass(frozen=True)
class Ask:
    """Where the designation of those proposed for a pôle stands.

    `late`: how many were proposed since the item was asked for, and are not in it. `decided`: the
    last designation sealed, when nothing is on its way.
    """

    pole: Pole
    proposed: int
    item: AgendaItem | None = None
    late: int = 0
    decided: Decision | None = None

    @property
    def may_be_asked(self) -> bool:
        return self.item is None and self.proposed > 0 and self.pole.status in DESIGNABLE

    @property
    def may_be_completed(self) -> bool:
        return bool(self.late) and is_still_written(self.item)


def is_still_written(item) -> bool:
    """May the item still take somebody in: not on an agenda that has been sent?"""
    return item.status in (ItemStatus.WAITING, ItemStatus.LISTED) and item.number is None


def designation_item(pole):
    """The item about the designation of members that is on its way to a decision, or None."""
    items = AgendaItem.objects.filter(kind=Kind.DESIGNATION, pole=pole, status__in=OPEN_ITEMS)
    return items.order_by("pk")


def carried_by(item) -> list[int] | None:
    """Keys of the proposals that the service put in the item; None: all that wait."""
    return item.proposal.get("accepted")


def ask_of(pole, user, waiting=None) -> Ask:
    """Who waits (`waiting`, their keys, when known), the item on its way, or the last decision."""
    if waiting is None:
        rows = MemberProposal.objects.pending().filter(pole=pole).order_by("pk")
        waiting = list(rows.values_list("pk", flat=True))
    item = designation_item(pole).select_related("sitting__body").first()
    if item:
        carried = carried_by(item)
        late = 0 if carried is None else len(set(waiting) - set(carried))
        return Ask(pole, len(waiting), item, late)
    decided = (
        Decision.objects.visible_to(user)
        .sealed()
        .about(pole)
        .filter(item__kind=Kind.DESIGNATION)
        .select_related("item__sitting")
        .order_by("-sealed_at", "-pk")
        .first()
    )
    return Ask(pole, len(waiting), decided=decided)


def candidates_in(item) -> list[MemberProposal]:
    """The list in the item: those whom the plenary is asked to designate (domain.md § 7)."""
    if item.kind != Kind.DESIGNATION or item.status not in (ItemStatus.WAITING, ItemStatus.LISTED):
        return []
    rows = MemberProposal.objects.pending().filter(pole=item.pole)
    if carried_by(item) is not None:
        rows = rows.filter(pk__in=carried_by(item))
    rows = rows.select_related("person", "organisation", "substitute_of")
    return list(rows.order_by("category", "organisation__name_fr", "person__last_name", "pk"))
