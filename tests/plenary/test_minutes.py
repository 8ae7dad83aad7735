"""The minutes: assembled from a held sitting, written by blocks, never over what was edited."""

import pytest

from core.models import JournalEntry
from core.versions import Conflict
from core.workflow import Refused, WrongState
from plenary import workflow
from plenary.choices import Audience, Kind, MinutesStatus, Outcome, Part
from plenary.facts import blocks_for
from plenary.models import Action, Minutes, MinutesBlock
from tests.actors.factories import PersonFactory
from tests.plenary.factories import (
    BlockFactory,
    ConditionFactory,
    ItemFactory,
    MinutesFactory,
    RecusalFactory,
    SittingFactory,
    seated,
)
from tests.plenary.pages import as_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(body):
    return SittingFactory(body=body, held=True)


def texts(minutes, reader="service"):
    seen = blocks_for(minutes, as_reader(reader))
    rows = [*seen.opening, *[b for e in seen.entries for b in e.blocks], *seen.closing]
    return [block["text"] for block in rows]


def test_the_minutes_follow_the_agenda_and_tell_each_decision(held, sec):
    second = ItemFactory(sitting=held, sealed=True, position=2, decision__text="Second.")
    first = ItemFactory(sitting=held, sealed=True, position=1, decision__text="Premier.")

    minutes = workflow.assemble(held, by=sec).minutes

    seen = blocks_for(minutes, as_reader("service"))
    assert [e.item for e in seen.entries] == [first.pk, second.pk]
    assert [e.decision for e in seen.entries] == [first.decision.number, second.decision.number]
    assert [b["text"] for e in seen.entries for b in e.blocks] == ["Premier.", "Second."]
    assert minutes.status == MinutesStatus.DRAFT
    assert JournalEntry.objects.last().act == "plenary.assembler_pv"


def test_the_opening_counts_who_was_there_and_names_nobody(held, sec):
    _user, mandate = seated(held.body)
    workflow.note_attendance(held, by=sec, presences={mandate: "present"})

    minutes = workflow.assemble(held, by=sec).minutes

    opening = blocks_for(minutes, as_reader("public")).opening[0]["text"]
    assert "1 présent" in opening
    assert str(mandate.person) not in opening
    (room,) = blocks_for(minutes, as_reader("voix")).rooms
    assert room["people"][0]["name"] == str(mandate.person)
    assert blocks_for(minutes, as_reader("public")).rooms == []


def test_what_names_people_is_for_the_members(held, sec):
    item = ItemFactory(
        sitting=held, sealed=True, audience=Audience.PUBLIC, decision__outcome=Outcome.CONDITIONAL
    )
    who = PersonFactory(last_name="Déporté")
    RecusalFactory(item=item, person=who)
    ConditionFactory(decision=item.decision, owner=PersonFactory(last_name="Chargé"))
    Action.objects.create(item=item, text="Écrire la note")

    minutes = workflow.assemble(held, by=sec).minutes

    public, members = texts(minutes, "public"), texts(minutes, "consultatif")
    assert not any("Déporté" in t or "Chargé" in t or "Écrire" in t for t in public)
    assert any("Déporté se déporte de ce point." in t for t in members)
    assert any("Chargé" in t and "Action : Écrire la note." in t for t in members)


def test_a_refusal_is_printed_with_its_reasons(held, sec):
    ItemFactory(
        sitting=held,
        sealed=True,
        decision__outcome=Outcome.REFUSED,
        decision__motivation="Trop tôt.",
    )

    minutes = workflow.assemble(held, by=sec).minutes

    assert any("Motivation : Trop tôt." in t for t in texts(minutes))


def test_assembling_again_writes_over_nothing_that_was_edited(held, sec):
    first = ItemFactory(sitting=held, sealed=True, position=1, decision__text="Un.")
    other = ItemFactory(sitting=held, sealed=True, position=2, decision__text="Deux.")
    minutes = workflow.assemble(held, by=sec).minutes
    block = minutes.blocks.get(item=first)
    block.text = "Un, relu."
    workflow.edit_block(block, by=sec, base_version=1)
    for item in (first, other):
        item.decision.text += " Bis."
        item.decision.save()

    done = workflow.assemble(held, by=sec)

    assert (done.made, done.refreshed, done.kept) == (0, 1, 1)
    assert minutes.blocks.get(item=first).text == "Un, relu."
    assert minutes.blocks.get(item=other).text == "Deux. Bis."
    assert Minutes.objects.count() == 1


