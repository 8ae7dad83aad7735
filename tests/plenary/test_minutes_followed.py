"""What comes next for the minutes: « À faire », what waits for a sitting, the page of the seal."""

from datetime import timedelta

import pytest

from core.clock import today
from core.todo import tasks_for
from plenary import workflow
from plenary.choices import Kind, Outcome
from plenary.facts import is_listed, waiting_in
from tests.plenary.factories import (
    ItemFactory,
    MinutesFactory,
    RemarkFactory,
    SittingFactory,
)
from tests.plenary.pages import afresh, url

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def held(body):
    return SittingFactory(body=body, held=True, on=today() - 20 * DAY)


def to_do(user):
    """(title, action) of what waits about minutes."""
    sections = {s.key: tasks for s, tasks in tasks_for(user, on=today())}
    return [(task.title, task.action) for task in sections.get("pv", [])]


def test_the_secretary_is_told_what_comes_next(held, body, sec):
    SittingFactory(body=body, reprise=True)
    assert [action for _title, action in to_do(sec)] == ["Assembler"]

    workflow.assemble(held, by=sec)
    assert [action for _title, action in to_do(sec)] == ["Mettre en relecture"]

    held.minutes.all().delete()
    minutes = MinutesFactory(sitting=held, state="circulated")
    assert to_do(sec) == []
    RemarkFactory(minutes=minutes)
    assert [action for _title, action in to_do(sec)] == ["Répondre"]


@pytest.mark.parametrize("state", ["approved", "published"])
def test_nothing_waits_once_the_minutes_are_approved(held, sec, state):
    MinutesFactory(sitting=held, state=state)

    assert to_do(sec) == []


def test_a_member_is_asked_to_read_the_minutes_over_until_their_remark(held, member):
    user, _mandate = member
    minutes = MinutesFactory(sitting=held, state="circulated")
    assert [action for _title, action in to_do(user)] == ["Relire"]

    RemarkFactory(minutes=minutes, person=user.person)

    assert to_do(user) == []


def test_minutes_read_over_wait_for_a_sitting_until_one_lists_them(body, held, sec):
    MinutesFactory(sitting=held, state="circulated")
    (waiting,) = waiting_in(body.bassin, on=today())
    later = SittingFactory(body=body)
    assert (waiting.kind, waiting.key) == (Kind.MINUTES, f"pv-{held.pk}")

    workflow.put_on(later, workflow.from_fact(waiting, body=body), by=sec)

    assert waiting_in(body.bassin, on=today()) == []
    assert is_listed(later, waiting.key)
    assert later.items.get().proposal == {"sitting": held.pk}


def test_one_click_puts_the_approval_on_an_agenda(client, body, held, sec):
    MinutesFactory(sitting=held, state="circulated")
    later = SittingFactory(body=body)
    client.force_login(sec)
    assert "Approuver le procès-verbal" in client.get(url("waiting")).content.decode()

    client.post(url("put_on"), {"key": f"pv-{held.pk}", "sitting": later.pk})

    assert later.items.get().kind == Kind.MINUTES


def test_whoever_seals_the_approval_reads_first_why_it_would_have_no_effect(
    client, body, held, sec, chair
):
    minutes = MinutesFactory(sitting=held, state="circulated")
    RemarkFactory(minutes=minutes)
    later = SittingFactory(body=body, in_session=True)
    item = ItemFactory(sitting=later, kind=Kind.MINUTES, pole=None, proposal={"sitting": held.pk})
    workflow.record(item, by=sec, outcome=Outcome.ACCEPTED)
    client.force_login(chair)
    afresh(client, chair)

    page = client.get(url("seal", item.pk)).content.decode()

    assert "1 remarque attend une réponse" in page.replace("\xa0", " ")
