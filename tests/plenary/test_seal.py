"""The seal: two people, a number without gap, the law, the effect or « sans effet », the proof.

One file on purpose: an act, all that it does at once, and all that stops it.
"""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from core.canonical import sha256
from core.clock import today
from core.deadlines import term_limit
from core.journal import first_fault
from core.models import Counter, Job, JournalEntry
from core.verdicts import verdicts_for
from core.workflow import Refused, WrongState
from outbox.models import Mail
from plenary import workflow
from plenary.choices import ItemStatus, Kind, Outcome
from plenary.models import Decision
from plenary.verdicts import forecast_of
from poles.choices import PoleStatus
from poles.law import LIFE
from poles.models import DecisionRef, Pole
from tests.actors.factories import UserFactory
from tests.evaluations.factories import EvaluationFactory
from tests.plenary.factories import ItemFactory, SittingFactory
from tests.poles.factories import PoleFactory, PoleRequestFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LAUNCHED = {"call": True, "priority": True, "days": "20"}


@pytest.fixture
def noted(launch, sec):
    """The launch, its outcome noted by the secretary."""
    workflow.record(launch, by=sec, outcome=Outcome.ACCEPTED, results=LAUNCHED)
    return launch


def test_the_seal_numbers_freezes_and_takes_effect(noted, sec, chair):
    decision = workflow.seal(noted, by=chair)

    year = noted.sitting.on.year
    assert decision.number == f"{year}-BXL-001"
    assert (decision.drafted_by, decision.sealed_by) == (sec, chair)
    assert decision.is_effective
    assert sha256(decision.frozen) == decision.sha256
    noted.pole.refresh_from_db()
    assert noted.pole.status == PoleStatus.LAUNCHED
    ref = DecisionRef.objects.get(uuid=decision.uuid)
    assert (ref.number, ref.kind, ref.is_effective) == (decision.number, "lancement", True)


def test_the_frozen_text_says_everything_without_this_software(noted, chair):
    decision = workflow.seal(noted, by=chair)

    data = json.loads(decision.frozen)
    assert data["number"] == decision.number
    assert data["pole"]["title"] == noted.pole.title
    assert data["sealed_by"] == str(chair)
    assert ["Appel à participation", "oui"] in data["results"]
    assert {v["code"] for v in data["verdicts"]} == {"P6", "P16", "P18"}


def test_the_seal_is_one_line_of_the_journal_beside_that_of_its_effect(noted, chair):
    before = JournalEntry.objects.count()

    decision = workflow.seal(noted, by=chair)

    acts = list(JournalEntry.objects.order_by("seq").values_list("act", flat=True))[before:]
    assert acts == ["poles.lancer", "plenary.sceller"]
    line = JournalEntry.objects.order_by("-seq").first()
    assert json.loads(line.data)["sha256"] == decision.sha256
    assert first_fault() == ""


def test_the_letter_of_a_decision_waits_for_a_person(noted, chair):
    pole = noted.pole
    pole.lead = UserFactory().person
    pole.request = PoleRequestFactory(bassin=pole.bassin, answered=True)
    pole.origin = "demande"
    pole.save()

    decision = workflow.seal(noted, by=chair)

    letter = Mail.objects.get(template="plenary/decision_sealed")
    assert (letter.person, letter.status) == (pole.lead, "waiting")
    assert decision.number in letter.subject
    assert "Voies de recours" in letter.text


def test_the_extract_is_asked_for_after_the_seal(noted, chair):
    decision = workflow.seal(noted, by=chair)

    assert Job.objects.get().subject_id == str(decision.uuid)


# ── Two people (S-15) ───────────────────────────────────────────────────────────────────────────


def test_s15_nobody_seals_what_they_noted_alone(noted, sec):
    with pytest.raises(Refused, match="une autre personne la scelle"):
        workflow.seal(noted, by=sec)

    noted.refresh_from_db()
    assert noted.status == ItemStatus.RECORDED
    assert not Counter.objects.filter(scope__startswith="decision/").exists()


