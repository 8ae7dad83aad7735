"""Whose position is asked in a pôle: one for each designated seat (domain.md § 3.4)."""

from dataclasses import dataclass

from actors.querysets import dated
from poles.models import Membership


@dataclass(frozen=True)
class Seat:
    """A designated seat: its member, and who stands in when the member is absent."""

    membership: Membership
    substitute: Membership | None = None

    @property
    def pk(self):
        return self.membership.pk

    @property
    def member(self):
        return self.membership.person

    @property
    def name(self) -> str:
        """« Bruno Delacroix (Techlink) »."""
        organisation = self.membership.organisation
        return f"{self.member} ({organisation})" if organisation else str(self.member)

    @property
    def people(self) -> list:
        """Who may speak for it, the member first."""
        return [self.member, *([self.substitute.person] if self.substitute else [])]

    @property
    def memberships(self) -> list[Membership]:
        return [self.membership, *([self.substitute] if self.substitute else [])]


def memberships_on(pole, *, on) -> list[Membership]:
    """Everybody of the pôle on this day, guests too. One query."""
    rows = (
        Membership.objects.filter(dated(on), pole=pole)
        .select_related("person__user", "organisation")
        .order_by("category", "organisation__name_fr", "person__last_name", "pk")
    )
    return list(rows)


def seats_among(memberships) -> list[Seat]:
    """The seats of these memberships; the substitute of somebody who left has none."""
    substitutes = {m.substitute_of_id: m for m in memberships if m.is_substitute}
    return [
        Seat(m, substitutes.get(m.pk))
        for m in memberships
        if not m.is_guest and not m.is_substitute
    ]


def seats_of(pole, *, on) -> list[Seat]:
    """The seats whose position is asked on this day, by category. One query."""
    return seats_among(memberships_on(pole, on=on))


def seat_of(seats, person) -> Seat | None:
    """The seat for which this person speaks: their own, else the one that they stand in for."""
    if person is None:
        return None
    own = next((s for s in seats if s.member.pk == person.pk), None)
    return own or next(
        (s for s in seats if s.substitute and s.substitute.person_id == person.pk), None
    )


def speakers(seats) -> set[int]:
    """Keys of all who may speak for one of these seats."""
    return {person.pk for seat in seats for person in seat.people}
