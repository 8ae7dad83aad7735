"""Days of the service: asked, granted, used, against what the year has (P16)."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.template import Context, Template
from django.urls import reverse

from core.clock import today
from core.versions import Conflict
from core.workflow import Refused
from poles import workflow
from poles.models import ServiceDays
from poles.reports import load_of, service_days
from tests.actors.factories import BassinFactory, CapacityFactory
from tests.poles.factories import PoleFactory, ServiceDaysFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def _in_june_2026():
    with time_machine.travel(ON, tick=False):
        yield


def load(bassin, year=2026):
    found = load_of(bassin, year=year)
    return found.asked, found.granted, found.used


def test_asked_granted_and_used_are_those_of_the_bassin_in_the_year(bruxelles):
    pole = PoleFactory(bassin=bruxelles, active=True, days_granted=20)
    PoleFactory(bassin=bruxelles, launched=True, days_granted=Decimal("12.5"))
    PoleFactory(bassin=bruxelles, proposed=True, days_asked=30)
    PoleFactory(bassin=BassinFactory(code="LG"), active=True, days_granted=99)
    ServiceDaysFactory(pole=pole, month=date(2026, 5, 1), days=Decimal("3.5"))
    ServiceDaysFactory(pole=pole, month=date(2025, 12, 1), days=9)

    assert load(bruxelles) == (30, Decimal("32.5"), Decimal("3.5"))


def test_days_are_granted_only_in_the_years_that_a_pole_lives(bruxelles):
    PoleFactory(bassin=bruxelles, active=True, starts_on=date(2022, 3, 1), days_granted=10)
    PoleFactory(
        bassin=bruxelles,
        ended=True,
        starts_on=date(2024, 3, 1),
        ended_on=date(2025, 2, 1),
        days_granted=7,
    )

    granted = {
        year: service_days([bruxelles.pk], year=year)[bruxelles.pk][1] for year in range(2020, 2027)
    }

    assert granted == {2020: 0, 2021: 10, 2022: 10, 2023: 17, 2024: 17, 2025: 17, 2026: 0}


def test_the_gauge_says_in_words_when_the_year_is_passed(bruxelles):
    CapacityFactory(bassin=bruxelles, year=2026, days=40)
    PoleFactory(bassin=bruxelles, active=True, days_granted=30)
    PoleFactory(bassin=bruxelles, proposed=True, days_asked=Decimal("12.5"))

    gauges = load_of(bruxelles, year=2026).gauges

    assert [(g.words, g.over) for g in gauges] == [
        ("0 jours sur 40", False),
        ("30 jours sur 40", False),
        ("42,5 jours sur 40", True),
    ]


def test_the_panel_lent_to_the_plenary_adds_the_pole_that_would_be_launched(bruxelles):
    CapacityFactory(bassin=bruxelles, year=2026, days=40)
    PoleFactory(bassin=bruxelles, active=True, days_granted=30)

    drawn = Template("{% load pole_panels %}{% capacity_gauge bassin 2026 %}").render(
        Context({"bassin": bruxelles})
    )

    assert "30 jours sur 40" in drawn


def test_without_capacity_the_panel_gives_the_figures_in_plain_lines(bruxelles):
    drawn = Template("{% load pole_panels %}{% capacity_gauge bassin 2026 %}").render(
        Context({"bassin": bruxelles})
    )

    assert "ne sont pas encodés" in drawn
    assert "Accordés par la plénière" in drawn


def test_p16_is_met_and_unmet_in_the_page(client_as, bruxelles, service):
    CapacityFactory(bassin=bruxelles, year=2026, days=40)
    pole = PoleFactory(bassin=bruxelles, proposed=True, days_asked=30)
    page = reverse("poles:detail", args=[pole.pk])

    def p16():
        panel = client_as(service).get(page).context["panel"]
        return next(v for v in panel.verdicts if v.rule.code == "P16")

    assert p16().met
    PoleFactory(bassin=bruxelles, active=True, days_granted=20)
    assert p16().warns
    assert "30 jours demandés, 20 encore libres sur 40" in p16().reason.replace("\xa0", " ")


# ── Encoder les jours ────────────────────────────────────────────────────────────────────────────


def month_page(pole, month=5, year=2026):
    return reverse("poles:days_month", args=[pole.pk, year, month])


def test_the_service_writes_a_month_with_a_comma(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, active=True)

    answer = client_as(service).post(
        month_page(pole), {"days": "2,5", "note": "Réunion", "base_version": "0"}
    )

    assert answer.status_code == 302
    row = ServiceDays.objects.get()
    assert (row.month, row.days, row.version) == (date(2026, 5, 1), Decimal("2.5"), 1)


def test_a_month_written_by_two_people_keeps_both_texts(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, active=True)
    words = {"days": "2", "note": "Première", "base_version": "0"}
    client_as(service).post(month_page(pole), words)

    late = client_as(service).post(month_page(pole), {**words, "note": "Seconde"})

    assert late.status_code == 409
    assert "Première" in late.text
    assert "Seconde" in late.text
    assert ServiceDays.objects.get().note == "Première"

    client_as(service).post(month_page(pole), {**words, "note": "Seconde", "base_version": "1"})
    assert (ServiceDays.objects.get().note, ServiceDays.objects.get().version) == ("Seconde", 2)


@pytest.mark.parametrize(
    ("traits", "month", "year", "why"),
    [
        ({"proposed": True}, 5, 2026, "une fois le pôle lancé"),
        ({"active": True}, 5, 2020, "ce mois le précède"),
        ({"active": True}, 7, 2026, "Juillet 2026 est à venir"),
    ],
)
def test_a_month_that_cannot_be_written_is_refused_in_words(
    client_as, bruxelles, service, traits, month, year, why
):
    pole = PoleFactory(bassin=bruxelles, **traits)

    page = client_as(service).post(
        month_page(pole, month, year), {"days": "1", "note": "Gardé", "base_version": "0"}
    )

    assert page.status_code == 422
    assert why in page.text
    assert 'value="Gardé"' in page.text
    assert not ServiceDays.objects.exists()


@pytest.mark.parametrize(
    ("days", "why"), [("beaucoup", "Écrivez un nombre"), ("-1", "0"), ("999", "310")]
)
def test_days_that_mean_nothing_are_refused_beside_the_field(
    client_as, bruxelles, service, days, why
):
    pole = PoleFactory(bassin=bruxelles, active=True)

    page = client_as(service).post(
        month_page(pole), {"days": days, "note": "", "base_version": "0"}
    )

    assert why in page.context["form"].errors["days"][0]


def test_a_month_that_does_not_exist_is_not_found(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, active=True)

    assert client_as(service).get(month_page(pole, 13)).status_code == 404


def test_the_page_shows_twelve_months_and_their_total(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, active=True)
    ServiceDaysFactory(pole=pole, month=date(2026, 5, 1), days=Decimal("3.5"), note="Atelier")

    page = client_as(service).get(reverse("poles:days", args=[pole.pk]))

    assert [m.is_open for m in page.context["months"]].count(True) == today().month
    assert page.context["total"] == Decimal("3.5")
    assert "Atelier" in page.text


def test_the_days_are_the_services_alone(client_as, active_pole, pole_member, liege_service):
    page = reverse("poles:days", args=[active_pole.pk])

    assert client_as(pole_member).get(page).status_code == 403
    assert client_as(liege_service).get(page).status_code == 404


def test_an_entry_begun_from_an_older_version_raises_the_conflict(service):
    pole = PoleFactory(active=True)
    row = ServiceDaysFactory(pole=pole, month=date(2026, 5, 1))
    again = ServiceDays(pole=pole, month=row.month, days=4)

    with pytest.raises(Conflict):
        workflow.enter_days(again, by=service, base_version=0)


def test_days_are_not_written_on_a_pole_in_preparation(service):
    with pytest.raises(Refused):
        workflow.enter_days(
            ServiceDays(pole=PoleFactory(), month=date(2026, 5, 1), days=1),
            by=service,
            base_version=0,
        )
