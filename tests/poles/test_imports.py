"""The ROME files: idempotent, in any order, all or nothing, every fault said where it stands."""

import tracemalloc
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from poles.imports import BATCH, import_rome
from poles.models import JobTitle, Mobility, Occupation

pytestmark = pytest.mark.django_db

REAL = Path(settings.BASE_DIR).parent / "shared" / "data" / "rome"
CODES = "unix_referentiel_code_rome_v347_utf8.csv"
TITLES = "unix_referentiel_appellation_v347_utf8.csv"
MOBILITIES = "unix_rubrique_mobilite_v347_utf8.csv"


@pytest.fixture
def write(tmp_path):
    """`write(name, *lines)`: a file of these lines; bytes are kept as they are."""

    def make(name, *lines):
        path = tmp_path / name
        raw = [line if isinstance(line, bytes) else line.encode() for line in lines]
        path.write_bytes(b"".join(line + b"\n" for line in raw))
        return path

    return make


@pytest.fixture
def codes(write):
    return write(
        CODES,
        '"code_rome","code_fiche_em","code_ogr","libelle_rome","statut"',
        '"F1603","204","163","Installation d\'\'équipements sanitaires","1"',
        '"I1306","263","315","Froid, conditionnement d\'\'air","1"',
    )


@pytest.fixture
def titles(write):
    return write(
        TITLES,
        '"code_ogr","libelle_appellation_long","code_rome"',
        '"10200","Frigoriste","I1306"',
        '"10201","Plombier / Plombière","F1603"',
    )


@pytest.fixture
def mobilities(write):
    return write(
        MOBILITIES,
        '"code_rome","code_rome_cible","libelle_type_mobilite"',
        '"F1603","I1306","Proche"',
        '"F1603","I1306","Proche"',
        '"F1603","I1306","Evolution"',
    )


def run(*paths, **options):
    out = StringIO()
    call_command("import_rome", *map(str, paths), stdout=out, **options)
    return out.getvalue()


def figures(tallies):
    return [(t.added, t.updated, t.unchanged) for t in tallies]


def labels():
    """L1510, which the published file leaves out, aside."""
    found = Occupation.objects.exclude(code="L1510").order_by("code")
    return list(found.values_list("code", "label"))


# ── What is read ────────────────────────────────────────────────────────────────────────────────


def test_the_doubled_apostrophe_of_v347_is_mended(codes):
    import_rome([codes])

    assert labels() == [
        ("F1603", "Installation d'équipements sanitaires"),
        ("I1306", "Froid, conditionnement d'air"),
    ]


def test_files_are_read_in_the_order_they_need(codes, titles, mobilities):
    import_rome([mobilities, titles, codes])

    assert JobTitle.objects.get(ogr=10200).occupation.code == "I1306"
    assert sorted(Mobility.objects.values_list("kind", flat=True)) == ["Evolution", "Proche"]


def test_a_second_run_adds_and_changes_nothing(codes, titles, mobilities):
    first = import_rome([codes, titles, mobilities])
    second = import_rome([codes, titles, mobilities])

    assert figures(first) == [(3, 0, 0), (2, 0, 0), (2, 0, 0)]
    assert figures(second) == [(0, 0, 3), (0, 0, 2), (0, 0, 2)]


def test_a_corrected_file_corrects_the_rows_and_keeps_them(codes, titles, write):
    import_rome([codes, titles])
    before = JobTitle.objects.get(ogr=10201).pk
    write(
        TITLES,
        '"code_ogr","libelle_appellation_long","code_rome"',
        '"10200","Frigoriste industriel","I1306"',
        '"10201","Plombier / Plombière","I1306"',
    )

    tallies = import_rome([titles])

    assert figures(tallies) == [(0, 2, 0)]
    assert JobTitle.objects.get(ogr=10200).label == "Frigoriste industriel"
    moved = JobTitle.objects.get(ogr=10201)
    assert (moved.pk, moved.occupation.code) == (before, "I1306")


def test_the_same_code_in_two_versions_is_two_occupations_and_v4_names_its_parent(codes, write):
    import_rome([codes])
    later = write(
        "unix_referentiel_code_rome_v460_utf8.csv",
        '"code_rome","libelle_rome","code_rome_parent"',
        '"I1316","Technicien CVC","I1306"',
        '"I1306","Frigoriste","I1306"',
    )

    import_rome([later])

    versions = Occupation.objects.filter(code="I1306").order_by("rome_version")
    assert list(versions.values_list("rome_version", "label", "parent")) == [
        ("3.47", "Froid, conditionnement d'air", ""),
        ("4.60", "Frigoriste", "I1306"),
    ]
    assert Occupation.objects.get(rome_version="4.60", code="I1316").parent == "I1306"


