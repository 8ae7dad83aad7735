"""Files that people give to be imported: read as texts, small, never trusted."""

import zipfile
from datetime import date, datetime
from io import BytesIO

import hypothesis
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import strategies as st
from openpyxl import Workbook

from core.csvfile import BadFile
from core.exports import as_text, as_typed
from core.imports import MAX_ROWS, read
from core.imports.kinds import Column, Line, folded


def given(content, name="mandats.csv"):
    return SimpleUploadedFile(name, content)


def workbook(*rows):
    book, out = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return given(out.getvalue(), "mandats.xlsx")


@pytest.mark.parametrize(
    "content",
    [
        "Siège;Nom\nA-1;Zoé\n".encode(),
        "Siège;Nom\r\nA-1;Zoé\r\n".encode("utf-8-sig"),
        "Siège;Nom\nA-1;Zoé\n".encode("cp1252"),
        b"Si\xc3\xa8ge,Nom\nA-1,Zo\xc3\xa9\n",
        "Siège\tNom\n\t\nA-1\tZoé\n".encode(),
    ],
)
def test_a_csv_of_any_spreadsheet_reads_the_same(content):
    sheet = read(given(content))

    assert sheet.columns == ["Siège", "Nom"]
    assert [cells for _line, cells in sheet.rows] == [["A-1", "Zoé"]]


def test_a_workbook_reads_as_it_would_be_typed():
    sheet = read(
        workbook(
            ["Siège", "Nom", "Du", "Rang", None],
            [],
            ["A-1", "  Zoé ", date(2026, 3, 1), 2.0],
            [12, True, datetime.fromisoformat("2026-03-01 09:30"), "B"],
        )
    )

    assert sheet.columns == ["Siège", "Nom", "Du", "Rang"]
    assert sheet.rows == [
        (3, ["A-1", "Zoé", "2026-03-01", "2"]),
        (4, ["12", "oui", "2026-03-01 09:30:00", "B"]),
    ]


def test_s11_a_formula_goes_out_and_comes_back_as_the_text_that_was_typed():
    assert as_typed(as_text("=1+1")) == "=1+1"
    assert as_typed("L'Union") == "L'Union"
    assert read(given(b"Nom;Du\n'=1+1;2026\n")).rows == [(2, ["=1+1", "2026"])]


def _bomb():
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/sharedStrings.xml", b"0" * 45_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b" \n", "Ce fichier est vide"),
        (b"Nom;Du\n", "aucune ligne sous les titres"),
        (b"Nom;;Du\nA;B;C\n", "La colonne 2 n’a pas de titre"),
        (b"Nom;Nom\nA;B\n", "Deux colonnes portent le titre « Nom »"),
        (b"Nom;Du\nA\n", "la ligne s’arrête avant"),
        (b"Nom;Du\nA;B;C\n", "les titres en annoncent 2"),
        (b'Nom;Du\n"A;B\n', "guillemets mal fermés"),
        (b"%PDF-1.4\n1 0 obj", "Ce n’est ni un classeur XLSX ni un fichier CSV"),
        (b"<!DOCTYPE html><html><body>Nom;Du</body></html>", "Ce n’est ni un classeur XLSX"),
        (b"MZ\x90\x00\x03programme", "Ce n’est ni un classeur XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "enregistrez votre tableau en XLSX"),
        (b"PK\x03\x04n importe quoi", "Ce classeur n’est pas accepté"),
        (_bomb(), "Ce classeur n’est pas accepté"),
        (b"Nom;Du\n" + b"A;B\n" * (MAX_ROWS + 1), "plus de 5 000 lignes"),
        (b"Nom;Du\n" + b"A;B\n" * 100_000, "plus de 5 000 lignes"),
        (b"Nom;Du\nA;B\x00\n", "XLSX"),
        (b"Nom;Du\n" + b"A" * 3000 + b";B\n", "une cellule a plus de"),
        (b";".join(b"c%d" % n for n in range(41)) + b"\n" + b";" * 40, "41 colonnes"),
        (b"x" * 5_000_001, "la limite est de 5 Mo"),
    ],
)
def test_what_is_not_a_small_table_is_refused_in_words(content, sentence):
    with pytest.raises(BadFile) as fault:
        read(given(content))

    assert sentence in str(fault.value).replace("\xa0", " ").replace("\u202f", " ")


def test_a_formula_and_merged_cells_are_refused_where_they_stand():
    with pytest.raises(BadFile, match="La cellule B2 contient une formule"):
        read(workbook(["Nom", "Du"], ["A", "=SOMME(A1:A9)"]))

    book, out = Workbook(), BytesIO()
    for row in (["Nom", "Du"], ["A", "B"], ["", "C"]):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.save(out)
    with pytest.raises(BadFile, match="Les cellules A2:A3 sont fusionnées"):
        read(given(out.getvalue(), "x.xlsx"))


def _widths(content):
    """How many titles there are and how wide the lines are; none when it is refused in words."""
    try:
        sheet = read(given(content))
    except BadFile:
        return set()
    return {len(sheet.columns), *(len(cells) for _line, cells in sheet.rows)}


@hypothesis.settings(max_examples=20)
@hypothesis.given(content=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_r27_whatever_is_given_is_read_or_refused_in_words(content):
    for head in (b"", b"PK\x03\x04", b"Nom;Du\n"):
        assert len(_widths(head + content)) <= 1


def test_sheets_that_are_read_together_say_where_each_line_stood():
    book, out = Workbook(), BytesIO()
    book.active.title = "Notes"
    for title, rows in (
        ("PÔLES", [["N°", "Nom"], ["1", "Bois"]]),
        ("Termes", [["N°", "Du"], [], ["1", "2"]]),
    ):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(out)

    sheet = read(given(out.getvalue(), "x.xlsx"), together=["Pôles", "Termes", "Membres"])

    assert sheet.columns == ["Feuille", "Ligne", "N°", "Nom", "Du"]
    assert sheet.rows == [
        (1, ["PÔLES", "2", "1", "Bois", ""]),
        (2, ["Termes", "3", "1", "", "2"]),
    ]


def test_a_cell_without_a_title_is_refused():
    with pytest.raises(BadFile, match="n’a pas de titre"):
        read(workbook(["Nom", "Du"], ["A", "B", "C"]))


def test_a_sheet_that_announces_a_million_lines_is_read_no_further():
    book, out = Workbook(), BytesIO()
    book.active.append(["Nom"])
    book.active.append(["A"])
    book.active.cell(row=900_000, column=1, value="B")
    book.save(out)

    assert read(given(out.getvalue(), "x.xlsx")).rows == [(2, ["A"])]


def test_a_column_is_recognised_whatever_its_accents_and_case():
    column = Column("seat", "Siège", "", names=("code du siège",))

    assert column.recognised(["Nom", "CODE DU SIEGE"]) == 1
    assert column.recognised(["siege", "Nom"]) == 0
    assert column.recognised(["Nom"]) is None
    assert folded("  L’Éléphant  bleu ") == "l'elephant bleu"


@pytest.mark.parametrize("text", ["2026-12-31", "31/12/2026", "31-12-2026", "31.12.2026"])
def test_a_day_is_read_in_the_shapes_that_people_write(text):
    assert Line(2, {"du": text}).day("du").isoformat() == "2026-12-31"


def test_what_is_not_a_day_is_said():
    assert Line(2, {}).day("du") is None
    with pytest.raises(ValueError, match="« 31/02/2026 » n’est pas une date"):
        Line(2, {"du": "31/02/2026"}).day("du")
