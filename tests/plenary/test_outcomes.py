"""What an outcome does: the table of domain.md § 9, one line per kind and outcome."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consensus.models import Communication
from core.clock import today
from core.deadlines import term_limit
from evaluations.choices import EvaluationStatus
from plenary import workflow
from plenary.choices import ItemStatus, Kind, Outcome
from plenary.models import AgendaItem, CommunicationLine
from poles.choices import PoleStatus
from tests.evaluations.factories import EvaluationFactory
from tests.plenary.factories import ItemFactory, StoredFileFactory
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LAUNCHED = {"call": True, "priority": True, "days": "12.5"}
NOT_A_PRIORITY = {"call": False, "priority": False}

# kind, outcome, results, status before → after, term numbers after
TABLE = [
    (Kind.LAUNCH, "valide", LAUNCHED, "proposed", "launched", []),
    (Kind.LAUNCH, "conditions", LAUNCHED, "proposed", "launched", []),
    (Kind.LAUNCH, "refuse", {}, "proposed", "refused", []),
    (Kind.LAUNCH, "reporte", {}, "proposed", "proposed", []),
    (Kind.LAUNCH, "retire", {}, "proposed", "draft", []),
    (Kind.DESIGNATION, "valide", "all", "launched", "active", [1]),
    (Kind.DESIGNATION, "conditions", "all", "launched", "active", [1]),
    (Kind.DESIGNATION, "refuse", {}, "launched", "launched", []),
    (Kind.DESIGNATION, "reporte", {}, "launched", "launched", []),
    (Kind.DESIGNATION, "retire", {}, "launched", "launched", []),
    (Kind.CONTINUATION, "valide", {"result": "go"}, "active", "active", [1]),
    (Kind.CONTINUATION, "valide", {"result": "adjust"}, "active", "active", [1]),
    (Kind.CONTINUATION, "valide", {"result": "stop"}, "active", "ended", [1]),
    (Kind.CONTINUATION, "conditions", {"result": "go"}, "active", "active", [1]),
    (Kind.CONTINUATION, "refuse", {"result": "stop"}, "active", "ended", [1]),
    (Kind.CONTINUATION, "reporte", {}, "active", "active", [1]),
    (Kind.RENEWAL, "valide", "next", "active", "active", [1, 2]),
    (Kind.RENEWAL, "conditions", "next", "active", "active", [1, 2]),
    (Kind.RENEWAL, "refuse", {}, "active", "active", [1]),
    (Kind.RENEWAL, "reporte", {}, "active", "active", [1]),
    (Kind.STOP, "valide", {}, "active", "ended", [1]),
    (Kind.STOP, "valide", {}, "launched", "ended", []),
    (Kind.STOP, "refuse", {}, "active", "active", [1]),
    (Kind.STOP, "reporte", {}, "active", "active", [1]),
    (Kind.MODALITIES, "valide", {"rhythm": "tous les deux mois"}, "active", "active", [1]),
    (Kind.MODALITIES, "refuse", {}, "active", "active", [1]),
    (Kind.MODIFICATION, "valide", {}, "active", "active", [1]),
    (Kind.DEROGATION, "valide", {}, "active", "active", [1]),
    (Kind.EVALUATION, "acte", {}, "active", "active", [1]),
    (Kind.EVALUATION, "reporte", {}, "active", "active", [1]),
]


@pytest.mark.parametrize(
    ("kind", "outcome", "results", "before", "after", "terms"),
    TABLE,
    ids=[f"{row[0].value}-{row[1]}-{row[4]}-{n}" for n, row in enumerate(TABLE)],
)
def test_an_outcome_does_what_the_table_says(
    sitting, sec, chair, propose, kind, outcome, results, before, after, terms
):
    pole = PoleFactory(bassin=sitting.body.bassin, **{before: True})
    item = ItemFactory(sitting=sitting, kind=kind, pole=pole)
    results, derogations = _prepared(item, results, propose)
    conditions = [("Associer la promotion sociale.", None)] if outcome == "conditions" else []
    workflow.record(
        item,
        by=sec,
        outcome=Outcome(outcome),
        results=results,
        motivation="Parce que.",
        conditions=conditions,
        derogations=derogations,
    )

    decision = workflow.seal(item, by=chair)

    pole.refresh_from_db()
    item.refresh_from_db()
    assert decision.is_effective, decision.without_effect_reason
    assert item.status == ItemStatus.SEALED
    assert pole.status == PoleStatus(after)
    assert list(pole.terms.order_by("number").values_list("number", flat=True)) == terms
    _waits(item, postponed=outcome == "reporte")


def _prepared(item, results, propose):
    """What the kind needs to be decided, and the derogations that its note rules ask."""
    pole = item.pole
    if item.kind == Kind.EVALUATION:
        evaluation = EvaluationFactory(pole=pole, closed=True)
        item.proposal = {"evaluation": evaluation.pk}
        item.save()
    if item.kind == Kind.CONTINUATION:
        return results, {"E1": "L’évaluation formative suit."}
    if results == "all":
        keys = propose(pole, "ABC")
        dates = {"starts_on": today(), "ends_on": term_limit(today())}
        return {"accepted": keys, **_iso(dates)}, {}
    if results == "next":
        EvaluationFactory(pole=pole, presented=True)
        first = pole.terms.get(number=1).ends_on + DAY
        return _iso({"starts_on": first, "ends_on": term_limit(first)}), {}
    return results, {}


def _iso(dates):
    return {name: day.isoformat() for name, day in dates.items()}


def _waits(item, *, postponed):
    copies = AgendaItem.objects.filter(postponed_from=item)
    assert copies.count() == (1 if postponed else 0)
    if postponed:
        copy = copies.get()
        assert (copy.status, copy.postponements, copy.sitting) == (ItemStatus.WAITING, 1, None)


def test_the_three_results_of_a_launch_are_written_down(launch, sec, chair):
    workflow.record(launch, by=sec, outcome=Outcome.ACCEPTED, results=LAUNCHED)

    workflow.seal(launch, by=chair)

    pole = launch.pole
    pole.refresh_from_db()
    assert pole.launched_on == today()
    assert (pole.call_open_allowed, pole.is_priority) == (True, True)
    assert float(pole.days_granted) == 12.5


def test_a_rhythm_agreed_becomes_that_of_the_pole(sitting, sec, chair):
    pole = PoleFactory(bassin=sitting.body.bassin, active=True)
    item = ItemFactory(sitting=sitting, kind=Kind.MODALITIES, pole=pole)
    results = {"rhythm": "tous les deux mois"}
    workflow.record(item, by=sec, outcome=Outcome.ACCEPTED, results=results)

    workflow.seal(item, by=chair)

    pole.refresh_from_db()
    assert pole.agreed_rhythm == "tous les deux mois"


def test_taking_note_of_an_evaluation_writes_its_day_down(sitting, sec, chair):
    pole = PoleFactory(bassin=sitting.body.bassin, active=True)
    evaluation = EvaluationFactory(pole=pole, closed=True)
    item = ItemFactory(
        sitting=sitting,
        kind=Kind.EVALUATION,
        pole=pole,
        proposal={"evaluation": evaluation.pk},
    )
    workflow.record(item, by=sec, outcome=Outcome.NOTED)

    workflow.seal(item, by=chair)

    evaluation.refresh_from_db()
    assert evaluation.status == EvaluationStatus.PRESENTED
    assert evaluation.presented_on == today()


def test_only_the_accepted_candidates_become_members(sitting, sec, chair, propose):
    pole = PoleFactory(bassin=sitting.body.bassin, launched=True)
    keys = propose(pole, "ABCA")
    item = ItemFactory(sitting=sitting, kind=Kind.DESIGNATION, pole=pole)
    dates = _iso({"starts_on": today(), "ends_on": term_limit(today())})
    results = {"accepted": keys[:3], "considered": keys, **dates}
    workflow.record(item, by=sec, outcome=Outcome.ACCEPTED, results=results)

    workflow.seal(item, by=chair)

    statuses = [pole.proposals.get(pk=key).status for key in keys]
    assert statuses == ["designated", "designated", "designated", "not_designated"]
    assert pole.memberships.designated().count() == 3


def test_each_kind_can_wait_or_be_decided():
    lonely = {kind for kind in Kind if len(workflow.outcomes_of(kind)) < 1}

    assert lonely == set()


def test_a_postponed_item_takes_what_was_prepared_and_leaves_what_was_said(sitting, sec, chair):
    item = ItemFactory(
        sitting=sitting,
        kind=Kind.COMMUNICATION,
        pole=None,
        section="communications",
        audience="huis_clos",
        closed_ground="Des personnes sont nommées.",
        record="On en a parlé.",
        postponements=1,
    )
    joined = {"stored": StoredFileFactory(), "added_at": timezone.now(), "added_by": sec}
    kept = item.annexes.create(title="Note", **joined)
    gone = {"removed_at": timezone.now(), "removed_by": sec}
    item.annexes.create(title="Ancienne note", **joined, **gone)
    line = CommunicationLine.objects.create(item=item, communication=_communication())
    workflow.record(item, by=sec, outcome=Outcome.POSTPONED)

    workflow.seal(item, by=chair)

    copy = AgendaItem.objects.get(postponed_from=item)
    assert (copy.section, copy.audience) == ("communications", "huis_clos")
    assert copy.closed_ground == "Des personnes sont nommées."
    assert (copy.record, copy.postponements) == ("", 2)
    assert [(a.stored, a.title) for a in copy.annexes.all()] == [(kept.stored, "Note")]
    assert copy.communication_lines.get().communication == line.communication
    assert item.annexes.count() == 2
    assert item.communication_lines.count() == 1


def _communication():
    return Communication.objects.create(
        pole=PoleFactory(active=True),
        kind="decision",
        title="Le calendrier",
        text="Le pôle se réunit deux fois.",
        adopted_on=today(),
    )


@pytest.mark.parametrize("kind", [Kind.COMMUNICATION, Kind.ROLLING, Kind.DEBATE])
def test_what_is_only_heard_may_be_postponed(sitting, sec, chair, kind):
    item = ItemFactory(sitting=sitting, kind=kind, pole=None)
    workflow.record(item, by=sec, outcome=Outcome.POSTPONED)

    workflow.seal(item, by=chair)

    assert AgendaItem.objects.get(postponed_from=item).status == ItemStatus.WAITING