def test_s15_the_database_refuses_a_lonely_seal_too(noted, sec):
    decision = noted.decision
    decision.number, decision.serial, decision.year = "2026-BXL-001", 1, 2026
    decision.frozen, decision.sha256, decision.is_effective = "{}", "0" * 64, True
    decision.sealed_at, decision.sealed_by = decision.drafted_at, sec

    with pytest.raises(IntegrityError, match="never_sealed_by_its_drafter"), transaction.atomic():
        decision.save()


def test_a_text_changed_since_it_was_read_is_not_sealed(noted, sec, chair):
    read = noted.decision.version
    workflow.record(noted, by=sec, outcome=Outcome.POSTPONED, base_version=read)

    with pytest.raises(WrongState, match="relisez"):
        workflow.seal(noted, by=chair, version=read)


def test_an_outcome_noted_over_another_one_is_refused(noted, sec):
    other = UserFactory()
    workflow.record(noted, by=other, outcome=Outcome.POSTPONED, base_version=1)

    with pytest.raises(WrongState, match="pendant que vous écriviez"):
        workflow.record(noted, by=sec, outcome=Outcome.ACCEPTED, results=LAUNCHED, base_version=1)

    assert Decision.objects.get().outcome == Outcome.POSTPONED


def test_sealing_twice_says_who_was_quicker(noted, chair):
    decision = workflow.seal(noted, by=chair)

    with pytest.raises(WrongState, match=f"déjà scellée : n° {decision.number}"):
        workflow.seal(noted, by=UserFactory())

    assert Decision.objects.sealed().count() == 1


def test_a_sealed_decision_is_not_noted_again(noted, sec, chair):
    decision = workflow.seal(noted, by=chair)

    with pytest.raises(WrongState, match="déjà scellée"):
        workflow.record(noted, by=sec, outcome=Outcome.REFUSED, motivation="Non.")

    decision.refresh_from_db()
    assert decision.outcome == Outcome.ACCEPTED


# ── Numbers ─────────────────────────────────────────────────────────────────────────────────────


def test_numbers_have_no_gap_with_refusals_in_between(sitting, sec, chair):
    items = ItemFactory.create_batch(3, sitting=sitting, kind=Kind.STOP)
    for item in items:
        workflow.record(item, by=sec, outcome=Outcome.REFUSED, motivation="Il continue.")

    workflow.seal(items[0], by=chair)
    with pytest.raises(Refused):
        workflow.seal(items[1], by=sec)
    workflow.seal(items[2], by=chair)
    workflow.seal(items[1], by=chair)

    numbers = [Decision.objects.get(item=i).serial for i in items]
    assert numbers == [1, 3, 2]


def test_numbers_are_those_of_the_year_of_the_sitting_and_of_its_bassin(body, sec, chair):
    past = SittingFactory(body=body, held=True, on=today() - 400 * DAY)
    for sitting in (past, SittingFactory(body=body, held=True)):
        item = ItemFactory(sitting=sitting, kind=Kind.STOP)
        workflow.record(item, by=sec, outcome=Outcome.REFUSED, motivation="Il continue.")
        workflow.seal(item, by=chair)

    found = set(Decision.objects.values_list("number", flat=True))
    assert found == {f"{past.on.year}-BXL-001", f"{today().year}-BXL-001"}


# ── The law ─────────────────────────────────────────────────────────────────────────────────────


def _designation(sitting, sec, propose, groups, **results):
    pole = PoleFactory(bassin=sitting.body.bassin, launched=True)
    item = ItemFactory(sitting=sitting, kind=Kind.DESIGNATION, pole=pole)
    found = {
        "accepted": propose(pole, groups),
        "starts_on": today().isoformat(),
        "ends_on": term_limit(today()).isoformat(),
        **results,
    }
    workflow.record(item, by=sec, outcome=Outcome.ACCEPTED, results=found)
    return item


def test_a_decision_against_the_accord_is_kept_without_effect_p7(sitting, sec, chair, propose):
    item = _designation(sitting, sec, propose, "AB")

    decision = workflow.seal(item, by=chair)

    assert decision.is_effective is False
    assert decision.without_effect_reason.startswith("Sans effet : P7 non remplie.")
    pole = item.pole
    pole.refresh_from_db()
    assert pole.status == PoleStatus.LAUNCHED
    assert not pole.memberships.exists()
    assert not pole.terms.exists()
    assert pole.proposals.pending().count() == 2
    assert DecisionRef.objects.get(uuid=decision.uuid).is_effective is False
    binding = [v for v in decision.verdicts if v["force"] == "B"]
    assert [v["code"] for v in binding if not v["met"]] == ["P7"]


def test_what_is_told_before_the_seal_is_what_the_seal_does(sitting, sec, chair, propose):
    item = _designation(sitting, sec, propose, "ABC")

    forecast = forecast_of(item.decision)
    workflow.seal(item, by=chair)

    item.pole.refresh_from_db()
    (told,) = forecast.changing
    life = verdicts_for(LIFE, item.pole, on=today())
    met = {v.rule.code: v.met for v in life}
    assert {s.rule.code for s in told.shifts} >= {"P7"}
    assert all(met[s.rule.code] == s.after.met for s in told.shifts)


def test_a_term_of_more_than_three_years_has_no_effect_p10(sitting, sec, chair, propose):
    ends_on = (term_limit(today()) + DAY).isoformat()
    item = _designation(sitting, sec, propose, "ABC", ends_on=ends_on)

    decision = workflow.seal(item, by=chair)

    assert decision.without_effect_reason.startswith("Sans effet : P10 non remplie.")


def test_a_rule_of_the_note_without_derogation_has_no_effect_p18(launch, sec, chair):
    results = {**LAUNCHED, "priority": False}
    workflow.record(launch, by=sec, outcome=Outcome.ACCEPTED, results=results)

    decision = workflow.seal(launch, by=chair)

    assert decision.without_effect_reason.startswith("Sans effet : P18 non remplie.")
    launch.pole.refresh_from_db()
    assert launch.pole.status == PoleStatus.PROPOSED


def test_a_derogation_with_its_reason_gives_effect_p18(launch, sec, chair):
    workflow.record(
        launch,
        by=sec,
        outcome=Outcome.ACCEPTED,
        results={**LAUNCHED, "priority": False},
        derogations={"P18": "La priorité sera débattue au printemps."},
    )

    decision = workflow.seal(launch, by=chair)

    assert decision.is_effective
    derogated = [v["code"] for v in decision.verdicts if v["derogated"]]
    assert derogated == ["P18"]


def test_a_derogation_never_lifts_the_accord_p7(sitting, sec, chair, propose):
    item = _designation(sitting, sec, propose, "A")
    workflow.record(
        item,
        by=sec,
        base_version=1,
        outcome=Outcome.ACCEPTED,
        results=item.decision.results,
        derogations={"P7": "Nous en trouverons d’autres."},
    )

    assert workflow.seal(item, by=chair).is_effective is False


def test_a_derogation_decided_apart_serves_a_later_item_e1(sitting, sec, chair):
    pole = PoleFactory(bassin=sitting.body.bassin, active=True)
    apart = ItemFactory(
        sitting=sitting, kind=Kind.DEROGATION, pole=pole, proposal={"rules": ["E1"]}
    )
    workflow.record(
        apart, by=sec, outcome=Outcome.ACCEPTED, motivation="Un an.", derogations={"E1": "Un an."}
    )
    workflow.seal(apart, by=chair)
    item = ItemFactory(sitting=sitting, kind=Kind.CONTINUATION, pole=pole)
    workflow.record(item, by=sec, outcome=Outcome.ACCEPTED, results={"result": "go"})

    assert workflow.seal(item, by=chair).is_effective


def test_a_renewal_without_evaluation_has_no_effect_p11(sitting, sec, chair):
    pole = PoleFactory(bassin=sitting.body.bassin, active=True)
    first = pole.terms.get().ends_on + DAY
    item = ItemFactory(sitting=sitting, kind=Kind.RENEWAL, pole=pole)
    results = {"starts_on": first.isoformat(), "ends_on": term_limit(first).isoformat()}
    workflow.record(item, by=sec, outcome=Outcome.ACCEPTED, results=results)

    decision = workflow.seal(item, by=chair)

    assert "P11" in decision.without_effect_reason
    assert pole.terms.count() == 1


def test_an_evaluation_examined_at_an_earlier_item_opens_the_renewal_p11(sitting, sec, chair):
    pole = PoleFactory(bassin=sitting.body.bassin, active=True)
    evaluation = EvaluationFactory(pole=pole, closed=True)
    first = pole.terms.get().ends_on + DAY
    examined = ItemFactory(
        sitting=sitting, kind=Kind.EVALUATION, pole=pole, proposal={"evaluation": evaluation.pk}
    )
    renewal = ItemFactory(sitting=sitting, kind=Kind.RENEWAL, pole=pole)
    workflow.record(examined, by=sec, outcome=Outcome.NOTED)
    results = {"starts_on": first.isoformat(), "ends_on": term_limit(first).isoformat()}
    workflow.record(renewal, by=sec, outcome=Outcome.ACCEPTED, results=results)

    versions = {examined.pk: 1, renewal.pk: 1}
    sealed, refused = workflow.seal_all(sitting, by=chair, versions=versions)

    assert refused == []
    assert [d.is_effective for d in sealed] == [True, True]


def test_an_expired_term_is_renewed_as_a_regularisation_with_a_reason(sitting, sec, chair):
    start = today() - 1200 * DAY
    pole = PoleFactory(bassin=sitting.body.bassin, active=True, starts_on=start)
    EvaluationFactory(pole=pole, presented=True)
    first = pole.terms.get().ends_on + DAY
    item = ItemFactory(sitting=sitting, kind=Kind.RENEWAL, pole=pole)
    results = {
        "starts_on": first.isoformat(),
        "ends_on": term_limit(first).isoformat(),
        "regularised": True,
    }
    with pytest.raises(Refused, match="Motivez"):
        workflow.record(item, by=sec, outcome=Outcome.ACCEPTED, results=results)
    workflow.record(
        item, by=sec, outcome=Outcome.ACCEPTED, results=results, motivation="Séances annulées."
    )

    decision = workflow.seal(item, by=chair)

    assert decision.is_effective, decision.without_effect_reason
    assert pole.terms.get(number=2).regularised


# ── What makes no sense is refused, nothing lost ────────────────────────────────────────────────


def test_a_term_does_not_start_before_its_decision(sitting, sec, propose):
    yesterday = (today() - DAY).isoformat()

    with pytest.raises(Refused, match="reprise"):
        _designation(sitting, sec, propose, "ABC", starts_on=yesterday)

    assert not Decision.objects.exists()


def test_a_refusal_is_motivated(launch, sec):
    with pytest.raises(Refused, match="Motivez"):
        workflow.record(launch, by=sec, outcome=Outcome.REFUSED, motivation=" ")


def test_conditions_go_with_their_outcome(launch, sec):
    with pytest.raises(Refused, match="au moins une condition"):
        workflow.record(launch, by=sec, outcome=Outcome.CONDITIONAL, results=LAUNCHED)
    with pytest.raises(Refused, match="sous conditions"):
        workflow.record(
            launch,
            by=sec,
            outcome=Outcome.ACCEPTED,
            results=LAUNCHED,
            conditions=[("Une condition", None)],
        )


def test_a_pole_taken_back_meanwhile_is_not_launched(noted, chair):
    Pole.objects.filter(pk=noted.pole.pk).update(
        status="draft", submitted_at=None, submitted_by=None
    )
    noted.pole.refresh_from_db()

    with pytest.raises(Refused, match="En préparation"):
        workflow.seal(noted, by=chair)

    noted.refresh_from_db()
    assert noted.status == ItemStatus.RECORDED
    assert not Counter.objects.filter(scope__startswith="decision/").exists()


def test_a_condition_is_followed_until_it_is_met(launch, sec, chair):
    workflow.record(
        launch,
        by=sec,
        outcome=Outcome.CONDITIONAL,
        results=LAUNCHED,
        conditions=[("Associer la promotion sociale", today() + 90 * DAY)],
    )
    decision = workflow.seal(launch, by=chair)
    condition = decision.conditions.get()

    workflow.meet_condition(condition, by=sec, note="Deux écoles ont rejoint le pôle.")

    condition.refresh_from_db()
    assert condition.met_by == sec
    with pytest.raises(WrongState, match="déjà notée"):
        workflow.meet_condition(condition, by=sec, note="Encore.")
