"""Organisations and persons from a file: what meets ours, what one chooses, what comes back."""

import csv
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from actors.imports import ORGANISATIONS, PERSONS, import_organisations
from actors.models import Organisation, Person
from core import imports, jobs
from core.imports import Choice, Outcome, work
from core.journal import first_fault
from core.models import ImportBatch, Job, JobStatus, JournalEntry
from core.workflow import Refused, WrongState
from tests.actors.factories import OrganisationFactory, PersonFactory, csv_of

pytestmark = pytest.mark.django_db

CREATE, REPLACE, SAME = Outcome.CREATE, Outcome.REPLACE, Outcome.SAME
KEEP, CONFLICT, REFUSED = Outcome.KEEP, Outcome.CONFLICT, Outcome.REFUSED
ALL = "garder remplacer ajouter"


@pytest.fixture(autouse=True)
def _bassin(bruxelles):
    """The bassin whose service gives the files."""


def given(user, *lines, kind=ORGANISATIONS, head="Nom;Sigle;Statut;Bassin"):
    return imports.receive(kind, "BXL", csv_of("\n".join([head, *lines])), by=user)


def people(user, *lines):
    return given(user, *lines, kind=PERSONS, head="Prénom;Nom;Adresse;Fonction;Organisation")


def fates(batch):
    return [(row.outcome, row.options, " ".join(row.words)) for row in batch.rows.order_by("line")]


def outcomes(batch):
    return [row.outcome for row in batch.rows.order_by("line")]


def imported(batch, user):
    imports.confirm(batch, digest=imports.digest_of(imports.fates_of(batch)), by=user)
    batch.refresh_from_db()
    return batch


def said(response):
    return response.content.decode().replace("\xa0", " ").replace("\u202f", " ")


# ── The fate of a line ──────────────────────────────────────────────────────────────────────────


def test_an_organisation_meets_the_one_that_has_its_name_or_its_initials(service):
    OrganisationFactory(name_fr="École du canal", short="EDC", sector="public", is_fictive=False)
    OrganisationFactory(name_fr="Mission locale", short="", sector="associatif")

    found = fates(
        given(
            service,
            "Ecole du CANAL;edc;;",
            "École du canal;;privé;",
            "Études du canal;EDC;;",
            "mission locale;ML;;Bruxelles",
            "Atelier;;;",
            "Atelier;;;",
            "Atelier;;privé;",
            ";X;semi;PARIS",
        )
    )

    assert [one[0] for one in found] == [
        CONFLICT,
        CONFLICT,
        CONFLICT,
        CONFLICT,
        CREATE,
        SAME,
        REFUSED,
        REFUSED,
    ]
    assert [one[1] for one in found[:4]] == ["garder remplacer"] * 2 + [ALL, "garder remplacer"]
    assert found[1][2].endswith("Statut : « public » chez nous, « privé » dans le fichier.")
    assert found[5][2] == "La ligne 6 le dit déjà."
    assert found[7][2].startswith("Le nom manque. Statut : « semi » n’est pas connu")


def test_a_person_meets_whoever_has_its_address_or_its_name_in_the_same_place(service):
    here = OrganisationFactory(name_fr="Mission locale")
    PersonFactory(first_name="Zoé", last_name="Roy", email="zoe@example.org", organisation=here)
    for _twice in range(2):
        PersonFactory(first_name="Ada", last_name="Kay", email="", organisation=here)

    found = fates(
        people(
            service,
            "Zoe;ROY;ZOE@example.org;;",
            "Zoé;Roy-Kay;zoe@example.org;;",
            "Zoé;Roy;autre@example.org;Directrice;Mission locale",
            "Zoé;Roy;;;Atelier neuf",
            "Ada;Kay;;;",
            "Léa;Roy;;;Atelier neuf",
            "Léa;;;;",
        )
    )

    assert [one[:2] for one in found] == [
        (CONFLICT, ALL),
        (CONFLICT, ALL),
        (CONFLICT, ALL),
        (CREATE, ""),
        (CONFLICT, "garder ajouter"),
        (CREATE, ""),
        (REFUSED, ""),
    ]
    assert "Un fichier ne la change pas : l’administration le fait." in found[2][2]
    assert found[3][2] == "Crée aussi l’organisation Atelier neuf."
    assert found[4][2] == "Ressemble à plusieurs : Ada Kay, Ada Kay."


