"""« À faire »: what waits for this person, told by each app from facts, gathered by the home."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

from django.db.models import CharField, DateField, QuerySet, Value
from django.db.models.functions import Cast

SOURCES: list[Callable] = []
GATHERED: list[Callable] = []


@dataclass(frozen=True)
class Section:
    """One heading of the home page; `rank` orders them, the most pressing first.

    `waits`: false when nothing there waits for this person, who only follows it.
    """

    key: str
    title: str
    rank: int
    waits: bool = True


@dataclass(frozen=True)
class Task:
    """One thing to do: what it is, why now, and the one link that does it."""

    section: Section
    title: str
    url: str
    action: str
    meta: tuple[str, ...] = ()
    why: str = ""
    status: Any = None
    due_on: date | None = None


URGENT = Section("presse", "Ce qui presse", 0)


def todo(function):
    """Registers `function(user, *, on) -> iterable[Task]`. Each asks its own few queries."""
    SOURCES.append(function)
    return function


@dataclass(frozen=True)
class Rows:
    """Rows of one kind, read with those of every other app in one query.

    `columns`: title, due_on, key, on, words, more: names or expressions of the queryset, the days
    second and fourth. `task(title, due_on, key, on, words, more)`: the Task, or None for a row that
    asks nothing after all; the key is a text.
    """

    rows: QuerySet
    columns: tuple
    task: Callable[..., Task | None]


DATES = (1, 3)


def gathered(function):
    """Registers `function(user, *, on) -> iterable[Rows]`, without any query of its own."""
    GATHERED.append(function)
    return function


def _gathered(user, *, on) -> Iterable[Task]:
    """The tasks of all that is gathered, in one query whatever the number of kinds."""
    kinds = [kind for source in GATHERED for kind in source(user, on=on)]
    if not kinds:
        return
    parts = [
        kind.rows.order_by().values_list(
            Value(number),
            *(
                Cast(column, DateField() if place in DATES else CharField())
                for place, column in enumerate(kind.columns)
            ),
        )
        for number, kind in enumerate(kinds)
    ]
    for number, *row in parts[0].union(*parts[1:], all=True):
        if task := kinds[number].task(*row):
            yield task


def asked_once(function):
    """`function(user, **facts)` reads once what several places of one page ask of it."""

    @wraps(function)
    def answer(user, **facts):
        key = (function, *sorted(facts.items()))
        if key not in user.answered:
            user.answered[key] = function(user, **facts)
        return user.answered[key]

    return answer


def tasks_for(user, *, on) -> list[tuple[Section, list[Task]]]:
    """Everything that waits for this person, by section, the earliest due first; read anew."""
    user.answered.clear()
    found: dict[Section, list[Task]] = {}
    for source in (_gathered, *SOURCES):
        for task in source(user, on=on):
            found.setdefault(task.section, []).append(task)
    return [
        (section, sorted(found[section], key=lambda t: (t.due_on or date.max, t.title)))
        for section in sorted(found, key=lambda s: (s.rank, s.title))
    ]
