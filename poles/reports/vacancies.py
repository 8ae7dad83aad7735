"""Places that nobody holds any more: who left them, since when, who could step in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from core.french import day
from poles.choices import EndReason
from poles.models import Membership

LEFT = (EndReason.RESIGNED, EndReason.DIED, EndReason.EXCLUDED)


@dataclass(frozen=True)
class Vacancy:
    """A place whose member left and whom nobody designated since has replaced.

    `substitute`: who stands in for the member that left, and still sits.
    """

    member: Membership
    substitute: Membership | None = None

    @property
    def words(self) -> str:
        return _("Place vacante depuis le %(day)s.") % {"day": day(self.member.ends_on)}

    @property
    def before(self) -> str:
        return who_left(self.member)


@dataclass(frozen=True)
class Place:
    """What a page says of places to fill: since when, who held them, who stands in."""

    words: str
    before: list[str] = field(default_factory=list)
    substitutes: list[Membership] = field(default_factory=list)


def place_of(vacancies, words) -> Place:
    substitutes = [v.substitute for v in vacancies if v.substitute]
    return Place(words, [v.before for v in vacancies], substitutes)


def who_left(member) -> str:
    """« Avant : Nora Vermeulen, Actiris, du 3 mai 2025 au 4 mai 2026 (démission). »"""
    return _("Avant : %(who)s, %(organisation)s, du %(from)s au %(to)s (%(why)s).") % {
        "who": member.person,
        "organisation": member.organisation,
        "from": day(member.starts_on),
        "to": day(member.ends_on),
        "why": EndReason(member.end_reason).label,
    }


def vacancies_among(memberships: Iterable[Membership], *, on: date) -> list[Vacancy]:
    """The places of one category that are vacant on the day, the oldest first.

    `memberships`: every member and substitute of the category who began by then. Each departure is
    filled by the first designation that begins from its last day on, and fills only one.
    """
    rows = list(memberships)
    seats = [m for m in rows if not m.is_substitute]
    standing_in = {m.substitute_of_id: m for m in rows if m.is_substitute and _sits(m, on)}
    arrivals = sorted(seats, key=lambda m: (m.starts_on, m.pk))
    found = []
    for left in sorted(seats, key=lambda m: (m.ends_on or date.max, m.pk)):
        if left.ends_on is None or left.ends_on >= on or left.end_reason not in LEFT:
            continue
        successor = next((m for m in arrivals if m.starts_on >= left.ends_on and m != left), None)
        if successor:
            arrivals.remove(successor)
        else:
            found.append(Vacancy(left, standing_in.get(left.pk)))
    return found


def _sits(membership, on):
    return membership.ends_on is None or membership.ends_on >= on
