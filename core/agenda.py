"""Everything due, computed for a date: each app tells its deadlines, nobody stores them.

A provider is `function(user, *, on)`: it yields what this user may know of (`visible_to`), from
the facts as they are for the day `on`, whether still to come or late. What is done is not told.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """Families of deadlines, as the filter of the page names them."""

    TERM = "terme"
    DECISION = "decision"
    EVALUATION = "evaluation"
    SITTING = "pleniere"
    CALL = "appel"
    MANDATE = "mandat"
    COMMITMENT = "engagement"
    MAIL = "courrier"
    OTHER = "autre"


KIND_LABELS = {
    Kind.TERM: "Fin de terme",
    Kind.DECISION: "Décision attendue",
    Kind.EVALUATION: "Évaluation",
    Kind.SITTING: "Plénière",
    Kind.CALL: "Appel à participation",
    Kind.MANDATE: "Mandat",
    Kind.COMMITMENT: "Engagement",
    Kind.MAIL: "Courrier",
    Kind.OTHER: "Autre",
}


@dataclass(frozen=True)
class Deadline:
    """One day by which something is due.

    `uid` stays the same when the date moves (calendars then move the event). `persons`: who is in
    charge, as (pk, name). `bassin` and `pole`: (pk, name) or None. `dated` is False for what waits
    without a day of its own: shown, never put in a calendar.
    """

    uid: str
    on: date
    what: str
    why: str
    url: str
    kind: Kind
    bassin: tuple[int, str] | None = None
    pole: tuple[int, str] | None = None
    persons: tuple[tuple[int, str], ...] = ()
    dated: bool = True

    @property
    def kind_label(self) -> str:
        return KIND_LABELS[self.kind]


PROVIDERS: list[Callable[..., Iterable[Deadline]]] = []


def deadlines(function):
    """Registers a provider. Found in each app's `reminders.py`, `reports.py` or `facts.py`."""
    PROVIDERS.append(function)
    return function


def deadlines_for(user, *, on: date) -> list[Deadline]:
    """What this user may know is due, the earliest first; late ones come first of all."""
    found = [deadline for provider in PROVIDERS for deadline in provider(user, on=on)]
    return sorted(found, key=lambda d: (d.on, d.what, d.uid))
