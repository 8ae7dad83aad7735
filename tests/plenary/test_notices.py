"""The delay of the convocation: what the règlement says, and what happens when it is past."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from core.clock import today
from core.models import JournalEntry
from core.workflow import Refused
from outbox.models import Mail
from plenary import workflow
from plenary.choices import SittingStatus
from plenary.facts.notices import days_before, notice_of
from tests.actors.factories import RegulationFactory
from tests.plenary.factories import ItemFactory, SittingFactory
from tests.plenary.pages import url

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WHY = "La ministre demande une réponse."


@pytest.fixture
def soon(body):
    """In four days, ready to be convened."""
    sitting = SittingFactory(body=body, on=today() + 4 * DAY)
    ItemFactory(sitting=sitting)
    return sitting


@pytest.mark.parametrize(
    ("on", "count", "working", "last"),
    [
        (date(2026, 12, 3), 10, False, date(2026, 11, 23)),
        (date(2026, 12, 3), 8, True, date(2026, 11, 23)),
        (date(2026, 11, 12), 2, True, date(2026, 11, 9)),  # le 11 novembre ne compte pas
        (date(2027, 1, 4), 1, True, date(2026, 12, 31)),  # ni le 1er janvier, ni la fin de semaine
    ],
)
def test_days_are_counted_back_from_the_sitting(on, count, working, last):
    assert days_before(on, count, working=working) == last


def test_a_reglement_that_says_nothing_is_a_reminder_not_a_rule(soon, sec):
    assert "à compléter d’après le ROI" in notice_of(soon).words

    workflow.convene(soon, by=sec)

    assert soon.agenda_versions.get().content["late_reason"] == ""


def test_a_late_convocation_is_refused_until_it_says_why(soon, body, sec):
    RegulationFactory(body=body, convocation_days=10)

    with pytest.raises(Refused, match="écrivez le motif de l’urgence"):
        workflow.convene(soon, by=sec)
    soon.refresh_from_db()
    assert soon.status == SittingStatus.PREPARING
    assert not Mail.objects.exists()

    workflow.convene(soon, by=sec, late_reason=WHY)
    assert soon.agenda_versions.get().content["late_reason"] == WHY
    assert WHY in JournalEntry.objects.get(act="plenary.convoquer").data


def test_a_convocation_in_time_keeps_no_reason(soon, body, sec):
    RegulationFactory(body=body, convocation_days=3)

    workflow.convene(soon, by=sec, late_reason=WHY)

    assert soon.agenda_versions.get().content["late_reason"] == ""


def test_the_page_warns_in_words_and_keeps_what_was_typed(client_as, soon, body, sec):
    RegulationFactory(body=body, convocation_days=5, convocation_working_days=True)
    client = client_as(sec)

    page = client.get(url("convene", soon.pk)).content.decode()
    answer = client.post(url("convene", soon.pk), {"late_reason": "  "})

    assert "part après le délai du règlement" in page
    assert "jours fériés non comptés" in page
    assert answer.status_code == 422
    assert client.post(url("convene", soon.pk), {"late_reason": WHY}).status_code == 302


def test_the_page_says_who_has_no_address(client_as, soon, sec, member):
    person = member[1].person
    person.email = ""
    person.save()

    client = client_as(sec)
    page = client.get(url("convene", soon.pk)).content.decode()
    address = f"/mandats/{member[1].pk}/adresse/?next={url('convene', soon.pk)}"

    assert "Une personne n’a pas d’adresse électronique" in page
    assert address in page


def test_a_missing_address_is_completed_and_one_comes_back(client_as, soon, sec, member):
    mandate = member[1]
    person = mandate.person
    person.email = ""
    person.save()
    back = url("convene", soon.pk)
    fields = {"email": "nouvelle@example.org", "base_version": person.version}

    address = reverse("actors:address", args=[mandate.pk])
    answer = client_as(sec).post(f"{address}?next={back}", fields)

    person.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, back)
    assert person.email == "nouvelle@example.org"
    assert person.history.first().history_user == sec


def test_an_address_that_is_there_is_not_changed_by_the_service(client_as, sec, member):
    mandate = member[1]
    person = mandate.person
    fields = {"email": "moi@example.org", "base_version": person.version}

    answer = client_as(sec).post(reverse("actors:address", args=[mandate.pk]), fields)

    person.refresh_from_db()
    assert answer.status_code == 422
    assert "l’administration la change" in answer.content.decode()
    assert person.email != "moi@example.org"
