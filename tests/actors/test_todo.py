"""« À faire » of who keeps the seats: those that nobody holds, the mandates that end."""

from datetime import timedelta

import pytest

from actors.choices import Rank
from actors.facts import seats_to_fill
from core.clock import today
from tests.actors.factories import BodyFactory, MandateFactory, SeatFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def body(bruxelles):
    """Without the seats that the reference data give it."""
    body = BodyFactory(bassin=bruxelles)
    body.seats.filter(mandates=None).delete()
    return body


def told(user):
    return [(task.title, task.meta) for task in seats_to_fill(user, on=today())]


def test_the_vacant_seats_with_a_voice_are_told_in_one_line(coordinator, secretary, body):
    MandateFactory(seat=SeatFactory(body=body, code="A"))
    MandateFactory(
        seat=SeatFactory(body=body, code="B", label="Le deuxième"), ends_on=today() - DAY
    )
    MandateFactory(seat=SeatFactory(body=body, code="C", label="Le troisième"), rank=Rank.ALTERNATE)
    SeatFactory(body=body, code="D", consultative=True)
    SeatFactory(body=body, code="E", ends_on=today() - DAY)

    expected = [("2 sièges vacants à la plénière", ("Bruxelles", "Le deuxième ; Le troisième"))]
    assert told(coordinator) == told(secretary) == expected


def test_the_first_vacant_seats_are_named_and_the_others_counted(coordinator, body):
    for number, name in enumerate(("Un", "Deux", "Trois", "Quatre", "Cinq")):
        SeatFactory(body=body, code=f"Z-{number}", label=name)

    [(title, meta)] = told(coordinator)

    assert title == "5 sièges vacants à la plénière"
    assert meta[1] == "Un ; Deux ; Trois et 2 autres"


def test_mandates_that_end_within_three_months_are_told_by_day(coordinator, body):
    for days in (10, 10, 60, 200):
        MandateFactory(seat=SeatFactory(body=body), ends_on=today() + days * DAY)

    tasks = list(seats_to_fill(coordinator, on=today()))

    assert [(task.title, task.due_on) for task in tasks] == [
        ("2 mandats prennent fin", today() + 10 * DAY),
        ("1 mandat prend fin", today() + 60 * DAY),
    ]


def test_a_mandate_that_somebody_follows_waits_for_nobody(coordinator, body):
    mandate = MandateFactory(seat=SeatFactory(body=body), ends_on=today() + 10 * DAY)
    MandateFactory(seat=mandate.seat, starts_on=today() + 11 * DAY)

    assert told(coordinator) == []


def test_nothing_of_the_seats_waits_for_the_others(service, plenary_member, liege_service, body):
    SeatFactory(body=body)

    for user in (service, plenary_member, liege_service):
        assert told(user) == []
