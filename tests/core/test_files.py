"""S-19: a file is accepted for what it contains, refused in words, stored under a clean name."""

import hashlib
import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from core import files
from core.models import StoredFile
from tests.actors.factories import UserFactory

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
OFFICE = "application/vnd.openxmlformats-officedocument"
WORD = f"{OFFICE}.wordprocessingml.document.main+xml"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"


def archive(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in entries.items():
            target.writestr(name, content)
    return out.getvalue()


DOCX = archive({"[Content_Types].xml": WORD, "word/document.xml": "<w/>"})
XLSX = archive({"[Content_Types].xml": "sheet", "xl/workbook.xml": "<x/>"})
ODT = archive({"mimetype": files.ODT, "content.xml": "<o/>"})
ODS = archive({"mimetype": files.ODS, "content.xml": "<o/>"})


def accepted(content, name):
    return files.accept(SimpleUploadedFile(name, content), by=UserFactory())


def refusal(content, name):
    with pytest.raises(ValidationError) as refused:
        accepted(content, name)
    assert StoredFile.objects.count() == 0
    return refused.value.message.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("content", "name", "kept", "content_type"),
    [
        (PDF, "étude.pdf", "étude.pdf", "application/pdf"),
        (PDF, "étude.PDF", "étude.pdf", "application/pdf"),
        (PDF, "étude.txt", "étude.pdf", "application/pdf"),
        (DOCX, "note.docx", "note.docx", files.DOCX),
        (XLSX, "budget.xlsx", "budget.xlsx", files.XLSX),
        (ODT, "note.odt", "note.odt", files.ODT),
        (ODS, "budget.ods", "budget.ods", files.ODS),
        (PNG, "plan.png", "plan.png", "image/png"),
        (JPEG, "photo.jpeg", "photo.jpg", "image/jpeg"),
    ],
)
def test_s19_what_is_asked_for_is_accepted_whatever_its_extension(
    content, name, kept, content_type
):
    stored = accepted(content, name)

    assert (stored.name, stored.content_type, stored.size) == (kept, content_type, len(content))
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert stored.file.read() == content
    assert kept not in stored.file.name


REFUSED = {
    "a program renamed": (b"MZ\x90\x00" + bytes(300), "facture.pdf"),
    "HTML named .pdf": (b"<!doctype html><html><script>alert(1)</script>", "étude.pdf"),
    "SVG with a script": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "plan.png"),
    "a text": (b"bonjour", "note.docx"),
    "EICAR": (EICAR, "facture.pdf"),
    "a GIF": (b"GIF89a\x01\x00\x01\x00", "plan.png"),
    "an old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "note.doc"),
    "a DOCM": (
        archive({"[Content_Types].xml": MACRO, "word/document.xml": "<w/>"}),
        "note.docm",
    ),
    "a DOCM named .docx": (
        archive(
            {
                "[Content_Types].xml": WORD,
                "word/document.xml": "<w/>",
                "word/vbaProject.bin": "macro",
            }
        ),
        "note.docx",
    ),
    "an XLSM": (
        archive(
            {
                "[Content_Types].xml": "sheet",
                "xl/workbook.xml": "<x/>",
                "xl/VBAPROJECT.BIN": "macro",
            }
        ),
        "budget.xlsx",
    ),
    "an ODT with macros": (
        archive({"mimetype": files.ODT, "Basic/Standard/Module1.xml": "macro"}),
        "note.odt",
    ),
    "an ODT with scripts": (
        archive({"mimetype": files.ODT, "Scripts/python/macro.py": "macro"}),
        "note.odt",
    ),
    "a plain ZIP": (archive({"a.exe": "MZ"}), "archive.docx"),
    "a JAR": (archive({"META-INF/MANIFEST.MF": "x", "mimetype": "application/java"}), "a.odt"),
    "a ZIP cut short": (DOCX[:-30], "note.docx"),
    "a hundred thousand entries": (
        archive({f"word/{n}.xml": "" for n in range(files.MAX_ENTRIES + 1)}),
        "note.docx",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_s19_what_is_not_asked_for_is_refused_in_words(case):
    assert refusal(*REFUSED[case]) == (
        "Ce fichier n’est pas accepté : envoyez un PDF, DOCX, XLSX, ODT, ODS, PNG ou JPEG."
    )


def test_s19_an_archive_that_would_unpack_too_far_is_refused():
    bomb = archive({"[Content_Types].xml": WORD, "word/document.xml": bytes(301 * 1024 * 1024)})

    assert len(bomb) < 1_000_000
    assert "n’est pas accepté" in refusal(bomb, "note.docx")


def test_s19_an_empty_file_is_refused():
    assert refusal(b"", "étude.pdf") == "Ce fichier est vide. Choisissez-en un autre."


def test_s19_a_file_of_26_mb_is_refused_before_it_is_read():
    content = PDF + bytes(26 * 1024 * 1024 - len(PDF))

    assert refusal(content, "étude.pdf") == (
        "Ce fichier pèse 26 Mo ; la limite est de 25 Mo. Allégez-le ou scindez-le."
    )


def test_s19_a_file_of_25_mb_is_accepted():
    content = PDF + bytes(25 * 1024 * 1024 - len(PDF))

    assert accepted(content, "étude.pdf").size == 25 * 1024 * 1024


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\Windows\\étude.pdf", "étude.pdf"),
        ("C:\\Bureau\\étude finale.pdf", "étude_finale.pdf"),
        ("..", "fichier.pdf"),
        (".pdf", "pdf.pdf"),
        ("", "fichier.pdf"),
        ("   .pdf", "fichier.pdf"),
        ("???.pdf", "fichier.pdf"),
        ("😀😀.pdf", "fichier.pdf"),
        ("facture\u202efdp.exe", "facturefdp.pdf"),
        ("\u2066étude\u2069.pdf", "étude.pdf"),
        ("étu\x00de\r\n.pdf", "étude.pdf"),
        ("l’avis.pdf", "lavis.pdf"),
        ("e\u0301tude.pdf", "étude.pdf"),
        ("a/b:c*d?.pdf", "bcd.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
        ('"; rm -rf /.pdf', "pdf.pdf"),
    ],
)
def test_s19_a_name_keeps_neither_path_nor_direction_marks_nor_foreign_extension(name, kept):
    assert files.clean_name(name, "application/pdf") == kept


def test_s20_a_file_is_given_as_an_attachment_that_no_browser_runs():
    stored = accepted(PDF, "étude à lire.pdf")

    answer = files.response(stored)

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (
        "attachment; filename*=UTF-8''%C3%A9tude_%C3%A0_lire.pdf"
    )
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"
