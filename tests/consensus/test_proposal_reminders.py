"""Who is reminded of a text: the seats without answer, and who facilitates while one objects."""

from datetime import timedelta

import pytest

from core.agenda import deadlines_for
from outbox.models import Mail
from outbox.workflow import sweep
from tests.consensus.factories_proposals import amended, opened, said, seats, substitute_for

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def text(active_pole, service):
    return opened(active_pole, by=service)


def reminded(template):
    return Mail.objects.filter(template=f"consensus/{template}").order_by("pk")


def test_only_the_seats_without_answer_are_reminded_by_their_link(text, active_pole):
    a, b, c = seats(active_pole)
    said(text, a, "adhere")

    sweep(on=text.deadline - 4 * DAY)
    early = reminded("position_awaited").count()
    sweep(on=text.deadline - 3 * DAY)
    sweep(on=text.deadline - 3 * DAY)

    assert early == 0
    mails = reminded("position_awaited")
    assert {m.person for m in mails} == {b.person, c.person}
    assert mails.count() == 2
    assert all("/propositions/repondre/" in m.text for m in mails)


def test_who_answers_between_two_days_is_left_alone(text, active_pole):
    a, b, c = seats(active_pole)
    sweep(on=text.deadline - 3 * DAY)
    said(text, a, "adhere")

    sweep(on=text.deadline)

    last = reminded("position_awaited")[3:]
    assert {m.person for m in last} == {b.person, c.person}


def test_a_substitute_is_reminded_with_the_member_and_one_answer_frees_both(text, active_pole):
    a, b, c = seats(active_pole)
    substitute = substitute_for(a)
    said(text, b, "adhere")
    said(text, c, "adhere")

    sweep(on=text.deadline - 3 * DAY)
    told = {m.person for m in reminded("position_awaited")}
    said(text, substitute, "adhere")
    sweep(on=text.deadline)

    assert told == {a.person, substitute.person}
    assert reminded("position_awaited").count() == 2


def test_a_new_text_reminds_again(text, active_pole, service):
    for member in seats(active_pole):
        said(text, member, "adhere")
    amended(text, by=service)
    text.refresh_from_db()

    sweep(on=text.deadline - 3 * DAY)

    assert reminded("position_awaited").count() == 3


def test_a_standing_objection_reminds_who_facilitates_and_nobody_else(text, active_pole, service):
    a = seats(active_pole)[0]
    said(text, a, "objection")

    sweep(on=text.deadline - 2 * DAY)

    assert [m.person for m in reminded("objection_stands")] == [service.person]


def test_an_objection_that_is_lifted_reminds_nobody(text, active_pole):
    a = seats(active_pole)[0]
    said(text, a, "objection")
    said(text, a, "adhere")

    sweep(on=text.deadline)

    assert not reminded("objection_stands").exists()


def test_the_day_of_a_text_and_of_its_review_are_in_the_schedule(active_pole, service):
    text = opened(active_pole, by=service, title="Un texte daté")

    found = [d for d in deadlines_for(service, on=text.deadline) if "Un texte daté" in d.what]

    assert [(d.on, d.url) for d in found] == [(text.deadline, text.get_absolute_url())]
