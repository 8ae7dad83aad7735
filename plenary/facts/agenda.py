"""The agenda as one person may read it: a huis clos that is not theirs is a number, no more."""

from dataclasses import dataclass
from datetime import time

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.french import typographic
from core.links import addresses
from plenary.choices import FREE, Audience, ItemStatus, Kind, Section, SittingStatus
from plenary.facts.states import item_state
from plenary.models import AgendaItem

# What a line of an agenda never says: its page and its decision read it.
READ_TO_CONVENE = ("text", "closed_ground")
OF_THE_DECISION = (
    "results text motivation derogations drafted_at sealed_at without_effect_reason verdicts"
    " to_repair frozen search_text"
).split()
UNREAD = (
    *("record", "proposal", "asked_at", "removed_reason"),
    *(f"decision__{name}" for name in OF_THE_DECISION),
)


def agenda_of(sitting, *, seen=None, annexes=None):
    """The items of a sitting with their state, in order.

    `seen`: the items that the reader may know of (`AgendaItem.objects.visible_to(user)`); what is
    not among them shows as « Point à huis clos ». Left out, every huis clos does. `annexes`: those
    that the reader may open, counted beside each item.
    """
    prepared = sitting.status == SittingStatus.PREPARING
    items = list(
        sitting.items.on_the_agenda()
        .select_related("decision", *(("pole",) if prepared else ()))
        .defer(*UNREAD, *(() if prepared else READ_TO_CONVENE))
        .order_by("position", "pk")
    )
    hidden = hidden_among(items, seen)
    counts = _count(sitting, annexes)
    return [
        _row(veil(i) if i.pk in hidden else i, i.pk in hidden, counts.get(i.pk, 0)) for i in items
    ]


@dataclass(frozen=True)
class Length:
    """The minutes planned for the items, against those between the two hours of the sitting."""

    planned: int
    available: int | None

    @property
    def over(self) -> int:
        return max(0, self.planned - self.available) if self.available is not None else 0


def length_of(sitting, items) -> Length:
    planned = sum(item.minutes or 0 for item in items)
    if sitting.starts_at is None or sitting.ends_at is None:
        return Length(planned, None)
    return Length(planned, _minutes(sitting.ends_at) - _minutes(sitting.starts_at))


def _minutes(hour) -> int:
    return hour.hour * 60 + hour.minute


def sections_of(rows, *, starts_at=None) -> list[dict]:
    """The rows under their headings, each with its rank and the hour at which it should begin.

    What is added « en urgence » stays under the heading of the item that it follows. An hour is
    told as long as every item before it has its minutes.
    """
    found, at = [], _minutes(starts_at) if starts_at else None
    for rank, row in enumerate(rows, start=1):
        item = row["item"]
        if not found or not (item.sub_number or item.section == found[-1]["section"]):
            label = Section(item.section).label
            found.append({"section": item.section, "label": str(label), "rows": [], "from": rank})
        row["rank"] = rank
        row["at"] = time(at // 60 % 24, at % 60) if at is not None else None
        found[-1]["rows"].append(row)
        at = at + item.minutes if at is not None and item.minutes else None
    return found


def lines_of(rows) -> list[dict]:
    """The rows as the agenda prints them: where each leads, and what it says under its title."""
    urls = addresses("plenary:item", [row["item"].pk for row in rows])
    return [
        row
        if row["hidden"]
        else row | {"url": urls[row["item"].pk], "words": _words(row["item"], row["annexes"])}
        for row in rows
    ]


def _words(item, annexes) -> str:
    """« Lancement · reporté 2 fois · 1 annexe »; its state stands first once it is decided."""
    words = [item.get_kind_display() if item.status == ItemStatus.LISTED else ""]
    if item.postponements:
        words.append(_("reporté %(n)d fois") % {"n": item.postponements})
    if annexes:
        words.append(ngettext("%(n)d annexe", "%(n)d annexes", annexes) % {"n": annexes})
    if item.is_closed:
        words.append(_("huis clos"))
    return " · ".join(words)


def _count(sitting, annexes) -> dict[int, int]:
    if annexes is None:
        return {}
    joined = annexes.standing().filter(item__sitting=sitting).order_by("item")
    return dict(joined.values_list("item").annotate(count=Count("pk")))


def hidden_among(items, seen) -> set[int]:
    """Keys of those that the reader may not know of. One query, when there is a huis clos."""
    closed = {item.pk for item in items if item.is_closed}
    if not closed or seen is None:
        return closed
    return closed - set(seen.filter(pk__in=closed).values_list("pk", flat=True))


def veiled(items, *, mandate, aside=()):
    """The items as the holder of a mandate may read them. `aside`: (item, person) of déports."""
    return [veil(i) if i.is_closed and _keeps_out(i, mandate, aside) else i for i in items]


def _keeps_out(item, mandate, aside):
    return mandate.seat.consultative or (item.pk, mandate.person_id) in aside


def veil(item):
    """What stands in the place of a huis clos: its number and its place, nothing else."""
    return AgendaItem(
        pk=item.pk,
        title=_("Point à huis clos"),
        number=item.number,
        sub_number=item.sub_number,
        section=item.section,
        position=item.position,
        status=ItemStatus.LISTED,
        kind=Kind.OTHER,
        audience=Audience.CLOSED,
    )


def _row(item, is_hidden, annexes):
    return {
        "item": item,
        "hidden": is_hidden,
        "annexes": annexes,
        "number": item.printed_number,
        "title": typographic(item.title),
        "state": item_state(item, None if is_hidden else getattr(item, "decision", None)),
        "is_decided": item.status == ItemStatus.SEALED,
        "is_recorded": item.status == ItemStatus.RECORDED,
        "is_open": item.status == ItemStatus.LISTED and item.kind not in FREE,
    }
