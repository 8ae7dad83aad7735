"""Terms and standing at a date: what the calendar alone adds to what was decided."""

from datetime import date, datetime, timedelta

import pytest
import time_machine

from core.clock import BRUSSELS, today
from core.deadlines import anniversary, first_year_end, months_before, term_limit
from core.law import Source, examine
from poles import law
from poles.choices import Standing
from poles.models import Pole
from poles.reports import mini_bar, status_of, term_bar
from tests.poles.factories import PoleFactory

DAY = timedelta(days=1)
STARTS = [date(2020, 1, 1) + n * DAY for n in range(29_950)]


def third_anniversary(start):
    """Written apart from core.deadlines: the day that no date of February replaces is 1 March."""
    if (start.month, start.day) == (2, 29):
        year = start.year + 3
        is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return date(year, 2, 29) if is_leap else date(year, 3, 1)
    return date(start.year + 3, start.month, start.day)


def test_r28_the_limit_of_every_term_from_2020_to_2101_is_the_day_before_its_third_anniversary():
    assert STARTS[-1] == date(2101, 12, 31)
    wrong = [s for s in STARTS if term_limit(s) != third_anniversary(s) - DAY]

    assert wrong == []


@pytest.mark.parametrize(
    ("start", "last"),
    [
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2024, 3, 1), date(2027, 2, 28)),
        (date(2025, 3, 1), date(2028, 2, 29)),
        (date(2024, 3, 12), date(2027, 3, 11)),
    ],
)
def test_r28_the_limits_that_quality_names(start, last):
    assert term_limit(start) == last


def test_r28_p10_is_met_on_the_limit_and_unmet_the_day_after_for_every_start():
    wrong = []
    for start in STARTS:
        limit = term_limit(start)
        on_it, after = (
            law.P10.holds(law.TermFacts(start, last, None)).met for last in (limit, limit + DAY)
        )
        if not on_it or after:
            wrong.append(start)

    assert wrong == []


def test_r28_the_day_that_the_database_asks_is_the_end_of_the_first_year_for_every_start():
    """SQL compares the first day with the day twelve months before: the same answer, always."""
    wrong = [
        s
        for s in STARTS
        if not months_before(first_year_end(s), 12) < s <= months_before(anniversary(s, 1), 12)
    ]

    assert wrong == []


def standing(pole, on):
    return Pole.objects.with_term(on=on).standing(on=on).get(pk=pole.pk)


FIRST = date(2024, 3, 12)
LAST = date(2027, 3, 11)
LAUNCHED = FIRST - 90 * DAY


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (LAUNCHED - DAY, Standing.DRAFT),
        (LAUNCHED, Standing.LAUNCHED),
        (FIRST - 6 * DAY, Standing.LAUNCHED),
        (FIRST - 5 * DAY, Standing.TO_START),
        (FIRST, Standing.ACTIVE),
        (date(2025, 3, 11), Standing.ACTIVE),
        (date(2025, 3, 12), Standing.YEAR_DUE),
        (LAST, Standing.YEAR_DUE),
        (LAST + DAY, Standing.EXPIRED),
    ],
)
def test_the_standing_of_an_active_pole_is_computed_for_any_day(on, expected):
    pole = PoleFactory(active=True, starts_on=FIRST)

    assert standing(pole, on).standing == expected


@pytest.mark.django_db
def test_the_decision_of_one_year_lifts_the_warning_from_its_day_on():
    pole = PoleFactory(active=True, starts_on=FIRST, continued_on=date(2025, 5, 2))

    assert standing(pole, date(2025, 5, 1)).standing == Standing.YEAR_DUE
    assert standing(pole, date(2025, 5, 2)).standing == Standing.ACTIVE


@pytest.mark.django_db
def test_a_renewed_pole_is_in_its_second_term_and_awaits_no_decision_of_one_year():
    pole = PoleFactory(active=True, starts_on=FIRST, terms=2)

    found = standing(pole, LAST + DAY)

    assert (found.standing, found.term_number) == (Standing.ACTIVE, 2)
    assert standing(pole, date(2030, 3, 12)).standing == Standing.EXPIRED