def test_the_code_that_v347_leaves_out_is_there_for_its_titles(codes, write):
    import_rome([codes])
    film = write(
        TITLES, '"code_ogr","libelle_appellation_long","code_rome"', "39023,Animateur,L1510"
    )

    import_rome([film])

    assert JobTitle.objects.get().occupation.label == "Films d'animation et effets spéciaux"


def test_the_version_is_given_when_the_name_does_not_say_it(codes, write):
    file = write("extrait.csv", "code_rome,libelle_rome", "F1603,Sanitaires")

    import_rome([file], version="3.46")

    assert Occupation.objects.get().rome_version == "3.46"


def test_a_byte_order_mark_and_windows_line_ends_are_read(write):
    file = write(
        CODES, b"\xef\xbb\xbf" + b'"code_rome","libelle_rome"\r', b'"F1603","Sanitaires"\r'
    )

    import_rome([file])

    assert labels() == [("F1603", "Sanitaires")]


def test_more_rows_than_a_batch(write):
    head = '"code_rome","libelle_rome"'
    file = write(CODES, head, *(f'"A{n:04d}","Métier {n}"' for n in range(BATCH + 2)))

    assert figures(import_rome([file])) == [(BATCH + 3, 0, 0)]
    assert figures(import_rome([file])) == [(0, 0, BATCH + 3)]


def test_the_summary_is_in_french_and_names_the_source(codes, titles):
    lines = run(titles, codes).splitlines()

    assert lines[:2] == [
        "ROME 3.47, codes : 3 ajoutées, 0 mises à jour, 0 inchangées",
        "ROME 3.47, appellations : 2 ajoutées, 0 mises à jour, 0 inchangées",
    ]
    assert lines[2].startswith("En ")
    assert lines[2].endswith("Source : France Travail, ROME, Licence Ouverte.")


# ── What is refused ─────────────────────────────────────────────────────────────────────────────

