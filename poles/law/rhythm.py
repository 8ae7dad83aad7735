"""The rhythm agreed with the Instance, read as an interval when its words can be read (P14).

The accord gives no rhythm: it is a text agreed with the Instance. What cannot be read without
guessing is not read: nothing is supposed in its place.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from core.deadlines import months_after
from core.search import folded

NUMBERS = {
    "un": 1,
    "une": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "neuf": 9,
    "dix": 10,
    "douze": 12,
    "quinze": 15,
}
# unit → (days, months)
UNITS = {
    "jour": (1, 0),
    "semaine": (7, 0),
    "quinzaine": (14, 0),
    "mois": (0, 1),
    "trimestre": (0, 3),
    "semestre": (0, 6),
    "an": (0, 12),
    "annee": (0, 12),
}
WORDS = {
    "hebdomadaire": (7, 0),
    "bimensuel": (14, 0),
    "mensuel": (0, 1),
    "bimestriel": (0, 2),
    "trimestriel": (0, 3),
    "quadrimestriel": (0, 4),
    "semestriel": (0, 6),
    "annuel": (0, 12),
}
UNIT = r"(?P<unit>jour|semaine|quinzaine|mois|trimestre|semestre|annee|an)s?\b"
COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(NUMBERS)})"
EVERY = re.compile(rf"\btou(?:te)?s les (?:{COUNT} )?{UNIT}")
EACH = re.compile(rf"\bchaque {UNIT}")
TIMES = re.compile(rf"\b{COUNT} (?:fois|reunions?) (?:par|l'|sur l') ?{UNIT}")
ADJECTIVE = re.compile(rf"\b(?P<word>{'|'.join(WORDS)})(?:le|lement)?s?\b")


@dataclass(frozen=True)
class Interval:
    """At most so much time between two meetings: days, or months of the calendar."""

    days: int = 0
    months: int = 0

    def after(self, day: date) -> date:
        """The last day on which the next meeting keeps the rhythm."""
        return months_after(day, self.months) + timedelta(days=self.days)

    def length_from(self, day: date) -> int:
        """The same in days, counted from this one."""
        return (self.after(day) - day).days


def interval_of(text: str) -> Interval | None:
    """« tous les deux mois » → two months; None when the words say nothing, or two things."""
    words = folded(text)
    found = {interval for interval in _readings(words) if interval is not None}
    return found.pop() if len(found) == 1 else None


def _readings(words):
    for match in (*EVERY.finditer(words), *EACH.finditer(words)):
        yield _times(UNITS[match["unit"]], _number(match.groupdict().get("count") or "un"))
    for match in TIMES.finditer(words):
        yield _shared(UNITS[match["unit"]], _number(match["count"]))
    for match in ADJECTIVE.finditer(words):
        yield Interval(*WORDS[match["word"]])


def _number(word):
    return int(word) if word.isdigit() else NUMBERS[word]


def _times(unit, count):
    days, months = unit
    return Interval(days * count, months * count) if count else None


def _shared(unit, count):
    """« quatre fois par an »: every three months; what does not share evenly goes by days."""
    days, months = unit
    if not count:
        return None
    if months and months % count == 0:
        return Interval(months=months // count)
    return Interval(days=-(-(days + months * 365 // 12) // count))
