"""Pages of the proposals: who reads what, what is typed stays, the link without an account."""

from datetime import timedelta

import pytest
from django.urls import reverse

from consensus import workflow
from consensus.models import Proposal
from core.clock import today
from core.todo import tasks_for
from poles.models import Membership
from tests.consensus.factories_proposals import (
    account,
    amended,
    opened,
    said,
    seats,
    substitute_for,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def text(active_pole, service):
    return opened(active_pole, by=service)


def page_of(text, name="proposal", **arguments):
    return reverse(f"consensus:{name}", kwargs={"pk": text.pk, **arguments})


def typed(**words):
    return {
        "token": "x" * 24,
        "kind": "decision",
        "title": "Un tuteur nommé",
        "text": "Chaque place porte un tuteur nommé.",
        "rhythm": "",
        "deadline": (today() + 9 * DAY).isoformat(),
        **words,
    }


def test_the_service_opens_a_proposal_once(client_as, active_pole, service):
    url = reverse("consensus:propose", args=[active_pole.pk])
    client = client_as(service)

    first = client.post(url, typed(facilitator=service.person.pk))
    client.post(url, typed(facilitator=service.person.pk))

    text = Proposal.objects.get()
    assert first.url == text.get_absolute_url()
    assert "Chaque place porte un tuteur nommé." in client.get(first.url).text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"deadline": (today() - DAY).isoformat()}, "Ce jour est passé"),
        ({"kind": "modalites"}, "Écrivez le rythme"),
        ({"rhythm": "chaque mois"}, "que pour des modalités"),
        ({"kind": "portage"}, "Sélectionnez un choix valide"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    client_as, active_pole, service, words, said
):
    url = reverse("consensus:propose", args=[active_pole.pk])

    page = client_as(service).post(url, typed(facilitator=service.person.pk, **words)).text

    assert said in page
    assert "Chaque place porte un tuteur nommé." in page
    assert not Proposal.objects.exists()


def test_members_and_guests_read_it_the_plenary_does_not(
    client_as, text, pole_member, guest, plenary_member, outsider, liege_service
):
    for user in (pole_member, guest):
        assert "calendrier commun" in client_as(user).get(page_of(text)).text
    for user in (plenary_member, outsider, liege_service):
        assert client_as(user).get(page_of(text)).status_code == 404


def test_a_guest_comments_and_is_told_why_not_more(client_as, text, guest):
    client = client_as(guest)

    page = client.get(page_of(text)).text
    client.post(page_of(text, "comment"), {"token": "y" * 24, "text": "Et les bacheliers."})

    assert "Seuls les membres désignés" in page
    assert client.get(page_of(text, "position")).status_code == 403
    assert "Et les bacheliers." in client.get(page_of(text)).text


def test_a_member_gives_their_position_on_the_page(client_as, text, pole_member):
    client = client_as(pole_member)
    answer = {"base_version": 1, "kind": "objection", "reason": "Trop tôt.", "lifts": ""}

    refused = client.post(page_of(text, "position"), answer)
    done = client.post(page_of(text, "position"), {**answer, "lifts": "En février."})

    assert "Dites ce qui lèverait votre objection." in refused.text
    assert done.url == text.get_absolute_url()
    page = client.get(done.url).text
    assert "L’objection à traiter" in page
    assert "Lever mon objection" in page
    assert "En février." in page


def test_the_answer_to_a_text_amended_meanwhile_stays_and_says_so(
    client_as, text, pole_member, service
):
    amended(text, by=service)
    answer = {"base_version": 1, "kind": "reserve", "reason": "Pas en janvier."}

    page = client_as(pole_member).post(page_of(text, "position"), answer)

    assert page.status_code == 409
    assert "amendé entre-temps" in page.text
    assert "Pas en janvier." in page.text
    assert '<input type="hidden" name="base_version" value="2"' in page.text
    assert "à l’essai." in page.text


def test_two_amendments_at_once_lose_nothing(client_as, text, service, coordinator):
    words = {
        "base_version": 1,
        "summary": "Il change.",
        "deadline": (today() + 9 * DAY).isoformat(),
    }
    client_as(coordinator).post(page_of(text, "amend"), {**words, "text": "Le texte de l’autre."})

    page = client_as(service).post(page_of(text, "amend"), {**words, "text": "Mon texte."})

    assert page.status_code == 409
    assert "Mon texte." in page.text
    assert "Le texte de l’autre." in page.text
    assert text.rounds.count() == 2


def test_versions_are_compared_word_by_word(client_as, text, service):
    amended(text, by=service)
    client = client_as(service)

    marked, bare = client.get(page_of(text)).text, client.get(f"{page_of(text)}?nu").text

    assert "<del>" in marked
    assert "dès janvier." in marked
    assert "dès janvier." not in bare
    assert "dès janvier." in client.get(f"{page_of(text)}?version=1").text
    assert client.get(f"{page_of(text)}?version=99").status_code == 200


