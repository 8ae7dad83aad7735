"""What may be imported: each app declares its columns, the fate of a line, what it writes."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.permissions import grants
from core.states import State

DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
IMPORTS: dict[str, "ImportKind"] = {}


class Outcome(models.TextChoices):
    """What becomes of a line."""

    CREATE = "creer", gettext_lazy("à créer")
    REPLACE = "remplacer", gettext_lazy("à remplacer")
    SAME = "identique", gettext_lazy("identique")
    KEEP = "garder", gettext_lazy("gardée telle quelle")
    CONFLICT = "conflit", gettext_lazy("en conflit")
    REFUSED = "refuse", gettext_lazy("refusée")


class Choice(models.TextChoices):
    """What somebody answers to a conflict."""

    KEEP = "garder", gettext_lazy("garder le nôtre")
    REPLACE = "remplacer", gettext_lazy("remplacer par le fichier")
    BOTH = "ajouter", gettext_lazy("garder les deux")


WRITES = (Outcome.CREATE, Outcome.REPLACE)
LOOKS = {
    Outcome.CREATE: ("ok", "check"),
    Outcome.REPLACE: ("accent", "half-circle"),
    Outcome.SAME: ("calm", "dash"),
    Outcome.KEEP: ("calm", "square"),
    Outcome.CONFLICT: ("warn", "triangle"),
    Outcome.REFUSED: ("ko", "octagon"),
}
WRITTEN = {
    Outcome.CREATE: gettext_lazy("créée"),
    Outcome.REPLACE: gettext_lazy("remplacée"),
}
TAKEN_BACK = {
    Outcome.CREATE: gettext_lazy("retirée"),
    Outcome.REPLACE: gettext_lazy("remise comme avant"),
}


def outcome_state(outcome, batch) -> State:
    """The fate in words; « créée » once it was imported, « retirée » once it was undone."""
    outcome = Outcome(outcome)
    if outcome in WRITES and batch.undone_at:
        return State(str(TAKEN_BACK[outcome]), "calm", "square")
    label = WRITTEN.get(outcome, outcome.label) if batch.confirmed_at else outcome.label
    return State(str(label), *LOOKS[outcome])


@dataclass(frozen=True)
class Column:
    """What a line may say. `names`: titles by which a column of the file is recognised."""

    key: str
    label: str
    help: str
    needed: bool = False
    names: tuple[str, ...] = ()
    example: str = ""

    def recognised(self, titles) -> int | None:
        """The position of the title that is this column, accents and case left aside."""
        known = {folded(name) for name in (self.key, self.label, *self.names)}
        return next((n for n, title in enumerate(titles) if folded(title) in known), None)


@dataclass(frozen=True)
class Line:
    """One line of the file: its number, its texts by column of ours, what was chosen for it."""

    number: int
    values: dict[str, str]
    choice: str = ""

    def __getitem__(self, key):
        return self.values.get(key, "")

    def day(self, key) -> date | None:
        """The day that was typed; None when nothing was. Raises ValueError otherwise."""
        text = self[key]
        if not text:
            return None
        for shape in DAYS:
            try:
                return datetime.strptime(text, shape).date()  # noqa: DTZ007 (a day has no zone)
            except ValueError:
                continue
        raise ValueError(
            _("« %(text)s » n’est pas une date : écrivez 31/12/2026.") % {"text": text}
        )


@dataclass(frozen=True)
class Fate:
    """What becomes of a line and why, in words. `plan`: what `write` needs to write it.

    `options`: what may be chosen for a line that meets something of ours, whatever was chosen.
    """

    line: Line
    outcome: Outcome
    words: tuple[str, ...] = ()
    plan: Any = field(default=None, compare=False)
    options: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Replacement:
    """A row that is there, and the fields that would change: {name of the field: value}."""

    row: Any
    values: dict


@dataclass
class Written:
    """What a line wrote: the rows that it made, in order; (row, what it was) that it changed."""

    made: list = field(default_factory=list)
    changed: list[tuple[Any, dict]] = field(default_factory=list)


@dataclass(frozen=True)
class ImportKind:
    """One kind of file.

    `judge(subject_id, lines)` gives a fate for each line, in a constant number of queries; a line
    knows what those before it would make. `lock(subject_id)` takes the rows that the acts behind it
    lock, before the journal. `write(fates, by)` writes those that write, in a constant number of
    queries for so many, and gives {number of the line: Written}. `told(line)`: (who or what the
    line is about, the rest). `subjects(user)`: about what one may import. `back(subject_id)`:
    (address, its name). `sheets`: the titles of those of a workbook that are read together, each
    with its columns and an example of each; a column named « Feuille » tells them apart.
    `foresee(replacements, on)`: the Forecast of what changing these rows does to the rules, or
    None; the plan of a fate that replaces is then a Replacement.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    judge: Callable
    lock: Callable
    write: Callable
    told: Callable
    subjects: Callable
    back: Callable
    sheets: tuple[tuple[str, dict], ...] = ()
    foresee: Callable | None = None

    def guessed(self, titles) -> dict[str, int]:
        """The correspondence of columns that the titles suggest."""
        found = {column.key: column.recognised(titles) for column in self.columns}
        return {key: position for key, position in found.items() if position is not None}

    def missing(self, mapping) -> list[Column]:
        return [c for c in self.columns if c.needed and c.key not in mapping]

    def lines(self, rows: Iterable, mapping) -> list[Line]:
        """The rows of a batch, read through the correspondence."""
        return [
            Line(
                row.line,
                {key: row.cells[position] for key, position in mapping.items()},
                row.choice,
            )
            for row in rows
        ]


def importable(kind: ImportKind) -> ImportKind:
    """Registers what an app imports."""
    IMPORTS[kind.key] = kind
    return kind


def folded(text) -> str:
    """Without accents nor case, for what people type in two ways."""
    parts = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return " ".join("".join(c for c in parts if not unicodedata.combining(c)).split())


@grants("core.handle_import")
def handles(user, batch):
    """Who may import about something handles every batch about it."""
    if batch is None:
        return any(kind.subjects(user) for kind in IMPORTS.values())
    return batch.subject_id in IMPORTS[batch.kind].subjects(user)
