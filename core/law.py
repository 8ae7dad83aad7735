"""How a legal rule is written and told. Plain Python: no Django, no clock.

A rule has one source, never two. The accord binds; the note is a proposition of Bruxelles, from
which the plenary may derogate with a reason; practice only warns.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


class Source(StrEnum):
    ACCORD = "accord"
    NOTE = "note"
    PRACTICE = "practice"


class Force(StrEnum):
    BINDING = "B"
    NOTE = "N"
    WARNING = "W"
    RANK = "R"


SOURCE_LABELS = {
    Source.ACCORD: "Accord de coopération du 20 mars 2014",
    Source.NOTE: "Note de l’IBEFE Bruxelles",
    Source.PRACTICE: "Usage",
}
FORCE_LABELS = {
    Force.BINDING: "oblige",
    Force.NOTE: "la plénière peut y déroger par un motif consigné",
    Force.WARNING: "avertit seulement",
    Force.RANK: "classe, n’exclut jamais",
}


@dataclass(frozen=True)
class Moment:
    """An act at which rules are asked. Declared by the app that owns the act.

    `by_plenary`: the act is a decision of the plenary, where an unmet rule of the note blocks the
    effect unless the plenary derogates from it.
    """

    name: str
    label: str
    by_plenary: bool = False


@dataclass(frozen=True)
class Finding:
    """What the facts say of one rule: met or not, why, and the page that mends it.

    `lacks`: each thing that is missing, by its name, for who compares two findings.
    """

    met: bool
    reason: str = ""
    fix: str = ""
    fix_label: str = ""
    lacks: frozenset[str] = frozenset()


def met(reason: str = "") -> Finding:
    return Finding(True, reason)


def unmet(reason: str, *, fix: str = "", fix_label: str = "", lacks: Iterable[str] = ()) -> Finding:
    return Finding(False, reason, fix, fix_label, frozenset(lacks))


@dataclass(frozen=True)
class Rule:
    """One rule of the domain.

    `place`: where the source says it ("art. 18 § 1", "point 3"). `force` may differ by moment.
    `holds` receives the facts and returns a Finding; a case it forgot must raise, never pass.
    """

    code: str
    source: Source
    place: str
    force: Force | Mapping[Moment, Force]
    moments: tuple[Moment, ...]
    statement: str
    remedy: str
    holds: Callable[[Any], Finding] | None = field(compare=False, default=None)
    quote: str = ""

    @property
    def is_active(self) -> bool:
        """An announced rule (« à venir ») has no `holds` yet: it is listed, never asked."""
        return self.holds is not None

    @property
    def citation(self) -> str:
        """The source as the interface prints it: « Accord, art. 18 § 1 »."""
        short = {Source.ACCORD: "Accord", Source.NOTE: "Note", Source.PRACTICE: "Usage"}
        return ", ".join(filter(None, [short[self.source], self.place]))

    def force_at(self, moment: Moment) -> Force:
        return self.force if isinstance(self.force, Force) else self.force[moment]


@dataclass(frozen=True)
class Verdict:
    """The answer of one rule at one moment, as the panel shows it and a decision freezes it."""

    rule: Rule
    moment: Moment
    met: bool
    reason: str = ""
    in_force: bool = True
    derogated: bool = False
    reconstituted: bool = False
    remedy_url: str = ""
    remedy_label: str = ""
    fix: str = ""
    lacks: frozenset[str] = frozenset()

    @property
    def force(self) -> Force:
        return self.rule.force_at(self.moment)

    @property
    def applies(self) -> bool:
        return self.in_force and not self.derogated

    @property
    def blocks(self) -> bool:
        """Does it refuse the act? The accord always; the note at a decision without derogation."""
        if self.met or not self.applies:
            return False
        if self.force is Force.BINDING:
            return True
        return self.force is Force.NOTE and self.moment.by_plenary

    @property
    def warns(self) -> bool:
        return not self.met and self.in_force and not self.blocks

    @property
    def asks_derogation(self) -> bool:
        """An unmet rule of the note: the item of the plenary carries a demande de dérogation."""
        return not self.met and self.applies and self.force is Force.NOTE

    @property
    def tone(self) -> str:
        if self.met or not self.in_force:
            return "ok"
        return "ko" if self.blocks else "warn"

    @property
    def label(self) -> str:
        if not self.in_force:
            return "Ne s’applique pas"
        if self.met:
            return "Remplie"
        if self.derogated:
            return "Dérogation accordée"
        if self.blocks and self.force is Force.NOTE:
            return "Bloque, dérogation possible"
        if self.blocks:
            return "Bloque"
        return "Dérogation à demander" if self.force is Force.NOTE else "Avertit"

    @property
    def force_label(self) -> str:
        if not self.in_force:
            return "pas en vigueur dans ce bassin à cette date"
        return FORCE_LABELS[self.force]

    @property
    def remedy(self) -> str:
        return self.rule.remedy

    def frozen(self) -> dict:
        """What a decision keeps of it: plain data, readable without this software."""
        return {
            "code": self.rule.code,
            "source": self.rule.citation,
            "force": self.force.value,
            "statement": self.rule.statement,
            "met": self.met,
            "in_force": self.in_force,
            "derogated": self.derogated,
            "reconstituted": self.reconstituted,
            "reason": self.reason,
        }


def examine(
    rules: Iterable[Rule], facts: Any, *, moment: Moment, sources: Iterable[Source]
) -> list[Verdict]:
    """One verdict for each active rule of this moment, in the order of the list.

    `sources`: those in force in the bassin at the date; practice always is.
    """
    known = {*sources, Source.PRACTICE}
    verdicts = []
    for rule in rules:
        if not rule.is_active or moment not in rule.moments:
            continue
        if rule.source not in known:
            verdicts.append(Verdict(rule, moment, met=True, in_force=False))
            continue
        found = rule.holds(facts)
        verdicts.append(
            Verdict(
                rule,
                moment,
                met=found.met,
                reason=found.reason,
                fix=found.fix,
                remedy_label=found.fix_label,
                lacks=found.lacks,
            )
        )
    return verdicts


def with_links(verdicts: Iterable[Verdict], urls: Mapping[str, str]) -> list[Verdict]:
    """The same verdicts, each unmet one with the address that mends it. An unknown key raises."""
    return [replace(v, remedy_url=urls[v.fix]) if v.fix and not v.met else v for v in verdicts]


@dataclass(frozen=True)
class Panel:
    """« Pourquoi pas ? » : the verdicts of the next act, as the page lays them out."""

    title: str
    verdicts: list[Verdict]
    act: str = "Cet acte"
    not_now: str = ""  # why the state of the object forbids the act, whatever the rules say

    @property
    def unmet(self) -> list[Verdict]:
        order = sorted((v for v in self.verdicts if not v.met), key=lambda v: not v.blocks)
        return order

    @property
    def met_list(self) -> list[Verdict]:
        return [v for v in self.verdicts if v.met]

    @property
    def blocking(self) -> int:
        return sum(v.blocks for v in self.verdicts)

    @property
    def warnings(self) -> int:
        return sum(v.warns for v in self.verdicts)

    @property
    def met(self) -> int:
        return len(self.met_list)

    @property
    def possible(self) -> bool:
        return not (self.blocking or self.not_now)

    @property
    def intro(self) -> str:
        if self.not_now:
            return self.not_now
        if self.blocking:
            return f"{self.act} n’est pas encore possible. Voici ce qui manque, et où y remédier."
        if self.warnings:
            return f"{self.act} est possible. Ces points restent à regarder."
        return f"{self.act} est possible : toutes les règles sont remplies."
