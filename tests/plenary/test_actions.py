"""What a sitting asks of somebody comes back until it is done."""

from datetime import timedelta

import pytest

from core.clock import today
from core.todo import tasks_for
from core.workflow import Refused, WrongState
from plenary import workflow
from plenary.choices import Kind, Outcome
from plenary.facts import followed
from plenary.models import Action, Decision
from tests.actors.factories import UserFactory
from tests.plenary.factories import (
    ActionFactory,
    ConditionFactory,
    ItemFactory,
    SittingFactory,
)
from tests.plenary.pages import url

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def debate(sitting):
    return ItemFactory(sitting=sitting, free=True)


def test_the_live_sheet_asks_who_does_what_by_when(client_as, launch, sec, member):
    owner = member[0].person
    fields = {
        "base_version": 0,
        "outcome": "conditions",
        "call": "oui",
        "priority": "oui",
        "condition_1": "Associer la promotion sociale",
        "charge_1": owner.pk,
        "action_1": "Écrire à la promotion sociale",
        "action_echeance_1": today() + 9 * DAY,
        "action_charge_1": owner.pk,
        "action_2": "Prévenir les écoles",
    }

    client_as(sec).post(url("record", launch.pk), fields)

    asked, other = launch.actions.order_by("pk")
    assert (asked.text, asked.owner) == ("Écrire à la promotion sociale", owner)
    assert (asked.due_on, other.owner) == (today() + 9 * DAY, None)
    assert Decision.objects.get().conditions.get().owner == owner


def test_an_item_without_outcome_has_actions_too_once_each(client_as, debate, sec):
    fields = {"record": "Débat.", "record_version": 1, "base_version": 0, "only_record": "oui"}

    for _twice in range(2):
        client_as(sec).post(url("record", debate.pk), {**fields, "action_1": "Relire la note."})

    assert debate.actions.get().text == "Relire la note."


def test_an_action_that_says_when_and_not_what_is_refused_beside_its_field(client_as, debate, sec):
    fields = {"base_version": 0, "outcome": "acte", "action_echeance_1": today()}

    answer = client_as(sec).post(url("record", debate.pk), fields)

    assert "action_1" in answer.context["form"].errors
    assert not Action.objects.exists()


def test_only_the_service_and_the_plenary_are_asked(client_as, debate, sec):
    fields = {"base_version": 0, "outcome": "acte", "action_1": "Relire."}
    stranger = UserFactory().person.pk

    answer = client_as(sec).post(url("record", debate.pk), {**fields, "action_charge_1": stranger})

    assert "action_charge_1" in answer.context["form"].errors


def test_an_action_is_done_once_and_says_how(client_as, debate, sec):
    action = ActionFactory(item=debate)
    client = client_as(sec)

    client.post(url("finish_action", action.pk), {"note": "Envoyé hier."})
    again = client.post(url("finish_action", action.pk), {"note": "Encore."})

    action.refresh_from_db()
    assert (action.done_by, action.note) == (sec, "Envoyé hier.")
    assert again.status_code == 409
    assert action.history.count() == 2


def test_whoever_was_asked_sees_it_at_home_and_says_it_is_done(client_as, debate):
    somebody = UserFactory()
    action = ActionFactory(item=debate, owner=somebody.person, due_on=today())
    client = client_as(somebody)

    told = [t.title for _section, tasks in tasks_for(somebody, on=today()) for t in tasks]
    page = client.get(action.get_absolute_url())
    client.post(url("finish_action", action.pk), {"note": "Fait."})

    assert told == [action.text]
    assert url("finish_action", action.pk) in page.text
    assert url("drop_action", action.pk) not in page.text
    action.refresh_from_db()
    assert action.done_by == somebody


def test_an_action_is_dropped_with_a_reason(debate, sec):
    action = ActionFactory(item=debate)

    workflow.drop_action(action, by=sec, reason="Sans objet.")

    action.refresh_from_db()
    assert (action.dropped_by, action.note) == (sec, "Sans objet.")
    with pytest.raises(WrongState, match="déjà abandonné"):
        workflow.finish_action(action, by=sec, note="Trop tard.")


def test_an_action_changes_until_its_item_is_sealed(client_as, sitting, sec, chair):
    item = ItemFactory(sitting=sitting, kind=Kind.MODIFICATION)
    action = ActionFactory(item=item)
    client = client_as(sec)
    client.post(url("edit_action", action.pk), {"text": "Autrement.", "base_version": 1})
    workflow.record(item, by=sec, outcome=Outcome.ACCEPTED)
    workflow.seal(item, by=chair)
    action.refresh_from_db()

    with pytest.raises(Refused, match="scellé"):
        workflow.edit_action(action, by=sec, base_version=action.version)

    assert action.text == "Autrement."


def test_what_is_open_comes_back_at_the_next_sitting_until_it_is_done(client_as, debate, sec):
    late = ActionFactory(item=debate, text="En retard.", due_on=today() - DAY)
    ActionFactory(item=debate, text="Faite.", done=True)
    decided = ItemFactory(sitting=debate.sitting, sealed=True)
    condition = ConditionFactory(decision=decided.decision, due_on=today() + DAY)
    provisional = ItemFactory(sitting=debate.sitting, recorded=True)
    ConditionFactory(decision=provisional.decision)

    following = SittingFactory(body=debate.sitting.body, called=True, status="in_session")
    item = ItemFactory(sitting=following, free=True)

    rows = followed(sec, on=today())
    live = client_as(sec).get(url("record", item.pk)).context["open"]
    sheet = client_as(sec).get(following.get_absolute_url()).context["open"]

    assert [f.row for f in rows] == [late, condition]
    assert [f.is_late for f in rows] == [True, False]
    assert [f.url for f in rows] == [late.get_absolute_url(), decided.decision.get_absolute_url()]
    assert live == sheet == rows
    assert client_as(sec).get(url("record", debate.pk)).context["open"] == []


def test_the_list_is_filtered_by_who_and_by_lateness(client_as, debate, sec, member):
    ActionFactory(item=debate, text="La sienne.", owner=member[0].person, due_on=today() - DAY)
    ActionFactory(item=debate, text="À personne.")
    client = client_as(sec)

    whole = client.get(url("followed")).text
    his = client.get(url("followed"), {"qui": member[0].person.pk, "retard": "on"}).text
    over = client.get(url("followed"), {"etat": "closes"}).text

    assert "La sienne." in whole
    assert "À personne." in whole
    assert "La sienne." in his
    assert "À personne." not in his
    assert "Rien ne répond à ces filtres" in over
