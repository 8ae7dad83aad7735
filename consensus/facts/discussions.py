"""Where a proposal stands on a day: who said what of its last round, what still stands, why not.

Computed from rows and dates: an objection whose author left is « éteinte » before anybody says so.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.choices import Category
from consensus.choices import AGREEING, LIVING_OBJECTIONS, STANDING_OBJECTIONS
from consensus.facts.seats import Seat, memberships_on, seats_among, speakers
from consensus.models import Objection, ObjectionStep, Position, Proposal, Round
from core.french import day

GROUPS = (Category.A, Category.B, Category.C)


@dataclass(frozen=True)
class Said:
    """A seat and what it said of the round; None while it is silent."""

    seat: Seat
    position: Position | None = None


@dataclass(frozen=True)
class Weighing:
    """Why the text may not be adopted now, every reason at once; and what only warns."""

    blocks: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def may_adopt(self) -> bool:
        return not self.blocks


@dataclass
class Discussion:
    """A proposal with its rounds, its seats, the positions of the last round, its objections."""

    proposal: Proposal
    rounds: list[Round]
    memberships: list
    seats: list[Seat]
    positions: dict[int, Position]
    objections: list[Objection]
    on: date
    expired_on: date | None = None

    @property
    def current(self) -> Round:
        return self.rounds[-1]

    @property
    def said(self) -> list[Said]:
        """Each seat with its position, in the order of the categories."""
        return [Said(seat, self.positions.get(seat.pk)) for seat in self.seats]

    @property
    def silent(self) -> list[Seat]:
        return [s.seat for s in self.said if s.position is None]

    def those_who(self, *kinds) -> list[Said]:
        return [s for s in self.said if s.position and s.position.kind in kinds]

    @property
    def standing(self) -> list[Objection]:
        """Objections that forbid the adoption: their author is still of the pôle."""
        here = speakers(self.seats)
        return [
            o for o in self.objections if o.status in STANDING_OBJECTIONS and o.author_id in here
        ]

    def lapses(self, objection) -> bool:
        """Does it live in the rows while its author has left the pôle?"""
        here = speakers(self.seats)
        return objection.status in LIVING_OBJECTIONS and objection.author_id not in here


def discussion_of(proposal, *, on) -> Discussion:
    """Everything said of a proposal, as it is on this day. Six queries, whatever their number."""
    memberships = memberships_on(proposal.pole, on=on)
    rounds = list(proposal.rounds.select_related("opened_by__own_person").order_by("number"))
    positions = (
        Position.objects.filter(round=rounds[-1])
        .select_related("person", "given_by__own_person")
        .order_by("pk")
    )
    steps = ObjectionStep.objects.select_related("round", "recorded_by__own_person").order_by("pk")
    objections = (
        proposal.objections.select_related("author", "seat__organisation", "round")
        .prefetch_related(Prefetch("steps", steps))
        .order_by("pk")
    )
    last = proposal.pole.terms.order_by("-number").values_list("ends_on", flat=True).first()
    return Discussion(
        proposal=proposal,
        rounds=rounds,
        memberships=memberships,
        seats=seats_among(memberships),
        positions={p.seat_id: p for p in positions},
        objections=list(objections),
        on=on,
        expired_on=last if last and last < on else None,
    )


def weigh(discussion: Discussion) -> Weighing:
    """May the text be adopted on this day? (art. 18 § 1; domain.md § 3.4)

    Somebody adhered; no objection stands; everybody entitled has answered, or the day has passed
    and the invitation said that silence counts. A legal category wholly silent only warns.
    """
    checks = (_expired, _objected, _nobody_adhered, _awaited)
    blocks = [words for check in checks for words in check(discussion)]
    return Weighing(blocks, list(_categories(discussion)))


def _expired(d):
    if d.expired_on:
        yield _(
            "Le terme du pôle est échu depuis le %(day)s : il n’adopte plus rien avant que la"
            " plénière ait décidé du renouvellement."
        ) % {"day": day(d.expired_on)}


def _objected(d):
    if d.standing:
        words = ngettext(
            "Une objection tient : %(who)s.",
            "%(n)d objections tiennent : %(who)s.",
            len(d.standing),
        )
        yield words % {"n": len(d.standing), "who": names([str(o.author) for o in d.standing])}


def _nobody_adhered(d):
    if not d.those_who(*AGREEING):
        yield _("Personne n’a encore adhéré au texte.")


def _awaited(d):
    silent, until = d.silent, d.proposal.deadline
    if not silent:
        return
    who = names([s.name for s in silent])
    if d.on <= until:
        words = ngettext(
            "Une position est attendue jusqu’au %(day)s compris : %(who)s.",
            "%(n)d positions sont attendues jusqu’au %(day)s compris : %(who)s.",
            len(silent),
        )
        yield words % {"n": len(silent), "day": day(until), "who": who}
    elif not d.proposal.silence_counts:
        words = ngettext(
            "Le délai est passé et une position manque : %(who)s. L’invitation ne disait pas que"
            " le silence vaut accord.",
            "Le délai est passé et %(n)d positions manquent : %(who)s. L’invitation ne disait pas"
            " que le silence vaut accord.",
            len(silent),
        )
        yield words % {"n": len(silent), "who": who}


def _categories(d):
    """Said once the day has passed: before it, they are only awaited."""
    if d.on <= d.proposal.deadline:
        return
    for group in GROUPS:
        seats = [s for s in d.said if s.seat.membership.category == group]
        if seats and all(s.position is None for s in seats):
            yield _("La catégorie %(letter)s tout entière n’a pas répondu : %(who)s.") % {
                "letter": group.value,
                "who": names([s.seat.name for s in seats]),
            }


def names(words: list[str]) -> str:
    """« Ada, Grace et Hedy »."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s et %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