def test_the_positions_of_others_wait_for_mine(client_as, active_pole, service, pole_member):
    text = opened(active_pole, by=service, hides_answers=True)
    said(text, seats(active_pole)[0], "reserve", reason="Un motif reconnaissable.")
    client = client_as(pole_member)

    before = client.get(page_of(text)).text
    said(text, pole_member.person, "adhere")
    after = client.get(page_of(text)).text

    assert "Un motif reconnaissable." not in before
    assert "attendent la vôtre" in before
    assert "Un motif reconnaissable." in after
    assert "Un motif reconnaissable." in client_as(service).get(page_of(text)).text


def test_only_its_author_has_the_page_that_lifts_an_objection(
    client_as, text, active_pole, pole_member, service
):
    said(text, pole_member.person, "objection")
    objection = text.objections.get()
    other = account(seats(active_pole)[0].person)
    url = page_of(text, "lift", objection=objection.pk)

    assert client_as(other).get(url).status_code == 403
    assert client_as(service).get(url).status_code == 403
    client_as(pole_member).post(url, {"base_version": 1, "kind": "adhere", "reason": ""})

    objection.refresh_from_db()
    assert objection.status == "lifted"


def test_the_page_of_adoption_says_every_reason_and_shows_no_button(client_as, text, service):
    page = client_as(service).get(page_of(text, "adopt")).text

    assert "2 raisons l’empêchent" in page
    assert "Adopter par consensus</button>" not in page


def test_who_facilitates_without_serving_may_close(client_as, active_pole, service, pole_member):
    text = opened(active_pole, by=service, facilitator=pole_member.person)

    page = client_as(pole_member).get(page_of(text)).text
    client_as(pole_member).post(page_of(text, "withdraw"), {"reason": "Sans objet."})

    text.refresh_from_db()
    assert "Amender" in page
    assert text.status == "withdrawn"


def test_another_member_does_not_facilitate(client_as, text, pole_member):
    for name in ("amend", "adopt", "defer", "refer", "withdraw", "record"):
        assert client_as(pole_member).get(page_of(text, name)).status_code == 403


def test_a_closed_text_sends_back_to_its_page(client_as, text, service):
    workflow.withdraw_proposal(text, by=service, reason="Sans objet.")

    answer = client_as(service).get(page_of(text, "amend"), follow=True)

    assert "on n’y revient plus" in answer.text
    assert "Retirée le" in answer.text


def test_the_list_begins_with_what_waits_for_me(client_as, active_pole, service, pole_member):
    waiting = opened(active_pole, by=service, title="Qui attend ma position")
    answered = opened(active_pole, by=service, title="Déjà répondue")
    said(answered, pole_member.person, "adhere")
    url = reverse("consensus:proposals", args=[active_pole.pk])

    page = client_as(pole_member).get(url).text

    assert page.index(waiting.title) < page.index(answered.title)
    assert page.count("Donner ma position") == 1


def test_the_list_tells_no_objection_before_one_has_answered(
    client_as, active_pole, service, pole_member
):
    text = opened(active_pole, by=service, hides_answers=True)
    said(text, seats(active_pole)[0], "objection")
    client, url = client_as(pole_member), reverse("consensus:proposals", args=[active_pole.pk])

    before = client.get(url).text
    said(text, pole_member.person, "adhere")
    after = client.get(url).text

    assert "Une objection tient" not in before
    assert "Une objection tient" in after


def test_the_list_forgets_the_objection_of_somebody_who_left(client_as, active_pole, service):
    text = opened(active_pole, by=service)
    member = seats(active_pole)[0]
    said(text, member, "objection")
    url = reverse("consensus:proposals", args=[active_pole.pk])
    before = client_as(service).get(url).text

    member.ends_on, member.end_reason = today() - DAY, "demission"
    member.save()

    assert "Une objection tient" in before
    assert "Une objection tient" not in client_as(service).get(url).text


def test_a_pole_without_proposal_says_what_comes_here(client_as, active_pole, pole_member):
    for name in ("proposals", "dossier"):
        url = reverse(f"consensus:{name}", args=[active_pole.pk])
        assert "personne ne vote" in client_as(pole_member).get(url).text


def test_the_home_asks_a_member_and_their_substitute_until_one_answers(
    active_pole, service, pole_member
):
    substitute = substitute_for(Membership.objects.get(person=pole_member.person))
    text = opened(active_pole, by=service)
    people = [pole_member, account(substitute.person)]

    def asked(user):
        return [t.url for s, tasks in tasks_for(user, on=today()) for t in tasks]

    assert all(text.get_absolute_url() in asked(user) for user in people)
    said(text, substitute, "adhere")
    assert not any(text.get_absolute_url() in asked(user) for user in people)


def test_who_facilitates_is_asked_for_the_outcome_once_the_day_has_passed(active_pole, service):
    text = opened(active_pole, by=service)

    later = [t.title for s, tasks in tasks_for(service, on=text.deadline + DAY) for t in tasks]

    assert text.title in later
