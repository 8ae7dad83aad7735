"""A file that somebody gives, read as texts: XLSX or CSV, never trusted.

Nothing is computed, nothing is fetched: a cell of a workbook that holds a formula is refused, and
the text of a CSV stays the text that was typed.
"""

import re
import zipfile
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO

import magic
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from core import files
from core.csvfile import BadFile, Source
from core.exports import as_typed
from core.french import number, size
from core.imports.kinds import folded

MAX_BYTES = 5_000_000
MAX_UNPACKED = 40_000_000
MAX_ROWS = 5_000
MAX_COLUMNS = 40
MAX_CELL = 2_000
DELIMITERS = ";,\t"
TEXTS = ("text/", "application/csv")
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
MERGED = re.compile(rb'<mergeCell [^>]*ref="([A-Z0-9:]{1,20})"')


@dataclass(frozen=True)
class Sheet:
    """What the file holds: its titles, then (line of the file, texts) for each line not empty."""

    name: str
    columns: list[str]
    rows: list[tuple[int, list[str]]]


@dataclass(frozen=True)
class _Given:
    """A file in memory, for the reader of files on disk."""

    name: str
    content: bytes

    def open(self, mode):
        return BytesIO(self.content)


def read(upload, *, together=()) -> Sheet:
    """The first sheet of an uploaded file. Raises BadFile, in words, when it is not one.

    `together`: titles of sheets that are read one after the other, as one whose first columns say
    of which sheet, and at which line, each row stood; the first alone when the file has none.
    """
    name = upload.name[-120:]
    if upload.size > MAX_BYTES:
        words = {"size": size(upload.size)}
        raise BadFile(_("Ce fichier pèse %(size)s ; la limite est de 5 Mo. Scindez-le.") % words)
    content = upload.read()
    if not content.strip():
        raise BadFile(_("Ce fichier est vide. Choisissez-en un autre."))
    if content[:2] != b"PK":
        return _sheet(name, _lines_of_csv(name, content))
    found = [title for title in _titles(content) if folded(title) in map(folded, together)]
    if not found:
        return _sheet(name, _lines_of_xlsx(content))
    return _gathered(name, [(title, _lines_of_xlsx(content, title)) for title in found])


def _gathered(name, sheets):
    parts = [(title, _sheet(name, lines, may_be_empty=True)) for title, lines in sheets]
    titles = list(dict.fromkeys(column for _title, part in parts for column in part.columns))
    rows = []
    for title, part in parts:
        places = [titles.index(column) for column in part.columns]
        for line, cells in part.rows:
            texts = [""] * len(titles)
            for place, cell in zip(places, cells, strict=True):
                texts[place] = cell
            rows.append((len(rows) + 1, [title, str(line), *texts]))
    _check_titles(titles)
    if not rows:
        raise BadFile(_("Ce fichier n’a aucune ligne sous les titres."))
    if len(rows) > MAX_ROWS:
        raise BadFile(_too_many())
    return Sheet(name, [_("Feuille"), _("Ligne"), *titles], rows)


def _sheet(name, lines, *, may_be_empty=False):
    filled = ((line, [cell.strip() for cell in cells]) for line, cells in lines if any(cells))
    columns = next(filled, (0, []))[1]
    while columns and not columns[-1]:
        columns.pop()
    _check_titles(columns)
    rows = []
    for line, cells in filled:
        if not any(cells):
            continue
        if any(cells[len(columns) :]):
            words = {"line": line}
            raise BadFile(_("Ligne %(line)s : une cellule n’a pas de titre de colonne.") % words)
        cells = cells[: len(columns)] + [""] * (len(columns) - len(cells))
        rows.append((line, [as_typed(cell) for cell in cells]))
        if len(rows) > MAX_ROWS:
            raise BadFile(_too_many())
    if not rows and not may_be_empty:
        raise BadFile(_("Ce fichier n’a aucune ligne sous les titres."))
    return Sheet(name, columns, rows)


