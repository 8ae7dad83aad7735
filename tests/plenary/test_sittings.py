"""The life of a sitting: foreseen, convened, open, held, cancelled; and those of the past."""

from datetime import timedelta

import pytest

from core.clock import today
from core.models import JournalEntry
from core.versions import Conflict
from core.workflow import Refused, WrongState
from outbox.models import Mail
from plenary import workflow
from plenary.choices import ItemStatus, Kind, SittingStatus
from plenary.models import AgendaItem, Sitting
from poles.models import Pole
from tests.actors.factories import MandateFactory, PersonFactory, SeatFactory
from tests.plenary.factories import ItemFactory, SittingFactory, seated

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def journal():
    return list(JournalEntry.objects.order_by("seq").values_list("act", flat=True))


@pytest.fixture
def ready(body):
    """In preparation, with everything that a convocation needs."""
    sitting = SittingFactory(body=body)
    ItemFactory.create_batch(2, sitting=sitting)
    return sitting


def test_a_sitting_is_foreseen_and_nobody_is_told(body, sec):
    sitting = workflow.prepare(Sitting(body=body, on=today() + 9 * DAY), by=sec)

    assert sitting.status == SittingStatus.PREPARING
    assert journal()[0] == "plenary.préparer"
    assert sitting.history.get().history_user == sec
    assert not Mail.objects.exists()


def test_one_sitting_a_day(body, sec):
    known = SittingFactory(body=body)

    with pytest.raises(Refused, match="existe déjà"):
        workflow.prepare(Sitting(body=body, on=known.on), by=sec)

    assert Sitting.objects.count() == 1


def test_convening_numbers_the_agenda_and_prepares_a_mail_per_mandate(ready, sec):
    people = [seated(ready.body)[0].person for _ in range(2)]

    workflow.convene(ready, by=sec)

    ready.refresh_from_db()
    assert ready.status == SittingStatus.CONVENED
    assert ready.convened_by == sec
    assert list(ready.items.order_by("position").values_list("number", flat=True)) == [1, 2]
    mails = Mail.objects.order_by("pk")
    assert {m.person for m in mails} == set(people)
    assert {m.status for m in mails} == {"waiting"}
    assert all("/plenieres/avis/" in m.text for m in mails)
    assert journal()[-1] == "plenary.convoquer"


def test_nobody_who_died_or_left_is_convened(ready, sec):
    here = seated(ready.body)[0].person
    MandateFactory(seat__body=ready.body, ends_on=ready.on - DAY)
    MandateFactory(seat__body=ready.body, person=PersonFactory(died_on=today()))

    workflow.convene(ready, by=sec)

    assert [m.person for m in Mail.objects.all()] == [here]


def test_convening_in_the_past_is_refused_and_says_what_to_do(ready, sec):
    ready.on = today() - DAY
    ready.save()

    with pytest.raises(Refused) as refusal:
        workflow.convene(ready, by=sec)

    assert "reprise" in refusal.value.sentences[0]
    ready.refresh_from_db()
    assert ready.status == SittingStatus.PREPARING
    assert not Mail.objects.exists()


def test_convening_says_everything_that_is_missing_at_once(body, sec):
    sitting = SittingFactory(body=body, starts_at=None, place="")

    with pytest.raises(Refused) as refusal:
        workflow.convene(sitting, by=sec)

    assert refusal.value.sentences == [
        "L’heure manque.",
        "Le lieu manque.",
        "L’ordre du jour est vide.",
    ]


def test_an_item_that_can_no_longer_be_decided_holds_the_convocation_back(ready, sec):
    pole = ready.items.first().pole
    Pole.objects.filter(pk=pole.pk).update(status="draft", submitted_at=None, submitted_by=None)

    with pytest.raises(Refused, match="En préparation"):
        workflow.convene(ready, by=sec)


def test_a_sitting_opens_on_its_day_alone(body, sec):
    early = SittingFactory(body=body, convened=True)
    due = SittingFactory(body=body, convened=True, on=today())

    with pytest.raises(Refused, match="s’ouvre ce jour-là"):
        workflow.open_sitting(early, by=sec)
    workflow.open_sitting(due, by=sec)

    assert (early.status, due.status) == (SittingStatus.CONVENED, SittingStatus.IN_SESSION)


