"""Pages of the proposals: who reads what, what is typed stays, the link without an account."""

from datetime import timedelta

import pytest
from django.urls import reverse

from consensus import workflow
from consensus.facts import link_for
from consensus.models import Proposal
from core.clock import today
from core.todo import tasks_for
from outbox.models import Mail
from plenary.choices import Kind
from plenary.facts import waiting_in
from poles.models import Membership
from tests.actors.factories import BodyFactory
from tests.consensus.factories_proposals import (
    account,
    amended,
    opened,
    said,
    seats,
    substitute_for,
)
from tests.plenary.factories import ItemFactory, SittingFactory
from tests.poles.factories import MemberProposalFactory, MembershipFactory

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


# ── The link ────────────────────────────────────────────────────────────────────────────────────


def link(text, membership):
    return link_for(text, membership, 1)


def test_a_member_answers_by_the_link_without_an_account(client_as, text, active_pole):
    member, client = seats(active_pole)[0], client_as(None)
    url = link(text, member)

    shown = client.get(url)
    done = client.post(url, {"base_version": 1, "kind": "adhere"}, follow=True)

    assert str(member.person) in shown.text
    position = text.rounds.get().positions.get()
    assert (position.seat, position.channel, position.given_by) == (member, "lien", None)
    assert "Votre position est enregistrée" in done.text


def test_reading_the_link_writes_nothing(client_as, text, active_pole):
    client_as(None).get(link(text, seats(active_pole)[0]))

    assert not text.rounds.get().positions.exists()


def test_a_link_of_a_former_round_shows_the_text_in_force(client_as, text, active_pole, service):
    member = seats(active_pole)[0]
    amended(text, by=service)

    page = client_as(None).get(link(text, member)).text
    late = client_as(None).post(link(text, member), {"base_version": 1, "kind": "adhere"})

    assert "Le texte a été amendé depuis ce courriel." in page
    assert late.status_code == 409
    assert "amendé entre-temps" in late.text


def test_a_link_that_opens_nothing_explains_itself(client_as, text, active_pole, service):
    a, b, _c = seats(active_pole)
    client = client_as(None)
    invented = client.get(reverse("consensus:answer", args=["inventé"]))
    cut = client.get(link(text, a)[:-4] + "/")
    b.ends_on, b.end_reason = today() - DAY, "demission"
    b.save()
    ended = client.get(link(text, b))
    workflow.withdraw_proposal(text, by=service, reason="Sans objet.")
    closed = client.post(link(text, a), {"base_version": 1, "kind": "adhere"})

    assert [r.status_code for r in (invented, cut, ended, closed)] == [410] * 4
    assert "incomplet ou a été modifié" in invented.text
    assert "a pris fin" in ended.text
    assert "Sans objet" in closed.text
    assert not text.rounds.get().positions.exists()


def test_the_link_of_a_substitute_says_that_the_member_has_spoken(client_as, text, active_pole):
    member = seats(active_pole)[0]
    substitute = substitute_for(member)
    said(text, member, "adhere")

    page = client_as(None).get(link(text, substitute)).text

    assert "prévaut" in page
    assert "Enregistrer ma position" not in page


# ── Modalités, message ──────────────────────────────────────────────────────────────────────────


def test_adopted_modalities_are_offered_to_a_sitting_until_an_item_carries_them(
    active_pole, service
):
    body = BodyFactory(bassin=active_pole.bassin)
    text = opened(active_pole, by=service, kind="modalites", rhythm="chaque mois")
    for member in seats(active_pole):
        said(text, member, "adhere")
    workflow.adopt(text, by=service)

    waiting = [w for w in waiting_in(active_pole.bassin, on=today()) if w.kind == Kind.MODALITIES]

    assert [w.proposal["rhythm"] for w in waiting] == ["chaque mois"]
    ItemFactory(
        body=body,
        sitting=SittingFactory(body=body),
        pole=active_pole,
        kind=Kind.MODALITIES,
        proposal=waiting[0].proposal,
    )
    left = [w for w in waiting_in(active_pole.bassin, on=today()) if w.kind == Kind.MODALITIES]
    assert left == []


def test_a_message_is_seen_with_its_recipients_before_it_leaves(client_as, active_pole, service):
    guest = MembershipFactory(pole=active_pole, guest=True)
    candidate = MemberProposalFactory(pole=active_pole)
    url, client = reverse("consensus:message", args=[active_pole.pk]), client_as(service)
    words = {
        "token": "z" * 24,
        "to": ["invites", "candidats"],
        "subject": "Visite",
        "text": "On visite l’atelier jeudi.",
    }

    seen = client.post(url, words)
    nothing_yet = Mail.objects.filter(template="consensus/message").count()
    print_of_it = seen.context["seen"]
    client.post(url, {**words, "vu": print_of_it})
    client.post(url, {**words, "vu": print_of_it})

    assert "2 destinataires" in seen.text
    assert nothing_yet == 0
    sent = Mail.objects.filter(template="consensus/message")
    assert {m.person for m in sent} == {guest.person, candidate.person}
    assert sent.count() == 2


def test_what_was_not_seen_does_not_leave(client_as, active_pole, service):
    MembershipFactory(pole=active_pole, guest=True)
    url, client = reverse("consensus:message", args=[active_pole.pk]), client_as(service)
    words = {"token": "z" * 24, "to": ["invites"], "subject": "Visite", "text": "Jeudi."}
    seen = client.post(url, words).context["seen"]

    again = client.post(url, {**words, "text": "Vendredi.", "vu": seen})

    assert again.status_code == 200
    assert not Mail.objects.filter(template="consensus/message").exists()
