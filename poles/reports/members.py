"""Who sits in a pôle on a day, by legal category, and who sat there before."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from actors.choices import Category
from core.french import day
from core.states import State
from poles.choices import EndReason, ProposalStatus
from poles.models import MemberProposal, Membership

COUNTED = (Category.A, Category.B, Category.C)


@dataclass(frozen=True)
class Group:
    """One legal category on the day. `before`: who left an empty group last, in one sentence."""

    letter: str
    label: str
    members: list[Membership] = field(default_factory=list)
    vacant_since: str = ""
    before: str = ""

    @property
    def missing(self) -> bool:
        return not self.members

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
    def count(self) -> int:
        return sum(len(g.members) for g in self.groups) + len(self.others)


def _memberships(pole):
    return (
        Membership.objects.filter(pole=pole)
        .select_related("person", "organisation", "designated_by")
        .order_by("organisation__name_fr", "person__last_name", "person__first_name", "pk")
    )


def memberships_of(pole):
    """Everybody who ever sat, newest first: the history of the composition."""
    return _memberships(pole).order_by("-starts_on", "-pk")


def composition_of(pole, *, on) -> Composition:
    """Who sits on the day, from two queries whatever their number."""
    sitting = list(_memberships(pole).standing(on=on))
    gone = list(_memberships(pole).designated().filter(ends_on__lt=on).order_by("ends_on", "pk"))
    return Composition(
        groups=[_group(letter, sitting, gone) for letter in COUNTED],
        others=[m for m in sitting if not m.is_guest and m.category == Category.OTHER],
        guests=[m for m in sitting if m.is_guest],
    )


def _group(letter, sitting, gone) -> Group:
    label = str(letter.label).partition(". ")[2]
    members = [m for m in sitting if m.category == letter]
    left = [m for m in gone if m.category == letter]
    if members or not left:
        return Group(letter.value, label, members)
    last = left[-1]
    return Group(
        letter.value,
        label,
        vacant_since=day(last.ends_on),
        before=_("Avant : %(who)s, %(organisation)s, du %(from)s au %(to)s (%(why)s).")
        % {
            "who": last.person,
            "organisation": last.organisation,
            "from": day(last.starts_on),
            "to": day(last.ends_on),
            "why": EndReason(last.end_reason).label,
        },
    )


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
