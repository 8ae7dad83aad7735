"""Pages where an outcome is noted, then sealed by somebody else, signed in afresh."""

import pytest
from django.urls import reverse

from core.clock import today
from core.deadlines import term_limit
from plenary import workflow
from plenary.choices import Kind, Outcome
from plenary.models import Decision
from tests.actors.factories import PASSWORD, UserFactory
from tests.plenary.factories import (
    ItemFactory,
    chair_of,
)
from tests.plenary.pages import DAY, afresh, noted, url
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.django_db


def test_the_three_results_of_a_launch_are_asked(client_as, launch, sec):
    client = client_as(sec)
    fields = {"base_version": 0, "outcome": "valide", "call": "oui", "priority": ""}

    incomplete = client.post(url("record", launch.pk), fields)
    complete = client.post(url("record", launch.pk), {**fields, "priority": "oui", "days": "12,5"})

    assert incomplete.context["form"].errors.keys() == {"priority"}
    assert complete.status_code == 302
    results = Decision.objects.get().results
    assert results == {"call": True, "priority": True, "days": "12.5"}


def test_the_proposed_sentence_is_written_when_none_is(client_as, launch, sec):
    fields = {"base_version": 0, "outcome": "valide", "call": "oui", "priority": "oui"}

    client_as(sec).post(url("record", launch.pk), fields)

    text = Decision.objects.get().text
    assert text.startswith(f"La plénière valide le lancement du pôle de synergie « {launch.pole}")


def test_a_number_asked_by_hand_is_refused_in_words(client_as, launch, sec):
    fields = {"base_version": 0, "outcome": "reporte", "number": "2026-BXL-999"}

    answer = client_as(sec).post(url("record", launch.pk), fields)

    assert "ne se choisit pas" in answer.content.decode()
    assert not Decision.objects.exists()


def test_what_the_seal_writes_is_never_taken_from_a_form(client_as, launch, sec):
    fields = {"base_version": 0, "outcome": "reporte", "serial": 9, "sealed_at": "2026-01-01"}

    client_as(sec).post(url("record", launch.pk), fields)

    decision = Decision.objects.get()
    assert (decision.number, decision.serial, decision.sealed_at) == (None, None, None)


def test_a_designation_is_noted_with_its_people_and_its_term(client_as, sitting, sec, propose):
    pole = PoleFactory(bassin=sitting.body.bassin, launched=True)
    keys = propose(pole, "ABC")
    item = ItemFactory(sitting=sitting, kind=Kind.DESIGNATION, pole=pole)
    fields = {
        "base_version": 0,
        "outcome": "valide",
        "accepted": keys,
        "starts_on": today(),
        "ends_on": term_limit(today()),
    }

    client_as(sec).post(url("record", item.pk), fields)

    results = Decision.objects.get().results
    assert results["accepted"] == keys
    assert results["ends_on"] == term_limit(today()).isoformat()


def test_a_term_before_its_decision_is_refused_and_everything_typed_stays(
    client_as, sitting, sec, propose
):
    pole = PoleFactory(bassin=sitting.body.bassin, launched=True)
    keys = propose(pole, "ABC")
    item = ItemFactory(sitting=sitting, kind=Kind.DESIGNATION, pole=pole)
    fields = {
        "base_version": 0,
        "outcome": "valide",
        "accepted": keys,
        "starts_on": today() - DAY,
        "ends_on": today() + 100 * DAY,
        "motivation": "Un long texte.",
    }

    answer = client_as(sec).post(url("record", item.pk), fields)

    assert answer.status_code == 422
    assert "précède la décision" in answer.content.decode()
    assert "Un long texte." in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_candidate_of_another_pole_is_refused(client_as, sitting, sec, propose):
    item = ItemFactory(sitting=sitting, kind=Kind.DESIGNATION)
    stranger = propose(PoleFactory(launched=True), "A")

    answer = client_as(sec).post(
        url("record", item.pk), {"base_version": 0, "outcome": "valide", "accepted": stranger}
    )

    assert "accepted" in answer.context["form"].errors


def test_conditions_and_derogations_are_noted(client_as, launch, sec):
    fields = {
        "base_version": 0,
        "outcome": "conditions",
        "call": "oui",
        "priority": "non",
        "condition_1": "Associer la promotion sociale",
        "echeance_1": today() + 90 * DAY,
        "derogation_P18": "La priorité sera débattue au printemps.",
    }

    client_as(sec).post(url("record", launch.pk), fields)

    decision = Decision.objects.get()
    assert decision.conditions.get().text == "Associer la promotion sociale"
    assert decision.derogations == {"P18": "La priorité sera débattue au printemps."}


def test_a_refusal_without_motivation_is_said_beside_its_field(client_as, launch, sec):
    answer = client_as(sec).post(
        url("record", launch.pk), {"base_version": 0, "outcome": "refuse", "text": "Trop tôt."}
    )

    assert "Motivez cette issue" in answer.context["form"].errors["motivation"][0]
    assert "Trop tôt." in answer.text
    assert not Decision.objects.exists()


