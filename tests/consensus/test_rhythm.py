"""P14: what is read of the agreed rhythm, and whether the pôle met at it, alone or among many."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.facts import Rhythm, rhythms_of
from consensus.reminders import pole_silent
from core.agenda import deadlines_for
from core.clock import today
from core.deadlines import months_after
from core.todo import URGENT, tasks_for
from core.verdicts import Known, verdicts_for
from outbox.models import Mail, Reminder
from outbox.workflow import sweep
from poles import law
from poles.law.rhythm import Interval, interval_of
from poles.models import Pole
from tests.consensus.factories_meetings import MeetingFactory
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)

READ = {
    "hebdomadaire": Interval(days=7),
    "Chaque semaine": Interval(days=7),
    "toutes les 3 semaines": Interval(days=21),
    "une réunion toutes les six semaines": Interval(days=42),
    "bimensuel": Interval(days=14),
    "mensuel": Interval(months=1),
    "réunions mensuelles": Interval(months=1),
    "une fois par mois": Interval(months=1),
    "tous les mois": Interval(months=1),
    "Bimestriel": Interval(months=2),
    "tous les deux mois": Interval(months=2),
    "trimestriellement": Interval(months=3),
    "quatre fois par an": Interval(months=3),
    "5 réunions par an": Interval(days=73),
    "semestriel": Interval(months=6),
    "chaque année": Interval(months=12),
}
UNREAD = (
    "",
    "à la demande",
    "quand il le faut",
    "mensuel la première année, puis trimestriel",
    "tous les 0 mois",
    "le premier lundi",
)


@pytest.mark.parametrize("words", READ)
def test_a_rhythm_is_read_as_an_interval(words):
    assert interval_of(words) == READ[words]


@pytest.mark.parametrize("words", UNREAD)
def test_what_says_nothing_or_two_things_is_not_read(words):
    assert interval_of(words) is None


@given(
    last=st.dates(date(2024, 1, 1), date(2032, 12, 31)),
    months=st.integers(1, 12),
    passed=st.integers(0, 500),
)
def test_silence_begins_the_day_after_the_last_one_that_keeps_the_rhythm(last, months, passed):
    rhythm = Rhythm("…", Interval(months=months), last_on=last)
    on = last + passed * DAY

    silent = on > months_after(last, months)

    assert rhythm.is_silent(on) == silent
    facts = law.LifeFacts("…", rhythm.days, last, None, on)
    assert law.P14.holds(facts).met == (not silent)


@given(
    days=st.lists(
        st.tuples(st.integers(-300, 40), st.booleans()), max_size=6, unique_by=lambda d: d[0]
    ),
    asked=st.integers(-200, 60),
    words=st.sampled_from(["mensuel", "toutes les 6 semaines", "", "à la demande"]),
)
def test_p14_is_what_one_counts_from_the_rows(bruxelles, days, asked, words):
    """`days`: (from today, was it held) of each meeting."""
    begun = today() - 250 * DAY
    pole = PoleFactory(bassin=bruxelles, active=True, starts_on=begun, agreed_rhythm=words)
    held = [today() + n * DAY for n, was_held in days if was_held and n < 0]
    for n, was_held in days:
        MeetingFactory(pole=pole, held=was_held and n < 0, on=today() + n * DAY)
    on = today() + asked * DAY

    [verdict] = [v for v in verdicts_for(law.LIFE, pole, on=on) if v.rule.code == "P14"]

    before = [day for day in held if day <= on]
    since = max(before) if before else begun
    if not words:
        assert not verdict.met
    elif words == "à la demande":
        assert verdict.met
    else:
        limit = months_after(since, 1) if words == "mensuel" else since + 42 * DAY
        assert verdict.met == (on <= limit)


def test_each_pole_of_a_list_has_the_rhythm_it_has_alone(bruxelles, django_assert_num_queries):
    poles = [PoleFactory(bassin=bruxelles, active=True, agreed_rhythm="mensuel") for _n in "abc"]
    MeetingFactory(pole=poles[0], held=True)
    MeetingFactory(pole=poles[1])
    on = today()
    alone = {pole.pk: rhythms_of([pole], on=on)[pole.pk] for pole in poles}

    listed = list(Pole.objects.with_what_is_told_above(on=on).order_by("pk"))

    with django_assert_num_queries(0):
        assert rhythms_of(listed, on=on) == alone
    with django_assert_num_queries(1):
        rhythms_of(listed, on=on + DAY)
    assert Known(listed, on=on).of(rhythms_of, poles[0].pk).last_on == on - 10 * DAY


def test_the_lead_of_a_silent_pole_is_told_on_the_home_in_the_deadlines_and_once_by_mail(
    bruxelles, service
):
    pole = PoleFactory(bassin=bruxelles, active=True, agreed_rhythm="mensuel", lead=service.person)
    last = MeetingFactory(pole=pole, held=True, on=today() - 60 * DAY)

    pressing = dict(tasks_for(service, on=today()))[URGENT]
    assert [t.title for t in pressing if "rythme" in t.title] == [
        f"{pole.title} ne s’est pas réuni à son rythme"
    ]
    assert f"pole-{pole.pk}-rythme" in {d.uid for d in deadlines_for(service, on=today())}
    sweep(on=today())
    sweep(on=today() + DAY)
    [mail] = Mail.objects.filter(template="consensus/pole_silent")
    assert mail.person == service.person
    assert "mensuel" in mail.text

    MeetingFactory(pole=pole, held=True, on=last.on + 50 * DAY)
    assert not [o for o in pole_silent(on=today()) if o.steps[0].on <= today()]
    assert URGENT not in dict(tasks_for(service, on=today()))


def test_a_pole_whose_rhythm_is_not_fixed_or_cannot_be_read_is_never_called_silent(
    bruxelles, service
):
    for words in ("", "à la demande"):
        PoleFactory(bassin=bruxelles, active=True, agreed_rhythm=words, lead=service.person)
    sweep(on=today())
    assert not Reminder.objects.filter(rule="consensus.silence").exists()
