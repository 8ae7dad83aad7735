"""Communications of the pôles: due until they stand in minutes of the plenary."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.agenda import deadlines_for
from core.clock import today
from core.models import JournalEntry
from core.todo import tasks_for
from core.verdicts import verdicts_for
from core.workflow import Refused, WrongState
from plenary import workflow
from plenary.choices import ItemStatus, Kind, Outcome
from plenary.facts import assembled
from plenary.facts.communications import due_communications, standings
from plenary.models import CommunicationLine, Minutes
from poles.law import LIFE
from tests.consensus.factories import CommunicationFactory
from tests.plenary.factories import ItemFactory, SittingFactory
from tests.plenary.pages import url
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def pole(bruxelles):
    return PoleFactory(bassin=bruxelles, active=True, title="Technicien·ne en HVAC")


@pytest.fixture
def told(pole):
    """Two communications that are due."""
    return [CommunicationFactory(pole=pole, title=f"Inventaire {n}") for n in (1, 2)]


@pytest.fixture
def prepared(body):
    return SittingFactory(body=body)


def state_of(communication):
    return standings([communication])[0].state.label


def due(on=None):
    return list(due_communications(on=on or today()))


def approved(sitting, user):
    now = timezone.now()
    return Minutes.objects.create(
        sitting=sitting,
        status="approved",
        drafted_at=now,
        drafted_by=user,
        approved_at=now,
        approved_by=user,
        frozen="{}",
        sha256="0" * 64,
    )


# ── The rule (P15) ──────────────────────────────────────────────────────────────────────────────


def lifelong(pole, *, on=None):
    return next(v for v in verdicts_for(LIFE, pole, on=on or today()) if v.rule.code == "P15")


def test_p15_is_unmet_while_a_decision_is_due_and_never_says_its_title(pole, told):
    CommunicationFactory(pole=pole, kind="information", title="Une visite")

    verdict = lifelong(pole)

    assert not verdict.met
    assert verdict.warns
    assert verdict.reason.count("décision du") == 2
    assert "Inventaire" not in verdict.reason
    assert verdict.remedy_url.endswith("#communications")


def test_p15_is_met_from_the_sitting_that_took_note(pole, told, body, sec):
    sitting = SittingFactory(body=body, held=True)
    item = ItemFactory(
        sitting=sitting, kind=Kind.COMMUNICATION, pole=None, sealed=True, decision__outcome="acte"
    )
    for communication in told:
        CommunicationLine.objects.create(item=item, communication=communication)

    assert lifelong(pole).met
    assert not lifelong(pole, on=sitting.on - DAY).met


# ── Taking ──────────────────────────────────────────────────────────────────────────────────────


def test_several_make_one_item_of_the_sitting(told, prepared, sec):
    item = workflow.take(prepared, told, by=sec)

    item.refresh_from_db()
    assert (item.title, item.kind, item.status) == (
        "Communications des pôles",
        Kind.COMMUNICATION,
        ItemStatus.LISTED,
    )
    assert [line.communication for line in item.communication_lines.all()] == told
    assert due() == []
    assert "À l’ordre du jour de la séance du" in state_of(told[0])
    entry = JournalEntry.objects.get(act="plenary.inscrire_communications")
    assert str(told[0].pk) in entry.data


def test_others_fill_the_same_item(told, prepared, sec):
    first = workflow.take(prepared, told[:1], by=sec)
    second = workflow.take(prepared, told[1:], by=sec)

    assert first == second
    assert second.communication_lines.count() == 2


def test_a_free_communication_of_the_secretary_is_left_alone(told, prepared, sec):
    other = ItemFactory(
        sitting=prepared, kind=Kind.COMMUNICATION, pole=None, title="Un mot d’Actiris"
    )

    item = workflow.take(prepared, told, by=sec)

    assert item != other
    assert not other.communication_lines.exists()


def test_one_that_is_taken_cannot_be_taken_again(told, prepared, body, sec):
    workflow.take(prepared, told[:1], by=sec)

    with pytest.raises(WrongState, match="Inventaire 1"):
        workflow.take(SittingFactory(body=body), told, by=sec)

    assert CommunicationLine.objects.count() == 1


def test_one_of_another_bassin_is_refused(prepared, sec, liege):
    elsewhere = CommunicationFactory(pole=PoleFactory(bassin=liege, active=True))

    with pytest.raises(Refused, match="au moins une"):
        workflow.take(prepared, [elsewhere], by=sec)


def test_once_convened_they_are_urgent_and_make_an_item_of_their_own(told, body, sec):
    convened = SittingFactory(body=body, convened=True)
    ItemFactory(
        sitting=convened, kind=Kind.COMMUNICATION, pole=None, title="Communications des pôles"
    )

    with pytest.raises(Refused, match="en\\s+urgence"):
        workflow.take(convened, told, by=sec)
    item = workflow.take(convened, told, by=sec, urgent_reason="Adoptée hier.")

    assert item.urgent_reason == "Adoptée hier."
    assert item.number is not None
    assert convened.items.filter(kind=Kind.COMMUNICATION).count() == 2


def test_one_is_taken_off_before_the_convocation_and_is_due_again(told, prepared, sec):
    item = workflow.take(prepared, told, by=sec)

    workflow.leave(item, told[0], by=sec)

    assert due() == [told[0]]
    with pytest.raises(WrongState, match="ne porte plus"):
        workflow.leave(item, told[0], by=sec)
    workflow.convene(prepared, by=sec)
    with pytest.raises(Refused, match="figé"):
        workflow.leave(item, told[1], by=sec)


# ── Due until in the minutes ────────────────────────────────────────────────────────────────────


def test_an_item_that_is_removed_leaves_them_due(told, prepared, sec):
    item = workflow.take(prepared, told, by=sec)

    workflow.remove(item, by=sec, reason="Pas prêt")

    assert due() == told


@pytest.mark.parametrize("outcome", [Outcome.NOTED, Outcome.POSTPONED])
def test_they_stand_once_noted_and_in_the_minutes(told, sitting, sec, chair, outcome):
    item = ItemFactory(sitting=sitting, kind=Kind.COMMUNICATION, pole=None)
    for communication in told:
        CommunicationLine.objects.create(item=item, communication=communication)
    workflow.record(item, by=sec, outcome=outcome, motivation="Faute de temps.")
    workflow.seal(item, by=chair)

    if outcome == Outcome.POSTPONED:
        assert state_of(told[0]) == "Reportée, attend une séance"
        return
    assert due() == []
    assert "procès-verbal à approuver" in state_of(told[0])
    approved(sitting, sec)
    assert "Communiquée, séance du" in state_of(told[0])


def test_the_minutes_say_what_the_poles_told(told, body, sec):
    held = SittingFactory(body=body, held=True)
    item = ItemFactory(
        sitting=held,
        kind=Kind.COMMUNICATION,
        pole=None,
        sealed=True,
        decision__outcome=Outcome.NOTED,
        record="Actiris s’en réjouit.",
    )
    CommunicationLine.objects.create(item=item, communication=told[0])

    note = next(t.text for t in assembled(held) if t.item == item)

    assert "Le pôle « Technicien·ne en HVAC » communique une décision adoptée le" in note
    assert told[0].text in note
    assert note.endswith("Actiris s’en réjouit.")


def test_the_copy_of_a_postponed_item_carries_them_on(told, sitting, body):
    past = ItemFactory(
        sitting=sitting,
        kind=Kind.COMMUNICATION,
        pole=None,
        sealed=True,
        decision__outcome=Outcome.POSTPONED,
    )
    copy = ItemFactory(
        body=body, kind=Kind.COMMUNICATION, pole=None, waiting=True, postponed_from=past
    )
    for item in (past, copy):
        CommunicationLine.objects.create(item=item, communication=told[0])

    assert due() == [told[1]]
    assert state_of(told[0]) == "Reportée, attend une séance"


def test_the_first_sitting_since_is_the_day_by_which(pole, body):
    late = CommunicationFactory(pole=pole, adopted_on=today() - 20 * DAY)
    soon = CommunicationFactory(pole=pole, adopted_on=today() - 2 * DAY)
    SittingFactory(body=body, held=True, on=today() - 10 * DAY)
    SittingFactory(body=body, cancelled=True, on=today() + 2 * DAY)
    coming = SittingFactory(body=body, on=today() + 5 * DAY)

    assert [(c, c.due_on) for c in due()] == [
        (late, today() - 10 * DAY),
        (soon, coming.on),
    ]


def test_one_recorded_by_mistake_is_due_no_more(pole):
    communication = CommunicationFactory(pole=pole, withdrawn=True)

    assert due() == []
    assert state_of(communication) == "Retirée"


def test_the_home_counts_them_and_the_deadlines_name_them(told, sec, service, body, liege_service):
    SittingFactory(body=body, on=today() + 5 * DAY)

    def titles(user):
        return {
            task.title: section for section, tasks in tasks_for(user, on=today()) for task in tasks
        }

    words = "2 communications de pôles attendent une séance"
    assert titles(sec)[words].waits
    assert not titles(service)[words].waits
    assert words not in titles(liege_service)
    uids = {d.uid: d.on for d in deadlines_for(service, on=today())}
    assert uids[f"communication-{told[0].pk}"] == today() + 5 * DAY


# ── Corrected, withdrawn ────────────────────────────────────────────────────────────────────────


def test_it_changes_until_an_agenda_that_was_sent_carries_it(told, prepared, sec):
    told[0].title = "Inventaire corrigé"
    workflow.edit_communication(told[0], by=sec, base_version=1)
    workflow.take(prepared, told, by=sec)
    told[0].title = "Inventaire corrigé deux fois"
    workflow.edit_communication(told[0], by=sec, base_version=2)
    workflow.convene(prepared, by=sec)

    with pytest.raises(Refused, match="ne change plus"):
        workflow.edit_communication(told[0], by=sec, base_version=3)


def test_it_is_not_withdrawn_while_an_item_carries_it(told, prepared, sec):
    workflow.take(prepared, told[:1], by=sec)

    with pytest.raises(Refused, match="Un point la porte"):
        workflow.withdraw_communication(told[0], by=sec, reason="Erreur.")
    workflow.withdraw_communication(told[1], by=sec, reason="Erreur.")

    assert due() == []


# ── Pages ───────────────────────────────────────────────────────────────────────────────────────


def test_the_secretary_takes_those_that_are_due_in_two_clicks(client_as, told, prepared, sec):
    client = client_as(sec)
    page = client.get(url("communications"))
    assert url("take") in page.text

    form = client.get(url("take")).context["form"]
    assert sorted(form.initial["communications"]) == sorted(c.pk for c in told)
    answer = client.post(
        url("take"),
        {
            "token": "x" * 24,
            "communications": [c.pk for c in told],
            "sitting": prepared.pk,
            "urgent_reason": "",
        },
    )

    item = prepared.items.get()
    assert answer.url == item.get_absolute_url()
    text = client.get(answer.url).text
    assert told[0].text in text
    assert "HVAC" in text
    assert "Rien n’est dû" in client.get(url("communications")).text


def test_one_taken_meanwhile_is_refused_in_words(client_as, told, prepared, sec):
    workflow.take(prepared, told[:1], by=sec)

    page = client_as(sec).post(
        url("take"),
        {"token": "x" * 24, "communications": [c.pk for c in told], "sitting": prepared.pk},
    )

    assert page.status_code == 200
    assert "n’est plus à inscrire" in page.text


def test_the_item_lets_the_secretary_take_one_off(client_as, told, prepared, sec):
    item = workflow.take(prepared, told, by=sec)
    client = client_as(sec)
    assert url("leave", item.pk, told[0].pk) in client.get(item.get_absolute_url()).text

    client.post(url("leave", item.pk, told[0].pk))

    assert due() == [told[0]]


def test_members_read_what_the_item_tells(client_as, told, body, member):
    convened = SittingFactory(body=body, convened=True)
    item = ItemFactory(sitting=convened, kind=Kind.COMMUNICATION, pole=None, number=1)
    CommunicationLine.objects.create(item=item, communication=told[0])

    text = client_as(member[0]).get(item.get_absolute_url()).text

    assert told[0].text in text
    assert url("leave", item.pk, told[0].pk) not in text


def test_two_people_who_correct_it_at_once_see_both_texts(client_as, told, sec, service):
    words = {
        "kind": "decision",
        "title": "Première",
        "text": "Texte",
        "adopted_on": told[0].adopted_on.isoformat(),
        "base_version": 1,
    }
    page = url("edit_communication", told[0].pk)
    client_as(sec).post(page, words)

    late = client_as(service).post(page, {**words, "title": "Seconde"})

    assert late.status_code == 409
    assert "Première" in late.text
    assert "Seconde" in late.text
