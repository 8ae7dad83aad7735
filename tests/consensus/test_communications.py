"""What a pôle communicates to the plenary: recorded, corrected, withdrawn, and who reads it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from consensus import workflow
from consensus.models import Communication
from core.clock import today
from core.models import JournalEntry
from core.workflow import Refused, WrongState
from tests.consensus.factories import CommunicationFactory
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def typed(**words):
    return {
        "token": "x" * 24,
        "kind": "decision",
        "title": "Un inventaire commun des stages",
        "text": "Le pôle adopte l’inventaire.",
        "adopted_on": today().isoformat(),
        **words,
    }


def new(pole):
    return reverse("consensus:new", args=[pole.pk])


def test_the_service_records_what_the_pole_adopted(client_as, active_pole, service):
    answer = client_as(service).post(new(active_pole), typed())

    found = Communication.objects.get()
    assert answer.url == active_pole.get_absolute_url()
    assert (found.pole, found.recorded_by, found.adopted_on) == (active_pole, service, today())
    assert found.history.get().history_user == service
    assert JournalEntry.objects.filter(act="consensus.communiquer").count() == 1
    page = client_as(service).get(answer.url).text
    assert "Un inventaire commun des stages" in page
    assert "Due à la plénière" in page


def test_a_form_sent_twice_records_once(client_as, active_pole, service):
    client = client_as(service)

    client.post(new(active_pole), typed())
    client.post(new(active_pole), typed())

    assert Communication.objects.count() == 1


def test_a_day_to_come_is_refused_and_what_was_typed_stays(client_as, active_pole, service):
    day = today() + DAY

    page = client_as(service).post(new(active_pole), typed(adopted_on=day.isoformat()))

    assert page.status_code == 422
    assert "est à venir" in page.text
    assert "Le pôle adopte l’inventaire." in page.text
    assert not Communication.objects.exists()


def test_nothing_was_adopted_before_the_launch(bruxelles, service):
    draft = PoleFactory(bassin=bruxelles)
    with pytest.raises(Refused, match="pas lancé"):
        workflow.communicate(CommunicationFactory.build(pole=draft), by=service)

    launched = PoleFactory(bassin=bruxelles, active=True)
    early = CommunicationFactory.build(pole=launched, adopted_on=launched.launched_on - DAY)
    with pytest.raises(Refused, match="rien adopté avant"):
        workflow.communicate(early, by=service)


def test_what_is_withdrawn_says_why_and_is_withdrawn_once(service, active_pole):
    communication = CommunicationFactory(pole=active_pole)

    workflow.withdraw(communication, by=service, reason="Encodée deux fois.")

    communication.refresh_from_db()
    assert communication.withdrawn_reason == "Encodée deux fois."
    assert communication.history.first().history_change_reason == "Encodée deux fois."
    with pytest.raises(WrongState, match="retirée depuis"):
        workflow.withdraw(communication, by=service, reason="Encore.")
    with pytest.raises(WrongState, match="retirée depuis"):
        workflow.edit(communication, by=service, base_version=communication.version)


def test_members_of_the_pole_read_it_others_do_not(
    client_as, active_pole, pole_member, plenary_member, outsider, liege_service
):
    communication = CommunicationFactory(pole=active_pole, text="Un mot reconnaissable.")
    page = communication.get_absolute_url()

    assert "Un mot reconnaissable." in client_as(pole_member).get(page).text
    assert "Inscrire à une séance" not in client_as(pole_member).get(page).text
    for user in (plenary_member, outsider, liege_service):
        assert client_as(user).get(page).status_code == 404
