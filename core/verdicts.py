"""The registry of rules by moment: panel, refusal and stored verdict read the same list."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from core.law import Force, Moment, Verdict

EXAMINERS: dict[Moment, list[Callable[..., list[Verdict]]]] = defaultdict(list)
EXEMPTIONS: list[Callable] = []


class Known:
    """What is known of a set of subjects on a day: each kind of facts is read once for all of them.

    A rule asked of one subject or of a thousand costs the same queries; one is a set of one.
    """

    def __init__(self, subjects: Iterable, *, on: date):
        self.subjects, self.on = list(subjects), on
        self._found: dict[Callable, Any] = {}

    def of(self, gather: Callable, key) -> Any:
        """What `gather(subjects, on=on)` has under this key; it is called at the first question."""
        if gather not in self._found:
            self._found[gather] = gather(self.subjects, on=self.on)
        return self._found[gather][key]


def examiner(*moments: Moment):
    """Registers `function(subject, *, on, moment, proposal, known) -> list[Verdict]` for these.

    What it must read of the database it asks of `known`, never of the subject alone.
    """

    def register(function):
        for moment in moments:
            EXAMINERS[moment].append(function)
        return function

    return register


def exempts(gather):
    """Registers `gather(subjects, *, on) -> {key: codes}`: rules of the note that are set aside."""
    EXEMPTIONS.append(gather)
    return gather


def verdicts_for(
    moment: Moment, subject: Any, *, on: date, proposal: Any = None, known: Known | None = None
) -> list[Verdict]:
    """Every rule of every app for this moment, ordered by code (P2 before P10).

    `proposal` is what the act would change (the members proposed, the first day of a term): rules
    are asked of the facts as they would be. `known`: the set that the subject is asked with, on
    the same day.
    """
    known = known or Known([subject], on=on)
    found = [
        exempted(verdict, subject, known)
        for function in EXAMINERS[moment]
        for verdict in function(subject, on=on, moment=moment, proposal=proposal, known=known)
    ]
    return sorted(found, key=lambda v: (v.rule.code[0], int(v.rule.code[1:])))


def exempted(verdict, subject, known):
    """An unmet rule of the note, set aside by an earlier decision, does not apply."""
    if verdict.met or not verdict.in_force or verdict.force is not Force.NOTE:
        return verdict
    aside = any(verdict.rule.code in known.of(gather, subject.pk) for gather in EXEMPTIONS)
    return replace(verdict, derogated=aside)