def test_an_old_name_leads_to_the_organisation_that_it_was_merged_into(service):
    kept = OrganisationFactory(name_fr="Mission locale", sector="public", is_fictive=False)
    OrganisationFactory(name_fr="Mission locale (asbl)", sector="public", merged_into=kept)

    found = fates(given(service, "Mission locale (ASBL);;public;", "Mission locale;;public;"))

    assert [one[:2] for one in found] == [(CONFLICT, ALL), (SAME, "")]
    assert "Nous avons déjà « Mission locale »." in found[0][2].replace("\xa0", " ")


# ── Choices ─────────────────────────────────────────────────────────────────────────────────────


def test_each_conflict_is_kept_replaced_or_doubled_and_undone_to_what_it_was(service):
    school = OrganisationFactory(name_fr="École du canal", short="EDC", sector="public")
    local = OrganisationFactory(name_fr="Mission locale", short="ML", sector="associatif")
    batch = given(
        service,
        "École du canal;Canal;privé;BXL",
        "Maison du logement;ML;privé;",
        "Mission locale;ML;privé;",
        "Atelier;;;",
    )

    imports.settle_all(batch, Choice.REPLACE, by=service)
    assert outcomes(batch) == [REPLACE, REPLACE, REFUSED, CREATE]
    imports.settle(batch, {2: Choice.REPLACE, 3: Choice.BOTH}, by=service)
    assert outcomes(batch) == [REPLACE, CREATE, REPLACE, CREATE]
    imports.settle(batch, {4: Choice.KEEP}, by=service)
    assert outcomes(batch) == [REPLACE, CREATE, KEEP, CREATE]
    with pytest.raises(Refused, match="Ligne 5"):
        imports.settle(batch, {2: "", 5: Choice.KEEP}, by=service)
    assert outcomes(batch)[0] == REPLACE

    imported(batch, service)
    school.refresh_from_db()
    assert (school.short, school.sector, school.bassin.code) == ("Canal", "privé", "BXL")
    assert (school.version, school.history.first().history_user) == (2, service)
    assert set(Organisation.objects.filter(short="ML").values_list("name_fr", flat=True)) == {
        "Mission locale",
        "Maison du logement",
    }
    acts = list(JournalEntry.objects.order_by("-seq").values_list("act", flat=True)[:4])
    assert acts == ["core.importer", *["actors.importer_organisation"] * 3]

    imports.undo(batch, by=service, reason="Le mauvais fichier.")
    school.refresh_from_db()
    assert (school.short, school.sector, school.bassin) == ("EDC", "public", None)
    assert [h.short for h in school.history.order_by("history_id")] == ["EDC", "Canal", "EDC"]
    assert set(Organisation.objects.values_list("pk", flat=True)) >= {school.pk, local.pk}
    assert not Organisation.objects.filter(name_fr__in=["Atelier", "Maison du logement"]).exists()
    assert not first_fault()


def test_what_was_replaced_then_changed_holds_the_batch(service):
    school = OrganisationFactory(name_fr="École du canal", sector="public")
    batch = given(service, "École du canal;EDC;;")
    imports.settle_all(batch, Choice.REPLACE, by=service)
    imported(batch, service)
    school.refresh_from_db()
    school.version += 1
    school.save()

    with pytest.raises(Refused, match="École du canal.* a été modifié depuis l’import"):
        imports.undo(batch, by=service, reason="Le mauvais fichier.")

    school.refresh_from_db()
    assert school.short == "EDC"


