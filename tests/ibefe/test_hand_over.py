"""Somebody leaves: what they see to is listed, passed in one act, and told."""

from datetime import timedelta

import pytest
from django.urls import reverse

from actors.facts import duties
from actors.facts.duties import held_by
from actors.models import Person
from core.clock import today
from core.models import JournalEntry
from core.relations import relations_to
from outbox.models import Mail
from poles.models import Pole
from tests.actors.factories import PersonFactory, StaffAssignmentFactory
from tests.plenary.factories import ItemFactory
from tests.poles.factories import PoleFactory, PoleRequestFactory

pytestmark = pytest.mark.django_db

# Columns that say who did or was something; they stay when somebody leaves.
NOT_A_DUTY = {
    "actors.Mandate.person",
    "actors.Person.merged_into",
    "actors.StaffAssignment.person",
    "consensus.Attendance.person",
    "consensus.Comment.person",
    "consensus.Objection.author",
    "consensus.Position.person",
    "consensus.Adhesion.person",
    "consensus.DiagnosisComment.person",
    "outbox.Mail.person",
    "outbox.Reminder.person",
    "plenary.Attendance.person",
    "plenary.Recusal.person",
    "plenary.Remark.person",
    "plenary.Stance.person",
    "poles.MemberProposal.person",
    "poles.MemberProposal.substitute_of",
    "poles.Membership.person",
}


def url(person):
    return reverse("hand_over", args=[person.pk])


def sent(client, person, **data):
    """The form as the page fills it, with these values."""
    form = client.get(url(person)).context["form"]
    rows = {field.html_name: field.initial for _held, field in form.rows()}
    given = {"on": today().isoformat(), "reason": "Nouvelle fonction.", **rows, **data}
    return client.post(url(person), given)


@pytest.fixture
def leaving(bruxelles):
    return StaffAssignmentFactory(bassin=bruxelles).person


@pytest.fixture
def successor(bruxelles):
    return StaffAssignmentFactory(bassin=bruxelles).person


def test_every_file_goes_to_the_successor_in_one_act(client, service, leaving, successor):
    led, seconded = PoleFactory(lead=leaving), PoleFactory(deputy=leaving, active=True)
    item = ItemFactory(presenter=leaving, body__bassin=led.bassin)
    client.force_login(service)

    answer = sent(client, leaving, to=successor.pk)

    assert answer.status_code == 302
    for row, field in ((led, "lead"), (seconded, "deputy"), (item, "presenter")):
        version = row.version
        row.refresh_from_db()
        assert (getattr(row, field), row.version) == (successor, version + 1)
        assert "Nouvelle fonction." in row.history.first().history_change_reason
    entry = JournalEntry.objects.get(act="actors.passer_dossiers")
    assert entry.subject_id == str(leaving.pk)
    mail = Mail.objects.get()
    assert mail.to_address == successor.email
    assert led.title in mail.text
    assert held_by(leaving, service, on=today()) == []


def test_some_go_to_another_and_some_stay(client, service, leaving, successor):
    other = StaffAssignmentFactory(bassin=service.person.assignments.get().bassin).person
    poles = [PoleFactory(lead=leaving, title=f"Pôle {n}") for n in range(3)]
    names = [f"dossier-poles.lead-{pole.pk}" for pole in poles]
    client.force_login(service)

    sent(client, leaving, to=successor.pk, **{names[1]: other.pk, names[2]: ""})

    leads = list(Pole.objects.filter(pk__in=[p.pk for p in poles]).order_by("pk"))
    assert [pole.lead for pole in leads] == [successor, other, leaving]
    assert {mail.to_address for mail in Mail.objects.all()} == {successor.email, other.email}


def test_nobody_receives_what_they_have_no_right_to(client, service, leaving, successor):
    """A colleague of the porteur may carry the demande on, not lead a pôle of the service."""
    pole = PoleFactory(lead=leaving)
    request = PoleRequestFactory(person=leaving, bassin=pole.bassin)
    colleague = PersonFactory(organisation=leaving.organisation)
    client.force_login(service)

    answer = sent(client, leaving, to=colleague.pk)

    assert answer.status_code == 200
    form = answer.context["form"]
    assert "n’a pas accès" in str(form.errors[f"dossier-poles.lead-{pole.pk}"])
    assert f"dossier-poles.request-{request.pk}" not in form.errors
    pole.refresh_from_db()
    assert pole.lead == leaving
    assert not Mail.objects.exists()


def test_what_somebody_else_passed_meanwhile_is_said_and_nothing_typed_is_lost(
    client, service, leaving, successor
):
    PoleFactory(lead=leaving)
    client.force_login(service)
    form = client.get(url(leaving)).context["form"]
    rows = {field.html_name: field.initial for _held, field in form.rows()}
    data = {"on": today().isoformat(), "to": successor.pk, **rows}

    client.post(url(leaving), {**data, "reason": "Le premier motif."})
    second = client.post(url(leaving), {**data, "reason": "Le second motif."})

    assert second.status_code == 409
    page = second.content.decode()
    assert "Le premier motif." in page
    assert "Le second motif." in page
    assert JournalEntry.objects.filter(act="actors.passer_dossiers").count() == 1


def test_a_day_to_come_is_refused(client, service, leaving, successor):
    PoleFactory(lead=leaving)
    client.force_login(service)
    tomorrow = (today() + timedelta(days=1)).isoformat()

    answer = sent(client, leaving, to=successor.pk, on=tomorrow)

    assert answer.status_code == 422
    assert not Mail.objects.exists()


def test_another_bassin_neither_lists_nor_passes_its_files(client, liege_service, leaving):
    PoleFactory(lead=leaving)
    client.force_login(liege_service)

    assert client.get(url(leaving)).context["form"].held == []


def test_the_page_of_health_says_what_somebody_left_behind(client, administrator, bruxelles):
    """A pôle follows its lead out of the service only when somebody passes it."""
    gone = StaffAssignmentFactory(bassin=bruxelles, ends_on=today() - timedelta(days=1))
    pole = PoleFactory(lead=gone.person)
    PoleFactory(lead=gone.person, closed=True)
    client.force_login(administrator)
    words = [check.words for check in left_behind_only(client)]

    assert words == [f"{pole} ({gone.person})"]


def left_behind_only(client):
    page = client.get(reverse("health"))
    return [c for c in page.context["checks"] if c.name == "Dossiers restés à qui est parti"]


def test_every_column_that_names_a_person_is_a_duty_or_a_past_act():
    """A new one must say which it is: otherwise a file could stay with somebody who left."""
    columns = {
        f"{relation.related_model._meta.label}.{relation.field.name}"
        for relation in relations_to(Person)
    }
    told = {f"{one.model._meta.label}.{one.field}" for one in duties.DUTIES.values()}

    assert columns == told | NOT_A_DUTY
