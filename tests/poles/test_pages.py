"""Reading pages: list, search, exports, public pages, history."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from poles import workflow
from poles.models import Pole
from tests.poles.factories import PoleFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def titles(page):
    return [row["pole"].title for row in page.context["rows"]]


def searchable(**fields):
    pole = PoleFactory(**fields)
    pole.search_text = workflow.searchable(pole)
    pole.save()
    return pole


def test_search_forgives_accents_and_case(client_as, bruxelles, service):
    searchable(bassin=bruxelles, title="Métiers de la santé")
    searchable(bassin=bruxelles, title="Logistique")

    page = client_as(service).get(reverse("poles:list"), {"q": "METIERS sante"})

    assert titles(page) == ["Métiers de la santé"]


@pytest.mark.parametrize(
    ("state", "traits"),
    [
        ("draft", {}),
        ("proposed", {"proposed": True}),
        ("launched", {"launched": True}),
        ("active", {"active": True}),
        ("refused", {"refused": True}),
        ("ended", {"ended": True}),
    ],
)
def test_the_list_is_filtered_by_standing(client_as, bruxelles, service, state, traits):
    PoleFactory(bassin=bruxelles, title="Cherché", **traits)
    others = [{}, {"proposed": True}, {"launched": True}, {"active": True}, {"refused": True}]
    for other in others:
        if other != traits:
            PoleFactory(bassin=bruxelles, **other)

    page = client_as(service).get(reverse("poles:list"), {"etat": state})

    assert titles(page) == ["Cherché"]


def test_the_list_is_filtered_by_kind_and_lead(client_as, bruxelles, service):
    theme = ThemeFactory(bassin=bruxelles, kind="filiere")
    PoleFactory(bassin=bruxelles, title="Le mien", theme=theme, lead=service.person)
    PoleFactory(bassin=bruxelles, title="Autre nature", lead=service.person)
    PoleFactory(bassin=bruxelles, title="Autre personne", theme=theme)

    page = client_as(service).get(
        reverse("poles:list"), {"nature": "filiere", "qui": service.person.pk}
    )

    assert titles(page) == ["Le mien"]


def test_filters_that_mean_nothing_are_ignored(client_as, bruxelles, service):
    PoleFactory(bassin=bruxelles, title="Seul")

    page = client_as(service).get(
        reverse("poles:list"), {"etat": "x", "annee": "zz", "theme": "' OR 1=1", "tri": "mdp"}
    )

    assert page.status_code == 200
    assert titles(page) == ["Seul"]


def test_an_empty_result_says_what_to_do(client_as, service):
    page = client_as(service).get(reverse("poles:list"), {"q": "introuvable"})

    assert "Aucun pôle ne répond à ces filtres." in page.content.decode()


def test_the_export_has_the_rows_of_the_page_and_no_formula(client_as, bruxelles, service):
    PoleFactory(bassin=bruxelles, title="=1+1")
    client = client_as(service)

    text = client.get(reverse("poles:export_csv")).content.decode("utf-8-sig")
    book = load_workbook(BytesIO(client.get(reverse("poles:export_xlsx")).content))

    rows = list(csv.reader(StringIO(text), delimiter=";"))
    assert rows[1][1] == "'=1+1"
    cell = book.active["B2"]
    assert (cell.data_type, cell.value) == ("s", "'=1+1")


def test_the_public_list_begins_at_launch(client, bruxelles):
    PoleFactory(bassin=bruxelles, title="Brouillon")
    PoleFactory(bassin=bruxelles, title="Soumis", proposed=True)
    PoleFactory(bassin=bruxelles, title="Lancé", launched=True)
    PoleFactory(bassin=bruxelles, title="Non retenu", refused=True)

    page = client.get(reverse("poles:public"))

    assert [row["title"] for row in page.context["rows"]] == ["Lancé"]


def test_public_pages_hold_only_the_whitelisted_fields(client, bruxelles):
    pole = PoleFactory(bassin=bruxelles, launched=True)
    for name in ("evidence", "objectives", "resources", "funding_detail", "origin_detail"):
        setattr(pole, name, "SENTINELLE")
    pole.save()

    listed = client.get(reverse("poles:public"))
    detail = client.get(reverse("poles:public_detail", args=[pole.pk]))

    assert "SENTINELLE" not in listed.content.decode() + detail.content.decode()
    assert pole.title in detail.content.decode()


def test_a_pole_not_launched_has_no_public_page(client, bruxelles):
    pole = PoleFactory(bassin=bruxelles, proposed=True)

    assert client.get(reverse("poles:public_detail", args=[pole.pk])).status_code == 404


def test_the_history_says_who_changed_what_and_why(client_as, bruxelles, service):
    pole = workflow.create(
        Pole(bassin=bruxelles, title="Avant", theme=ThemeFactory(bassin=bruxelles)), by=service
    )
    pole.title = "Après"
    workflow.edit(pole, by=service, base_version=1)
    workflow.abandon(pole, by=service, reason="Doublon.")

    entries = client_as(service).get(reverse("poles:history", args=[pole.pk])).context["entries"]

    assert [(e.act, e.who, e.reason) for e in entries] == [
        ("Abandonné", str(service.person), "Doublon."),
        ("Modification", str(service.person), ""),
        ("Création", str(service.person), ""),
    ]
    [change] = entries[1].changes
    assert (change.label, change.before, change.after) == ("Nom du pôle", "Avant", "Après")


def test_plenary_members_read_the_submitted_fiche_not_the_draft(
    client_as, bruxelles, service, plenary_member
):
    draft = PoleFactory(bassin=bruxelles)
    pole = PoleFactory(bassin=bruxelles)
    workflow.submit(pole, by=service)
    client = client_as(plenary_member)

    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(reverse("poles:fiche", args=[pole.pk])).status_code == 200
    assert client.get(reverse("poles:edit", args=[pole.pk])).status_code == 403
