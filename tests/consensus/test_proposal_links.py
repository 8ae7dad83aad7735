"""Around a proposal: the link of its mail, what the plenary takes up, what is written to a pôle."""

from datetime import timedelta

import pytest
from django.urls import reverse

from consensus import workflow
from consensus.facts import link_for
from consensus.models import Commitment
from core.clock import today
from outbox.models import Mail
from plenary.choices import Kind
from plenary.facts import waiting_in
from plenary.workflow import from_fact, put_on
from tests.actors.factories import BodyFactory
from tests.consensus.factories_proposals import (
    TEXT,
    amended,
    opened,
    said,
    seats,
    substitute_for,
)
from tests.plenary.factories import SittingFactory
from tests.poles.factories import MemberProposalFactory, MembershipFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def text(active_pole, service):
    return opened(active_pole, by=service)


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
    item = put_on(SittingFactory(body=body), from_fact(waiting[0], body=body), by=service)

    assert (item.text, item.proposal["rhythm"]) == (TEXT, "chaque mois")
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


def test_an_engagement_taken_from_a_text_says_where_it_comes_from(
    client_as, text, active_pole, service, pole_member
):
    url = reverse("consensus:commit", args=[text.pk])
    words = {
        "token": "w" * 24,
        "what": "Publier ses places de stage",
        "owner": pole_member.person.pk,
        "made_on": today().isoformat(),
        "due_on": (today() + 30 * DAY).isoformat(),
    }

    answer = client_as(service).post(url, words)

    one = Commitment.objects.get()
    assert answer.url.startswith(text.get_absolute_url())
    assert one.source_label == f"proposition n° 1 : {text.title}"
    assert "Publier ses places de stage" in client_as(pole_member).get(text.get_absolute_url()).text
    page = client_as(pole_member).get(one.get_absolute_url()).text
    assert f'href="{text.get_absolute_url()}"' in page
    assert client_as(pole_member).get(url).status_code == 403