def _check_titles(columns):
    if len(columns) > MAX_COLUMNS:
        words = {"found": len(columns), "most": MAX_COLUMNS}
        raise BadFile(_("Ce fichier a %(found)s colonnes ; la limite est %(most)s.") % words)
    for position, title in enumerate(columns, start=1):
        if not title:
            words = {"n": position}
            raise BadFile(
                _("La colonne %(n)s n’a pas de titre : donnez-lui-en un, ou supprimez-la.") % words
            )
        if columns.index(title) != position - 1:
            words = {"title": title[:60]}
            raise BadFile(
                _("Deux colonnes portent le titre « %(title)s » : renommez-en une.") % words
            )


def _too_many():
    words = {"most": number(MAX_ROWS)}
    return _("Ce fichier a plus de %(most)s lignes, la limite : scindez-le.") % words


def _checked(line, text):
    if len(text) > MAX_CELL:
        words = {"line": line, "most": number(MAX_CELL)}
        raise BadFile(_("Ligne %(line)s : une cellule a plus de %(most)s caractères.") % words)
    return text


def _lines_of_csv(name, content):
    kind = magic.from_buffer(content[:8192], mime=True)
    is_old = content.startswith(OLD_EXCEL)
    if is_old or kind == "text/html" or not kind.startswith(TEXTS):
        raise BadFile(
            _("Ce n’est ni un classeur XLSX ni un fichier CSV : enregistrez votre tableau en XLSX.")
        )
    given = _Given(name, _in_utf8(content))
    first = given.content.split(b"\n", 1)[0].decode()
    delimiter = max(DELIMITERS, key=first.count)
    with Source(given, delimiter=delimiter) as source:
        yield 1, list(source.columns)
        _check_titles([title for title in source.columns if title])
        for row in source:
            yield row.line, [_checked(row.line, cell) for cell in row.values.values()]


def _in_utf8(content):
    """The spreadsheets of here still write Windows-1252 when one does not say otherwise."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding).encode()
        except UnicodeDecodeError:
            continue
    raise BadFile(_("Ce fichier ne se lit pas : enregistrez-le en XLSX, ou en CSV UTF-8."))


@contextmanager
def _book(content):
    """The workbook, open; whatever the XML inside makes openpyxl meet is said in words."""
    if files.type_of(content) != files.XLSX or _unpacked(content) > MAX_UNPACKED:
        raise BadFile(
            _("Ce classeur n’est pas accepté : enregistrez-le en XLSX simple, sans macro ni image.")
        )
    try:
        with closing(load_workbook(BytesIO(content), read_only=True, keep_links=False)) as book:
            yield book
    except BadFile:
        raise
    except Exception as fault:
        raise BadFile(
            _("Ce classeur ne s’ouvre pas : ouvrez-le dans un tableur et enregistrez-le à nouveau.")
        ) from fault


def _titles(content):
    with _book(content) as book:
        return [sheet.title for sheet in book.worksheets]


def _lines_of_xlsx(content, title=None):
    with _book(content) as book:
        sheet = book[title] if title else next(iter(book.worksheets))
        _refuse_merged(content, sheet)
        found = sheet.iter_rows(max_row=10 * MAX_ROWS, max_col=MAX_COLUMNS + 1, min_row=1)
        for line, row in enumerate(found, 1):
            yield line, [_text(line, cell) for cell in row]


def _refuse_merged(content, sheet):
    """A merged cell says one thing for several lines: which ones cannot be told from the others."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        found = MERGED.search(archive.read(sheet._worksheet_path))
    if found:
        words = {"cells": found[1].decode()}
        raise BadFile(
            _(
                "Les cellules %(cells)s sont fusionnées : défusionnez-les, et écrivez dans chaque"
                " ligne tout ce qu’elle dit."
            )
            % words
        )


def _unpacked(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def _text(line, cell):
    """The cell as it would be typed: days in ISO, whole numbers without a decimal."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        words = {"cell": cell.coordinate}
        raise BadFile(
            _(
                "La cellule %(cell)s contient une formule : copiez la colonne, puis collez-en les"
                " valeurs seules."
            )
            % words
        )
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _checked(line, str(value))
