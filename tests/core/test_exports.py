"""S-25: what a person typed never becomes a formula, in CSV nor in XLSX; numbers stay numbers."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from core.exports import as_text, csv_response, xlsx_response

FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\x00=1+1",
    " =1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\u3000=1+1",
    "\u202f=1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(A1)",
    '=HYPERLINK("https://ailleurs.example";"ici")',
    "=cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
)
RISKY = tuple("=+-@\t\r\n＝＋－＠")


@pytest.mark.parametrize("payload", FORMULAS)
def test_s25_a_formula_is_a_text_in_csv(payload):
    body = csv_response("essai", ["Titre"], [[payload]]).content.decode("utf-8-sig")
    [_head, [cell]] = csv.reader(io.StringIO(body), delimiter=";")

    assert cell.startswith("'")
    assert not cell.strip("\u00a0\u3000\u202f\ufeff\u200b ").startswith(RISKY)


@pytest.mark.parametrize("payload", FORMULAS)
def test_s25_a_formula_is_a_text_in_xlsx(payload):
    body = xlsx_response("essai", [payload], [[payload]]).content
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()

    assert "<f>" not in sheet
    for row in load_workbook(io.BytesIO(body)).active.iter_rows():
        assert [cell.data_type for cell in row] == ["s"]


@pytest.mark.parametrize("text", ["Bruxelles", "a=b", "2+2", "l’avis", "", "  deux", "A-B"])
def test_an_ordinary_text_is_left_alone(text):
    assert as_text(text) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (-5, "-5"),
        (-2.5, "-2.5"),
        (Decimal("-12.50"), "-12.50"),
        (0, "0"),
        (True, "oui"),
        (False, "non"),
        (None, ""),
        (date(2026, 5, 12), "2026-05-12"),
        (datetime(2026, 5, 12, 22, 30, tzinfo=UTC), "2026-05-13 00:30"),
    ],
)
def test_numbers_and_dates_stay_what_they_are(value, text):
    assert as_text(value) == text


def test_s25_a_negative_number_stays_a_number_in_xlsx():
    rows = [[-5, Decimal("-1.5"), date(2026, 5, 12), True, None]]
    sheet = load_workbook(io.BytesIO(xlsx_response("e", list("abcde"), rows).content)).active

    values = [cell.value for cell in sheet[2]]
    assert values[:2] == [-5, -1.5]
    assert values[2].date() == date(2026, 5, 12)
    assert values[3] == "oui"


@pytest.mark.parametrize("text", ["a\x01b", "a\x0bb", "\x1b[31m", "a\ufffeb", "\ud800"])
def test_r27_a_character_that_no_sheet_can_hold_breaks_no_export(text):
    for export in (csv_response, xlsx_response):
        assert export("essai", ["Titre"], [[text]]).status_code == 200


def test_a_csv_opens_with_a_double_click_in_belgium():
    answer = csv_response("pôles", ["Titre", "Jours"], [["Frigoriste ; chauffagiste", 12]])

    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.content.decode("utf-8-sig") == (
        'Titre;Jours\r\n"Frigoriste ; chauffagiste";12\r\n'
    )
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment; filename" in answer["Content-Disposition"]
