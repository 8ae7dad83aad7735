"""Pages of the evaluations: who reads what, what is written, what is refused."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.clock import today
from core.models import JournalEntry
from evaluations.choices import EvaluationStatus, Kind, Rating
from evaluations.models import Evaluation
from tests.evaluations.factories import EvaluationFactory
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.django_db


def url(name, evaluation, *args):
    return reverse(f"evaluations:{name}", args=[evaluation.pole_id, evaluation.pk, *args])


def listed(pole):
    return reverse("evaluations:list", args=[pole.pk])


@pytest.fixture
def evaluation(active_pole):
    return EvaluationFactory(pole=active_pole, opened=True)


def test_the_list_is_empty_and_says_what_to_do(client_as, active_pole, service, pole_member):
    assert "Aucune évaluation encore." in client_as(service).get(listed(active_pole)).text
    assert "Aucune évaluation à lire." in client_as(pole_member).get(listed(active_pole)).text


def test_the_service_plans_then_opens(client_as, active_pole, service):
    client = client_as(service)
    plan = reverse("evaluations:plan", args=[active_pole.pk])

    client.post(plan, {"token": "x" * 24, "kind": "fonctionnement", "planned_on": "2027-01-15"})
    evaluation = Evaluation.objects.get()
    client.post(url("open", evaluation))

    evaluation.refresh_from_db()
    assert evaluation.status == EvaluationStatus.OPEN
    assert "à écrire" in client.get(evaluation.get_absolute_url()).text


def test_a_plan_without_kind_or_with_an_impossible_day_is_refused(client_as, active_pole, service):
    plan = reverse("evaluations:plan", args=[active_pole.pk])

    page = client_as(service).post(plan, {"token": "x" * 24, "planned_on": "1999-01-15"})

    assert set(page.context["form"].errors) == {"kind", "planned_on"}


def test_a_refusal_of_the_act_is_said_on_the_form(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, launched=True)
    plan = reverse("evaluations:plan", args=[pole.pk])

    page = client_as(service).post(plan, {"token": "x" * 24, "kind": "fonctionnement"})

    assert page.status_code == 422
    assert "aucun n’est ouvert" in page.text


def test_each_judgement_is_justified(client_as, evaluation, service):
    finding = evaluation.findings.first()
    page = url("finding", evaluation, finding.pk)

    refused = client_as(service).post(page, {"rating": "", "justification": "", "base_version": 1})
    assert set(refused.context["form"].errors) == {"rating", "justification"}

    words = {"rating": "satisfaisant", "justification": "Six réunions.", "base_version": 1}
    answer = client_as(service).post(page, words)
    finding.refresh_from_db()
    assert (finding.rating, finding.version) == (Rating.GOOD, 2)
    following = evaluation.findings.filter(rating="").first()
    assert answer.url == following.get_absolute_url()


def test_two_people_who_judge_at_once_are_shown_both_texts(client_as, evaluation, service):
    finding = evaluation.findings.first()
    page = url("finding", evaluation, finding.pk)
    words = {"rating": "satisfaisant", "justification": "Première.", "base_version": 1}
    client_as(service).post(page, words)

    late = client_as(service).post(page, {**words, "justification": "Seconde."})

    assert late.status_code == 409
    assert "Première." in late.text
    assert "Seconde." in late.text


def test_facts_known_to_the_software_stand_beside_the_judgement(client_as, evaluation, service):
    finding = evaluation.findings.get(criterion="composition")

    page = client_as(service).get(url("finding", evaluation, finding.pk))

    assert dict(page.context["facts"])["Membres par catégorie"] == "A : 1, B : 1, C : 1"


def test_the_service_writes_concludes_and_closes(client_as, active_pole, service):
    evaluation = EvaluationFactory(pole=active_pole, opened=True, written=True)
    client = client_as(service)

    assert "La conclusion n’est pas écrite." in client.get(evaluation.get_absolute_url()).text
    client.post(
        url("conclusion", evaluation),
        {"conclusion": "Le pôle fonctionne.", "recommendations": "", "base_version": 1},
    )
    client.post(url("close", evaluation), {"on": today().isoformat()})

    evaluation.refresh_from_db()
    assert evaluation.status == EvaluationStatus.CLOSED


def test_closing_too_early_says_everything_that_is_missing(client_as, evaluation, service):
    page = client_as(service).post(url("close", evaluation), {"on": today().isoformat()})

    assert page.status_code == 422
    assert "n’est pas encore apprécié" in page.text


def test_a_member_replies_for_the_pole(client_as, active_pole, pole_member):
    evaluation = EvaluationFactory(pole=active_pole, in_reply=True)
    client = client_as(pole_member)

    assert "Répondre au nom du pôle" in client.get(evaluation.get_absolute_url()).text
    client.post(url("reply", evaluation), {"reply": "Nous nuançons.", "base_version": 1})

    evaluation.refresh_from_db()
    assert evaluation.reply == "Nous nuançons."


def test_two_members_who_reply_at_once_are_shown_both_texts(client_as, active_pole, pole_member):
    evaluation = EvaluationFactory(pole=active_pole, in_reply=True)
    client, page = client_as(pole_member), url("reply", evaluation)
    client.post(page, {"reply": "Première.", "base_version": 1})

    late = client.post(page, {"reply": "Seconde.", "base_version": 1})

    assert late.status_code == 409
    assert "Première." in late.text
    assert "Seconde." in late.text


def test_a_reply_and_a_conclusion_written_at_once_do_not_disagree(
    client_as, active_pole, pole_member, service
):
    evaluation = EvaluationFactory(pole=active_pole, in_reply=True, conclusion="À revoir.")
    concluded = {"conclusion": "À poursuivre.", "recommendations": "", "base_version": 1}
    client_as(service).post(url("conclusion", evaluation), concluded)

    answer = client_as(pole_member).post(
        url("reply", evaluation), {"reply": "Nous nuançons.", "base_version": 1}
    )

    assert answer.status_code == 302
    evaluation.refresh_from_db()
    assert (evaluation.conclusion, evaluation.reply) == ("À poursuivre.", "Nous nuançons.")
    assert evaluation.version == 3


def test_the_same_reply_sent_again_writes_nothing(client_as, active_pole, pole_member):
    evaluation = EvaluationFactory(pole=active_pole, in_reply=True)
    client = client_as(pole_member)

    answers = [
        client.post(url("reply", evaluation), {"reply": "Nous nuançons.", "base_version": 1})
        for _n in range(2)
    ]

    assert [a.status_code for a in answers] == [302, 302]
    assert JournalEntry.objects.filter(act="evaluations.répondre").count() == 1


SEES = {
    "opened": {"service"},
    "in_reply": {"service", "pole_member"},
    "closed": {"service", "pole_member"},
    "presented": {"service", "pole_member", "plenary_member"},
}


@pytest.mark.parametrize("state", SEES)
def test_one_reads_an_evaluation_from_the_moment_that_the_domain_says(
    client_as, active_pole, request, state
):
    evaluation = EvaluationFactory(pole=active_pole, **{state: True})
    users = ["service", "pole_member", "plenary_member", "guest", "liege_service", "porteur"]

    seen = {
        name
        for name in users
        if client_as(request.getfixturevalue(name)).get(evaluation.get_absolute_url()).status_code
        == 200
    }

    assert seen == SEES[state]


def test_members_read_and_do_not_write(client_as, active_pole, pole_member):
    evaluation = EvaluationFactory(pole=active_pole, in_reply=True)
    finding = evaluation.findings.first()
    client = client_as(pole_member)

    for page in (
        url("close", evaluation),
        url("conclusion", evaluation),
        url("finding", evaluation, finding.pk),
        reverse("evaluations:plan", args=[active_pole.pk]),
    ):
        assert client.get(page).status_code == 403


def test_p11_on_the_page_leads_to_the_evaluations(client_as, active_pole, service):
    page = client_as(service).get(active_pole.get_absolute_url())
    p11 = next(v for v in page.context["panel"].verdicts if v.rule.code == "P11")
    assert p11.blocks
    assert p11.remedy_url == listed(active_pole)

    EvaluationFactory(pole=active_pole, presented=True)
    page = client_as(service).get(active_pole.get_absolute_url())
    assert next(v for v in page.context["panel"].verdicts if v.rule.code == "P11").met


def test_one_or_five_evaluations_cost_the_same_queries(client_as, active_pole, service):
    client = client_as(service)
    EvaluationFactory(pole=active_pole, kind=Kind.FORMATIVE, closed=True)
    client.get(listed(active_pole))
    with CaptureQueriesContext(connection) as one:
        client.get(listed(active_pole))
    for _ in range(4):
        EvaluationFactory(pole=active_pole, kind=Kind.FORMATIVE, closed=True)
    with CaptureQueriesContext(connection) as five:
        client.get(listed(active_pole))

    assert len(one) == len(five)
