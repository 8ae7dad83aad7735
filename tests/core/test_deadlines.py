"""Dates of the law. Rule P10: three years at most, the last day inclusive (art. 18 § 1)."""

from datetime import date, timedelta

import pytest

from core.deadlines import (
    anniversary,
    first_year_end,
    months_after,
    months_before,
    term_limit,
)

DAY = timedelta(days=1)
FIRST, LAST = date(2020, 1, 1), date(2101, 12, 31)


@pytest.mark.parametrize(
    ("start", "last_day"),
    [
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2024, 3, 1), date(2027, 2, 28)),
        (date(2025, 3, 1), date(2028, 2, 29)),
        (date(2024, 2, 28), date(2027, 2, 27)),
        (date(2024, 1, 1), date(2026, 12, 31)),
        (date(2024, 12, 31), date(2027, 12, 30)),
        (date(2097, 2, 28), date(2100, 2, 27)),
        (date(2097, 3, 1), date(2100, 2, 28)),
    ],
)
def test_p10_a_term_ends_at_the_latest_the_day_before_its_third_anniversary(start, last_day):
    assert term_limit(start) == last_day


def test_r28_every_start_from_2020_to_2101_against_a_walk_of_the_calendar():
    """One walks day by day to the first day that is three years later, then steps back one."""
    starts = [FIRST + n * DAY for n in range((LAST - FIRST).days + 1)]
    third, wrong = FIRST, []
    for start in starts:
        asked = (start.year + 3, start.month, start.day)
        while (third.year, third.month, third.day) < asked:
            third += DAY
        if term_limit(start) != third - DAY:
            wrong.append(start)

    assert len(starts) == 29_950
    assert wrong == []


def test_r28_the_three_short_cuts_are_each_wrong_somewhere():
    """Why the rule is written by hand: nobody simplifies it later without a test turning red."""

    def years_later(day):
        try:
            return day.replace(year=day.year + 3)
        except ValueError:
            return day.replace(year=day.year + 3, day=28)

    starts = [FIRST + n * DAY for n in range(4 * 366)]
    short_cuts = (
        lambda start: years_later(start) - DAY,
        lambda start: years_later(start - DAY),
        lambda start: start + 1095 * DAY,
    )

    assert all(any(cut(s) != term_limit(s) for s in starts) for cut in short_cuts)


@pytest.mark.parametrize(
    ("start", "years", "day"),
    [
        (date(2024, 2, 29), 1, date(2025, 3, 1)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2024, 5, 12), 1, date(2025, 5, 12)),
    ],
)
def test_a_missing_29_february_counts_as_1_march(start, years, day):
    assert anniversary(start, years) == day


def test_the_first_year_ends_like_a_term():
    assert first_year_end(date(2024, 2, 29)) == date(2025, 2, 28)
    assert first_year_end(date(2023, 3, 1)) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2028, 3, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 31), 6, date(2026, 6, 30)),
        (date(2026, 5, 12), 12, date(2025, 5, 12)),
        (date(2026, 5, 12), 0, date(2026, 5, 12)),
        (date(2026, 11, 30), 36, date(2023, 11, 30)),
    ],
)
def test_months_before_a_day_keep_the_day_or_the_last_of_the_month(day, months, before):
    assert months_before(day, months) == before


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 15), 2, date(2027, 1, 15)),
        (date(2026, 12, 1), 9, date(2027, 9, 1)),
    ],
)
def test_months_after_a_day(day, months, after):
    assert months_after(day, months) == after


def test_months_before_every_day_of_four_years_is_in_the_right_month():
    for n in range(4 * 366):
        day = FIRST + n * DAY
        for months in (1, 3, 6, 12):
            found = months_before(day, months)
            assert (day.year - found.year) * 12 + day.month - found.month == months
            assert found.day == day.day or (found + DAY).day == 1