def test_a_person_keeps_its_address_and_an_organisation_is_made_once(service):
    zoe = PersonFactory(
        first_name="Zoé", last_name="Roy", email="zoe@example.org", organisation=None
    )
    batch = people(
        service,
        "Zoé;Roy;autre@example.org;Directrice;Atelier neuf",
        "Léa;Kay;lea@example.org;;Atelier neuf",
    )
    imports.settle_all(batch, Choice.REPLACE, by=service)
    imported(batch, service)

    zoe.refresh_from_db()
    assert (zoe.email, zoe.position) == ("zoe@example.org", "Directrice")
    assert zoe.organisation == Person.objects.get(email="lea@example.org").organisation
    assert Organisation.objects.filter(name_fr="Atelier neuf").count() == 1

    imports.undo(batch, by=service, reason="Le mauvais fichier.")
    zoe.refresh_from_db()
    assert (zoe.organisation, zoe.position) == (None, "")
    assert not Organisation.objects.filter(name_fr="Atelier neuf").exists()


def test_the_command_writes_what_the_page_would(service, tmp_path):
    OrganisationFactory(name_fr="École du canal", sector="public")
    text = "Nom;Sigle;Statut;Bassin\nÉcole du canal;EDC;privé;BXL\nAtelier;;;\n"
    (tmp_path / "liste.csv").write_text(text)

    tally = import_organisations(tmp_path / "liste.csv")

    assert (tally.added, tally.updated, tally.unchanged) == (1, 1, 0)
    assert set(outcomes(given(service, *text.splitlines()[1:]))) == {SAME}


# ── Many lines ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def many(service, monkeypatch):
    """A file that is too long for a page to wait: here, one of four lines."""
    monkeypatch.setattr(work, "AT_ONCE", 3)
    return given(service, "Un;;;", "Deux;;;", "Trois;;;", "Quatre;;privé;")


def test_a_large_file_is_read_imported_and_undone_by_a_worker(client_as, service, many):
    client, url = client_as(service), many.get_absolute_url()
    waiting = said(client.get(url))
    assert "En attente d’un travailleur" in waiting
    assert "Importer" not in waiting.partition("<main")[2]

    jobs.run_next()
    assert outcomes(many) == [CREATE] * 4
    fragment = client.get(url, headers={"HX-Request": "true"})
    assert fragment["HX-Refresh"] == "true"

    confirm = reverse("import_confirm", args=[many.pk])
    held = {f.html_name: f.value() for f in client.get(confirm).context["form"]}
    assert {client.post(confirm, held).url for _twice in range(2)} == {url}
    assert not Organisation.objects.filter(name_fr="Quatre").exists()
    jobs.run_next()
    assert Organisation.objects.filter(name_fr="Quatre").count() == 1
    report = Job.objects.order_by("pk").last().result.file.read().decode("utf-8-sig")
    assert "Quatre" in report.splitlines()[-1]

    client.post(reverse("import_undo", args=[many.pk]), {"reason": "Le mauvais fichier."})
    jobs.run_next()
    assert not Organisation.objects.filter(name_fr="Quatre").exists()
    assert set(Job.objects.values_list("status", flat=True)) == {JobStatus.DONE}


def test_a_worker_that_dies_after_writing_writes_nothing_twice(service, many):
    jobs.run_next()
    digest = imports.digest_of(imports.fates_of(many))
    imports.confirm_soon(many, digest=digest, by=service)
    imports.confirm(many, digest=digest, by=service)

    jobs.run_next()

    assert Organisation.objects.filter(name_fr="Quatre").count() == 1
    assert Job.objects.order_by("pk").last().status == JobStatus.DONE


def test_what_changed_meanwhile_is_said_on_the_page_and_writes_nothing(client_as, service, many):
    jobs.run_next()
    digest = imports.digest_of(imports.fates_of(many))
    imports.confirm_soon(many, digest=digest, by=service)
    OrganisationFactory(name_fr="Quatre")

    jobs.run_next()

    assert not Organisation.objects.filter(name_fr="Un").exists()
    page = said(client_as(service).get(many.get_absolute_url()))
    assert "Les données ont changé depuis que vous avez lu ces lignes" in page


