"""Files that people send: accepted by what they contain, never by what they say they are.

PDF, DOCX, XLSX, ODT, ODS, PNG, JPEG; 25 MB; no macro, no HTML, no SVG (quality.md § 1).
"""

import re
import unicodedata
import zipfile
from io import BytesIO
from pathlib import PurePath
from urllib.parse import quote

import magic
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.http import FileResponse
from django.utils import timezone
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from core.canonical import sha256
from core.models import StoredFile

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ACCEPTED = {
    "application/pdf": ".pdf",
    DOCX: ".docx",
    XLSX: ".xlsx",
    ODT: ".odt",
    ODS: ".ods",
    "image/png": ".png",
    "image/jpeg": ".jpg",
}
ACCEPT_ATTRIBUTE = ".pdf,.docx,.xlsx,.odt,.ods,.png,.jpg,.jpeg"
MAX_ENTRIES = 5_000
MAX_UNPACKED = 300 * 1024 * 1024
BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x1f\x7f]")


def accept(upload, *, by) -> StoredFile:
    """Checks an uploaded file and stores it.

    `upload`: a Django UploadedFile. Raises ValidationError, in words, when it is empty, larger than
    25 MB, of a type not accepted, or holds macros. Gives the saved StoredFile.
    """
    if upload.size == 0:
        raise ValidationError(_("Ce fichier est vide. Choisissez-en un autre."))
    if upload.size > settings.FILE_MAX_BYTES:
        raise ValidationError(
            _("Ce fichier pèse %(size)d Mo ; la limite est de 25 Mo. Allégez-le ou scindez-le.")
            % {"size": -(-upload.size // (1024 * 1024))}
        )
    content = upload.read()
    content_type = type_of(content)
    if content_type not in ACCEPTED:
        raise ValidationError(
            _("Ce fichier n’est pas accepté : envoyez un PDF, DOCX, XLSX, ODT, ODS, PNG ou JPEG.")
        )
    upload.seek(0)
    stored = StoredFile(
        name=clean_name(upload.name, content_type),
        size=upload.size,
        content_type=content_type,
        sha256=sha256(content),
        uploaded_at=timezone.now(),
        uploaded_by=by,
    )
    stored.file.save(f"{stored.sha256[:32]}{ACCEPTED[content_type]}", upload, save=False)
    stored.save()
    return stored


def type_of(content: bytes) -> str:
    """The media type found in the content; "" for an archive that hides macros or is a bomb."""
    found = magic.from_buffer(content[:8192], mime=True)
    if content[:2] != b"PK":
        return found
    try:
        return _type_of_archive(content)
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError):
        return ""


def _type_of_archive(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        entries = archive.infolist()
        names = {e.filename for e in entries}
        if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_UNPACKED:
            return ""
        if any("vbaproject" in n.lower() or n.startswith(("Basic/", "Scripts/")) for n in names):
            return ""
        if "mimetype" in names:
            return archive.read("mimetype")[:80].decode("ascii", "replace").strip()
        types = archive.read("[Content_Types].xml")[:200_000].decode("utf-8", "replace")
    if "macroEnabled" in types:
        return ""
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else ""


def clean_name(name: str, content_type: str) -> str:
    """A name one may print and save: no path, no direction marks, the extension of its content."""
    stem = PurePath(BIDI.sub("", unicodedata.normalize("NFC", name)).replace("\\", "/")).stem
    try:
        stem = get_valid_filename(stem.strip(" ."))[:120]
    except SuspiciousFileOperation:
        stem = "fichier"
    return f"{stem}{ACCEPTED[content_type]}"


def response(stored: StoredFile) -> FileResponse:
    """The file as an attachment that no browser will run. The caller has checked the rights."""
    answer = FileResponse(stored.file.open("rb"), content_type=stored.content_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(stored.name)}"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer
