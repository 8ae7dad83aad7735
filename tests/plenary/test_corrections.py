"""A sealed decision is never changed: it is rectified, or withdrawn by a new decision."""

from datetime import timedelta

import pytest

from core.clock import today
from core.deadlines import term_limit
from core.workflow import Refused, WrongState
from plenary import workflow
from plenary.choices import ItemStatus, Kind, Outcome
from plenary.models import AgendaItem
from plenary.verdicts import forecast_of
from poles.choices import PoleStatus
from tests.actors.factories import UserFactory
from tests.plenary.factories import ItemFactory, SittingFactory
from tests.poles.factories import PoleFactory, ServiceDaysFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LAUNCHED = {"call": True, "priority": True, "days": "20"}


@pytest.fixture
def sealed(launch, sec, chair):
    """The launch, sealed."""
    workflow.record(launch, by=sec, outcome=Outcome.ACCEPTED, results=LAUNCHED)
    return workflow.seal(launch, by=chair)


@pytest.fixture
def next_sitting(sitting, body):
    """In session too, another day."""
    return SittingFactory(body=body, in_session=True, on=today() - DAY)


def withdrawal(decision, sitting, sec):
    """The item that asks to withdraw, noted as validated in another sitting."""
    item = workflow.ask_withdrawal(decision, by=sec, reason="La fiche était incomplète.")
    workflow.put_on(sitting, item, by=sec, urgent_reason="Avant les vacances.")
    workflow.record(item, by=sec, outcome=Outcome.ACCEPTED, motivation="La fiche était incomplète.")
    return item


def test_a_rectification_cites_the_decision_and_changes_nothing(sealed, sec, chair):
    before = (sealed.frozen, sealed.sha256)

    noted = workflow.rectify(
        sealed, by=sec, text="Au lieu de « 20 jours », lire « 12 ».", reason="Faute de frappe."
    )
    correction = workflow.seal(noted.item, by=chair)

    sealed.refresh_from_db()
    assert correction.rectifies == sealed
    assert correction.serial == sealed.serial + 1
    assert (sealed.frozen, sealed.sha256) == before
    pole = sealed.item.pole
    pole.refresh_from_db()
    assert float(pole.days_granted) == 20


def test_a_rectification_too_is_sealed_by_somebody_else(sealed, sec):
    noted = workflow.rectify(sealed, by=sec, text="Lire 12.", reason="Faute de frappe.")

    with pytest.raises(Refused, match="une autre personne"):
        workflow.seal(noted.item, by=sec)


def test_withdrawing_a_launch_reverses_its_effect(sealed, next_sitting, sec, chair):
    item = withdrawal(sealed, next_sitting, sec)

    decision = workflow.seal(item, by=chair)

    pole = sealed.item.pole
    pole.refresh_from_db()
    assert pole.status == PoleStatus.PROPOSED
    assert pole.launched_on is None
    assert (decision.withdraws, decision.to_repair) == (sealed, [])
    sealed.refresh_from_db()
    assert sealed.withdrawn_by == decision
    assert pole.decisions.get(uuid=sealed.uuid).is_effective is False


def test_withdrawing_what_others_built_on_lists_what_to_repair(sealed, next_sitting, sec, chair):
    ServiceDaysFactory(pole=sealed.item.pole)
    item = withdrawal(sealed, next_sitting, sec)

    decision = workflow.seal(item, by=chair)

    assert decision.is_effective
    assert any("jours du service" in sentence.lower() for sentence in decision.to_repair)
    pole = sealed.item.pole
    pole.refresh_from_db()
    assert pole.status == PoleStatus.LAUNCHED


def test_withdrawing_a_designation_makes_candidates_again(
    sitting, next_sitting, sec, chair, propose
):
    pole = PoleFactory(bassin=sitting.body.bassin, launched=True)
    item = ItemFactory(sitting=sitting, kind=Kind.DESIGNATION, pole=pole)
    results = {
        "accepted": propose(pole, "ABC"),
        "starts_on": today().isoformat(),
        "ends_on": term_limit(today()).isoformat(),
    }
    workflow.record(item, by=sec, outcome=Outcome.ACCEPTED, results=results)
    designated = workflow.seal(item, by=chair)

    item = withdrawal(designated, next_sitting, sec)
    (told,) = forecast_of(item.decision).changing
    decision = workflow.seal(item, by=chair)

    assert "P7" in {s.rule.code for s in told.shifts if s.worsens}
    pole.refresh_from_db()
    assert decision.to_repair == []
    assert pole.status == PoleStatus.LAUNCHED
    assert not pole.terms.exists()
    assert pole.proposals.pending().count() == 3


def test_the_plenary_may_refuse_to_withdraw(sealed, next_sitting, sec, chair):
    item = workflow.ask_withdrawal(sealed, by=sec, reason="Un doute.")
    workflow.put_on(next_sitting, item, by=sec, urgent_reason="Vite.")
    workflow.record(item, by=sec, outcome=Outcome.REFUSED, motivation="Elle tient.")

    decision = workflow.seal(item, by=chair)

    assert decision.withdraws is None
    sealed.item.pole.refresh_from_db()
    assert sealed.item.pole.status == PoleStatus.LAUNCHED


def test_a_withdrawal_is_asked_once(sealed, sec):
    workflow.ask_withdrawal(sealed, by=sec, reason="Un doute.")

    with pytest.raises(WrongState, match="attend déjà"):
        workflow.ask_withdrawal(sealed, by=sec, reason="Encore un doute.")

    item = AgendaItem.objects.get(kind=Kind.WITHDRAWAL)
    assert (item.status, item.cites) == (ItemStatus.WAITING, sealed)


def test_a_decision_withdrawn_is_not_withdrawn_again(sealed, next_sitting, sec, chair):
    workflow.seal(withdrawal(sealed, next_sitting, sec), by=chair)
    sealed.refresh_from_db()

    with pytest.raises(WrongState, match="déjà retirée"):
        workflow.ask_withdrawal(sealed, by=sec, reason="Encore.")


def test_a_provisional_outcome_is_noted_again_rather_than_corrected(launch, sec):
    noted = workflow.record(launch, by=sec, outcome=Outcome.POSTPONED)

    with pytest.raises(WrongState, match="pas scellée"):
        workflow.rectify(noted, by=UserFactory(), text="Lire.", reason="Faute.")
