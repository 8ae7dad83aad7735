"""All pôles × all rules: what the screen says of whom, at which date, and for how many queries."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.clock import today
from poles.reports import columns_of, compared, conformity_of
from tests.actors.factories import CapacityFactory
from tests.evaluations.factories import EvaluationFactory
from tests.poles.factories import MemberProposalFactory, MembershipFactory, PoleFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
URL = reverse("poles:conformity")
# At most twelve queries for a thousand pôles (issue 6).
MOST = 12


def answers(user, *, on=None):
    """{title: {code: what the cell says}} of the screen."""
    on = on or today()
    rows = conformity_of(list(compared(user, on=on)), on=on)
    return {r.pole.title: {code: cell.key for code, cell in r.cells.items()} for r in rows}


def shown(client, **asked):
    """Titles of the rows that the page shows."""
    context = client.get(URL, asked).context
    return [entry["row"].pole.title for entry in context["rows"]]


# ── Which rules are asked ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("state", "asked"),
    [
        ({}, {"P1", "P17"}),
        ({"proposed": True}, {"P6", "P16", "P18"}),
        ({"launched": True}, {"P7", "P9"}),
        ({"active": True}, {"P7", "P14", "P15", "E1"}),
        ({"active": True, "continued_on": today() - 9 * DAY}, {"P7", "P10", "P11", "P12"}),
        ({"active": True, "starts_on": today() - 1200 * DAY}, {"P7", "P10", "P11"}),
        ({"ended": True}, {"E3"}),
    ],
)
def test_the_rules_of_its_life_and_of_the_act_that_comes_are_asked(
    state, asked, bruxelles, service
):
    PoleFactory(bassin=bruxelles, title="Bois", **state)

    assert asked <= set(answers(service)["Bois"])


def test_nothing_is_asked_any_more_of_a_pole_that_is_abandoned_or_closed(
    bruxelles, service, client_as
):
    PoleFactory(bassin=bruxelles, abandoned=True)
    PoleFactory(bassin=bruxelles, closed=True)

    assert shown(client_as(service)) == []


def test_the_most_pressing_answer_of_a_code_is_the_one_that_shows(bruxelles, service):
    """P7 warns during the life of a pôle, and would block its renewal."""
    PoleFactory(
        bassin=bruxelles, title="Bois", active=True, groups="AB", continued_on=today() - 9 * DAY
    )

    assert answers(service)["Bois"]["P7"] == "bloque"


# ── At any date ──────────────────────────────────────────────────────────────────────────────────


def test_the_screen_is_that_of_the_day_one_asks(bruxelles, service, client_as):
    pole = PoleFactory(bassin=bruxelles, title="Bois", active=True, groups="AB")
    MembershipFactory(
        pole=pole,
        category="C",
        starts_on=today() - 190 * DAY,
        ends_on=today() - 30 * DAY,
        end_reason="demission",
    )

    before, now = (answers(service, on=on)["Bois"]["P7"] for on in (today() - 60 * DAY, today()))
    page = client_as(service).get(URL, {"le": (today() - 60 * DAY).isoformat()})

    assert (before, now) == ("remplie", "avertit")
    assert "tel que connu aujourd’hui" in page.content.decode()


# ── For whom, and narrowed by what ───────────────────────────────────────────────────────────────


def test_the_plenary_compares_what_is_submitted_and_is_sent_to_no_page_that_refuses_it(
    bruxelles, liege, plenary_member, client_as
):
    PoleFactory(bassin=bruxelles, title="Fiche")
    PoleFactory(bassin=bruxelles, title="Bois", active=True, groups="A")
    PoleFactory(bassin=liege, title="Ailleurs", active=True)
    client = client_as(plenary_member)

    assert shown(client) == ["Bois"]
    assert "Préparer une désignation" not in client.get(URL).content.decode()


def test_a_count_leads_to_the_poles_that_it_counts(bruxelles, service, client_as):
    PoleFactory(bassin=bruxelles, title="Bois", active=True, groups="AB")
    PoleFactory(bassin=bruxelles, title="Image", active=True)
    client = client_as(service)
    rows = conformity_of(list(compared(service, on=today())), on=today())
    columns = {c.code: c for c in columns_of(rows)}

    assert dict(columns["P7"].counts) == {"avertit": 1, "remplie": 1}
    assert shown(client, regle="P7", verdict="avertit") == ["Bois"]
    assert shown(client, regle="P7", verdict="bloque") == []
    assert shown(client, regle="P1") == []


def test_the_spreadsheet_has_a_line_for_each_verdict_with_its_source_and_its_reason(
    bruxelles, service, client_as
):
    PoleFactory(bassin=bruxelles, title="Bois", active=True, groups="AB")

    answer = client_as(service).get(reverse("poles:conformity_csv"), {"regle": "P7"})
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))

    assert len(lines) == 2
    assert lines[1][2] == "Bois"
    assert lines[1][6:9] == [
        "P7",
        "Un membre désigné au moins dans chaque catégorie A, B et C.",
        "Accord, art. 18 § 1",
    ]
    assert lines[1][12].startswith("Il manque un membre en catégorie C")


# ── For how many queries ─────────────────────────────────────────────────────────────────────────


def three_poles(bassin, service):
    """Between them they ask every rule of every app."""
    made = [
        PoleFactory(bassin=bassin, problem="", lead=service.person),
        PoleFactory(bassin=bassin, proposed=True, lead=service.person),
        PoleFactory(bassin=bassin, launched=True, groups="A", lead=service.person),
        PoleFactory(bassin=bassin, active=True, groups="AB", continued_on=today() - 9 * DAY),
    ]
    for pole in made:
        MemberProposalFactory(pole=pole, proposed_by=service, category="C")
        EvaluationFactory(pole=pole)


def queries_of(client):
    client.get(URL)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(URL).status_code == 200
    return [q["sql"] for q in queries]


def test_thirty_poles_cost_the_queries_of_three_and_these_are_twelve_at_most(
    bruxelles, service, client_as
):
    CapacityFactory(bassin=bruxelles, year=today().year, days=40)
    three_poles(bruxelles, service)
    client = client_as(service)
    few = queries_of(client)
    for _more in range(9):
        three_poles(bruxelles, service)

    many = queries_of(client)

    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= MOST, "\n".join(many)


@pytest.mark.parametrize(
    "asked",
    [
        {"le": "31/02/2026", "regle": "Z9", "verdict": "peut-être", "qui": "-1", "page": "zz"},
        {"le": "1066-10-14"},
        {"qui": "9" * 40, "situation": "\x00", "page": "99999"},
    ],
)
def test_an_address_that_means_nothing_shows_the_screen_of_today(
    asked, bruxelles, service, client_as
):
    PoleFactory(bassin=bruxelles, title="Bois", active=True)
    answer = client_as(service).get(URL, asked)

    assert answer.status_code == 200
    assert answer.context["on"] == today()
    assert [e["row"].pole.title for e in answer.context["rows"]] == ["Bois"]
