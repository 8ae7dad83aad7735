"""CSV files of others, read one row at a time; what is wrong is said with file, line and column."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from core.french import number

LONGEST = 1_000_000


class BadFile(Exception):
    """A file that is not what it should be. Its text is for the person who gave it."""


@dataclass
class Tally:
    """What an import did with the rows of one kind."""

    label: str
    added: int = 0
    updated: int = 0
    unchanged: int = 0

    def __str__(self):
        return _(
            "%(label)s : %(added)s ajoutées, %(updated)s mises à jour, %(unchanged)s inchangées"
        ) % {
            "label": self.label,
            "added": number(self.added),
            "updated": number(self.updated),
            "unchanged": number(self.unchanged),
        }


@dataclass(frozen=True)
class Row:
    """One row, its values by column, and where it stands."""

    file: str
    line: int
    values: dict[str, str] = field(repr=False)

    def __getitem__(self, column):
        return self.values[column].strip()

    def get(self, column):
        return self.values.get(column, "").strip()

    def refuse(self, column, why) -> BadFile:
        """The fault to raise: « fichier, ligne n, colonne x : … »."""
        return BadFile(
            _("%(file)s, ligne %(line)s, colonne %(column)s : %(why)s")
            % {"file": self.file, "line": self.line, "column": column, "why": why}
        )


def header(path: Path) -> list[str]:
    """The names of the columns. Refuses a file that is missing, unreadable or empty."""
    with Source(path) as source:
        return source.columns


def rows(path: Path, *, needs: Iterable[str], read: Callable[[int], None]) -> Iterator[Row]:
    """The rows of the file, one at a time: memory does not grow with it.

    `needs`: columns that must be there. `read(n)`: told after each line how many bytes it had.
    """
    with Source(path, read) as source:
        missing = [name for name in needs if name not in source.columns]
        if missing:
            raise BadFile(_missing(path.name, source.columns, missing))
        empty = True
        for row in source:
            empty = False
            yield row
        if empty:
            raise BadFile(_("%(file)s : aucune ligne sous les titres.") % {"file": path.name})


def batches(items: Iterable, size: int) -> Iterator[list]:
    """Lists of at most `size` items."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _missing(file, columns, missing):
    words = {"file": file, "names": ", ".join(missing)}
    if len(columns) == 1 and ";" in columns[0]:
        return (
            _(
                "%(file)s, ligne 1 : les colonnes y sont séparées par « ; ». Donnez le fichier tel"
                " qu’il est publié, séparé par des virgules."
            )
            % words
        )
    return _("%(file)s, ligne 1 : il manque la colonne %(names)s.") % words


class Source:
    """An open CSV file: its columns, then its rows; each line is decoded apart to be named."""

    def __init__(
        self, path: Path, read: Callable[[int], None] = lambda n: None, *, delimiter: str = ","
    ):
        self.path, self.read, self.delimiter = path, read, delimiter

    def __enter__(self):
        try:
            self.stream = self.path.open("rb")
        except OSError as fault:
            words = {"file": self.path, "why": fault.strerror}
            raise BadFile(_("%(file)s : le fichier ne s’ouvre pas (%(why)s).") % words) from fault
        self.reader = csv.reader(self._lines(), strict=True, delimiter=self.delimiter)
        try:
            self.columns = [name.strip() for name in self._next() or []]
            if not any(self.columns):
                raise BadFile(_("%(file)s : le fichier est vide.") % {"file": self.path.name})
        except BadFile:
            self.stream.close()
            raise
        return self

    def __exit__(self, *fault):
        self.stream.close()

    def __iter__(self):
        while (cells := self._next()) is not None:
            if cells:
                yield self._row(cells)

    def _row(self, cells):
        place = {"file": self.path.name, "line": self.reader.line_num}
        if len(cells) < len(self.columns):
            words = {**place, "column": self.columns[len(cells)]}
            raise BadFile(
                _("%(file)s, ligne %(line)s, colonne %(column)s : la ligne s’arrête avant.") % words
            )
        if len(cells) > len(self.columns):
            words = {**place, "found": len(cells), "expected": len(self.columns)}
            raise BadFile(
                _(
                    "%(file)s, ligne %(line)s, colonne %(found)s : la ligne a %(found)s colonnes,"
                    " les titres en annoncent %(expected)s."
                )
                % words
            )
        return Row(**place, values=dict(zip(self.columns, cells, strict=True)))

    def _next(self):
        try:
            return next(self.reader, None)
        except csv.Error as fault:
            words = {"file": self.path.name, "line": self.reader.line_num}
            raise BadFile(
                _(
                    "%(file)s, ligne %(line)s : la ligne ne se lit pas (des guillemets mal fermés"
                    " ou mal placés, ou des fins de ligne inhabituelles)."
                )
                % words
            ) from fault

    def _lines(self):
        lines = iter(lambda: self.stream.readline(LONGEST), b"")
        for line, raw in enumerate(lines, start=1):
            self.read(len(raw))
            yield self._decoded(line, raw)

    def _decoded(self, line, raw):
        words = {"file": self.path.name, "line": line}
        if len(raw) == LONGEST:
            raise BadFile(
                _("%(file)s, ligne %(line)s : cette ligne est trop longue pour un CSV.") % words
            )
        try:
            text = raw.decode("utf-8-sig" if line == 1 else "utf-8")
        except UnicodeDecodeError as fault:
            words["column"] = fault.start + 1
            raise BadFile(
                _(
                    "%(file)s, ligne %(line)s, caractère %(column)s : ce n’est pas de l’UTF-8."
                    " Donnez le fichier tel qu’il est publié."
                )
                % words
            ) from fault
        if "\x00" in text:
            raise BadFile(
                _("%(file)s, ligne %(line)s : un caractère nul ; le fichier est abîmé.") % words
            )
        return text