@pytest.mark.django_db
def test_an_ended_pole_was_active_before_its_end():
    pole = PoleFactory(ended=True, starts_on=FIRST, ended_on=date(2025, 1, 10))

    assert standing(pole, date(2025, 1, 9)).standing == Standing.ACTIVE
    assert standing(pole, date(2025, 1, 10)).standing == Standing.ENDED


@pytest.mark.django_db
def test_a_launch_given_up_was_launched_until_its_day():
    pole = PoleFactory(launched=True, status="ended", starts_on=FIRST, ended_on=LAUNCHED + 30 * DAY)

    assert standing(pole, LAUNCHED + 29 * DAY).standing == Standing.LAUNCHED
    assert standing(pole, LAUNCHED + 30 * DAY).standing == Standing.ENDED


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["proposed", "refused", "abandoned"])
def test_what_the_plenary_has_not_launched_keeps_its_status(state):
    pole = PoleFactory(**{state: True})

    assert standing(pole, today()).standing == state


@pytest.mark.django_db
def test_the_day_of_brussels_decides_not_that_of_the_server():
    pole = PoleFactory(active=True, starts_on=FIRST, continued_on=date(2025, 3, 1))

    with time_machine.travel(datetime(2027, 3, 11, 23, 59, tzinfo=BRUSSELS), tick=False):
        assert standing(pole, today()).standing == Standing.ACTIVE
    with time_machine.travel(datetime(2027, 3, 12, 0, 1, tzinfo=BRUSSELS), tick=False):
        assert standing(pole, today()).standing == Standing.EXPIRED


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 11, 17), ("114 jours", "avant la fin du terme 1, le 11 mars 2027")),
        (LAST, ("Dernier jour", "du terme 1, le 11 mars 2027")),
        (LAST + 12 * DAY, ("12 jours", "depuis la fin du terme 1, le 11 mars 2027")),
        (FIRST - DAY, ("1 jour", "avant le début du terme 1, le 12 mars 2024")),
    ],
)
def test_the_bar_says_in_words_how_long_the_term_runs(on, words):
    pole = standing(PoleFactory(active=True, starts_on=FIRST, continued_on=FIRST), on)

    bar = term_bar(pole, on=on)

    assert tuple(w.replace("\xa0", " ") for w in (bar.figure, bar.caption)) == words


@pytest.mark.django_db
def test_the_bar_draws_three_years_decided_and_three_possible():
    on = date(2026, 11, 17)
    pole = standing(PoleFactory(active=True, starts_on=FIRST), on)

    bar = term_bar(pole, on=on, last_useful_on=date(2027, 3, 4))

    assert (bar.left_width, bar.next_x, bar.next_width) == (300, 300, 300)
    assert (bar.past_width, bar.today_x, bar.last_x) == (268, 268, 298)
    assert [t.label for t in bar.terms] == ["Terme 1", "Terme 2, à décider"]
    assert [k.mark for k in bar.keys] == ["today", "last"]


@pytest.mark.django_db
def test_the_bar_of_a_shorter_term_is_shorter():
    pole = standing(PoleFactory(active=True, starts_on=FIRST, ends_on=date(2025, 9, 11)), FIRST)

    assert mini_bar(pole, on=FIRST).left_width == 150


@pytest.mark.django_db
def test_before_the_first_term_there_is_no_bar():
    pole = standing(PoleFactory(launched=True), today())

    assert term_bar(pole, on=today()) is None
    assert mini_bar(pole, on=today()) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "label", "tone", "shape"),
    [
        (date(2024, 5, 1), "En cours, terme 1", "ok", "full-circle"),
        (date(2025, 5, 1), "Décision d’un an attendue", "warn", "diamond"),
        (date(2028, 5, 1), "Échu, en attente de décision", "ko", "hourglass"),
    ],
)
def test_the_standing_is_told_by_a_word_a_shape_and_a_tone(on, label, tone, shape):
    state = status_of(standing(PoleFactory(active=True, starts_on=FIRST), on))

    assert (state.label, state.tone, state.shape) == (label, tone, shape)


def test_the_sources_of_the_term_are_never_mixed():
    facts = law.TermFacts(FIRST, LAST, None, renewals_before=1)
    found = examine(law.TERM_RULES, facts, moment=law.RENEWAL, sources=(Source.ACCORD,))

    assert [(v.rule.code, v.in_force) for v in found] == [("P10", True), ("P12", False)]
