"""The one writer of CSV and XLSX: what a person typed can never become a formula."""

import csv
import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

from django.http import HttpResponse
from django.utils.timezone import localtime
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

# A sign that a spreadsheet reads as the beginning of a formula, after blanks seen or unseen.
RISKY = re.compile(
    r"[ \u00a0\u2000-\u200f\u202a-\u202f\u2060-\u206f\u3000\ufeff]*[=+\-@\t\r\n＝＋－＠]"
)
# What neither XML nor UTF-8 can carry.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_text(value) -> str:
    """A cell of CSV: numbers stay numbers, a text that could be a formula gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | float | Decimal):
        return str(value)
    if isinstance(value, datetime):
        return localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    text = UNPRINTABLE.sub("", str(value))
    return f"'{text}" if RISKY.match(text) else text


def as_typed(text: str) -> str:
    """What a cell held before `as_text` put an apostrophe before it."""
    return text[1:] if text.startswith("'") and RISKY.match(text[1:]) else text


def csv_bytes(head: list[str], rows: Iterable[Iterable]) -> bytes:
    """Semicolons and a byte-order mark: what a Belgian spreadsheet opens with a double click."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_MINIMAL)
    writer.writerow([as_text(title) for title in head])
    writer.writerows([as_text(v) for v in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def csv_response(name: str, head: list[str], rows: Iterable[Iterable]) -> HttpResponse:
    """The same as a file to download."""
    return _attachment(csv_bytes(head, rows), "text/csv; charset=utf-8", f"{name}.csv")


def xlsx_response(name: str, head: list[str], rows: Iterable[Iterable]) -> HttpResponse:
    """One sheet; texts are typed as texts, so that a spreadsheet never reads a formula."""
    return workbook_response(name, [(name, head, rows)])


def workbook_response(name: str, sheets: Iterable[tuple]) -> HttpResponse:
    """Several sheets: (title, titles of the columns, rows) of each."""
    book = Workbook(write_only=True)
    for title, head, rows in sheets:
        sheet = book.create_sheet(title[:31])
        sheet.append([_cell(sheet, h) for h in head])
        for row in rows:
            sheet.append([_cell(sheet, v) for v in row])
    out = BytesIO()
    book.save(out)
    return _attachment(out.getvalue(), XLSX, f"{name}.xlsx")


def _cell(sheet, value):
    if isinstance(value, int | float | Decimal | date) and not isinstance(value, bool | datetime):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, as_text(value))
    cell.data_type = "s"
    return cell


def _attachment(body: bytes, content_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(body, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