def test_what_was_refused_is_never_shown_as_noted(client_as, launch, sec):
    answer = client_as(sec).post(
        url("record", launch.pk),
        {
            "base_version": 0,
            "outcome": "valide",
            "call": "oui",
            "priority": "oui",
            "condition_1": "Une école de plus.",
        },
    )

    assert answer.status_code == 422
    assert "Des conditions sont écrites" in answer.text
    assert "Issue notée" not in answer.text
    assert not Decision.objects.exists()


def test_two_secretaries_noting_at_once_lose_nothing(client_as, launch, sec):
    noted(launch, UserFactory())
    fields = {"base_version": 0, "outcome": "refuse", "motivation": "Ma motivation."}

    answer = client_as(sec).post(url("record", launch.pk), fields)

    assert answer.status_code == 409
    assert "Ma motivation." in answer.content.decode()


def test_s15_a_seal_asks_who_you_are_afresh(client_as, launch, sec, chair):
    noted(launch, sec)
    client = client_as(chair)

    answers = [client.get(url("seal", launch.pk)), client.post(url("seal", launch.pk))]

    assert {a.status_code for a in answers} == {302}
    assert all(reverse("account_reauthenticate") in a.url for a in answers)
    assert not Decision.objects.sealed().exists()


def test_s15_an_authentication_of_six_minutes_ago_is_not_fresh(client_as, launch, sec, chair):
    noted(launch, sec)
    client = afresh(client_as(chair), chair)
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 360
    session.save()

    assert client.post(url("seal", launch.pk), {"version": 1}).status_code == 302
    assert not Decision.objects.sealed().exists()


def test_s15_typing_ones_password_again_resumes_the_seal(client_as, launch, sec, chair):
    noted(launch, sec)
    client = client_as(chair)
    suspended = client.post(url("seal", launch.pk), {"version": 1})

    answer = client.post(suspended.url, {"password": PASSWORD})

    assert answer.status_code == 302
    assert Decision.objects.sealed().get().sealed_by == chair


def test_the_page_of_consequences_says_what_happens_then_seals(client_as, launch, sec, chair):
    noted(launch, sec)
    client = afresh(client_as(chair), chair)

    page = client.get(url("seal", launch.pk)).content.decode()
    answer = client.post(url("seal", launch.pk), {"version": 1})

    assert "Le pôle passe « Lancé »" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Un sceau ne se défait pas" in page
    assert answer.url == Decision.objects.sealed().get().get_absolute_url()


def test_the_page_of_consequences_states_what_would_have_no_effect(client_as, launch, sec, chair):
    noted(launch, sec, results={"call": True, "priority": False})

    page = afresh(client_as(chair), chair).get(url("seal", launch.pk)).content.decode()

    assert "gardée sans effet" in page
    assert "P18" in page


def test_s15_the_drafter_gets_the_reason_and_no_button(client_as, launch, bruxelles):
    both = UserFactory(serves=bruxelles, role="coordination")
    noted(launch, both)
    client = afresh(client_as(both), both)

    page = client.get(url("seal", launch.pk)).content.decode()
    answer = client.post(url("seal", launch.pk), {"version": 1})

    assert "Vous avez noté cette issue" in page
    assert answer.status_code == 422
    assert "une autre personne la scelle" in answer.content.decode()


def test_a_second_seal_gets_the_reason(client_as, launch, sec, chair, body):
    noted(launch, sec)
    decision = workflow.seal(launch, by=chair)
    other = chair_of(body)

    answer = afresh(client_as(other), other).post(url("seal", launch.pk), {"version": 1})

    assert answer.status_code == 409
    assert decision.number in answer.content.decode()


@pytest.mark.parametrize("role", ["service", "secretary", "plenary_member"])
def test_only_the_presidency_and_the_coordination_seal(client_as, launch, sec, request, role):
    noted(launch, sec)
    user = request.getfixturevalue(role)

    answer = afresh(client_as(user), user).post(url("seal", launch.pk), {"version": 1})

    assert answer.status_code == 403


def test_a_whole_sitting_is_sealed_at_closing_without_ones_own(client_as, sitting, sec, bruxelles):
    coordinator = UserFactory(serves=bruxelles, role="coordination")
    theirs, mine = ItemFactory.create_batch(2, sitting=sitting, kind=Kind.STOP)
    for item, by in ((theirs, sec), (mine, coordinator)):
        workflow.record(item, by=by, outcome=Outcome.REFUSED, motivation="Il continue.")
    client = afresh(client_as(coordinator), coordinator)

    page = client.get(url("seal_all", sitting.pk)).content.decode()
    client.post(
        url("seal_all", sitting.pk), {"point": [f"{theirs.pk}-1", f"{mine.pk}-1", "x", "9-z"]}
    )

    assert page.count('name="point"') == 1
    assert [d.item for d in Decision.objects.sealed()] == [theirs]
