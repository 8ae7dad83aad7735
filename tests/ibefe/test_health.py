"""Santé in words for who runs the house; probes for machines; the warning of the interface."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.models import Job, JobStatus
from ibefe.celery import app
from outbox.models import Heartbeat, Reminder
from outbox.tasks import heartbeat, send_reminders
from tests.actors.factories import BassinFactory
from tests.outbox.factories import MailFactory

pytestmark = pytest.mark.django_db

PAGE = reverse("health")


@pytest.fixture
def client(client_as, coordinator):
    return client_as(coordinator)


def later(**delta):
    return time_machine.travel(timezone.now() + timedelta(**delta))


def troubles(client):
    return {c.name for c in client.get(PAGE).context["troubles"]}


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("coordinator", 200),
        ("manager", 200),
        ("administrator", 200),
        ("service", 403),
        ("secretary", 403),
        ("president", 403),
        ("porteur", 403),
    ],
)
def test_those_who_run_the_house_see_it(client_as, request, who, status):
    assert client_as(request.getfixturevalue(who)).get(PAGE).status_code == status


def test_all_is_well_when_everything_has_just_run(client):
    heartbeat()
    send_reminders()

    assert troubles(client) == set()
    assert "Tout va bien." in client.get(PAGE).content.decode()


def test_a_house_whose_worker_never_started_says_so(client):
    assert troubles(client) == {"Travailleur et calendrier", "Passage des rappels"}


def test_r36_a_worker_that_is_silent_is_seen(client):
    heartbeat()
    send_reminders()

    with later(minutes=16):
        assert troubles(client) == {"Travailleur et calendrier"}
    with later(minutes=61):
        assert troubles(client) == {"Travailleur et calendrier", "Passage des rappels"}


def test_r36_a_worker_that_is_alive_but_deaf_is_seen_by_the_age_of_its_queue(client):
    MailFactory(posted_at=timezone.now() - timedelta(minutes=11))
    heartbeat()
    send_reminders()

    assert troubles(client) == {"Courriers prêts à partir"}
    assert "le plus ancien depuis 11 minutes" in client.get(PAGE).content.decode()


def test_mails_that_did_not_leave_are_counted(client):
    MailFactory(refused=True)
    MailFactory(uncertain=True)
    heartbeat()
    send_reminders()

    assert troubles(client) == {"Courriers refusés"}
    assert "1 refusés, 1 incertains." in client.get(PAGE).content.decode()


def test_documents_that_could_not_be_made_are_counted(client, service):
    heartbeat()
    send_reminders()
    Job.objects.create(
        kind="poles.dossier",
        subject_id="1",
        status=JobStatus.FAILED,
        asked_at=timezone.now(),
        finished_at=timezone.now(),
        asked_by=service,
    )

    assert troubles(client) == {"Documents à faire"}


def test_a_reminder_that_nobody_can_receive_is_never_silent(client, bruxelles):
    heartbeat()
    send_reminders()
    Reminder.objects.create(
        bassin=bruxelles,
        rule="poles.term_end",
        about_type="poles.pole",
        about_id="1",
        cycle="terme 1",
        step="fin",
        recipient="mailbox",
        due_on=timezone.now().date() - timedelta(days=1),
    )

    assert troubles(client) == {"Rappels sans destinataire"}


def test_a_broker_that_does_not_answer_is_said_and_nothing_is_lost(client, settings):
    heartbeat()
    send_reminders()
    before = app.conf.broker_url, app.conf.broker_write_url
    app.conf.broker_url = app.conf.broker_write_url = "redis://127.0.0.1:1/0"
    try:
        assert troubles(client) == {"File des tâches"}
    finally:
        app.conf.broker_url, app.conf.broker_write_url = before


# ── Probes ───────────────────────────────────────────────────────────────────────────────────────


def test_r36_the_probes_say_little_to_anybody(client_as):
    assert client_as().get(reverse("alive")).json() == {"vivant": True}
    assert client_as().get(reverse("ready")).json() == {"pret": True}


def test_r36_alive_asks_nothing_of_the_database(client_as):
    with CaptureQueriesContext(connection) as captured:
        client_as().get(reverse("alive"))

    assert len(captured) == 0


# ── The warning of the interface ─────────────────────────────────────────────────────────────────

HOME = reverse("me")


def warning(client_as, user):
    return client_as(user).get(HOME).context["scheduler_warning"]


def test_nothing_is_said_before_any_sign_of_life_while_nothing_is_late(client_as, service):
    MailFactory()

    assert warning(client_as, service) == ""


def test_a_worker_that_never_started_is_told_once_a_mail_is_late(client_as, service):
    MailFactory(posted_at=timezone.now() - timedelta(minutes=16))

    assert "n’a pas encore démarré" in warning(client_as, service)


def test_the_service_is_warned_after_a_quarter_of_an_hour_and_no_longer_than_needed(
    client_as, service
):
    heartbeat()
    assert warning(client_as, service) == ""

    with later(minutes=20):
        assert "se tait depuis 20 minutes" in warning(client_as, service)
        heartbeat()
        assert warning(client_as, service) == ""


@pytest.mark.parametrize("who", ["plenary_member", "porteur", "pole_member"])
def test_others_are_not_bothered_and_cost_no_query(client_as, request, who):
    user = request.getfixturevalue(who)
    Heartbeat.objects.create(name="worker", at=timezone.now() - timedelta(days=1))

    with CaptureQueriesContext(connection) as captured:
        assert warning(client_as, user) == ""

    assert not [q for q in captured if "heartbeat" in q["sql"]]


def test_the_warning_costs_the_service_one_query(client_as, service):
    heartbeat()
    with CaptureQueriesContext(connection) as captured:
        warning(client_as, service)

    assert len([q for q in captured if "heartbeat" in q["sql"]]) == 1


def test_mails_and_reminders_of_every_bassin_are_looked_at(client):
    MailFactory(refused=True, bassin=BassinFactory(code="LG"))

    assert "Courriers refusés" in troubles(client)
