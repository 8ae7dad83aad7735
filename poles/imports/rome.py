"""The ROME files of France Travail, read into the database.

ROME: France Travail, Répertoire opérationnel des métiers et des emplois, Licence Ouverte. Read a
thousand rows at a time, so that memory does not grow with the file; all files given are one
transaction, so that a fault leaves nothing behind.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from core.csvfile import BadFile, Row, Tally, batches, header, rows
from poles.models import JobTitle, Mobility, Occupation

BATCH = 1_000
CODE = re.compile(r"[A-Z]\d{4}")
VERSION = re.compile(r"\d\.\d{1,3}")
VERSION_IN_NAME = re.compile(r"_v(\d)(\d{2})(?=\D)", re.IGNORECASE)
# The file of codes of v3.47 leaves out L1510, which its titles and mobilities name; the label is
# the one of the other v3 releases.
LEFT_OUT = {"3.47": {"L1510": "Films d'animation et effets spéciaux"}}
MAX_LABEL = 250
MAX_OGR_DIGITS = 7


@dataclass(frozen=True)
class Kind:
    """One of the official files: how it is known, what is read in it, who writes it."""

    name: str
    plural: str
    mark: str
    columns: tuple[str, ...]
    write: Callable

    def fits(self, path, columns):
        """By its name first: a renamed column must be said missing, not make it another file."""
        return self.mark in path.name.lower() or set(self.columns) <= set(columns)


@dataclass(frozen=True)
class RomeFile:
    """A file given, its kind and its version."""

    path: Path
    kind: Kind
    version: str


def import_rome(
    paths: Iterable[Path], *, version: str = "", read: Callable[[int], None] = lambda n: None
) -> list[Tally]:
    """Reads these files in the order they need (codes, titles, mobilities). All, or nothing.

    `version`: "3.47" when file names do not say it. `read(n)`: told how many bytes were read.
    Raises BadFile. Gives one tally per file: run twice, the second adds and changes nothing.
    """
    files = sorted(
        (recognise(Path(path), version) for path in paths),
        key=lambda f: (KINDS.index(f.kind), f.version, f.path.name),
    )
    with transaction.atomic():
        return [_import(file, read) for file in files]


def recognise(path: Path, version: str = "") -> RomeFile:
    """Which of the official files this is, and of which ROME."""
    columns = header(path)
    kind = next((k for k in KINDS if k.fits(path, columns)), None)
    if kind is None:
        raise BadFile(
            _(
                "%(file)s, ligne 1 : ce n’est pas un fichier du ROME que je connais (codes,"
                " appellations ou mobilités). Donnez les fichiers tels qu’ils sont publiés."
            )
            % {"file": path.name}
        )
    found = VERSION_IN_NAME.search(path.name)
    version = version or (f"{found[1]}.{found[2]}" if found else "")
    if not VERSION.fullmatch(version):
        raise BadFile(
            _(
                "%(file)s : la version du ROME n’est pas dans le nom du fichier. Ajoutez-la :"
                " --version 3.47"
            )
            % {"file": path.name}
        )
    return RomeFile(path, kind, version)


def _import(file, read):
    tally = Tally(f"ROME {file.version}, {file.kind.plural}")
    seen = Seen()
    found = rows(file.path, needs=file.kind.columns, read=read)
    for batch in batches(found, BATCH):
        file.kind.write(batch, file.version, tally, seen)
    if file.kind.name == "codes":
        _mend(file.version, tally)
    return tally


def _mend(version, tally):
    """Adds the codes that the official file of this version is known to leave out."""
    for code, label in LEFT_OUT.get(version, {}).items():
        _row, made = Occupation.objects.get_or_create(
            rome_version=version, code=code, defaults={"label": label}
        )
        tally.added += made
        tally.unchanged += not made


class Seen:
    """Numbers met in the file, one bit each: a repetition is known without keeping the rows."""

    def __init__(self):
        self.bits = bytearray(10**MAX_OGR_DIGITS // 8)

    def add(self, number: int) -> bool:
        """True when this number is met for the first time."""
        byte, bit = divmod(number, 8)
        new = not self.bits[byte] >> bit & 1
        self.bits[byte] |= 1 << bit
        return new


def _code(row: Row, column: str) -> str:
    value = row[column].upper()
    if not CODE.fullmatch(value):
        raise row.refuse(
            column,
            _("« %(value)s » n’est pas un code ROME (une lettre, quatre chiffres).")
            % {"value": value[:40]},
        )
    return value


def _label(row, column):
    """The text of the column; v3.47 doubles the apostrophe (« d''équipements »), mended here."""
    value = row[column].replace("''", "'")
    if not value:
        raise row.refuse(column, _("le libellé est vide."))
    if len(value) > MAX_LABEL:
        words = {"found": len(value), "most": MAX_LABEL}
        raise row.refuse(column, _("%(found)s caractères ; la limite est %(most)s.") % words)
    return value


def _ogr(row):
    value = row["code_ogr"]
    if not (value.isascii() and value.isdigit() and len(value) <= MAX_OGR_DIGITS):
        raise row.refuse(
            "code_ogr", _("« %(value)s » n’est pas un numéro OGR.") % {"value": value[:40]}
        )
    return int(value)


def _once(row, column, value, new):
    if not new:
        raise row.refuse(
            column, _("« %(value)s » se trouve déjà plus haut dans le fichier.") % {"value": value}
        )


def write_occupations(batch, version, tally, seen):
    wanted = {}
    for row in batch:
        code = _code(row, "code_rome")
        _once(row, "code_rome", code, seen.add((ord(code[0]) - ord("A")) * 10_000 + int(code[1:])))
        parent = _code(row, "code_rome_parent") if row.get("code_rome_parent") else ""
        wanted[code] = Occupation(
            rome_version=version, code=code, label=_label(row, "libelle_rome"), parent=parent
        )
    known = {
        o.code: (o.label, o.parent)
        for o in Occupation.objects.filter(rome_version=version, code__in=wanted)
    }
    changed = [o for o in wanted.values() if known.get(o.code) != (o.label, o.parent)]
    Occupation.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["rome_version", "code"],
        update_fields=["label", "parent"],
    )
    _count(tally, wanted, changed, sum(o.code in known for o in changed))


def write_titles(batch, version, tally, seen):
    occupations = _occupations(version, batch, "code_rome")
    wanted = {}
    for row in batch:
        ogr = _ogr(row)
        _once(row, "code_ogr", ogr, seen.add(ogr))
        wanted[ogr] = JobTitle(
            occupation_id=_known(row, "code_rome", occupations, version),
            ogr=ogr,
            label=_label(row, "libelle_appellation_long"),
        )
    known = _titles_known(version, wanted)
    moved = _moved(wanted.values(), known)
    JobTitle.objects.bulk_update(moved, ["occupation", "label"])
    written = [
        title
        for title in wanted.values()
        if title.pk is None and getattr(known.get(title.ogr), "label", None) != title.label
    ]
    JobTitle.objects.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=["occupation", "ogr"],
        update_fields=["label"],
    )
    changed = [*moved, *written]
    _count(tally, wanted, changed, sum(title.ogr in known for title in changed))


def _titles_known(version, ogrs):
    """The version is compared here: asked of SQLite, it walks all the codes for each title."""
    found = JobTitle.objects.filter(ogr__in=ogrs).select_related("occupation").order_by()
    return {title.ogr: title for title in found if title.occupation.rome_version == version}


def _moved(titles, known):
    """Titles that stand under another code than before: they take the row that they had."""
    moved = [
        title
        for title in titles
        if title.ogr in known and known[title.ogr].occupation_id != title.occupation_id
    ]
    for title in moved:
        title.pk = known[title.ogr].pk
    return moved


def write_mobilities(batch, version, tally, seen):
    """The file repeats a pair of codes for each pair of titles: one row here for each pair."""
    sources = _occupations(version, batch, "code_rome")
    targets = _occupations(version, batch, "code_rome_cible")
    wanted = {}
    for row in batch:
        key = (
            _known(row, "code_rome", sources, version),
            _known(row, "code_rome_cible", targets, version),
            _label(row, "libelle_type_mobilite")[:60],
        )
        wanted[key] = Mobility(source_id=key[0], target_id=key[1], kind=key[2])
    known = set(
        Mobility.objects.filter(source__in={key[0] for key in wanted}).values_list(
            "source_id", "target_id", "kind"
        )
    )
    missing = [mobility for key, mobility in wanted.items() if key not in known]
    Mobility.objects.bulk_create(missing, ignore_conflicts=True)
    _count(tally, wanted, missing, 0)


def _occupations(version, batch, column):
    codes = {row[column].upper() for row in batch}
    found = Occupation.objects.filter(rome_version=version, code__in=codes)
    return dict(found.values_list("code", "pk"))


def _known(row, column, occupations, version):
    code = _code(row, column)
    if code not in occupations:
        raise row.refuse(
            column,
            _(
                "le code %(code)s n’existe pas dans le ROME %(version)s. Donnez aussi le fichier"
                " des codes de cette version."
            )
            % {"code": code, "version": version},
        )
    return occupations[code]


def _count(tally, wanted, changed, updated):
    tally.added += len(changed) - updated
    tally.updated += updated
    tally.unchanged += len(wanted) - len(changed)


KINDS = (
    Kind(
        "codes",
        _("codes"),
        "referentiel_code_rome",
        ("code_rome", "libelle_rome"),
        write_occupations,
    ),
    Kind(
        "titles",
        _("appellations"),
        "referentiel_appellation",
        ("code_ogr", "libelle_appellation_long", "code_rome"),
        write_titles,
    ),
    Kind(
        "mobilities",
        _("mobilités"),
        "rubrique_mobilite",
        ("code_rome", "code_rome_cible", "libelle_type_mobilite"),
        write_mobilities,
    ),
)
