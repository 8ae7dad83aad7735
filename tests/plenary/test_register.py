"""The register of decisions: every number, found by words, and whether one is missing."""

import csv
from io import BytesIO, StringIO

import pytest
from django.db import connection
from openpyxl import load_workbook

from core.models import Counter
from plenary import workflow
from plenary.choices import Audience, Kind, Outcome
from plenary.models import Decision
from plenary.reports import missing_numbers
from tests.actors.factories import MandateFactory, SeatFactory, UserFactory
from tests.plenary.factories import ItemFactory, SittingFactory
from tests.plenary.pages import noted, url
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.django_db


def decided(sitting, title, **fields):
    return ItemFactory(sitting=sitting, sealed=True, title=title, **fields).decision


def titles(page):
    return [row["decision"].item.title for row in page.context["rows"]]


@pytest.fixture
def client(client_as, sec):
    return client_as(sec)


def test_the_last_number_comes_first(client, sitting):
    first = decided(sitting, "Premier")
    second = decided(sitting, "Second")

    page = client.get(url("decisions"))

    assert [row["number"] for row in page.context["rows"]] == [second.number, first.number]


def test_a_decision_to_seal_has_no_line(client, sitting):
    ItemFactory(sitting=sitting, recorded=True)

    page = client.get(url("decisions"))

    assert "Aucune décision encore." in page.content.decode()


def test_another_bassin_has_no_line(client, sitting, liege):
    decided(SittingFactory(body__bassin=liege, in_session=True), "Ailleurs")

    assert titles(client.get(url("decisions"))) == []


@pytest.mark.parametrize("words", ["METIERS sante", "valide santé", "001", "creches"])
def test_one_finds_by_title_sentence_number_and_pole(client, sitting, words):
    pole = PoleFactory(bassin=sitting.body.bassin, title="Crèches", launched=True)
    decided(sitting, "Métiers de la santé", pole=pole)
    decided(sitting, "Logistique")

    assert titles(client.get(url("decisions"), {"q": words})) == ["Métiers de la santé"]


def test_each_filter_keeps_what_it_says(client, sitting):
    sought = decided(sitting, "Cherché", kind=Kind.RENEWAL, decision__outcome=Outcome.REFUSED)
    decided(sitting, "Autre")
    asked = [
        {"objet": "renouvellement"},
        {"issue": "refuse"},
        {"pole": sought.item.pole_id},
        {"q": "cherche", "annee": sought.year},
    ]

    assert [titles(client.get(url("decisions"), query)) for query in asked] == [["Cherché"]] * 4


def test_the_filter_of_effects(client, sitting):
    decided(sitting, "Sans", decision__outcome=Outcome.ACCEPTED)
    kept, gone = decided(sitting, "Avec"), decided(sitting, "Retirée")
    decided(
        sitting, "Retrait", kind=Kind.WITHDRAWAL, pole=None, cites=gone, decision__withdraws=gone
    )
    without = Decision.objects.get(item__title="Sans")
    without.is_effective, without.without_effect_reason = False, "P7"
    without.save()

    found = {
        v: titles(client.get(url("decisions"), {"effet": v})) for v in ("avec", "sans", "retiree")
    }

    assert found == {"avec": ["Retrait", "Avec"], "sans": ["Sans"], "retiree": ["Retirée"]}
    assert kept.number


def test_filters_that_mean_nothing_are_ignored(client, sitting):
    decided(sitting, "Seul")

    page = client.get(
        url("decisions"), {"annee": "zz", "objet": "x", "pole": "' OR 1=1", "effet": "peut-être"}
    )

    assert titles(page) == ["Seul"]


def test_an_empty_search_says_what_to_do(client, sitting):
    decided(sitting, "Seul")

    page = client.get(url("decisions"), {"q": "introuvable"})

    assert "Aucune décision ne répond à ces filtres." in page.content.decode()


def test_the_sheets_have_the_lines_of_the_page_and_no_formula(client, sitting):
    decision = decided(sitting, "=1+1")

    text = client.get(url("decisions_csv")).content.decode("utf-8-sig")
    book = load_workbook(BytesIO(client.get(url("decisions_xlsx")).content))

    rows = list(csv.reader(StringIO(text), delimiter=";"))
    assert (rows[1][0], rows[1][3]) == (decision.number, "'=1+1")
    cell = book.active["D2"]
    assert (cell.data_type, cell.value) == ("s", "'=1+1")


def test_what_the_act_seals_is_found(client, sec, chair, launch):
    noted(launch, sec)
    decision = workflow.seal(launch, by=chair)

    page = client.get(url("decisions"), {"q": decision.number.lower()})

    assert titles(page) == [launch.title]


def test_without_gap_nothing_is_missing(client, sitting):
    decided(sitting, "Un")
    decided(sitting, "Deux")

    page = client.get(url("decisions"))

    assert missing_numbers([sitting.body.bassin_id]) == []
    assert "aucun numéro ne manque" in page.content.decode()


def test_a_number_that_is_missing_is_named(client, sitting):
    bassin = sitting.body.bassin
    for title in ("Un", "Deux", "Trois"):
        decided(sitting, title)
    Counter.objects.filter(scope=f"decision/{bassin.code}/{sitting.on.year}").update(value=4)
    lost = Decision.objects.get(serial=2)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE plenary_decision SET serial = 1, year = 2001 WHERE id = %s", [lost.pk]
        )

    page = client.get(url("decisions")).content.decode()

    year, code = sitting.on.year, bassin.code
    assert f"{year}-{code}-002, {year}-{code}-004" in page


def test_a_member_of_the_plenary_reads_the_register_and_no_check(client_as, member, sitting):
    decided(sitting, "Lancement")

    page = client_as(member[0]).get(url("decisions"))

    assert titles(page) == ["Lancement"]
    assert "aucun numéro ne manque" not in page.content.decode()


def test_a_huis_clos_keeps_its_number_and_answers_nothing_else(client_as, body, sitting):
    decided(sitting, "Ouverte")
    closed = decided(
        sitting,
        "SENTINELLE",
        free=True,
        audience=Audience.CLOSED,
        closed_ground="SENTINELLE",
        decision__text="SENTINELLE",
    )
    user = UserFactory()
    MandateFactory(person=user.person, seat=SeatFactory(body=body, consultative=True))
    client = client_as(user)

    whole = client.get(url("decisions"))
    asked = [
        client.get(url("decisions"), query)
        for query in ({"q": "sentinelle"}, {"objet": closed.item.kind}, {"q": closed.number})
    ]
    sheet = client.get(url("decisions_csv")).content.decode("utf-8-sig")

    assert [row["number"] for row in whole.context["rows"]][0] == closed.number
    assert f"Décision n°\u00a0{closed.number}, non publiée" in whole.content.decode()
    assert [page.context["count"] for page in asked] == [0, 0, 0]
    assert f"{closed.number};;;non publiée" in sheet
    assert "SENTINELLE" not in whole.content.decode() + sheet


def test_who_knows_no_plenary_has_no_register(client_as):
    assert client_as(UserFactory()).get(url("decisions")).status_code == 403