CODE_HEAD = '"code_rome","libelle_rome"'
TITLE_HEAD = '"code_ogr","libelle_appellation_long","code_rome"'
FAULTS = {
    "empty": (CODES, [], "le fichier est vide."),
    "no row": (CODES, [CODE_HEAD], "aucune ligne sous les titres."),
    "not ROME": ("liste.csv", ["nom,prénom", "a,b"], "ce n’est pas un fichier du ROME"),
    "no version": ("codes.csv", [CODE_HEAD, "F1603,Sanitaires"], "--version 3.47"),
    "missing column": (CODES, ["code_rome,nom", "F1603,x"], "il manque la colonne libelle_rome."),
    "semicolons": (CODES, ["code_rome;libelle_rome", "F1603;x"], "séparées par « ; »"),
    "short row": (
        CODES,
        [CODE_HEAD, "F1603,Sanitaires", "F1604"],
        "ligne 3, colonne libelle_rome : la ligne s’arrête avant.",
    ),
    "long row": (
        CODES,
        [CODE_HEAD, "F1603,Sani,taires"],
        "ligne 2, colonne 3 : la ligne a 3 colonnes",
    ),
    "bad code": (
        CODES,
        [CODE_HEAD, "F16,x"],
        "ligne 2, colonne code_rome : « F16 » n’est pas un code",
    ),
    "bad parent": (
        "unix_referentiel_code_rome_v460_utf8.csv",
        ["code_rome,libelle_rome,code_rome_parent", "F1603,x,?"],
        "ligne 2, colonne code_rome_parent : « ? »",
    ),
    "duplicate code": (
        CODES,
        [CODE_HEAD, "F1603,x", "F1603,y"],
        "ligne 3, colonne code_rome : « F1603 » se trouve déjà plus haut",
    ),
    "empty label": (
        CODES,
        [CODE_HEAD, "F1603, "],
        "ligne 2, colonne libelle_rome : le libellé est vide",
    ),
    "long label": (CODES, [CODE_HEAD, "F1603," + "x" * 251], "251 caractères ; la limite est 250"),
    "not UTF-8": (
        CODES,
        [CODE_HEAD, b"F1603,\xe9lectricit\xe9"],
        "ligne 2, caractère 7 : ce n’est pas",
    ),
    "null": (CODES, [CODE_HEAD, b"F1603,x\x00y"], "ligne 2 : un caractère nul"),
    "quotes": (CODES, [CODE_HEAD, '"F1603","Sani"taires"'], "ligne 2 : la ligne ne se lit pas"),
    "open quote": (CODES, [CODE_HEAD, '"F1603","Sanitaires'], "la ligne ne se lit pas"),
    "endless line": (
        CODES,
        [CODE_HEAD, "F1603," + "x" * 1_000_001],
        "ligne 2 : cette ligne est trop",
    ),
    "OGR not a number": (
        TITLES,
        [TITLE_HEAD, "12x,Frigoriste,F1603"],
        "ligne 2, colonne code_ogr : « 12x » n’est pas un numéro OGR.",
    ),
    "OGR too long": (TITLES, [TITLE_HEAD, "12345678,Frigoriste,F1603"], "n’est pas un numéro OGR"),
    "OGR twice": (
        TITLES,
        [TITLE_HEAD, "7,Frigoriste,F1603", "7,Autre,F1603"],
        "ligne 3, colonne code_ogr : « 7 » se trouve déjà plus haut",
    ),
    "unknown code of a title": (
        TITLES,
        [TITLE_HEAD, "7,Frigoriste,Z9999"],
        "ligne 2, colonne code_rome : le code Z9999 n’existe pas dans le ROME 3.47.",
    ),
    "unknown target": (
        MOBILITIES,
        ["code_rome,code_rome_cible,libelle_type_mobilite", "F1603,Z9999,Proche"],
        "ligne 2, colonne code_rome_cible : le code Z9999",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_bad_file_is_refused_in_words_and_nothing_is_imported(fault, codes, write):
    name, lines, sentence = FAULTS[fault]
    good = codes.rename(codes.with_name("unix_referentiel_code_rome_v347_bon.csv"))
    bad = write(name, *lines)

    with pytest.raises(CommandError) as refusal:
        run(good, bad)

    assert sentence in str(refusal.value)
    assert bad.name in str(refusal.value)
    assert Occupation.objects.count() + JobTitle.objects.count() == 0


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="absent_v347.csv : le fichier ne s’ouvre pas"):
        run(tmp_path / "absent_v347.csv")


def test_a_folder_is_said(tmp_path):
    with pytest.raises(CommandError, match="le fichier ne s’ouvre pas"):
        run(tmp_path)


# ── At real size ────────────────────────────────────────────────────────────────────────────────

ABOUT_THE_OFFICIAL_FILES = pytest.mark.parametrize(
    ("version", "expected"),
    [("347", {"codes": 532, "titles": 10_990, "mobilities": 4_008})] * REAL.is_dir()
    + [("460", {"codes": 1_584, "titles": 13_120, "mobilities": 0})] * REAL.is_dir()
    or [("written", {"codes": 27, "titles": 3_000, "mobilities": 26})],
)


@pytest.fixture
def official(write):
    """The published files when they are beside the project, else as many written here."""

    def find(version):
        if version != "written":
            return sorted(REAL.glob(f"*v{version}*.csv"))
        names = [f"{chr(65 + n)}1101" for n in range(26)]
        return [
            write(CODES, CODE_HEAD, *(f"{name},Métier {name}" for name in names)),
            write(TITLES, TITLE_HEAD, *(f"{n},Titre {n},{names[n % 26]}" for n in range(3_000))),
            write(
                MOBILITIES,
                "code_rome,code_rome_cible,libelle_type_mobilite",
                *(f"{name},A1101,Proche" for name in names),
            ),
        ]

    return find


@ABOUT_THE_OFFICIAL_FILES
def test_the_official_files_are_read_whole_and_twice(official, version, expected):
    files = official(version)
    import_rome(files)
    again = import_rome(files)

    assert {
        "codes": Occupation.objects.count(),
        "titles": JobTitle.objects.count(),
        "mobilities": Mobility.objects.count(),
    } == expected
    assert [(t.added, t.updated) for t in again] == [(0, 0)] * len(files)
    assert not Occupation.objects.filter(label__contains="''").exists()
    assert not JobTitle.objects.filter(label__contains="''").exists()


def test_memory_does_not_grow_with_the_file(write):
    codes = write(CODES, CODE_HEAD, "F1603,Sanitaires")
    import_rome([codes])

    def peak(count, first):
        rows = (f"{first + n},Titre numéro {n},F1603" for n in range(count))
        file = write(TITLES, TITLE_HEAD, *rows)
        connection.queries_log.clear()
        tracemalloc.start()
        import_rome([file])
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(2 * BATCH, 1)
    small, large = peak(4 * BATCH, 100_000), peak(16 * BATCH, 200_000)

    assert large < small * 1.25