def test_a_sitting_is_not_closed_while_an_item_has_no_outcome(sitting, launch, sec):
    with pytest.raises(Refused, match="n’est pas notée"):
        workflow.close(sitting, by=sec)

    workflow.record(launch, by=sec, outcome="reporte")
    workflow.close(sitting, by=sec)

    assert sitting.status == SittingStatus.HELD


def test_closing_tells_those_who_seal(sitting, launch, sec, chair):
    workflow.record(launch, by=sec, outcome="reporte")

    workflow.close(sitting, by=sec)

    mail = Mail.objects.get(template="plenary/outcomes_to_seal")
    assert mail.person == chair.person
    assert mail.status == "ready"


def test_cancelling_makes_the_items_wait_again_and_tells_why(ready, sec):
    seated(ready.body)
    workflow.convene(ready, by=sec)

    workflow.cancel(ready, by=sec, reason="Grève des transports.")

    items = AgendaItem.objects.filter(pole__isnull=False)
    assert {i.status for i in items} == {ItemStatus.WAITING}
    assert {i.sitting for i in items} == {None}
    mail = Mail.objects.get(template="plenary/sitting_cancelled")
    assert "Grève des transports." in mail.text


def test_cancelling_before_the_convocation_tells_nobody(ready, sec):
    seated(ready.body)

    workflow.cancel(ready, by=sec, reason="Changement de calendrier.")

    assert not Mail.objects.exists()


def test_moving_a_convened_sitting_tells_the_members(body, sec):
    seated(body)
    sitting = SittingFactory(body=body, convened=True)
    sitting.place = "Bruxelles Formation"

    workflow.edit(sitting, by=sec, base_version=1)

    assert Mail.objects.get(template="plenary/sitting_moved").status == "waiting"


def test_a_convened_sitting_never_moves_into_the_past(body, sec):
    sitting = SittingFactory(body=body, convened=True)
    sitting.on = today() - DAY

    with pytest.raises(Refused, match="au passé"):
        workflow.edit(sitting, by=sec, base_version=1)


def test_two_secretaries_never_overwrite_each_other(body, sec):
    mine = SittingFactory(body=body)
    theirs = Sitting.objects.get(pk=mine.pk)
    theirs.place = "Là-bas"
    workflow.edit(theirs, by=sec, base_version=1)
    mine.place = "Ici"

    with pytest.raises(Conflict):
        workflow.edit(mine, by=sec, base_version=1)

    mine.refresh_from_db()
    assert mine.place == "Là-bas"


@pytest.mark.parametrize("act", ["convene", "open_sitting", "close"])
def test_a_cancelled_sitting_goes_nowhere(body, sec, act):
    sitting = SittingFactory(body=body, cancelled=True)

    with pytest.raises(WrongState):
        getattr(workflow, act)(sitting, by=sec)


def test_a_past_sitting_enters_held_and_nobody_is_told(body, sec):
    seated(body)

    sitting = workflow.enter_past(Sitting(body=body, on=today() - 300 * DAY), by=sec)

    assert (sitting.status, sitting.is_reprise) == (SittingStatus.HELD, True)
    assert not Mail.objects.exists()


def test_a_reprise_is_never_of_today(body, sec):
    with pytest.raises(Refused, match="séance passée"):
        workflow.enter_past(Sitting(body=body, on=today()), by=sec)


def test_a_free_item_is_dropped_when_its_sitting_is_cancelled(body, sec):
    sitting = SittingFactory(body=body)
    item = ItemFactory(sitting=sitting, free=True, kind=Kind.OTHER)

    workflow.cancel(sitting, by=sec, reason="Grève.")

    item.refresh_from_db()
    assert item.status == ItemStatus.REMOVED


def test_members_of_another_assembly_are_not_convened(ready, sec, liege):
    SeatFactory(body__bassin=liege)
    MandateFactory(seat__body__bassin=liege)

    workflow.convene(ready, by=sec)

    assert [m.to_address for m in Mail.objects.all()] == []
