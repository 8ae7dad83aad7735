"""Mandates from a file: the fate of each line, what it makes, what undoing takes back."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actors.choices import Rank, SeatGroup
from actors.imports import MANDATES
from actors.models import Mandate, Organisation, Person
from core import imports
from core.imports import Outcome
from core.models import ImportBatch, JournalEntry
from core.workflow import Refused, WrongState
from tests.actors.factories import (
    BodyFactory,
    MandateFactory,
    OrganisationFactory,
    PersonFactory,
    SeatFactory,
    csv_of,
)
from tests.poles.factories import MembershipFactory

pytestmark = pytest.mark.django_db

HEAD = "Siège;Rang;Prénom;Nom;Adresse électronique;Organisation;Du;Au"
CREATE, SAME, CONFLICT, REFUSED = Outcome.CREATE, Outcome.SAME, Outcome.CONFLICT, Outcome.REFUSED


@pytest.fixture
def body(bruxelles):
    return BodyFactory(bassin=bruxelles)


@pytest.fixture
def seats(body):
    return [SeatFactory(body=body, code=f"Z-{n}") for n in (1, 2, 3)]


def received(user, *lines, head=HEAD):
    return imports.receive(MANDATES, "BXL", csv_of("\n".join([head, *lines])), by=user)


def fates(user, *lines):
    return imports.judged(received(user, *lines))


def fate(user, *lines):
    """The outcome and the words of the last line."""
    last = fates(user, *lines)[-1]
    return last.outcome, " ".join(last.words)


def confirmed(user, *lines):
    batch = received(user, *lines)
    imports.confirm(batch, digest=imports.digest_of(imports.judged(batch)), by=user)
    batch.refresh_from_db()
    return batch


def said(response):
    return response.content.decode().replace("\xa0", " ")


# ── The fate of a line ──────────────────────────────────────────────────────────────────────────


def test_a_line_about_new_people_says_all_that_it_makes(service, seats):
    outcome, words = fate(service, "Z-1;;Ada;Kay;ada@example.org;Atelier;01/01/2026;")

    assert outcome == CREATE
    assert words == "Crée aussi la personne Ada Kay. Crée aussi l’organisation Atelier."


def test_the_lines_before_are_known_to_the_next(service, seats):
    outcome, words = fate(
        service,
        "Z-1;;Ada;Kay;;Atelier;01/01/2026;31/12/2026",
        "Z-1;;Ada;Kay;;Atelier;01/01/2027;",
    )
    assert (outcome, words) == (CREATE, "")

    outcome, words = fate(
        service, "Z-1;;Ada;Kay;;Atelier;01/01/2026;", "Z-1;;Zoé;Roy;;Atelier;01/06/2026;"
    )
    assert outcome == CONFLICT
    assert "Ce siège a déjà un membre effectif depuis le 1er janvier 2026 : Ada Kay." in words

    outcome, words = fate(
        service, "Z-1;;Ada;Kay;;Atelier;01/01/2026;", "Z-2;;ADA;KAY;;Atelier;01/06/2026;"
    )
    assert outcome == CONFLICT
    assert "occupe déjà un siège de cette instance" in words


def test_the_same_mandate_is_identical_and_another_end_is_a_conflict(service, seats):
    mandate = MandateFactory(seat=seats[0], starts_on=date(2026, 1, 1))
    who = f"{mandate.person.first_name};{mandate.person.last_name}"

    assert fate(service, f"z-1;effectif;{who};;;01/01/2026;")[0] == SAME
    assert fate(service, f"Z-1;;{who};{mandate.person.email};;2026-01-01;")[0] == SAME
    outcome, words = fate(service, f"Z-1;;{who};;;01/01/2026;31/12/2026")
    assert outcome == CONFLICT
    assert "avec une autre fin ou une autre organisation" in words


def test_an_alternate_sits_beside_the_effective_member(service, seats):
    MandateFactory(seat=seats[0])

    assert fate(service, "Z-1;Suppléante;Ada;Kay;;Atelier;01/01/2026;")[0] == CREATE


@pytest.mark.parametrize(
    ("line", "outcome", "sentence"),
    [
        ("X-9;;Ada;Kay;;Atelier;01/01/2026;", REFUSED, "Aucun siège n’a le code « X-9 »"),
        (";;Ada;Kay;;Atelier;01/01/2026;", REFUSED, "Le siège manque"),
        ("Z-1;chef;Ada;Kay;;Atelier;01/01/2026;", REFUSED, "« chef » n’est pas un rang"),
        ("Z-1;;Ada;Kay;;Atelier;hier;", REFUSED, "« hier » n’est pas une date"),
        ("Z-1;;Ada;Kay;;Atelier;;", REFUSED, "Le premier jour manque"),
        ("Z-1;;;Kay;;Atelier;01/01/2026;", REFUSED, "Le prénom ou le nom manque"),
        ("Z-1;;Ada;Kay;pas une adresse;Atelier;01/01/2026;", REFUSED, "adresse"),
        ("Z-1;;Ada;Kay;;;01/01/2026;", REFUSED, "Indiquez l’organisation que Ada Kay représente"),
        ("Z-1;;Ada;Kay;;Atelier;01/01/2026;31/12/2025", REFUSED, "finirait avant de commencer"),
        ("Z-1;;Ada;Kay;;Atelier;01/01/2010;", REFUSED, "n’existe que depuis"),
        (
            "Z-1;;Jean;Roy;;Atelier;01/01/2026;",
            CONFLICT,
            "Plusieurs personnes s’appellent Jean Roy",
        ),
        ("Z-1;;Ada;Kay;jean1@example.org;Atelier;01/01/2026;", CONFLICT, "est l’adresse de Jean"),
        ("Z-1;;Zoé;Mertens;autre@example.org;Atelier;01/01/2026;", CONFLICT, "une autre adresse"),
        ("Z-1;;Ada;Kay;;CSC;01/01/2026;", CONFLICT, "« CSC » peut être"),
    ],
)
def test_a_line_that_cannot_be_says_why(service, seats, line, outcome, sentence):
    for mail in ("jean1@example.org", "jean2@example.org"):
        PersonFactory(first_name="Jean", last_name="Roy", email=mail)
    PersonFactory(first_name="Zoe", last_name="MERTENS", email="zoe@example.org")
    OrganisationFactory(name_fr="Confédération", short="CSC")
    OrganisationFactory(name_fr="Centre de soins", short="csc")

    found, words = fate(service, line)

    assert found == outcome
    assert sentence in words


def test_somebody_known_is_found_by_name_or_by_address(service, seats):
    PersonFactory(first_name="Jean", last_name="Roy", email="jean1@example.org")
    other = PersonFactory(first_name="Jean", last_name="Roy", email="jean2@example.org")

    confirmed(service, "Z-1;;Jean;Roy;JEAN2@example.org;;01/01/2026;")

    assert Mandate.objects.get(seat=seats[0]).person == other


def test_the_presidency_needs_no_organisation(service, body):
    SeatFactory(body=body, code="P-1", group=SeatGroup.CHAIR)

    assert fate(service, "P-1;;Ada;Kay;;;01/01/2026;")[0] == CREATE


def test_judging_costs_the_same_whatever_the_number_of_lines(
    service, body, django_assert_max_num_queries
):
    for number in range(30):
        SeatFactory(body=body, code=f"N-{number}")
    batch = received(service, *[f"N-{n};;Ada;Kay{n};;Atelier {n};01/01/2026;" for n in range(30)])

    with django_assert_max_num_queries(7):
        assert {f.outcome for f in imports.judged(batch)} == {CREATE}


# ── Import ──────────────────────────────────────────────────────────────────────────────────────


def test_what_is_confirmed_is_written_with_its_history_and_its_proof(service, seats):
    batch = confirmed(
        service,
        "Z-1;;Ada;Kay;ada@example.org;Atelier;01/01/2026;",
        "Z-2;suppléant;Zoé;Roy;;Atelier;01/01/2026;31/12/2027",
        "X-9;;Paul;Roy;;Atelier;01/01/2026;",
    )

    first, second = Mandate.objects.filter(seat__in=seats).order_by("seat__code")
    assert (str(first.person), str(first.organisation)) == ("Ada Kay", "Atelier")
    assert (second.rank, second.ends_on) == (Rank.ALTERNATE, date(2027, 12, 31))
    assert Organisation.objects.filter(name_fr="Atelier").count() == 1
    assert not Person.objects.filter(first_name="Paul").exists()
    assert first.history.get().history_user == service
    assert [row.outcome for row in batch.rows.all()] == [CREATE, CREATE, REFUSED]
    assert (batch.confirmed_by, JournalEntry.objects.last().act) == (service, "core.importer")


def test_the_same_file_given_twice_is_identical(service, seats):
    line = "Z-1;;Ada;Kay;ada@example.org;Atelier;01/01/2026;"
    confirmed(service, line)

    assert fate(service, line)[0] == SAME
    with pytest.raises(Refused, match="Aucune ligne"):
        confirmed(service, line)


def test_what_changed_since_it_was_read_refuses_the_whole(service, seats):
    batch = received(service, "Z-1;;Ada;Kay;;Atelier;01/01/2026;")
    digest = imports.digest_of(imports.judged(batch))
    MandateFactory(seat=seats[0])

    with pytest.raises(WrongState, match="relisez-les"):
        imports.confirm(batch, digest=digest, by=service)

    assert not Person.objects.filter(last_name="Kay").exists()
    batch.refresh_from_db()
    assert batch.confirmed_at is None


def test_a_batch_is_imported_once(service, seats):
    batch = confirmed(service, "Z-1;;Ada;Kay;;Atelier;01/01/2026;")

    with pytest.raises(WrongState, match="est déjà importé"):
        imports.confirm(batch, digest="", by=service)
    with pytest.raises(WrongState, match="est déjà importé"):
        imports.choose_columns(batch, {}, by=service)
    assert Mandate.objects.filter(seat=seats[0]).count() == 1


# ── Undo ────────────────────────────────────────────────────────────────────────────────────────


def test_undoing_takes_back_all_that_the_batch_made_and_nothing_else(service, seats):
    kept = MandateFactory(seat=seats[2])
    batch = confirmed(
        service,
        "Z-1;;Ada;Kay;;Atelier;01/01/2026;",
        f"Z-2;;{kept.person.first_name[:-1]}x;Roy;;Atelier;01/01/2026;",
    )

    imports.undo(batch, by=service, reason="Le mauvais fichier.")

    assert list(Mandate.objects.filter(seat__in=seats)) == [kept]
    assert not Person.objects.filter(last_name__in=("Kay", "Roy")).exists()
    assert not Organisation.objects.filter(name_fr="Atelier").exists()
    batch.refresh_from_db()
    assert (batch.undone_by, batch.undone_reason) == (service, "Le mauvais fichier.")
    gone = Mandate.history.filter(history_type="-").values_list("history_user", flat=True)
    assert list(gone) == [service.pk] * 2


def test_what_something_depends_on_holds_the_whole_batch(service, seats):
    batch = confirmed(
        service, "Z-1;;Ada;Kay;;Atelier;01/01/2026;", "Z-2;;Zoé;Roy;;Atelier;01/01/2026;"
    )
    MembershipFactory(person=Person.objects.get(last_name="Kay"))
    Person.objects.filter(last_name="Roy").update(version=2)

    with pytest.raises(Refused) as refusal:
        imports.undo(batch, by=service, reason="Le mauvais fichier.")

    sentences = " ".join(refusal.value.sentences)
    assert "Ada Kay sert déjà ailleurs" in sentences
    assert "Zoé Roy a été modifié depuis l’import." in sentences
    assert Mandate.objects.filter(seat__in=seats).count() == 2
    assert not ImportBatch.objects.get(pk=batch.pk).undone_at


def test_what_is_not_imported_or_already_undone_is_not_undone(service, seats):
    batch = received(service, "Z-1;;Ada;Kay;;Atelier;01/01/2026;")
    with pytest.raises(WrongState):
        imports.undo(batch, by=service, reason="Le mauvais fichier.")

    batch = confirmed(service, "Z-1;;Ada;Kay;;Atelier;01/01/2026;")
    imports.undo(batch, by=service, reason="Le mauvais fichier.")
    with pytest.raises(WrongState):
        imports.undo(batch, by=service, reason="Le mauvais fichier.")


# ── Pages ───────────────────────────────────────────────────────────────────────────────────────


def test_a_file_is_given_read_imported_and_undone(client_as, service, seats):
    client = client_as(service)
    url = reverse("actors:mandates_import", args=["BXL"])
    token = client.get(url).context["form"]["token"].value()
    lines = [HEAD, "Z-1;;Ada;Kay;;Atelier;01/01/2026;", "X-9;;Paul;Roy;;Atelier;=1+1;"]

    given = client.post(url, {"upload": csv_of("\n".join(lines)), "token": token})
    batch = ImportBatch.objects.get()
    assert given.url == batch.get_absolute_url()
    page = said(client.get(given.url))
    assert "Rien n’est encore écrit" in page
    assert '<td class="num" data-label="Ligne">3</td>' in page
    assert "Aucun siège n’a le code « X-9 »" in page
    assert "Importer 1 ligne" in page
    assert "X-9" not in said(client.get(given.url, {"sort": "creer"}))

    errors = client.get(reverse("import_refused", args=[batch.pk])).content.decode("utf-8-sig")
    head, row = errors.splitlines()
    assert head == f"{HEAD};motif"
    assert row.startswith("X-9;;Paul;Roy;;Atelier;'=1+1;;Aucun siège")

    url = reverse("import_confirm", args=[batch.pk])
    held = {f.html_name: f.value() for f in client.get(url).context["form"]}
    assert [client.post(url, held).url for _twice in range(2)] == [batch.get_absolute_url()] * 2
    assert Mandate.objects.filter(seat=seats[0]).count() == 1
    assert "1 ligne est importée." in said(client.get(batch.get_absolute_url()))

    url = reverse("import_undo", args=[batch.pk])
    assert "1 mandat" in said(client.get(url))
    client.post(url, {"reason": "Le mauvais fichier."})
    assert not Mandate.objects.filter(seat=seats[0]).exists()
    assert "Import défait" in said(client.get(batch.get_absolute_url()))


def test_columns_with_other_titles_are_chosen(client_as, service, seats):
    batch = imports.receive(
        MANDATES, "BXL", csv_of("A;B;C;D;E\nZ-1;Ada;Kay;Atelier;01/01/2026\n"), by=service
    )
    client = client_as(service)
    assert "Il manque une colonne" in said(client.get(batch.get_absolute_url()))

    url = reverse("import_columns", args=[batch.pk])
    twice = client.post(url, {"seat": "0", "first_name": "0", "last_name": "2", "starts_on": "4"})
    assert "Cette colonne du fichier est déjà celle de « Siège »." in said(twice)
    answer = client.post(
        url,
        {"seat": "0", "first_name": "1", "last_name": "2", "organisation": "3", "starts_on": "4"},
    )

    assert answer.url == batch.get_absolute_url()
    batch.refresh_from_db()
    assert [f.outcome for f in imports.judged(batch)] == [CREATE]


def test_a_file_that_does_not_read_says_why(client_as, service):
    client = client_as(service)
    url = reverse("actors:mandates_import", args=["BXL"])
    token = client.get(url).context["form"]["token"].value()

    answer = client.post(url, {"upload": csv_of("<html></html>"), "token": token})

    assert answer.status_code == 422
    assert "Ce n’est ni un classeur XLSX ni un fichier CSV" in said(answer)
    assert ImportBatch.objects.count() == 0


def test_the_template_has_the_columns_that_are_recognised(client_as, service, seats):
    answer = client_as(service).get(reverse("actors:mandates_template", args=["BXL"]))
    sheet = imports.read(SimpleUploadedFile("mandats.xlsx", answer.content))
    titles = sheet.columns

    assert len(sheet.rows) == 1
    assert MANDATES.guessed(titles) == {c.key: n for n, c in enumerate(MANDATES.columns)}


def test_a_batch_is_known_to_the_service_of_its_bassin_alone(
    client_as, service, liege_service, plenary_member, seats
):
    url = received(service, "Z-1;;Ada;Kay;;Atelier;01/01/2026;").get_absolute_url()

    assert client_as(service).get(url).status_code == 200
    for user in (liege_service, plenary_member):
        assert client_as(user).get(url).status_code == 404
