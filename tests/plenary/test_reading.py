"""Reading a sitting beforehand: what is read, what changed, notes that nobody else ever reads."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from core.clock import today
from core.models import JournalEntry
from core.versions import Conflict
from plenary import workflow
from plenary.choices import Kind, StanceKind
from plenary.facts.reading import decided_since, readings
from plenary.models import Annex, PrivateNote, ReadMark, Stance
from tests.plenary.factories import (
    AttendanceFactory,
    ItemFactory,
    SittingFactory,
    StoredFileFactory,
)
from tests.plenary.pages import url

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SENTINEL = "sentinelle-7-note-privée"


@pytest.fixture
def convened(body):
    return SittingFactory(body=body, convened=True)


@pytest.fixture
def items(convened):
    return [
        ItemFactory(sitting=convened, free=True, title=f"Débat {n}", position=n, number=n)
        for n in (1, 2, 3)
    ]


def page(item):
    return url("read_item", item.sitting_id, item.pk)


def states(user, sitting):
    return [reading.state.label for reading in readings(user, sitting)]


# ── Reading ─────────────────────────────────────────────────────────────────────────────────────


def test_saving_marks_the_item_read_and_leads_to_the_next(client_as, member, convened, items):
    client = client_as(member[0])

    answer = client.post(page(items[0]), {"text": "Demander le coût.", "base_version": 0})

    assert answer.url == page(items[1])
    assert states(member[0], convened) == ["lu", "à lire", "à lire"]
    assert "points lus : 1 sur 3" in client.get(url("read", convened.pk)).text
    assert "Demander le coût." in client.get(page(items[0])).text


def test_the_list_leads_to_the_first_that_is_not_read(client_as, member, convened, items):
    client = client_as(member[0])
    assert "Commencer la lecture" in client.get(url("read", convened.pk)).text
    workflow.mark_read(items[0], by=member[0])

    text = client.get(url("read", convened.pk)).text

    assert "Reprendre au point 2" in text
    assert page(items[1]) in text


def test_the_last_one_leads_back_to_the_list(client_as, member, convened, items):
    answer = client_as(member[0]).post(page(items[2]), {"text": "", "base_version": 0})

    assert answer.url == url("read", convened.pk)
    assert not PrivateNote.objects.exists()


def test_one_may_ask_to_read_it_again(client_as, member, convened, items):
    workflow.mark_read(items[0], by=member[0])

    client_as(member[0]).post(page(items[0]), {"text": "", "base_version": 0, "then": "again"})

    assert states(member[0], convened)[0] == "à lire"


def test_an_item_that_changed_says_so_until_it_is_read_again(member, sec, convened, items):
    workflow.mark_read(items[0], by=member[0])
    items[0].refresh_from_db()
    items[0].text = "Une note plus longue."
    workflow.edit_item(items[0], by=sec, base_version=items[0].version)

    assert states(member[0], convened)[0] == "modifié depuis votre lecture"
    workflow.mark_read(items[0], by=member[0])
    assert states(member[0], convened)[0] == "lu"


def test_an_annex_that_comes_later_is_a_change(member, sec, convened, items):
    workflow.mark_read(items[0], by=member[0])
    Annex.objects.create(
        item=items[0],
        stored=StoredFileFactory(),
        title="Étude",
        added_at=timezone.now(),
        added_by=sec,
    )

    assert states(member[0], convened)[0] == "modifié depuis votre lecture"


def test_the_annexes_are_read_with_the_item(client_as, member, sec, items):
    joined = {"stored": StoredFileFactory(), "added_at": timezone.now(), "added_by": sec}
    annex = Annex.objects.create(item=items[0], title="Étude des besoins", **joined)
    Annex.objects.create(
        item=items[0], title="Gardée", removed_at=timezone.now(), removed_by=sec, **joined
    )

    text = client_as(member[0]).get(page(items[0])).text

    assert url("annex", items[0].pk, annex.pk) in text
    assert "Gardée" not in text


def test_reading_twice_writes_once(member, items):
    workflow.mark_read(items[0], by=member[0])
    first = ReadMark.objects.get().read_at

    workflow.mark_read(items[0], by=member[0])

    assert ReadMark.objects.get().read_at == first


def test_a_stance_given_while_reading_comes_back_to_the_reading(client_as, member, convened):
    item = ItemFactory(sitting=convened)
    client = client_as(member[0])
    assert "Donner mon avis" in client.get(page(item)).text

    answer = client.post(
        url("stance", item.pk) + "?retour=lire", {"kind": StanceKind.FAVOURABLE, "reason": ""}
    )

    assert answer.url == page(item)
    assert Stance.objects.get().mandate == member[1]


def test_who_stands_aside_no_longer_reads_the_item(client_as, member, convened):
    item = ItemFactory(sitting=convened, text="Ce que lisent les autres.")
    workflow.recuse(item, mandate=member[1], by=member[0])

    text = client_as(member[0]).get(page(item)).text

    assert "déporté" in text
    assert "Ce que lisent les autres." not in text


def test_an_item_is_read_under_its_own_sitting_alone(client_as, member, items, body):
    other = SittingFactory(body=body, convened=True)

    assert client_as(member[0]).get(url("read_item", other.pk, items[0].pk)).status_code == 404


# ── Notes ───────────────────────────────────────────────────────────────────────────────────────


def test_nobody_else_ever_reads_a_private_note(
    client_as, member, sec, coordinator, administrator, convened, items, chair
):
    workflow.write_note(items[0], SENTINEL, by=member[0], base_version=0)
    workflow.mark_read(items[0], by=member[0])
    pages = (
        page(items[0]),
        url("read", convened.pk),
        items[0].get_absolute_url(),
        convened.get_absolute_url(),
        "/",
        "/admin/",
    )

    for user in (sec, coordinator, administrator, chair):
        client = client_as(user)
        assert [p for p in pages if SENTINEL in client.get(p).text] == []
    assert SENTINEL in client_as(member[0]).get(page(items[0])).text


def test_a_private_note_leaves_no_other_trace(member, items):
    workflow.write_note(items[0], SENTINEL, by=member[0], base_version=0)

    assert not JournalEntry.objects.exists()
    elsewhere = [
        model._meta.label
        for model in apps.get_models()
        if model is not PrivateNote and SENTINEL in str(list(model._base_manager.values()))
    ]
    assert elsewhere == []


def test_two_devices_never_overwrite_each_other(client_as, member, items):
    phone, desk = client_as(member[0]), client_as(member[0])
    phone.post(page(items[0]), {"text": "Du téléphone.", "base_version": 0})

    late = desk.post(page(items[0]), {"text": "Du bureau.", "base_version": 0})

    assert late.status_code == 409
    assert "Du téléphone." in late.text
    assert "Du bureau." in late.text
    assert 'name="base_version" value="1"' in late.text
    assert PrivateNote.objects.get().text == "Du téléphone."
    desk.post(page(items[0]), {"text": "Du téléphone et du bureau.", "base_version": 1})
    assert PrivateNote.objects.get().text == "Du téléphone et du bureau."


def test_what_the_other_device_was_typing_is_set_aside_for_its_author(
    client_as, member, sec, items
):
    keep = url("keep_note", items[0].sitting_id, items[0].pk)
    client = client_as(member[0])
    client.post(keep, {"text": "Du téléphone.", "base_version": 0})
    client.post(keep, {"text": "Du bureau.", "base_version": 0})

    text = client.get(page(items[0])).text

    assert "Du téléphone." in text
    assert ">\nDu bureau.</textarea>" in text
    assert "data-autosave=" not in text
    assert "Du bureau." not in client_as(sec).get(page(items[0])).text
    client.post(page(items[0]), {"text": "Les deux.", "base_version": 1})
    assert PrivateNote.objects.get().text == "Les deux."
    assert "Du bureau." not in client.get(page(items[0])).text


def test_what_is_typed_is_kept_and_says_its_version(client_as, member, items):
    keep = url("keep_note", items[0].sitting_id, items[0].pk)
    client = client_as(member[0])

    first = client.post(keep, {"text": "Une", "base_version": 0}).json()
    second = client.post(keep, {"text": "Une note", "base_version": 1}).json()
    late = client.post(keep, {"text": "Autre", "base_version": 1})

    assert first["versions"] == {"base_version": 1}
    assert second["versions"] == {"base_version": 2}
    assert "Note enregistrée à" in second["label"]
    assert late.status_code == 409
    assert late.json()["url"] == page(items[0])
    assert PrivateNote.objects.get().text == "Une note"
    assert not ReadMark.objects.exists()


def test_a_note_too_long_is_refused_and_stays_typed(client_as, member, items):
    answer = client_as(member[0]).post(page(items[0]), {"text": "x" * 10_001, "base_version": 0})

    assert answer.status_code == 200
    assert "x" * 10_001 in answer.text
    keep = url("keep_note", items[0].sitting_id, items[0].pk)
    words = {"text": "x" * 10_001, "base_version": 0}
    assert client_as(member[0]).post(keep, words).status_code == 422


def test_the_same_text_twice_is_no_conflict(member, items):
    workflow.write_note(items[0], "Une", by=member[0], base_version=0)
    workflow.write_note(items[0], "Une\r\n", by=member[0], base_version=0)

    with pytest.raises(Conflict):
        workflow.write_note(items[0], "Deux", by=member[0], base_version=0)
    assert PrivateNote.objects.get().version == 1


# ── Decided since ───────────────────────────────────────────────────────────────────────────────


def decided(user):
    return [decision.item for decision in decided_since(user, on=today())]


def test_what_was_decided_since_the_last_sitting_where_they_were_present(member, body):
    came = SittingFactory(body=body, held=True, on=today() - 60 * DAY)
    missed = SittingFactory(body=body, held=True, on=today() - 20 * DAY)
    AttendanceFactory(sitting=came, mandate=member[1], presence="present")
    AttendanceFactory(sitting=missed, mandate=member[1], presence="excuse")
    ItemFactory(sitting=came, sealed=True)
    since = ItemFactory(sitting=missed, sealed=True)
    ItemFactory(sitting=missed, recorded=True)

    assert decided(member[0]) == [since]


def test_who_never_came_is_told_since_their_last_reading(member, body, items):
    held = SittingFactory(body=body, held=True, on=today() - 20 * DAY)
    ItemFactory(sitting=held, sealed=True)
    assert decided(member[0]) == []

    workflow.mark_read(items[0], by=member[0])
    since = ItemFactory(sitting=held, sealed=True, kind=Kind.STOP)

    assert decided(member[0]) == [since]


def test_the_home_of_a_member_tells_it(client_as, member, body):
    came = SittingFactory(body=body, held=True, on=today() - 60 * DAY)
    AttendanceFactory(sitting=came, mandate=member[1], presence="present")
    held = SittingFactory(body=body, held=True, on=today() - 20 * DAY)
    since = ItemFactory(sitting=held, sealed=True)

    text = client_as(member[0]).get("/").text

    assert "Décidé depuis votre dernière venue" in text
    assert since.decision.number in text
