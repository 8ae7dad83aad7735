"""Everything due, computed for a date: each app tells its deadlines, nobody stores them.

A provider is `function(user, *, on)`: it yields what this user may know of (`visible_to`), from
the facts as they are for the day `on`, whether still to come or late. What is done is not told.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, QuerySet, Value
from django.db.models.functions import Cast


class Kind(StrEnum):
    """Families of deadlines, as the filter of the page names them."""

    TERM = "terme"
    DECISION = "decision"
    EVALUATION = "evaluation"
    SITTING = "pleniere"
    MEETING = "reunion"
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
    Kind.MEETING: "Réunion de pôle",
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


@dataclass(frozen=True)
class Rows:
    """Deadlines of one kind about a pôle, read with those of every other kind in one query.

    `key`, `on`, `what`, `words`: names or expressions of the queryset; `pole`: the path to the
    pôle; `person`: the path to who is in charge, if somebody is. `deadline(key, on, what, words,
    facts)`: the Deadline, or None; the key is a text, `facts` its bassin, pole and persons.
    """

    rows: QuerySet
    key: Any
    on: Any
    what: Any
    words: Any
    deadline: Callable[..., Deadline | None]
    pole: str = "pole"
    person: str = ""


GATHERED: list[Callable[..., Iterable[Rows]]] = []


def gathered_deadlines(function):
    """Registers `function(user, *, on) -> iterable[Rows]`, without any query of its own."""
    GATHERED.append(function)
    return function


def _gathered(user, *, on) -> Iterable[Deadline]:
    """All that is gathered, in one query whatever the number of kinds."""
    kinds = [kind for source in GATHERED for kind in source(user, on=on)]
    if not kinds:
        return
    parts = [_part(number, kind) for number, kind in enumerate(kinds)]
    for number, key, day, what, words, *about in parts[0].union(*parts[1:], all=True):
        if deadline := kinds[number].deadline(key, day, what, words, _facts(*about)):
            yield deadline


def _part(number, kind):
    pole, person = kind.pole, kind.person
    nobody = (Value(None), Value(""), Value(""))
    who = (person, f"{person}__first_name", f"{person}__last_name") if person else nobody
    columns = (
        (kind.key, CharField),
        (kind.on, DateField),
        (kind.what, CharField),
        (kind.words, CharField),
        (pole, BigIntegerField),
        (f"{pole}__title", CharField),
        (f"{pole}__bassin", BigIntegerField),
        (f"{pole}__bassin__name", CharField),
        (who[0], BigIntegerField),
        (who[1], CharField),
        (who[2], CharField),
    )
    cast = [Cast(column, field()) for column, field in columns]
    return kind.rows.order_by().values_list(Value(number), *cast)


def _facts(pole, title, bassin, name, person, first_name, last_name) -> dict:
    persons = ((person, f"{first_name} {last_name}"),) if person else ()
    return {"pole": (pole, title), "bassin": (bassin, name), "persons": persons}


def deadlines_for(user, *, on: date) -> list[Deadline]:
    """What this user may know is due, the earliest first; late ones come first of all."""
    providers = (_gathered, *PROVIDERS)
    found = [deadline for provider in providers for deadline in provider(user, on=on)]
    return sorted(found, key=lambda d: (d.on, d.what, d.uid))
