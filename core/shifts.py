"""What a change that nobody has saved yet would do to the rules: before, after, from which day.

No clock and no query: the verdicts are given.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from core.canonical import canonical, sha256
from core.french import day
from core.law import Rule, Verdict

RANKS = {"ok": 0, "warn": 1, "ko": 2}


@dataclass(frozen=True)
class Shift:
    """A rule whose verdict changes, from `starts_on` to `ends_on` (inclusive, None: for good).

    `whenever`: the verdict is asked at another act, on no day of its own.
    """

    before: Verdict
    after: Verdict
    starts_on: date
    ends_on: date | None = None
    whenever: bool = False

    @property
    def rule(self) -> Rule:
        return self.after.rule

    @property
    def worsens(self) -> bool:
        """Is something lacking that was not, or does the rule bear harder?"""
        new = self.after.lacks - self.before.lacks
        return bool(new) or RANKS[self.after.tone] > RANKS[self.before.tone]

    @property
    def label(self) -> str:
        """What becomes of the rule, in a few words."""
        if not self.after.in_force:
            return "Ne s’appliquerait plus"
        if not self.before.in_force:
            return "S’appliquerait : remplie" if self.after.met else "S’appliquerait : non remplie"
        if self.after.met:
            return "Serait remplie"
        if self.before.met:
            return "Ne serait plus remplie"
        return "Resterait non remplie" if self.worsens else "Resterait non remplie, moins"

    @property
    def when(self) -> str:
        """« dès le 1er juillet 2027 », « du 1er juillet 2027 au 31 août 2027 »."""
        if self.whenever:
            return ""
        if self.ends_on is None:
            return f"dès le {day(self.starts_on)}"
        if self.ends_on == self.starts_on:
            return f"le {day(self.starts_on)}"
        return f"du {day(self.starts_on)} au {day(self.ends_on)}"

    @property
    def sentence(self) -> str:
        """The whole of it for who reads no panel: an administrator, a mail."""
        rule = f"{self.rule.code} ({self.rule.citation}), {self.rule.statement.rstrip('.')}"
        when = self.when or self.after.moment.label.lower()
        return " ".join(filter(None, [f"{rule} : {self.label.lower()}, {when}.", self.reason]))

    @property
    def reason(self) -> str:
        return self.after.reason


def differ(before: Verdict, after: Verdict) -> bool:
    """Do two verdicts of one rule say something else of it? Other words are not enough."""
    return _said(before) != _said(after)


def _said(verdict):
    """Whether it bears and is met; what is missing, by its name or, without one, in words."""
    missing = None if verdict.met else verdict.lacks or verdict.reason
    return (verdict.in_force, verdict.tone, missing)


def shifts_between(
    before: Iterable[Verdict], after: Iterable[Verdict], *, on: date, **more
) -> list[Shift]:
    """The rules that say something else on this day. Both lists ask the same rules, in order."""
    return [
        Shift(old, new, on, **more)
        for old, new in zip(before, after, strict=True)
        if differ(old, new)
    ]


def joined(days: Iterable[tuple[date, date | None, list[Shift]]]) -> list[Shift]:
    """One shift for the days in a row on which a rule changes in the same way.

    `days`: (first day, last day or None, shifts), in order and without a gap. A rule that becomes
    met tells the reason of its first day: « 2 membres de terrain sur 3 » may be 2 of 4 later.
    """
    found: list[Shift] = []
    running: dict[Any, int] = {}
    for first, last, shifts in days:
        still = {}
        for shift in shifts:
            moment = shift.after.moment
            key = (id(shift.rule), moment, _said(shift.before), _said(shift.after))
            if key in running:
                place = running[key]
                found[place] = replace(found[place], ends_on=last)
            else:
                place = len(found)
                found.append(replace(shift, starts_on=first, ends_on=last))
            still[key] = place
        running = still
    return found


@dataclass(frozen=True)
class Foreseen:
    """What the change would do to one subject (a pôle). `subject` has a name and an address."""

    subject: Any
    shifts: tuple[Shift, ...]


@dataclass(frozen=True)
class Forecast:
    """What a form shows before it saves. `title`: the change, « Si Ada Kay part le 30 juin 2027 ».

    `nothing`: what is said when no rule changes. `names`: the page is about none of the subjects.
    """

    title: str
    foreseen: tuple[Foreseen, ...]
    nothing: str = "Aucune règle ne change."
    names: bool = False

    @property
    def changing(self) -> list[Foreseen]:
        return [f for f in self.foreseen if f.shifts]

    @property
    def names_each(self) -> bool:
        return self.names or len(self.foreseen) > 1

    @property
    def worsens(self) -> bool:
        return any(s.worsens for f in self.foreseen for s in f.shifts)

    @property
    def digest(self) -> str:
        """What was read, for the form that sends it back: another effect has another digest."""
        told = [
            [str(f.subject), s.sentence, s.starts_on, s.ends_on]
            for f in self.changing
            for s in f.shifts
        ]
        return sha256(canonical(told))[:16]

    @property
    def sentences(self) -> list[str]:
        return [f"{f.subject} : {s.sentence}" for f in self.changing for s in f.shifts]