def test_a_removed_block_does_not_come_back(held, sec):
    item = ItemFactory(sitting=held, sealed=True)
    minutes = workflow.assemble(held, by=sec).minutes
    workflow.remove_block(minutes.blocks.get(item=item), by=sec)

    workflow.assemble(held, by=sec)

    assert not minutes.blocks.standing().filter(item=item).exists()


def test_a_block_that_somebody_just_edited_is_not_removed_unread(held, sec):
    ItemFactory(sitting=held, sealed=True)
    block = workflow.assemble(held, by=sec).minutes.blocks.get(part=Part.DECISION)
    block.text = "Relu."
    workflow.edit_block(block, by=sec, base_version=1)

    with pytest.raises(WrongState, match="vient de modifier"):
        workflow.remove_block(block, by=sec, base_version=1)

    block.refresh_from_db()
    assert block.removed_at is None


def test_what_the_sitting_no_longer_says_goes(held, sec):
    item = ItemFactory(sitting=held, sealed=True)
    recusal = RecusalFactory(item=item)
    minutes = workflow.assemble(held, by=sec).minutes
    recusal.lifted_at = recusal.declared_at
    recusal.save()

    workflow.assemble(held, by=sec)

    assert not minutes.blocks.filter(part=Part.ROOM).exists()


@pytest.mark.parametrize("state", ["convened", "in_session", "cancelled"])
def test_only_a_held_sitting_has_minutes(body, sec, state):
    with pytest.raises(WrongState, match="une fois levée"):
        workflow.assemble(SittingFactory(body=body, **{state: True}), by=sec)

    assert not Minutes.objects.exists()


def test_a_sitting_of_the_past_keeps_the_minutes_of_its_time(body, sec):
    with pytest.raises(Refused, match="de l’époque"):
        workflow.assemble(SittingFactory(body=body, reprise=True), by=sec)


def test_a_block_is_never_wider_than_its_item(held, sec):
    item = ItemFactory(sitting=held, closed=True, sealed=True)
    minutes = workflow.assemble(held, by=sec).minutes
    block = MinutesBlock(item=item, audience=Audience.MEMBERS, text="Trop large")

    with pytest.raises(Refused, match="huis clos"):
        workflow.add_block(minutes, block, by=sec)

    assert not minutes.blocks.filter(text="Trop large").exists()


def test_an_item_that_becomes_narrower_takes_its_blocks_along(held, sec):
    item = ItemFactory(
        sitting=held, sealed=True, audience=Audience.PUBLIC, decision__text="Secret."
    )
    minutes = workflow.assemble(held, by=sec).minutes
    item.audience, item.closed_ground = Audience.CLOSED, "Une personne est nommée."
    item.save()

    assert "Secret." not in texts(minutes, "public")
    assert "Secret." not in texts(minutes, "consultatif")
    assert "Secret." in texts(minutes, "voix")


def test_two_secretaries_never_overwrite_a_block(held, sec):
    ItemFactory(sitting=held, sealed=True)
    minutes = workflow.assemble(held, by=sec).minutes
    mine = minutes.blocks.get(part=Part.DECISION)
    theirs = MinutesBlock.objects.get(pk=mine.pk)
    theirs.text = "Le leur."
    workflow.edit_block(theirs, by=sec, base_version=1)
    mine.text = "Le mien."

    with pytest.raises(Conflict):
        workflow.edit_block(mine, by=sec, base_version=1)

    mine.refresh_from_db()
    assert mine.text == "Le leur."


@pytest.mark.parametrize("state", ["circulated", "approved"])
def test_the_text_changes_in_draft_only(held, sec, state):
    minutes = MinutesFactory(sitting=held, state=state)
    block = BlockFactory(minutes=minutes, text="Tel quel")
    block.text = "Changé"

    with pytest.raises(WrongState, match="qu’en rédaction"):
        workflow.edit_block(block, by=sec, base_version=1)
    with pytest.raises(WrongState, match="qu’en rédaction"):
        workflow.remove_block(block, by=sec)
    with pytest.raises(WrongState):
        workflow.assemble(held, by=sec)

    block.refresh_from_db()
    assert (block.text, block.removed_at) == ("Tel quel", None)


def test_an_item_of_which_nothing_was_said_keeps_its_place(held, sec):
    ItemFactory(sitting=held, free=True, kind=Kind.OTHER, audience=Audience.MEMBERS)

    minutes = workflow.assemble(held, by=sec).minutes

    (entry,) = blocks_for(minutes, as_reader("voix")).entries
    assert [b["text"] for b in entry.blocks] == [""]
