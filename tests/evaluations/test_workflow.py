"""The acts on an evaluation, and what they answer to the acts of the pôle (P11, E1, E3)."""

from datetime import timedelta

import pytest

from actors.choices import StaffRole
from core.clock import today
from core.models import JournalEntry
from core.verdicts import verdicts_for
from core.workflow import Refused, WrongState
from evaluations import workflow
from evaluations.choices import CRITERIA, EvaluationStatus, Kind, Rating
from evaluations.models import Evaluation
from outbox.models import Mail
from poles import law
from tests.actors.factories import StaffAssignmentFactory
from tests.evaluations.factories import EvaluationFactory
from tests.poles.factories import DecisionRefFactory, PoleFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def written(evaluation, by):
    for finding in evaluation.findings.all():
        finding.rating, finding.justification = Rating.GOOD, "Constaté."
        workflow.write_finding(finding, by=by, base_version=finding.version)
    evaluation.refresh_from_db()
    evaluation.conclusion = "Le pôle fonctionne."
    workflow.write_conclusion(evaluation, by=by, base_version=evaluation.version)
    evaluation.refresh_from_db()
    return evaluation


def opened(by, pole=None, kind=Kind.FUNCTIONING):
    pole = pole or PoleFactory(active=True)
    evaluation = workflow.plan(Evaluation(pole=pole, kind=kind), by=by)
    workflow.open_evaluation(evaluation, by=by)
    return evaluation


def test_an_evaluation_is_planned_for_the_term_that_runs(service):
    pole = PoleFactory(active=True, terms=2)

    evaluation = workflow.plan(Evaluation(pole=pole, kind=Kind.FUNCTIONING), by=service)

    assert (evaluation.term_number, evaluation.status) == (1, EvaluationStatus.PLANNED)


def test_opening_makes_one_finding_per_criterion_of_its_kind(service):
    evaluation = opened(service)

    found = list(evaluation.findings.values_list("criterion", flat=True))
    assert found == [str(c.value) for c in CRITERIA[Kind.FUNCTIONING]]
    assert evaluation.opened_on == today()


def test_a_term_has_one_evaluation_of_functioning(service):
    pole = PoleFactory(active=True)
    opened(service, pole)

    with pytest.raises(WrongState) as refusal:
        opened(service, pole)

    assert "complétez-la" in refusal.value.sentences[0]


@pytest.mark.parametrize(
    ("traits", "kind"),
    [
        ({}, Kind.FORMATIVE),
        ({"proposed": True}, Kind.EX_POST),
        ({"launched": True}, Kind.FUNCTIONING),
    ],
)
def test_a_pole_is_not_evaluated_before_there_is_something_to_evaluate(service, traits, kind):
    with pytest.raises(Refused):
        workflow.plan(Evaluation(pole=PoleFactory(**traits), kind=kind), by=service)


def test_an_ex_ante_evaluation_goes_with_the_fiche(service):
    assert workflow.plan(Evaluation(pole=PoleFactory(), kind=Kind.EX_ANTE), by=service).pk


def test_closing_refuses_with_everything_that_is_missing(service):
    evaluation = opened(service)

    with pytest.raises(Refused) as refusal:
        workflow.close(evaluation, by=service)

    assert len(refusal.value.sentences) == len(CRITERIA[Kind.FUNCTIONING]) + 1
    evaluation.refresh_from_db()
    assert evaluation.status == EvaluationStatus.OPEN


def test_a_closed_evaluation_no_longer_changes_and_the_secretary_knows(service, bruxelles):
    secretary = StaffAssignmentFactory(bassin=bruxelles, role=StaffRole.SECRETARY).person
    evaluation = written(opened(service), service)

    workflow.close(evaluation, by=service)

    assert (evaluation.status, evaluation.closed_on) == (EvaluationStatus.CLOSED, today())
    assert Mail.objects.get(template="evaluations/evaluation_closed").person == secretary
    finding = evaluation.findings.first()
    with pytest.raises(WrongState):
        workflow.write_finding(finding, by=service, base_version=finding.version)


def test_an_evaluation_closed_before_the_software_keeps_its_day(service):
    evaluation = written(opened(service), service)

    workflow.close(evaluation, by=service, on=today() - 400 * DAY)

    assert evaluation.closed_on == today() - 400 * DAY


