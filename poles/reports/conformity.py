"""All pôles × all rules: which rules are asked of each at a date, and what they answer.

The verdicts are those of the pages and of the acts: `core.verdicts`, asked of the whole set.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from core.law import Moment, Rule, Verdict
from core.states import State
from core.verdicts import Known, verdicts_for
from poles import law
from poles.choices import Standing
from poles.models import Pole
from poles.reports.standing import status_of

# What a cell says, the most pressing first: (key, word, tone, shape).
BLOCKS, WARNS, EXEMPTED, MET, ABSENT = "bloque", "avertit", "derogation", "remplie", "ailleurs"
STATES = {
    BLOCKS: State(_("Bloque"), "ko", "octagon"),
    WARNS: State(_("Avertit"), "warn", "triangle"),
    EXEMPTED: State(_("Dérogation"), "accent", "diamond"),
    MET: State(_("Remplie"), "ok", "check"),
    ABSENT: State(_("Pas en vigueur"), "calm", "dash"),
}
RANK = {key: rank for rank, key in enumerate(STATES)}

# Each rule in two or three words, for the head of a column.
NAMES = {
    "P1": _("Thématique"),
    "P2": _("Problématique"),
    "P3": _("Priorité"),
    "P4": _("Origine"),
    "P5": _("Ex post prévue"),
    "P6": _("Décision de créer"),
    "P7": _("Trois catégories"),
    "P8": _("Territoire, compétence"),
    "P9": _("Désignation"),
    "P10": _("Trois ans au plus"),
    "P11": _("Fonctionnement évalué"),
    "P12": _("Un renouvellement"),
    "P13": _("Terrain, public et privé"),
    "P14": _("Réunions"),
    "P15": _("Communication"),
    "P16": _("Jours du service"),
    "P17": _("Fiche complète"),
    "P18": _("Appel et priorité"),
    "P19": _("Invités à part"),
    "E1": _("Évaluation formative"),
    "E3": _("Évaluation ex post"),
}
NEXT_ACT = {
    Standing.DRAFT: (law.SUBMISSION,),
    Standing.REFUSED: (law.SUBMISSION,),
    Standing.ABANDONED: (),
    Standing.PROPOSED: (law.LAUNCH,),
    Standing.LAUNCHED: (law.DESIGNATION,),
    Standing.TO_START: (law.LIFE,),
    Standing.YEAR_DUE: (law.LIFE, law.CONTINUATION),
    Standing.EXPIRED: (law.LIFE, law.RENEWAL),
    Standing.ENDED: (law.CLOSING,),
    Standing.CLOSED: (),
}
# What the rules read of the pôle itself: the rest of the fiche stays where it is.
COLUMNS = (
    "title",
    "number",
    "status",
    "bassin__name",
    "bassin__asks_competence_of_all",
    "theme__kind",
    "theme__year",
    "theme__bassin",
    "lead__first_name",
    "lead__last_name",
    "request",
    "origin",
    "problem",
    "evidence",
    "priorities",
    "priority_detail",
    "objectives",
    "actors_a",
    "actors_b",
    "actors_c",
    "calendar",
    "days_asked",
    "expost_planned_on",
    "expost_budget",
    "launched_on",
    "continued_on",
    "ended_on",
    "agreed_rhythm",
    "days_granted",
)


def moments_at(pole, *, on) -> tuple[Moment, ...]:
    """The rules asked of a pôle on the day: those of its life, and those of the act that is next.

    Needs `with_term`, `with_decided_term` and `standing` of the same day. A term already renewed,
    or the second one, waits for nothing but its end.
    """
    standing = Standing(pole.standing)
    if standing != Standing.ACTIVE:
        return NEXT_ACT[standing]
    if pole.term_number > 1 or pole.decided_term > pole.term_number:
        return (law.LIFE,)
    continued = pole.continued_on is not None and pole.continued_on <= on
    return (law.LIFE, law.RENEWAL if continued else law.CONTINUATION)


def verdicts_at(pole, *, on, known) -> list[Verdict]:
    """Everything that is asked of a pôle on the day, moment by moment."""
    return [
        verdict
        for moment in moments_at(pole, on=on)
        for verdict in verdicts_for(moment, pole, on=on, known=known)
    ]


def state_of(verdict: Verdict) -> str:
    """The key of what a cell says of one verdict."""
    if not verdict.in_force:
        return ABSENT
    if verdict.met:
        return MET
    if verdict.derogated:
        return EXEMPTED
    return BLOCKS if verdict.blocks else WARNS


@dataclass(frozen=True)
class Cell:
    """What the verdicts of one code say of one pôle: the most pressing of them, and all of them."""

    key: str
    verdicts: tuple[Verdict, ...]

    @classmethod
    def of(cls, verdicts):
        ordered = sorted(verdicts, key=lambda v: RANK[state_of(v)])
        return cls(state_of(ordered[0]), tuple(ordered))

    @property
    def state(self) -> State:
        return STATES[self.key]


@dataclass(frozen=True)
class Row:
    """One pôle on the day: where it stands, and a cell for each rule that is asked of it."""

    pole: Pole
    state: State
    cells: dict[str, Cell]

    def answers(self, *, code: str = "", key: str = "") -> bool:
        """Is this rule asked, with this answer? Either may be left open."""
        found = [self.cells[code]] if code in self.cells else []
        if not code:
            found = self.cells.values()
        return any(not key or cell.key == key for cell in found) or not (code or key)


@dataclass
class Column:
    """One rule of the screen, and how many pôles give each answer."""

    code: str
    rule: Rule
    counts: Counter = field(default_factory=Counter)

    @property
    def name(self):
        return NAMES[self.code]

    @property
    def tallies(self) -> list[tuple[str, State, int]]:
        return [(key, state, self.counts[key]) for key, state in STATES.items()]


def conformity_of(poles, *, on: date) -> list[Row]:
    """A row for each of these pôles. Constant queries, whatever their number.

    `poles`: as `compared` of that day gives them.
    """
    known = Known(poles, on=on)
    return [_row(pole, on=on, known=known) for pole in known.subjects]


def _row(pole, *, on, known):
    by_code: dict[str, list[Verdict]] = {}
    for verdict in verdicts_at(pole, on=on, known=known):
        by_code.setdefault(verdict.rule.code, []).append(verdict)
    return Row(pole, status_of(pole), {code: Cell.of(found) for code, found in by_code.items()})


def columns_of(rows) -> list[Column]:
    """The rules that are asked of some of these pôles, in the order of their codes, counted."""
    found: dict[str, Column] = {}
    for row in rows:
        for code, cell in row.cells.items():
            column = found.setdefault(code, Column(code, cell.verdicts[0].rule))
            column.counts[cell.key] += 1
    return sorted(found.values(), key=lambda c: (c.code[0] != "P", int(c.code[1:])))


def compared(user, *, on):
    """The pôles whose verdicts this person reads beside each other: the service, the plenary.

    A member reads those of their own pôle on its page (domain.md § 7).
    """
    bassins = [*user.bassins_served(), *user.bassins_sat_in()]
    return comparable(Pole.objects.visible_to(user).filter(bassin__in=bassins), on=on)


def comparable(poles, *, on):
    """These pôles with what their rules read of them on the day, by title."""
    return (
        poles.with_term(on=on)
        .standing(on=on)
        .with_decided_term(on=on)
        .with_what_is_told_above(on=on)
        .select_related("bassin", "theme", "lead")
        .only(*COLUMNS)
        .order_by("title", "pk")
    )
