"""Who is there at each item, and whether the quorum of the règlement is met there."""

import json

import pytest

from core.workflow import Refused, WrongState
from plenary import workflow
from plenary.choices import ItemStatus, Kind, Outcome
from plenary.facts import quorum_at, voices
from plenary.models import Movement, Proxy
from tests.actors.factories import RegulationFactory
from tests.plenary.factories import (
    AttendanceFactory,
    ItemFactory,
    RecusalFactory,
    alternate_of,
    seated,
)
from tests.plenary.pages import noted, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def items(sitting):
    """Three items to decide, in the order of the agenda."""
    return ItemFactory.create_batch(3, sitting=sitting, kind=Kind.MODIFICATION)


@pytest.fixture
def there(sitting):
    """Four members who are there."""
    mandates = [seated(sitting.body)[1] for _member in range(4)]
    for mandate in mandates:
        AttendanceFactory(sitting=sitting, mandate=mandate)
    return mandates


def here_at(item):
    return [v.mandate for v in voices(item.sitting, item=item) if v.presence == "present"]


def test_who_leaves_is_there_before_and_not_after(items, there, sec):
    workflow.note_movement(items[1], by=sec, mandate=there[0], step="part")

    assert [len(here_at(item)) for item in items] == [4, 3, 3]


def test_who_comes_back_is_there_again(items, there, sec):
    workflow.note_movement(items[1], by=sec, mandate=there[0], step="part")
    workflow.note_movement(items[2], by=sec, mandate=there[0], step="arrive")

    assert [len(here_at(item)) for item in items] == [4, 3, 4]


def test_the_contrary_at_the_same_item_takes_it_back(items, there, sec):
    workflow.note_movement(items[1], by=sec, mandate=there[0], step="part")

    assert workflow.note_movement(items[1], by=sec, mandate=there[0], step="arrive") is None
    assert not Movement.objects.exists()


def test_the_same_movement_again_writes_nothing(items, there, sec):
    first = workflow.note_movement(items[1], by=sec, mandate=there[0], step="part")

    assert workflow.note_movement(items[1], by=sec, mandate=there[0], step="part") == first


@pytest.mark.parametrize(
    ("index", "step", "why"), [(0, "arrive", "déjà là"), (1, "part", "pas là")]
)
def test_nobody_arrives_twice_nor_leaves_before_coming(items, there, sec, index, step, why):
    away = seated(items[0].sitting.body)[1]

    with pytest.raises(WrongState, match=why):
        workflow.note_movement(items[0], by=sec, mandate=[there[0], away][index], step=step)


def test_nothing_moves_at_a_sealed_item(items, there, sec, chair):
    noted(items[0], sec, results={})
    workflow.seal(items[0], by=chair)

    with pytest.raises(WrongState, match="scellé"):
        workflow.note_movement(items[0], by=sec, mandate=there[0], step="part")


def test_the_alternate_takes_the_voice_of_who_leaves(items, there, sec):
    _user, alternate = alternate_of(there[0])
    AttendanceFactory(sitting=items[0].sitting, mandate=alternate)
    RegulationFactory(body=items[0].body, quorum="majorite")

    workflow.note_movement(items[1], by=sec, mandate=there[0], step="part")

    assert [quorum_at(item).here for item in items] == [4, 4, 4]


@pytest.mark.parametrize(
    ("rule", "required"),
    [("majorite", 3), ("moitie", 2), ("tiers", 2), ("aucun", 0)],
)
def test_each_rule_asks_its_number_of_voices(items, there, rule, required):
    RegulationFactory(body=items[0].body, quorum=rule)

    assert quorum_at(items[0]).required == required


def test_what_is_not_entered_asks_nothing_and_says_so(items, there, sec):
    quorum = quorum_at(items[0])

    assert (quorum.required, quorum.is_met) == (None, None)
    assert "à compléter d’après le ROI" in str(quorum)
    assert noted(items[0], sec, results={}).regulation is None


def test_a_deport_leaves_the_count_of_its_item_alone(items, there):
    RegulationFactory(body=items[0].body, quorum="majorite")
    RecusalFactory(item=items[1], mandate=there[0])

    assert [quorum_at(item).here for item in items] == [4, 3, 4]


@pytest.mark.parametrize(("rule", "here"), [("admises", 5), ("exclues", 4), ("", 4)])
def test_a_proxy_counts_when_the_regulation_admits_them(items, there, rule, here):
    RegulationFactory(body=items[0].body, quorum="majorite", proxies=rule)
    away = seated(items[0].body)[1]
    AttendanceFactory(sitting=items[0].sitting, mandate=away, presence="represente")
    Proxy.objects.create(
        sitting=items[0].sitting,
        giver=away,
        holder=there[0],
        given_at=items[0].sitting.convened_at,
        channel="page",
    )

    assert quorum_at(items[0]).here == here


def test_a_decision_without_quorum_is_refused_in_words(items, there, sec):
    RegulationFactory(body=items[0].body, quorum="nombre", quorum_number=5)

    with pytest.raises(Refused, match="Quorum non atteint : 4 voix présentes sur 4, 5 exigées"):
        noted(items[0], sec, results={})

    items[0].refresh_from_db()
    assert items[0].status == ItemStatus.LISTED


@pytest.mark.parametrize("outcome", [Outcome.POSTPONED, Outcome.WITHDRAWN])
def test_an_item_without_quorum_may_still_wait(items, there, sec, chair, outcome):
    RegulationFactory(body=items[0].body, quorum="nombre", quorum_number=5)

    noted(items[0], sec, outcome=outcome, results={}, motivation="Pas assez de monde.")

    assert workflow.seal(items[0], by=chair).is_effective


def test_the_seal_asks_the_quorum_again(items, there, sec, chair):
    RegulationFactory(body=items[0].body, quorum="nombre", quorum_number=4)
    noted(items[0], sec, results={})
    workflow.note_movement(items[0], by=sec, mandate=there[0], step="part")

    with pytest.raises(Refused, match="Quorum non atteint"):
        workflow.seal(items[0], by=chair)


def test_the_decision_says_the_regulation_and_the_quorum_of_its_day(
    client_as, items, there, sec, chair
):
    regulation = RegulationFactory(body=items[0].body, quorum="majorite")
    noted(items[0], sec, results={})

    decision = workflow.seal(items[0], by=chair)

    assert decision.regulation == regulation
    assert "Quorum atteint" in json.loads(decision.frozen)["quorum"]
    page = client_as(sec).get(decision.get_absolute_url()).text
    assert "en vigueur depuis le" in page


def test_two_clicks_note_who_leaves_and_keep_what_is_being_typed(client_as, items, there, sec):
    client = client_as(sec)
    page = client.get(url("record", items[0].pk))
    assert f'value="part-{there[0].pk}"' in page.text

    answer = client.post(
        url("movement", items[0].pk),
        {
            "move": f"part-{there[0].pk}",
            "record": "On en parle.",
            "record_version": items[0].version,
            "base_version": 0,
            "outcome": "reporte",
        },
        follow=True,
    )

    items[0].refresh_from_db()
    assert items[0].record == "On en parle."
    assert answer.context["form"]["outcome"].value() == "reporte"
    assert "part à ce point" in answer.text
    assert Movement.objects.get().mandate == there[0]


def test_a_stranger_to_the_plenary_neither_arrives_nor_leaves(client_as, items, sec):
    answer = client_as(sec).post(url("movement", items[0].pk), {"move": "part-999"}, follow=True)

    assert "n’a pas de mandat à la date" in answer.text
