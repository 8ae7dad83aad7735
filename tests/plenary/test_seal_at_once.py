"""Who seals at the same instant, and what changes meanwhile: one decision, one story."""

import json
import threading
from datetime import timedelta

import pytest
from django.db import connection

from core.clock import today
from core.deadlines import term_limit
from core.journal import first_fault
from core.models import Counter
from core.workflow import Refused, WrongState
from plenary import workflow
from plenary.choices import Kind, Outcome
from plenary.models import AgendaItem, Decision, Movement
from poles.choices import PoleStatus
from poles.models import Pole
from poles.workflow import record_resignation
from tests.actors.factories import RegulationFactory, UserFactory
from tests.evaluations.factories import EvaluationFactory
from tests.plenary.factories import AttendanceFactory, ItemFactory, seated
from tests.poles.factories import PoleFactory
from tests.threads import at_once

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LAUNCHED = {"call": True, "priority": True, "days": "20"}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("count", [8, 20])
def test_r19_of_many_simultaneous_seals_one_wins_and_the_others_get_the_reason(
    sitting, launch, sec, count
):
    workflow.record(launch, by=sec, outcome=Outcome.ACCEPTED, results=LAUNCHED)
    sealers = UserFactory.create_batch(count)
    start, sealed, reasons = threading.Barrier(count), [], []

    def try_to_seal(user):
        try:
            start.wait()
            item = type(launch).objects.get(pk=launch.pk)
            sealed.append(workflow.seal(item, by=user).number)
        except WrongState as refusal:
            reasons.extend(refusal.sentences)
        finally:
            connection.close()

    threads = [threading.Thread(target=try_to_seal, args=(user,)) for user in sealers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(sealed) == 1
    assert len(reasons) == count - 1
    assert all(f"déjà scellée : n° {sealed[0]}" in reason for reason in reasons)
    assert Counter.objects.get(scope__startswith="decision/").value == 1
    assert Pole.objects.get(pk=launch.pole_id).status == PoleStatus.LAUNCHED
    assert first_fault() == ""


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_r20_a_member_who_leaves_while_it_is_sealed_is_seen_by_the_whole_decision_or_not_at_all(
    sitting, sec, chair
):
    """The stored verdict of P7 and the effect always tell the same story."""
    stories = [_sealed_while_the_last_school_leaves(sitting, sec, chair) for _round in range(12)]

    assert all(met == effective for met, effective in stories), stories


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_r20_who_leaves_while_it_is_sealed_is_counted_by_the_decision_or_refused_by_it(
    sitting, sec, chair
):
    """Either the quorum was there and the sealed text says so, or nothing was sealed."""
    RegulationFactory(body=sitting.body, quorum="nombre", quorum_number=2)
    mandates = [_there(sitting) for _voice in range(2)]

    stories = [_sealed_while_one_leaves(sitting, sec, chair, mandates) for _round in range(12)]

    assert all("Quorum atteint" in told or told == "" for told in stories), stories


def _there(sitting):
    _user, mandate = seated(sitting.body)
    AttendanceFactory(sitting=sitting, mandate=mandate)
    return mandate


def _sealed_while_one_leaves(sitting, sec, chair, mandates):
    pole = PoleFactory(bassin=sitting.body.bassin, active=True)
    item = ItemFactory(sitting=sitting, kind=Kind.MODIFICATION, pole=pole)
    workflow.record(item, by=sec, outcome=Outcome.ACCEPTED)
    acts = [
        lambda: workflow.seal(AgendaItem.objects.get(pk=item.pk), by=chair),
        lambda: workflow.note_movement(
            AgendaItem.objects.get(pk=item.pk), by=sec, mandate=mandates[0], step="part"
        ),
    ]
    at_once(len(acts), lambda: _unless_refused(acts.pop()))
    Movement.objects.filter(sitting=sitting).delete()
    decision = Decision.objects.get(item=item)
    return json.loads(decision.frozen)["quorum"] if decision.is_sealed else ""


def _unless_refused(act):
    try:
        act()
    except Refused:
        return


def _sealed_while_the_last_school_leaves(sitting, sec, chair):
    pole = PoleFactory(bassin=sitting.body.bassin, active=True)
    EvaluationFactory(pole=pole, presented=True)
    first = pole.terms.get().ends_on + DAY
    item = ItemFactory(sitting=sitting, kind=Kind.RENEWAL, pole=pole)
    results = {"starts_on": first.isoformat(), "ends_on": term_limit(first).isoformat()}
    workflow.record(item, by=sec, outcome=Outcome.ACCEPTED, results=results)
    schools = list(pole.memberships.filter(category="C"))
    acts = [lambda: workflow.seal(AgendaItem.objects.get(pk=item.pk), by=chair)]
    acts += [lambda m=m: record_resignation(m, by=sec, on=today()) for m in schools]
    at_once(len(acts), lambda: acts.pop()())
    decision = Decision.objects.get(item=item)
    seen = {verdict["code"]: verdict["met"] for verdict in decision.verdicts}
    return seen["P7"], decision.is_effective
