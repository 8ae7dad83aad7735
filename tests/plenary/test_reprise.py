"""Reprise: decisions taken before the software enter with their document, and tell nobody."""

from datetime import timedelta

import pytest

from core.clock import today
from core.deadlines import term_limit
from core.workflow import Refused
from outbox.models import Mail
from plenary import workflow
from plenary.choices import Kind, Outcome
from plenary.models import Decision, Sitting
from poles.choices import PoleStatus
from tests.evaluations.factories import EvaluationFactory
from tests.plenary.factories import SittingFactory, StoredFileFactory, seated
from tests.poles.factories import PoleFactory, PoleRequestFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LONG_AGO = today() - 1300 * DAY


def enter(body, sec, pole, kind, results, *, on, **more):
    return workflow.past_decision(
        body,
        by=sec,
        on=on,
        kind=kind,
        pole=pole,
        outcome=more.pop("outcome", Outcome.ACCEPTED),
        document=StoredFileFactory(),
        results=results,
        **more,
    )


def test_a_whole_past_life_enters_and_nobody_is_told(body, sec, chair, propose):
    seated(body)
    request = PoleRequestFactory(bassin=body.bassin, answered=True)
    pole = PoleFactory(bassin=body.bassin, proposed=True, request=request, origin="demande")
    lives = [(Kind.LAUNCH, {"call": True, "priority": True, "days": "15"}, LONG_AGO)]
    noted = [enter(body, sec, pole, *lives[0][:2], on=LONG_AGO)]
    workflow.seal(noted[0].item, by=chair)

    first = LONG_AGO + 60 * DAY
    results = {
        "accepted": propose(pole, "ABC"),
        "starts_on": first.isoformat(),
        "ends_on": term_limit(first).isoformat(),
    }
    designated = enter(body, sec, pole, Kind.DESIGNATION, results, on=LONG_AGO + 60 * DAY)
    workflow.seal(designated.item, by=chair)

    pole.refresh_from_db()
    assert pole.status == PoleStatus.ACTIVE
    assert pole.launched_on == LONG_AGO
    assert pole.terms.get().starts_on == first
    assert {m.starts_on for m in pole.memberships.all()} == {first}
    assert all(m.reconstituted for m in pole.memberships.all())
    assert not Mail.objects.exists()


def test_the_verdicts_of_a_reprise_are_reconstituted(body, sec, chair):
    pole = PoleFactory(bassin=body.bassin, proposed=True)
    noted = enter(body, sec, pole, Kind.LAUNCH, {"call": True, "priority": True}, on=LONG_AGO)

    decision = workflow.seal(noted.item, by=chair)

    assert decision.reconstituted
    assert {v["reconstituted"] for v in decision.verdicts} == {True}
    assert decision.number == f"{LONG_AGO.year}-BXL-001"


def test_a_reprise_too_needs_two_people(body, sec):
    pole = PoleFactory(bassin=body.bassin, proposed=True)
    noted = enter(body, sec, pole, Kind.LAUNCH, {"call": True, "priority": True}, on=LONG_AGO)

    with pytest.raises(Refused, match="une autre personne"):
        workflow.seal(noted.item, by=sec)


def test_decisions_of_one_day_share_their_sitting(body, sec):
    for _n in range(2):
        pole = PoleFactory(bassin=body.bassin, proposed=True)
        enter(body, sec, pole, Kind.LAUNCH, {"call": True, "priority": True}, on=LONG_AGO)

    sitting = Sitting.objects.get()
    assert sitting.is_reprise
    assert sitting.items.count() == 2


def test_a_past_term_may_begin_before_its_decision(body, sec, chair, propose):
    pole = PoleFactory(bassin=body.bassin, launched=True)
    first = LONG_AGO - 30 * DAY
    results = {
        "accepted": propose(pole, "ABC"),
        "starts_on": first.isoformat(),
        "ends_on": term_limit(first).isoformat(),
    }

    noted = enter(body, sec, pole, Kind.DESIGNATION, results, on=LONG_AGO)
    decision = workflow.seal(noted.item, by=chair)

    assert decision.is_effective, decision.without_effect_reason
    assert pole.terms.get().starts_on == first


def test_a_past_examination_opens_a_past_renewal_p11(body, sec, chair):
    start = today() - 1300 * DAY
    pole = PoleFactory(bassin=body.bassin, active=True, starts_on=start)
    last = pole.terms.get().ends_on
    sat = last - 20 * DAY
    evaluation = EvaluationFactory(pole=pole, closed=True, closed_on=sat - 10 * DAY)
    examined = enter(
        body,
        sec,
        pole,
        Kind.EVALUATION,
        {},
        on=sat,
        outcome=Outcome.NOTED,
        proposal={"evaluation": evaluation.pk},
    )
    workflow.seal(examined.item, by=chair)
    first = last + DAY
    results = {"starts_on": first.isoformat(), "ends_on": term_limit(first).isoformat()}
    renewed = enter(body, sec, pole, Kind.RENEWAL, results, on=sat)

    decision = workflow.seal(renewed.item, by=chair)

    assert decision.is_effective, decision.without_effect_reason
    assert pole.terms.count() == 2
    assert not Mail.objects.exists()


def test_a_reprise_is_not_of_today_nor_of_a_sitting_of_the_software(body, sec):
    pole = PoleFactory(bassin=body.bassin, proposed=True)
    known = SittingFactory(body=body, held=True, on=LONG_AGO)
    results = {"call": True, "priority": True}

    with pytest.raises(Refused, match="séance passée"):
        enter(body, sec, pole, Kind.LAUNCH, results, on=today())
    with pytest.raises(Refused, match="sans reprise"):
        enter(body, sec, pole, Kind.LAUNCH, results, on=known.on)

    assert not Decision.objects.exists()


def test_a_postponement_is_not_taken_up(body, sec):
    pole = PoleFactory(bassin=body.bassin, proposed=True)

    with pytest.raises(Refused, match="n’est pas une décision"):
        enter(body, sec, pole, Kind.LAUNCH, {}, on=LONG_AGO, outcome=Outcome.POSTPONED)

    assert not Sitting.objects.exists()


def test_a_free_item_is_not_taken_up_again(body, sec):
    pole = PoleFactory(bassin=body.bassin, proposed=True)

    with pytest.raises(Refused, match="ne se reprend pas"):
        enter(body, sec, pole, Kind.DEBATE, {}, on=LONG_AGO)
