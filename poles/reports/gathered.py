"""What the rules must know of a set of pôles: read for all of them at once, whatever their number.

Each function is a question for `core.verdicts.Known`: pôles and a day in, a dictionary out.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q

from actors.facts import sources_in_force
from core.law import Source
from poles.models import MemberProposal, Membership, Pole
from poles.reports.capacity import service_days


def sources_of(poles, *, on) -> dict[int, set[Source]]:
    """By bassin, the sources whose rules are asked on the day."""
    return sources_in_force({p.bassin_id for p in poles}, on=on)


def seats_of(poles, *, on) -> dict[int, list[Membership]]:
    """Who sits on the day, or will sit later: a term to come is judged on its first day."""
    return _by_pole(
        Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), pole__in=poles)
        .select_related("person", "organisation", "designated_by")
        .order_by("pk")
    )


def proposals_of(poles, *, on) -> dict[int, list[MemberProposal]]:
    """The candidates that the plenary has not decided yet."""
    pending = MemberProposal.objects.pending().filter(pole__in=poles)
    return _by_pole(pending.select_related("person", "organisation").order_by("pk"))


@dataclass(frozen=True)
class Decided:
    """The last term decided by a day; number 0 when none was."""

    number: int
    ends_on: date | None

    @property
    def following(self) -> date | None:
        """The first day of the term that would come after."""
        return self.ends_on + timedelta(days=1) if self.ends_on else None


def terms_of(poles, *, on) -> dict[int, Decided]:
    """The last term of each; pôles that came `with_decided_term` of that day bring it along."""
    if not all("decided_term" in vars(pole) for pole in poles):
        poles = Pole.objects.filter(pk__in=[p.pk for p in poles]).with_decided_term(on=on)
        poles = poles.only("pk").order_by()
    return {p.pk: Decided(p.decided_term or 0, p.decided_until) for p in poles}


def _by_pole(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.pole_id].append(row)
    return found


def days_of(poles, *, on) -> dict[int, tuple[Decimal | None, Decimal]]:
    """By bassin, the days that its service has in the year (None when nobody said) and those
    granted to the pôles that live in it.
    """
    return service_days({p.bassin_id for p in poles}, year=on.year)
