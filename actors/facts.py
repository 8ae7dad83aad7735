"""What is in force, who serves and who sits, read for the apps above."""

from dataclasses import dataclass, field

from actors.choices import Rank, SeatGroup
from actors.models import Mandate, Person, RuleSet, Seat
from actors.querysets import dated
from core.law import Source


def sources_in_force(bassin, *, on) -> set[Source]:
    """Sources whose rules are asked in this bassin on this day (practice always is)."""
    found = RuleSet.objects.filter(dated(on), bassin=bassin).values_list("source", flat=True)
    return {Source(value) for value in found}


def staff_of(bassin, *roles, on):
    """Persons of the service on this day, in one of these functions (any when none is named)."""
    people = Person.objects.filter(dated(on, "assignments__"), assignments__bassin=bassin)
    if roles:
        people = people.filter(dated(on, "assignments__"), assignments__role__in=roles)
    return people.distinct().order_by("last_name", "first_name", "pk")


@dataclass(frozen=True)
class SeatState:
    """A seat on a day: who holds it, effective and alternate, or nobody."""

    seat: Seat
    effective: Mandate | None = None
    alternate: Mandate | None = None


@dataclass
class GroupState:
    """A group of the plenary on a day."""

    key: str
    label: str
    seats: list[SeatState] = field(default_factory=list)

    @property
    def held(self):
        return sum(state.effective is not None for state in self.seats)

    @property
    def vacant(self):
        return len(self.seats) - self.held


@dataclass(frozen=True)
class Composition:
    """A plenary on a day: the groups that count, the consultative seats apart."""

    groups: list[GroupState]
    consultative: list[SeatState]

    @property
    def seats(self):
        return sum(len(group.seats) for group in self.groups)

    @property
    def vacant(self):
        return sum(group.vacant for group in self.groups)


def composition(bassin, *, on) -> Composition:
    """Who sits in the plenary of the bassin on this day, in two queries."""
    held = {
        (mandate.seat_id, mandate.rank): mandate
        for mandate in Mandate.objects.standing(on=on)
        .of(bassin)
        .select_related("person", "organisation")
        .order_by("starts_on", "pk")
    }
    groups = {group: GroupState(group.value, str(group.label)) for group in SeatGroup}
    consultative = []
    seats = Seat.objects.standing(on=on).filter(body__bassin=bassin).order_by("body", "code", "pk")
    for seat in seats:
        state = SeatState(
            seat, held.get((seat.pk, Rank.EFFECTIVE)), held.get((seat.pk, Rank.ALTERNATE))
        )
        apart = consultative if seat.consultative else groups[SeatGroup(seat.group)].seats
        apart.append(state)
    return Composition([g for g in groups.values() if g.seats], consultative)