def test_so_many_lines_cost_a_constant_number_of_queries(service, django_assert_max_num_queries):
    batch = people(service, *[f"Ada;Kay{n};k{n}@example.org;;Atelier {n}" for n in range(300)])
    digest = imports.digest_of(imports.fates_of(batch))

    with django_assert_max_num_queries(60):
        imports.confirm(batch, digest=digest, by=service)
    with django_assert_max_num_queries(110):
        imports.undo(batch, by=service, reason="Le mauvais fichier.")

    assert not Person.objects.filter(last_name__startswith="Kay").exists()
    assert not first_fault()


# ── Pages ───────────────────────────────────────────────────────────────────────────────────────


def test_conflicts_are_settled_on_their_page_then_imported(client_as, service):
    school = OrganisationFactory(name_fr="École du canal", sector="public")
    OrganisationFactory(name_fr="Mission locale", sector="public")
    client = client_as(service)
    give = reverse("actors:organisations_import", args=["BXL"])
    token = client.get(give).context["form"]["token"].value()
    lines = "Nom;Statut\nÉcole du canal;privé\nMission locale;privé\n=1+1;privé\n;privé\n"
    client.post(give, {"upload": csv_of(lines), "token": token})
    batch = ImportBatch.objects.get()

    page = said(client.get(batch.get_absolute_url()))
    assert "Régler les conflits" in page
    assert "2 à choisir" in page
    url = reverse("import_conflicts", args=[batch.pk])
    assert "« public » chez nous, « privé » dans le fichier" in said(client.get(url))
    wrong = client.post(url, {"ligne-2": "ajouter", "ligne-3": ""})
    assert "ajouter" in said(wrong)
    client.post(url, {"ligne-2": "remplacer", "ligne-3": ""})
    assert outcomes(batch) == [REPLACE, CONFLICT, CREATE, REFUSED]

    errors = client.get(reverse("import_refused", args=[batch.pk])).content.decode("utf-8-sig")
    assert [row[0] for row in csv.reader(StringIO(errors), delimiter=";")] == [
        "Nom",
        "Mission locale",
        "",
    ]
    client.post(reverse("import_for_all", args=[batch.pk]), {"choice": "garder"})
    assert outcomes(batch) == [KEEP, KEEP, CREATE, REFUSED]
    school.refresh_from_db()
    assert school.sector == "public"


def test_a_confirmation_that_comes_too_late_reads_the_lines_again(client_as, service):
    batch = given(service, "Atelier;;;")
    client, url = client_as(service), reverse("import_confirm", args=[batch.pk])
    held = {f.html_name: f.value() for f in client.get(url).context["form"]}
    OrganisationFactory(name_fr="Atelier")

    answer = client.post(url, held)

    assert answer.status_code == 409
    assert "relisez-les" in said(answer)
    assert outcomes(batch) == [SAME]
    with pytest.raises(WrongState):
        imports.undo(batch, by=service, reason="Rien n’est importé.")


@pytest.mark.parametrize(("name", "kind"), [("organisations", ORGANISATIONS), ("persons", PERSONS)])
def test_the_template_is_read_as_it_is_and_explains_its_columns(client_as, service, name, kind):
    answer = client_as(service).get(reverse(f"actors:{name}_template", args=["BXL"]))

    batch = imports.receive(
        kind, "BXL", SimpleUploadedFile("modèle.xlsx", answer.content), by=service
    )
    assert outcomes(batch) == [CREATE]
    assert batch.mapping == {column.key: n for n, column in enumerate(kind.columns)}
    _data, help_sheet = load_workbook(BytesIO(answer.content)).worksheets
    assert help_sheet.max_row == len(kind.columns) + 1


def test_s25_titles_and_cells_of_the_error_file_are_never_formulas(client_as, service):
    head = "Nom;=cmd|' /C calc'!A0;+1"
    batch = given(service, ";@SOMME(A1);-2+3", head=head)

    answer = client_as(service).get(reverse("import_refused", args=[batch.pk]))

    for row in csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
