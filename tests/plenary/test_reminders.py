"""What is recalled of sittings and decisions: late, twice, cancelled once done; what is due."""

from datetime import timedelta

import pytest

from actors.choices import StaffRole
from core.agenda import deadlines_for
from core.clock import today
from outbox.models import Mail, Reminder
from outbox.workflow import sweep
from plenary import workflow
from plenary.choices import StanceKind
from tests.actors.factories import UserFactory
from tests.plenary.factories import ConditionFactory, ItemFactory, SittingFactory, seated
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def convened(body):
    """A launch at a sitting convened for the day after tomorrow: the reminder is due."""
    sitting = SittingFactory(body=body, convened=True, on=today() + 2 * DAY)
    return ItemFactory(sitting=sitting, number=1)


def told():
    return {m.to_address for m in Mail.objects.filter(template="plenary/stance_awaited")}


def test_who_has_not_answered_is_reminded_once_late_or_twice(convened, body):
    silent = seated(body)[0].person
    _user, answered = seated(body)
    workflow.give_stance(convened, mandate=answered, kind=StanceKind.FAVOURABLE)

    for on in (today() + DAY, today() + 2 * DAY, today() + 2 * DAY):
        sweep(on=on)

    mail = Mail.objects.get(template="plenary/stance_awaited")
    assert mail.person == silent
    assert "/plenieres/avis/" in mail.text
    assert convened.title in mail.text


def test_nobody_is_reminded_before_its_day(convened, body):
    seated(body)
    convened.sitting.on = today() + 20 * DAY
    convened.sitting.save()

    sweep(on=today())

    assert told() == set()


def test_a_reminder_is_cancelled_once_the_member_answered_or_stood_aside(convened, body):
    convened.sitting.on = today() + 20 * DAY
    convened.sitting.save()
    answers, recuses = seated(body), seated(body)
    sweep(on=today())
    workflow.give_stance(convened, mandate=answers[1], kind=StanceKind.FAVOURABLE)
    workflow.recuse(convened, mandate=recuses[1])

    sweep(on=today() + 18 * DAY)

    assert told() == set()
    assert set(Reminder.objects.values_list("status", flat=True)) == {"cancelled"}


def test_a_condition_is_recalled_to_who_leads_and_to_the_secretary(sitting, sec):
    lead = UserFactory(serves=sitting.body.bassin)
    pole = PoleFactory(bassin=sitting.body.bassin, proposed=True, lead=lead.person)
    item = ItemFactory(sitting=sitting, pole=pole, sealed=True)
    ConditionFactory(decision=item.decision, due_on=today() + 10 * DAY)
    ConditionFactory(decision=item.decision)

    sweep(on=today())
    sweep(on=today())

    mails = Mail.objects.filter(template="plenary/condition_due")
    assert {m.person for m in mails} == {lead.person, sec.person}
    assert mails.count() == 2


def test_a_provisional_decision_recalls_nothing(sitting, sec):
    item = ItemFactory(sitting=sitting, recorded=True)
    ConditionFactory(decision=item.decision, due_on=today())

    sweep(on=today())

    assert not Mail.objects.exists()


def test_what_comes_is_told_to_those_who_may_know(body, bruxelles):
    preparing = SittingFactory(body=body, on=today() + 30 * DAY)
    convened = SittingFactory(body=body, convened=True, on=today() + 10 * DAY)
    member, secretary = (
        UserFactory(sits=bruxelles),
        UserFactory(serves=bruxelles, role=StaffRole.SECRETARY),
    )

    def days(user):
        return [d.uid for d in deadlines_for(user, on=today()) if d.uid.startswith("seance")]

    assert days(member) == [f"seance-{convened.pk}"]
    assert days(secretary) == [f"seance-{convened.pk}", f"seance-{preparing.pk}"]


def test_the_last_useful_sitting_moves_with_the_sittings(body, bruxelles):
    service = UserFactory(serves=bruxelles)
    start = today() - 1000 * DAY
    pole = PoleFactory(bassin=bruxelles, active=True, starts_on=start, continued_on=start)
    last = SittingFactory(body=body, on=today() + 60 * DAY)
    SittingFactory(body=body, on=today() + 30 * DAY)
    SittingFactory(body=body, on=pole.terms.get().ends_on + DAY)

    def told_day():
        uid = f"pole-{pole.pk}-derniere-pleniere"
        return [d.on for d in deadlines_for(service, on=today()) if d.uid == uid]

    before = told_day()
    last.on = today() + 70 * DAY
    last.save()

    assert (before, told_day()) == ([today() + 60 * DAY], [today() + 70 * DAY])


def test_late_conditions_are_told_until_they_are_met(sitting, sec):
    item = ItemFactory(sitting=sitting, sealed=True)
    condition = ConditionFactory(decision=item.decision, due_on=today() - 5 * DAY)
    before = [d.uid for d in deadlines_for(sec, on=today())]

    workflow.meet_condition(condition, by=sec, note="C’est fait.")

    after = [d.uid for d in deadlines_for(sec, on=today())]
    assert f"condition-{condition.pk}" in before
    assert f"condition-{condition.pk}" not in after
