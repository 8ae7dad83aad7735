"""Who sits in a pôle on a day, by legal category, and who sat there before."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from actors.choices import Category
from core.french import day
from core.states import State
from poles import law
from poles.choices import ProposalStatus
from poles.models import MemberProposal, Membership
from poles.reports.vacancies import Place, Vacancy, place_of, vacancies_among, who_left

COUNTED = (Category.A, Category.B, Category.C)


@dataclass(frozen=True)
class Group:
    """One legal category on the day: each member, followed by their substitute.

    `before`: who left an empty group last, in one sentence. `vacancies`: the places to fill again.
    """

    letter: str
    label: str
    members: list[Membership] = field(default_factory=list)
    vacant_since: str = ""
    before: str = ""
    vacancies: list[Vacancy] = field(default_factory=list)

    @property
    def vacant(self) -> int:
        """How many places are to be filled: an empty category wants somebody at least."""
        return len(self.vacancies) or int(self.missing)

    @property
    def places(self) -> list[Place]:
        """What the page says of the places to fill: one of an empty category, whoever left it."""
        if not self.missing:
            return [place_of([v], v.words) for v in self.vacancies]
        if not self.vacant_since:
            return [Place(_("Aucun membre désigné."))]
        words = _("Aucun membre désigné depuis le %(day)s.") % {"day": self.vacant_since}
        return [place_of(self.vacancies, words) if self.vacancies else Place(words, [self.before])]

    @property
    def call_query(self) -> str:
        """What a call for these places is prefilled with: « c=1 »."""
        return call_query([self])

    @property
    def missing(self) -> bool:
        return not seats_among(self.members)

    @property
    def caption(self) -> str:
        return _("Membres de catégorie %(letter)s") % {"letter": self.letter}


@dataclass(frozen=True)
class Composition:
    """The members of a pôle on a day: three groups, others designated, guests apart."""

    groups: list[Group]
    others: list[Membership]
    guests: list[Membership]

    @property
    def vacant(self) -> int:
        return sum(g.vacant for g in self.groups)

    @property
    def call_query(self) -> str:
        """What a call for all these places is prefilled with: « a=1&c=2 »."""
        return call_query(self.groups)

    @property
    def count(self) -> int:
        """How many seats are held; a substitute shares one."""
        rows = [*self.others, *(m for g in self.groups for m in g.members)]
        return len(seats_among(rows))


def call_query(groups) -> str:
    return urlencode({g.letter.lower(): g.vacant for g in groups if g.vacant})


def _memberships(pole):
    return (
        Membership.objects.filter(pole=pole)
        .select_related("person", "organisation", "designated_by", "substitute_of__person")
        .order_by("organisation__name_fr", "person__last_name", "person__first_name", "pk")
    )


def memberships_of(pole):
    """Everybody who ever sat, newest first: the history of the composition."""
    return _memberships(pole).order_by("-starts_on", "-pk")


def composition_of(pole, *, on) -> Composition:
    """Who sits on the day, from one query whatever their number."""
    begun = list(_memberships(pole).filter(starts_on__lte=on))
    sitting = _with_substitutes(m for m in begun if not _is_gone(m, on))
    gone = [m for m in begun if _is_gone(m, on) and not m.is_guest and not m.is_substitute]
    gone.sort(key=lambda m: (m.ends_on, m.pk))
    return Composition(
        groups=[_group(letter, sitting, gone, on=on) for letter in COUNTED],
        others=[m for m in sitting if not m.is_guest and m.category == Category.OTHER],
        guests=[m for m in sitting if m.is_guest],
    )


def _is_gone(membership, on) -> bool:
    return membership.ends_on is not None and membership.ends_on < on


def seats_among(memberships) -> list[Membership]:
    """Those who hold a seat: substitutes share that of their member."""
    return [m for m in memberships if not m.is_substitute]


def _with_substitutes(rows) -> list[Membership]:
    """Each member followed by their substitute; those whose member left come last."""
    rows = list(rows)
    of = {m.substitute_of_id: m for m in rows if m.is_substitute}
    found = []
    for member in seats_among(rows):
        found += [member, of.pop(member.pk)] if member.pk in of else [member]
    return [*found, *of.values()]


def _group(letter, sitting, gone, *, on) -> Group:
    label = str(letter.label).partition(". ")[2]
    members = [m for m in sitting if m.category == letter]
    left = [m for m in gone if m.category == letter]
    vacancies = vacancies_among([*members, *left], on=on)
    if seats_among(members) or not left:
        return Group(letter.value, label, members, vacancies=vacancies)
    last = left[-1]
    return Group(
        letter.value,
        label,
        members,
        vacant_since=day(last.ends_on),
        before=who_left(last),
        vacancies=vacancies,
    )


def quality_of(membership) -> str:
    """« A. Entreprises… », « invité·e »: in what quality somebody sits."""
    return _("invité·e") if membership.is_guest else membership.get_category_display()


@dataclass(frozen=True)
class RowAfter:
    """Somebody who would sit after a designation, and whether they come by it."""

    name: str
    organisation: str
    is_substitute: bool
    joins: bool


@dataclass(frozen=True)
class GroupAfter:
    """One legal category as a designation would make it."""

    letter: str
    label: str
    rows: list[RowAfter]
    missing: bool


def composition_after(facts: law.CompositionFacts) -> list[GroupAfter]:
    """Who would sit in each category; `facts`: from poles.verdicts.composition, with `joining`."""
    joining = facts.joining or ()
    sitting = facts.members[: len(facts.members) - len(joining)]
    lacking = law.missing_groups(facts.members)
    found = []
    for letter in (*COUNTED, Category.OTHER):
        rows = [
            RowAfter(m.name, m.organisation, m.is_substitute, joins)
            for members, joins in ((sitting, False), (joining, True))
            for m in members
            if m.category == letter and not m.is_guest
        ]
        if rows or letter in COUNTED:
            label = str(letter.label).rpartition(". ")[2]
            name = letter.value if letter in COUNTED else "other"
            found.append(GroupAfter(name, label, rows, letter in lacking))
    return found


@dataclass(frozen=True)
class ProposalRow:
    """One candidate of the page of the service, with what may be done about it."""

    proposal: MemberProposal
    state: State
    category: str
    decided: str

    @property
    def pending(self) -> bool:
        return self.proposal.status == ProposalStatus.PROPOSED


PROPOSAL_LOOKS = {
    ProposalStatus.PROPOSED: ("accent", "half-circle"),
    ProposalStatus.DESIGNATED: ("ok", "full-circle"),
    ProposalStatus.NOT_DESIGNATED: ("warn", "diamond"),
    ProposalStatus.WITHDRAWN: ("calm", "empty-circle"),
}


def proposal_rows(proposals) -> list[ProposalRow]:
    """Expects person, organisation and decision to be fetched."""
    return [
        ProposalRow(
            p,
            State(p.get_status_display(), *PROPOSAL_LOOKS[p.status]),
            p.get_category_display(),
            _("décision %(number)s du %(day)s")
            % {"number": p.decision.number, "day": day(p.decision.on)}
            if p.decision
            else "",
        )
        for p in proposals
    ]
