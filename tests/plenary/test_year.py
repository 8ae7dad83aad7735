"""The year of the sittings: who sees which, a day to choose, the holidays."""

from datetime import date, timedelta

import pytest

from core.clock import today
from core.holidays import easter_of, holidays
from plenary.choices import SittingStatus
from tests.plenary.factories import SittingFactory
from tests.plenary.pages import url

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("year", "easter"),
    [(2025, date(2025, 4, 20)), (2026, date(2026, 4, 5)), (2027, date(2027, 3, 28))],
)
def test_easter_falls_when_it_falls(year, easter):
    assert easter_of(year) == easter


def test_there_are_ten_legal_holidays():
    found = holidays(2027)

    assert len(found) == 10
    assert found[date(2027, 5, 6)] == "Ascension"
    assert found[date(2027, 5, 17)] == "lundi de Pentecôte"


def test_the_year_shows_each_sitting_by_its_state_and_word(client_as, body, sec):
    sitting = SittingFactory(body=body, convened=True, on=date(2031, 5, 14))

    page = client_as(sec).get(url("year"), {"annee": "2031"}).text

    assert "Plénières de 2031" in page
    assert page.count(sitting.get_absolute_url()) == 2
    assert "Convoquée" in page
    assert "?annee=2032" in page


def test_a_member_sees_what_was_convened_and_chooses_no_day(client_as, body, member):
    SittingFactory(body=body, on=date(2031, 5, 14))

    page = client_as(member[0]).get(url("year"), {"annee": "2031"}).text

    assert "Aucune séance convoquée en 2031." in page
    assert url("new") not in page


def test_a_day_that_is_chosen_is_in_the_form(client_as, body, sec):
    client = client_as(sec)

    page = client.get(url("year"), {"annee": "2031"}).text
    form = client.get(url("new"), {"on": "2031-05-14"}).text

    assert f"{url('new')}?on=2031-05-14" in page
    assert f"{url('new')}?on=2031-05-01" not in page
    assert 'value="2031-05-14"' in form


@pytest.mark.parametrize("asked", ["", "abcd", "0000", "99999", "²²²²"])
def test_a_year_without_sense_is_this_one(client_as, sec, asked):
    answer = client_as(sec).get(url("year"), {"annee": asked})

    assert answer.status_code == 200
    assert f"Plénières de {today().year}" in answer.text


def test_a_cancelled_sitting_leaves_its_day_free(client_as, body, sec):
    cancelled = SittingFactory(body=body, cancelled=True, on=date(2031, 5, 14))

    page = client_as(sec).get(url("year"), {"annee": "2031"}).text

    assert cancelled.status == SittingStatus.CANCELLED
    assert cancelled.get_absolute_url() not in page
