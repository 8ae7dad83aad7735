"""An agenda is composed: headings, order, minutes, what comes back each time, what it lacks."""

from datetime import time, timedelta

import pytest

from core.clock import today
from core.workflow import Refused, WrongState
from plenary import workflow
from plenary.choices import Kind
from plenary.facts import checks_to_convene, waiting_in
from plenary.models import AgendaItem, Minutes, Sitting
from tests.plenary.factories import ItemFactory, SittingFactory
from tests.plenary.pages import url
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def sitting(body):
    """In preparation, its agenda empty."""
    return SittingFactory(body=body)


def add(sitting, kind, title, by):
    item = AgendaItem(body=sitting.body, kind=kind, title=title)
    return workflow.add_free(sitting, item, by=by)


def titles(sitting):
    listed = sitting.items.on_the_agenda().order_by("position", "pk")
    return list(listed.values_list("title", flat=True))


def keys(sitting):
    return list(sitting.items.order_by("position").values_list("pk", flat=True))


def test_an_item_goes_under_its_heading_after_those_that_are_there(sitting, sec):
    add(sitting, Kind.OTHER, "divers", sec)
    add(sitting, Kind.DEBATE, "débat", sec)
    add(sitting, Kind.COMMUNICATION, "communication", sec)
    add(sitting, Kind.DEBATE, "autre débat", sec)

    assert titles(sitting) == ["communication", "débat", "autre débat", "divers"]


def test_an_item_moves_under_its_heading_and_never_out_of_it(sitting, sec):
    first, second = (add(sitting, Kind.DEBATE, t, sec) for t in ("un", "deux"))
    add(sitting, Kind.COMMUNICATION, "communication", sec)

    workflow.move(second, by=sec, up=True)
    workflow.move(second, by=sec, up=True)

    assert titles(sitting) == ["communication", "deux", "un"]
    assert first.section == "debats"


def test_an_item_whose_heading_changes_goes_there(sitting, sec):
    item = add(sitting, Kind.DEBATE, "débat", sec)
    add(sitting, Kind.COMMUNICATION, "communication", sec)
    item.section = "ouverture"

    workflow.edit_item(item, by=sec, base_version=item.version)

    assert titles(sitting) == ["débat", "communication"]


def test_a_dragged_order_is_kept_heading_by_heading(sitting, sec):
    for title in ("un", "deux", "trois"):
        add(sitting, Kind.DEBATE, title, sec)
    add(sitting, Kind.OTHER, "divers", sec)
    one, two, three, other = before = keys(sitting)

    workflow.reorder(sitting, by=sec, before=before, order=[other, three, one, two])

    assert titles(sitting) == ["trois", "un", "deux", "divers"]


def test_r23_an_agenda_that_changed_meanwhile_is_not_reordered(sitting, sec):
    add(sitting, Kind.DEBATE, "un", sec)
    add(sitting, Kind.DEBATE, "deux", sec)
    before = keys(sitting)
    add(sitting, Kind.DEBATE, "trois", sec)

    with pytest.raises(WrongState, match="a changé pendant"):
        workflow.reorder(sitting, by=sec, before=before, order=before[::-1])

    assert titles(sitting) == ["un", "deux", "trois"]


def test_an_order_that_forgets_an_item_is_refused(sitting, sec):
    add(sitting, Kind.DEBATE, "un", sec)
    add(sitting, Kind.DEBATE, "deux", sec)

    with pytest.raises(Refused, match="ne reprend pas tous les points"):
        workflow.reorder(sitting, by=sec, before=keys(sitting), order=keys(sitting)[:1])


def test_the_page_refuses_an_old_order_and_shows_the_true_one(client_as, sitting, sec):
    add(sitting, Kind.DEBATE, "un", sec)
    client = client_as(sec)

    answer = client.post(
        url("reorder", sitting.pk), {"before": "1,2", "order": "2,x,1"}, follow=True
    )

    assert "a changé pendant que vous le déplaciez" in answer.text


def test_a_convened_agenda_is_not_reordered(client_as, body, sec):
    convened = SittingFactory(body=body, convened=True)
    item = ItemFactory(sitting=convened, body=body)

    with pytest.raises(WrongState, match="figé"):
        workflow.reorder(convened, by=sec, before=[item.pk], order=[item.pk])


