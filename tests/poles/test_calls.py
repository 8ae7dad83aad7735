"""Appels à participation: opened after the launch decision, open and closed by the calendar."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core.agenda import Kind, deadlines_for
from core.clock import today
from core.models import JournalEntry
from core.workflow import Refused, WrongState
from poles import workflow
from poles.choices import CallStanding
from poles.models import Call
from poles.reports import call_standing, closed_since, public_calls, when_of
from tests.poles.factories import CallFactory, PoleFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def refusal(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return " ".join(refused.value.sentences)


# ── Opening ─────────────────────────────────────────────────────────────────────────────────────


def test_a_call_opens_once_the_plenary_has_launched_the_pole_with_one(service):
    call = CallFactory()

    workflow.open_call(call, by=service)

    call.refresh_from_db()
    assert (call.status, call.opened_by, call.version) == ("open", service, 2)
    assert JournalEntry.objects.last().act == "poles.ouvrir_appel"


def test_a_launch_without_a_call_is_cited_in_the_refusal(service):
    call = CallFactory(pole__launched=True, pole__call_open_allowed=False)
    launch = call.pole.decisions.get()

    said = refusal(workflow.open_call, call, by=service)

    assert f"La décision {launch.number} du" in said
    assert "sans appel à participation" in said
    call.refresh_from_db()
    assert call.status == "draft"


def test_before_the_launch_a_call_is_prepared_and_not_opened(service):
    pole = PoleFactory(proposed=True)
    call = workflow.prepare_call(CallFactory.build(pole=pole), by=service)

    said = refusal(workflow.open_call, call, by=service)

    assert "une fois que la plénière l’a lancé" in said


def test_every_reason_is_said_at_once(service):
    call = CallFactory(
        pole__launched=True,
        pole__call_open_allowed=False,
        profile_a="",
        seats_b=None,
        opens_on=today() - 9 * DAY,
        closes_on=today() - DAY,
    )

    with pytest.raises(Refused) as refused:
        workflow.open_call(call, by=service)

    assert len(refused.value.reasons) == 3


def test_one_call_at_a_time_is_open_for_a_pole(service):
    first = CallFactory(published=True)
    second = CallFactory(pole=first.pole)

    assert "court jusqu’au" in refusal(workflow.open_call, second, by=service)
    workflow.cancel_call(first, by=service, reason="Texte à revoir.")
    workflow.open_call(second, by=service)


def test_one_call_is_prepared_at_a_time(service):
    call = CallFactory()

    said = refusal(workflow.prepare_call, CallFactory.build(pole=call.pole), by=service)

    assert "se prépare déjà" in said
    assert Call.objects.count() == 1


def test_a_pole_that_is_over_seeks_nobody(service):
    pole = PoleFactory(ended=True)

    assert "ne cherche plus" in refusal(
        workflow.prepare_call, CallFactory.build(pole=pole), by=service
    )


def test_a_launch_is_not_withdrawn_under_a_published_call(service):
    call = CallFactory(published=True)

    said = refusal(workflow.undo_launch, call.pole, by=service, decision=call.pole.decisions.get())

    assert "appel à participation est publié" in said


# ── The calendar ────────────────────────────────────────────────────────────────────────────────


def test_a_call_opens_and_closes_by_the_calendar_its_last_day_inclusive():
    call = CallFactory(published=True)
    seen = [
        call_standing(call, on=on)
        for on in (call.opens_on - DAY, call.opens_on, call.closes_on, call.closes_on + DAY)
    ]

    assert seen == [
        CallStanding.TO_COME,
        CallStanding.OPEN,
        CallStanding.OPEN,
        CallStanding.CLOSED,
    ]
    for on, standing in zip(
        (call.opens_on - DAY, call.opens_on, call.closes_on, call.closes_on + DAY),
        seen,
        strict=True,
    ):
        running = Call.objects.running(on=on).exists()
        assert running == (standing == CallStanding.OPEN)


def test_a_closed_call_says_since_when():
    call = CallFactory(past=True)

    assert closed_since(call) == today()
    assert when_of(call, on=today()).startswith("clos depuis le ")


def test_a_call_ends_with_its_pole():
    call = CallFactory(pole__ended=True, published=True)

    assert call_standing(call, on=today()) == CallStanding.CLOSED
    assert closed_since(call) == call.pole.ended_on
    assert not Call.objects.running(on=today()).exists()


def test_a_call_is_extended_with_a_reason_even_after_its_closing(service):
    call = CallFactory(past=True)
    first, later = call.closes_on, today() + 15 * DAY

    workflow.extend_call(call, by=service, closes_on=later, reason="Trop peu d’écoles.")

    call.refresh_from_db()
    assert (call.closes_on, call.first_closing_on) == (later, first)
    assert call_standing(call, on=today()) == CallStanding.OPEN


@pytest.mark.parametrize("shift", [-1, 0])
def test_a_call_is_never_shortened(service, shift):
    call = CallFactory(published=True)

    said = refusal(
        workflow.extend_call,
        call,
        by=service,
        closes_on=call.closes_on + shift * DAY,
        reason="Erreur.",
    )

    assert "ne se raccourcit pas" in said


def test_a_cancelled_call_is_over_for_good(service):
    call = CallFactory(published=True)
    workflow.cancel_call(call, by=service, reason="Une autre instance s’en charge.")

    with pytest.raises(WrongState):
        workflow.open_call(call, by=service)
    with pytest.raises(WrongState):
        workflow.extend_call(call, by=service, closes_on=today() + 90 * DAY, reason="Non.")
    assert call_standing(call, on=today()) == CallStanding.CANCELLED


# ── What anybody reads ──────────────────────────────────────────────────────────────────────────


def test_the_site_lists_public_calls_alone(client):
    listed = CallFactory(published=True)
    hidden = CallFactory(published=True, reach="lien")
    CallFactory(past=True)
    CallFactory(cancelled=True)
    CallFactory()

    page = client.get(reverse("poles:public_calls")).content.decode()
    feed = client.get(reverse("poles:calls_feed"))

    assert [c.url for c in public_calls(on=today())] == [listed.public_url]
    assert listed.public_url in page
    assert hidden.public_url not in page
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert listed.public_url in feed.content.decode()
    assert str(hidden.uuid) not in feed.content.decode()


def test_a_call_by_its_address_is_read_without_an_account(client):
    call = CallFactory(published=True, reach="lien")

    page = client.get(call.public_url)

    assert page.status_code == 200
    assert call.pole.title in page.content.decode()
    assert '<meta name="robots" content="noindex">' in page.content.decode()


def test_a_public_page_holds_nothing_of_the_fiche(client):
    secret = "mot-secret-de-la-fiche"
    call = CallFactory(
        published=True, pole__launched=True, pole__evidence=secret, pole__problem=secret
    )

    page = client.get(call.public_url).content.decode()

    assert secret not in page


def test_a_call_in_preparation_has_no_public_page(client):
    assert client.get(CallFactory().public_url).status_code == 404


def test_a_past_call_says_that_it_is_closed(client):
    page = client.get(CallFactory(past=True).public_url).content.decode()

    assert "Cet appel est clos depuis le" in page


# ── Pages of the service ────────────────────────────────────────────────────────────────────────


def test_the_form_is_prefilled_from_the_fiche(client_as, service, bruxelles):
    pole = PoleFactory(bassin=bruxelles, launched=True, actors_c="Écoles de promotion sociale")

    page = client_as(service).get(reverse("poles:call_new", args=[pole.pk])).content.decode()

    assert "Écoles de promotion sociale" in page
    assert pole.problem in page


def test_the_dates_of_a_published_call_do_not_move_by_the_form(client_as, service, bruxelles):
    call = CallFactory(pole__bassin=bruxelles, pole__launched=True, published=True)
    url = reverse("poles:call_edit", args=[call.pole_id, call.pk])
    data = {
        "base_version": 1,
        "lede": "Autre phrase",
        "text": "Autre texte",
        "profile_a": "Toutes",
        "opens_on": "2030-01-01",
        "closes_on": "2030-02-01",
        "reach": "public",
    }

    answer = client_as(service).post(url, data)

    closes_on = call.closes_on
    call.refresh_from_db()
    assert answer.status_code == 302
    assert (call.lede, call.closes_on) == ("Autre phrase", closes_on)


def test_the_page_of_a_call_says_why_it_cannot_open(client_as, service, bruxelles):
    call = CallFactory(pole=PoleFactory(bassin=bruxelles, proposed=True))

    page = client_as(service).get(call.get_absolute_url()).content.decode()

    assert "ne peut pas encore être publié" in page
    assert reverse("poles:call_open", args=[call.pole_id, call.pk]) not in page


def test_the_closing_of_a_call_is_a_deadline_of_the_service(service, porteur, bruxelles):
    call = CallFactory(pole=PoleFactory(bassin=bruxelles, launched=True), published=True)
    CallFactory(pole=call.pole, past=True)

    found = [d for d in deadlines_for(service, on=today()) if d.kind == Kind.CALL]

    assert [(d.on, d.url) for d in found] == [(call.closes_on, call.get_absolute_url())]
    assert [d for d in deadlines_for(porteur, on=today()) if d.kind == Kind.CALL] == []
