"""Organisations from a CSV: idempotent, with history and journal, every fault said where it is."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from actors.models import Bassin, Organisation
from core.models import JournalEntry

pytestmark = pytest.mark.django_db

HEAD = "name_fr,name_nl,short,subcategory,category,sector,bassin"
SHIPPED = Path(settings.BASE_DIR) / "actors" / "data" / "organisations.csv"


@pytest.fixture
def load(tmp_path):
    def run(*lines):
        file = tmp_path / "organisations.csv"
        file.write_text("\n".join((HEAD, *lines)) + "\n")
        out = StringIO()
        call_command("import_organisations", str(file), stdout=out)
        return out.getvalue().splitlines()[0]

    return run


def test_each_column_finds_its_field(load):
    load('"École ""du Midi"", section A",Zuidschool,EDM,Enseignement qualifiant,C,associatif,BXL')

    organisation = Organisation.objects.get()
    assert str(organisation) == 'École "du Midi", section A'
    assert (organisation.name_nl, organisation.short) == ("Zuidschool", "EDM")
    assert (organisation.category, organisation.sector) == ("C", "associatif")
    assert organisation.bassin == Bassin.objects.get(name="Bruxelles")


def test_an_empty_category_makes_a_guest_and_an_empty_bassin_several(load):
    load("Cité des métiers,,,Orientation,,public,")

    organisation = Organisation.objects.get()
    assert (organisation.category, organisation.bassin) == ("", None)


def test_a_second_run_adds_and_changes_nothing(load):
    line = "Actiris,Actiris,Actiris,Service public de l'emploi,B,public,BXL"

    assert load(line) == "Organisations : 1 ajoutées, 0 mises à jour, 0 inchangées"
    assert load(line) == "Organisations : 0 ajoutées, 0 mises à jour, 1 inchangées"
    assert Organisation.objects.get().version == 1
    assert JournalEntry.objects.count() == 1


def test_a_corrected_line_is_a_new_version_with_history_and_journal(load):
    load("Actiris,,,,B,privé,BXL")

    assert load("Actiris,,,,B,public,BXL") == (
        "Organisations : 0 ajoutées, 1 mises à jour, 0 inchangées"
    )

    organisation = Organisation.objects.get()
    assert (organisation.sector, organisation.version) == ("public", 2)
    assert [h.sector for h in organisation.history.order_by("history_id")] == ["privé", "public"]
    entries = JournalEntry.objects.order_by("seq")
    assert [e.act for e in entries] == ["actors.importer_organisation"] * 2
    assert entries[1].data == '{"fields":["sector"]}'


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (",,,,B,public,BXL", "ligne 3 : Le nom manque."),
        (
            "Actiris,,,,D,public,BXL",
            "ligne 3 : Catégorie légale : « D » n’est pas connu, écrivez A, B, C",
        ),
        ("Actiris,,,,B,semi,BXL", "ligne 3 : Statut : « semi » n’est pas connu"),
        ("Actiris,,,,B,public,PARIS", "ligne 3 : Bassin : « PARIS » n’est pas connu"),
        ("deja là,,,,B,public,BXL", "ligne 3 : La ligne 2 en dit autre chose"),
        ("Actiris,,,,B,public", "ligne 3, colonne bassin : la ligne s’arrête avant."),
        ("Actiris,," + "x" * 41 + ",,B,public,BXL", "ligne 3 : Sigle : "),
    ],
)
def test_a_bad_line_is_refused_in_words_and_nothing_is_imported(load, line, sentence):
    with pytest.raises(CommandError) as refusal:
        load("Deja là,,,,B,public,BXL", line)

    assert sentence in str(refusal.value)
    assert Organisation.objects.count() == JournalEntry.objects.count() == 0


def test_the_list_shipped_with_the_house_is_read_whole():
    out = StringIO()
    call_command("import_organisations", str(SHIPPED), stdout=out)

    assert Organisation.objects.count() == 33
    assert set(Organisation.objects.values_list("category", flat=True)) == {"A", "B", "C", ""}
    assert Organisation.objects.get(short="Actiris").bassin.code == "BXL"