def test_the_page_tells_hours_and_what_is_too_long(client_as, sitting, sec):
    Sitting.objects.filter(pk=sitting.pk).update(starts_at=time(9, 30), ends_at=time(10, 30))
    for title in ("un", "deux"):
        item = add(sitting, Kind.DEBATE, title, sec)
        AgendaItem.objects.filter(pk=item.pk).update(minutes=45)

    page = client_as(sec).get(sitting.get_absolute_url()).text

    assert "10\xa0h\xa015" in page
    assert "90 min sur 60 disponibles" in page
    assert "30 de plus que la séance" in page


def test_a_sitting_does_not_end_before_it_starts(client_as, sitting, sec):
    client = client_as(sec)
    data = {
        "on": sitting.on.isoformat(),
        "starts_at": "10:00",
        "ends_at": "09:00",
        "place": "Actiris",
        "base_version": sitting.version,
    }

    answer = client.post(url("edit", sitting.pk), data)

    assert "La séance finit avant de commencer" in answer.text
    assert "09:00" in answer.text


def test_a_sitting_begins_with_what_comes_back_each_time(body, sec):
    previous = SittingFactory(body=body, held=True, on=today() - 30 * DAY)

    sitting = workflow.prepare(Sitting(body=body, on=today() + 20 * DAY), by=sec)

    items = list(sitting.items.order_by("position"))
    assert [i.kind for i in items] == ["pv", "communication", "divers"]
    assert items[0].proposal == {"sitting": previous.pk}
    assert [i.section for i in items] == ["ouverture", "communications", "divers"]


def test_minutes_that_are_approved_or_already_put_up_are_not_put_up_again(body, sec):
    previous = SittingFactory(body=body, held=True, on=today() - 30 * DAY)
    first = workflow.prepare(Sitting(body=body, on=today() + 20 * DAY), by=sec)

    second = workflow.prepare(Sitting(body=body, on=today() + 50 * DAY), by=sec)

    assert first.items.filter(kind=Kind.MINUTES).count() == 1
    assert not second.items.filter(kind=Kind.MINUTES).exists()
    assert previous.items.count() == 0


def test_the_settings_of_the_bassin_say_what_comes_back(body, sec):
    bassin = body.bassin
    bassin.has_communications_item = bassin.has_other_item = False
    bassin.save()

    sitting = workflow.prepare(Sitting(body=body, on=today() + 20 * DAY), by=sec)

    assert titles(sitting) == []


def test_a_reprise_begins_empty(body, sec):
    sitting = workflow.enter_past(Sitting(body=body, on=today() - 400 * DAY), by=sec)

    assert not sitting.items.exists()


def test_what_waits_is_ticked_and_put_on_at_once(client_as, sitting, sec):
    for _number in range(2):
        PoleFactory(bassin=sitting.body.bassin, proposed=True)
    waiting = waiting_in(sitting.body.bassin, on=today())
    client = client_as(sec)
    page = client.get(sitting.get_absolute_url()).text

    client.post(url("put_several", sitting.pk), {"point": [w.key for w in waiting]})

    assert all(w.title[:10] in page for w in waiting)
    assert sorted(titles(sitting)) == sorted(w.title for w in waiting)


def test_nothing_ticked_is_said(client_as, sitting, sec):
    answer = client_as(sec).post(url("put_several", sitting.pk), follow=True)

    assert "Cochez au moins un point" in answer.text


def test_the_card_says_what_blocks_and_what_to_look_at_with_its_link(client_as, body, sec):
    sitting = SittingFactory(body=body, starts_at=None, place="")
    item = add(sitting, Kind.DEBATE, "un débat", sec)

    checks = checks_to_convene(sitting)
    page = client_as(sec).get(sitting.get_absolute_url()).text

    assert [c.sentence for c in checks if c.blocks] == ["L’heure manque.", "Le lieu manque."]
    assert any("un débat : sans personne pour le présenter" in c.sentence for c in checks)
    assert url("edit_item", item.pk) in {c.url for c in checks}
    assert any("règlement d’ordre intérieur" in c.sentence for c in checks)
    assert all(c.url in page for c in checks)
    assert "Avant de convoquer" in page


def test_the_card_before_closing_links_each_item_without_an_outcome(client_as, launch, sec):
    page = client_as(sec).get(url("close", launch.sitting.pk)).text

    assert "son issue n’est pas notée" in page
    assert url("record", launch.pk) in page
    assert not Minutes.objects.exists()