def test_a_closing_to_come_is_refused(service):
    evaluation = written(opened(service), service)

    with pytest.raises(Refused):
        workflow.close(evaluation, by=service, on=today() + DAY)


def test_the_pole_has_its_right_of_reply(service, active_pole, pole_member):
    evaluation = written(opened(service, active_pole), service)

    workflow.ask_reply(evaluation, by=service)
    evaluation.reply = "Nous nuançons."
    workflow.give_reply(evaluation, by=pole_member, base_version=evaluation.version)

    assert (evaluation.reply, evaluation.replied_by) == ("Nous nuançons.", pole_member)
    told = Mail.objects.filter(template="evaluations/reply_asked")
    assert pole_member.person in {m.person for m in told}
    workflow.close(evaluation, by=service)
    with pytest.raises(WrongState):
        workflow.give_reply(evaluation, by=pole_member, base_version=evaluation.version)


def test_the_plenary_examines_a_closed_evaluation_and_not_before_it_is_closed(service):
    evaluation = EvaluationFactory(closed=True)
    ref = DecisionRefFactory(pole=evaluation.pole)

    with pytest.raises(Refused):
        workflow.present(evaluation, by=service, on=today() - DAY, decision_ref=ref)

    evaluation.refresh_from_db()
    workflow.present(evaluation, by=service, on=today(), decision_ref=ref)
    assert (evaluation.presented_on, evaluation.presented_in) == (today(), ref)
    with pytest.raises(WrongState):
        workflow.present(evaluation, by=service, on=today())


def test_each_act_leaves_one_line_in_the_journal(service):
    evaluation = written(opened(service), service)
    workflow.ask_reply(evaluation, by=service)
    workflow.close(evaluation, by=service)
    workflow.present(evaluation, by=service, on=today())

    acts = JournalEntry.objects.filter(
        subject_type="evaluations.evaluation", subject_id=str(evaluation.pk)
    ).values_list("act", flat=True)
    assert list(acts) == [
        "evaluations.prévoir",
        "evaluations.ouvrir",
        "evaluations.conclure",
        "evaluations.demander_réponse",
        "evaluations.clôturer",
        "evaluations.présenter",
    ]


# ── Ce que l’évaluation répond ───────────────────────────────────────────────────────────────────


def verdict(code, moment, pole, on=None):
    found = verdicts_for(moment, pole, on=on or today())
    return next(v for v in found if v.rule.code == code)


def test_p11_asks_an_evaluation_of_the_last_term_closed_then_examined():
    pole = PoleFactory(active=True, starts_on=today() - 1300 * DAY, terms=2)
    EvaluationFactory(pole=pole, presented=True, term_number=1)
    assert not verdict("P11", law.RENEWAL, pole).met

    evaluation = EvaluationFactory(pole=pole, closed=True, term_number=2)
    assert "pas encore examinée" in verdict("P11", law.RENEWAL, pole).reason.replace("\xa0", " ")

    evaluation.status, evaluation.presented_on = EvaluationStatus.PRESENTED, today()
    evaluation.save()
    assert verdict("P11", law.RENEWAL, pole).met
    assert not verdict("P11", law.RENEWAL, pole, on=today() - DAY).met


def test_e1_asks_a_formative_evaluation_closed_before_the_decision_of_one_year():
    pole = PoleFactory(active=True)
    assert verdict("E1", law.CONTINUATION, pole).blocks

    EvaluationFactory(pole=pole, kind=Kind.FORMATIVE, opened=True)
    assert "en cours" in verdict("E1", law.CONTINUATION, pole).reason

    EvaluationFactory(pole=pole, kind=Kind.FORMATIVE, closed=True)
    assert verdict("E1", law.CONTINUATION, pole).met


def test_e3_warns_at_the_closing_of_the_file_without_ex_post_evaluation():
    pole = PoleFactory(ended=True)
    found = verdict("E3", law.CLOSING, pole)
    assert (found.met, found.blocks, found.asks_derogation) == (False, False, True)

    EvaluationFactory(pole=pole, kind=Kind.EX_POST, closed=True)
    assert verdict("E3", law.CLOSING, pole).met
