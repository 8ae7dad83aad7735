"""S-25: every export of the house gives what people typed as texts, whatever they typed.

Found by walking: each address that answers a CSV or a workbook. Read back by the csv module and by
openpyxl; the bare writer is tested in tests/core/test_exports.py, NUL included.
"""

import csv
import io
import zipfile

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import CharField, TextField, Value
from django.db.models.functions import Cast, Concat
from openpyxl import load_workbook

from actors.models import User
from core.exports import RISKY, XLSX, as_typed
from core.models import ImportRow
from tests.core.test_exports import FORMULAS
from tests.crawl import addresses
from tests.faults import assert_none
from tests.routes import OUR_APPS

pytestmark = [pytest.mark.django_db, pytest.mark.once("sqlite3")]

# A column of the database holds no NUL.
PAYLOADS = [payload for payload in FORMULAS if "\x00" not in payload]
READERS = ("service", "plenary_member")
CSV = "text/csv"
ROOM = 60
# Names that the code gives: nobody types them.
NAMED = ("kind", "subject_id")


def exports(world):
    """(role, url, type) of each address that gives a sheet: of a pôle, one that has lines."""
    found = {}
    for role in READERS:
        settled = set(found)
        for route, url in addresses(world):
            if route in settled or not (route.is_ours and route.implements("get")):
                continue
            if not _may_be_a_sheet(route):
                continue
            answer = world.client(role).get(url)
            kind = answer.get("Content-Type", "").partition(";")[0]
            is_sheet = answer.status_code == 200 and kind in (CSV, XLSX)
            if is_sheet:
                found[route] = (role, url, kind)
            if not is_sheet or _has_lines(kind, answer.content):
                settled.add(route)
    return list(found.values())


def _has_lines(kind, body) -> bool:
    """Is there anything under the heading?"""
    if kind == CSV:
        return len(body.splitlines()) > 1
    return load_workbook(io.BytesIO(body)).active.max_row > 1


def _may_be_a_sheet(route):
    """A view that draws a page from a template gives no sheet."""
    return not getattr(route.view, "template_name", None)


def columns():
    """Every column in which somebody may have typed, of every table of ours."""
    for app in OUR_APPS:
        for model in apps.get_app_config(app).get_models():
            if hasattr(model, "history_type") or model is User:
                continue  # another password would sign everybody out
            for field in model._meta.concrete_fields:
                is_text = isinstance(field, CharField | TextField) and not field.choices
                if is_text and field.name not in NAMED and (field.max_length or ROOM) >= ROOM:
                    yield model, field


def poison(payload, taken):
    """The payload at the head of each text of each row; a key after it keeps the rows apart.

    `taken`: by table, the columns that take it; found with the first payload, then used.
    """
    text = Concat(Value(payload), Cast("pk", CharField()), output_field=CharField())
    if not taken:
        for model, field in columns():
            if _takes(model, {field.name: text}):
                taken.setdefault(model, []).append(field.name)
    for model, names in taken.items():
        _takes(model, dict.fromkeys(names, text))
    for row in ImportRow.objects.all():
        ImportRow.objects.filter(pk=row.pk).update(cells=[payload] * len(row.cells))


def _takes(model, values) -> bool:
    """Were they written? A column that must stay empty in the state of a row refuses."""
    try:
        with transaction.atomic():
            return bool(model._base_manager.update(**values))
    except IntegrityError:
        return False


def faults(kind, body):
    cells = list(_cells_of_csv(body) if kind == CSV else _cells_of_xlsx(body))
    if kind == XLSX:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            if b"<f>" in archive.read("xl/worksheets/sheet1.xml"):
                yield "a formula"
    for cell in cells:
        if RISKY.match(cell):
            yield f"{cell!r} is read as a formula"


def _cells_of_csv(body):
    text = body.decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
        yield from (cell for cell in row if not _is_number(cell))


def _cells_of_xlsx(body):
    for row in load_workbook(io.BytesIO(body)).active.iter_rows():
        yield from (cell.value for cell in row if cell.data_type == "s" and cell.value)


def _is_number(cell):
    return cell.lstrip("-").replace(".", "", 1).isdigit()


def test_s25_every_export_gives_texts_and_keeps_what_was_typed(world):
    found = exports(world)
    wrong, kept, taken = [], {url: 0 for _role, url, _kind in found}, {}
    for payload in PAYLOADS:
        with transaction.atomic():
            poison(payload, taken)
            for role, url, kind in found:
                answer = world.client(role).get(url)
                if answer.status_code != 200:
                    wrong.append(f"{url}: {payload!r} breaks it ({answer.status_code})")
                    continue
                body = answer.content
                wrong += [f"{url}: {fault}" for fault in faults(kind, body)]
                cells = _cells_of_csv(body) if kind == CSV else _cells_of_xlsx(body)
                kept[url] += any(as_typed(cell).startswith(payload.strip()) for cell in cells)
            transaction.set_rollback(True)

    assert len(found) >= 6
    assert len(PAYLOADS) >= 20
    assert_none(wrong)
    assert_none(url for url, count in kept.items() if not count and "modele" not in url)
