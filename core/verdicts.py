"""The registry of rules by moment: panel, refusal and stored verdict read the same list."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

from core.law import Moment, Verdict

EXAMINERS: dict[Moment, list[Callable[..., list[Verdict]]]] = defaultdict(list)


def examiner(*moments: Moment):
    """Registers `function(subject, *, on, moment, proposal) -> list[Verdict]` for these moments."""

    def register(function):
        for moment in moments:
            EXAMINERS[moment].append(function)
        return function

    return register


def verdicts_for(moment: Moment, subject: Any, *, on: date, proposal: Any = None) -> list[Verdict]:
    """Every rule of every app for this moment, ordered by code (P2 before P10).

    `proposal` is what the act would change (the members proposed, the first day of a term): rules
    are asked of the facts as they would be.
    """
    found = [
        verdict
        for function in EXAMINERS[moment]
        for verdict in function(subject, on=on, moment=moment, proposal=proposal)
    ]
    return sorted(found, key=lambda v: (v.rule.code[0], int(v.rule.code[1:])))
