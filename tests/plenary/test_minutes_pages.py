"""The pages of the minutes: assembled from the sitting, edited by blocks, shown by audience."""

import pytest

from core import drafts
from plenary.choices import Audience
from plenary.models import Minutes
from plenary.views.minutes import DRAFT_FORM
from tests.plenary.factories import (
    BlockFactory,
    ItemFactory,
    MinutesFactory,
    SittingFactory,
    consultative_of,
)
from tests.plenary.pages import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(body):
    return SittingFactory(body=body, held=True)


@pytest.fixture
def minutes(held):
    ItemFactory(sitting=held, closed=True, sealed=True, title="Mot caché", position=1)
    ItemFactory(sitting=held, sealed=True, title="Mot public", audience="public", position=2)
    return MinutesFactory(sitting=held)


def test_the_secretary_assembles_from_the_page_of_the_sitting(client, held, sec):
    ItemFactory(sitting=held, sealed=True, decision__text="La plénière valide tout.")
    client.force_login(sec)
    address = url("assemble", held.pk)
    assert address in client.get(held.get_absolute_url()).content.decode()

    answer = client.post(address, follow=True)

    assert answer.redirect_chain[-1][0] == Minutes.objects.get().get_absolute_url()
    page = answer.content.decode()
    assert "La plénière valide tout." in page
    assert "Passages écrits : 3." in page.replace("\xa0", " ")


def test_a_sitting_that_is_not_held_says_why_it_has_no_minutes(client, sitting, sec):
    client.force_login(sec)

    answer = client.post(url("assemble", sitting.pk))

    assert answer.status_code == 409
    assert "une fois levée" in answer.content.decode()


@pytest.mark.parametrize(
    ("reader", "reads"), [("service", True), ("voix", True), ("consultatif", False)]
)
def test_the_service_looks_through_the_eyes_of_each(client, minutes, sec, reader, reads):
    client.force_login(sec)

    page = client.get(minutes.get_absolute_url(), {"vu": reader}).content.decode()

    assert ("Mot caché" in page) is reads
    assert "Mot public" in page
    assert ("Point à huis clos" in page) is not reads


def test_a_member_cannot_look_through_other_eyes(client, held, sec):
    ItemFactory(sitting=held, closed=True, sealed=True, title="Mot caché")
    minutes = MinutesFactory(sitting=held, state="circulated")
    client.force_login(consultative_of(held.body))

    page = client.get(minutes.get_absolute_url(), {"vu": "service"}).content.decode()

    assert "Mot caché" not in page
    assert "Vu par" not in page


def test_a_block_is_edited_and_kept_while_one_types(client, minutes, sec):
    block = minutes.blocks.get(part="ouverture")
    client.force_login(sec)
    kept = client.post(
        url("block_autosave", block.pk), {"text": "En train", "base_version": "1", "part": "x"}
    )
    assert "Brouillon enregistré" in kept.json()["label"]
    assert "En train" in client.get(url("block", block.pk)).content.decode()

    client.post(
        url("block", block.pk), {"text": "Fini", "audience": "membres", "base_version": "1"}
    )

    block.refresh_from_db()
    assert (block.text, block.audience, block.edited_by) == ("Fini", Audience.MEMBERS, sec)
    assert drafts.find(sec, form=DRAFT_FORM, subject_id=block.pk) is None


def test_an_audience_wider_than_the_item_is_not_offered(client, minutes, sec):
    block = minutes.blocks.filter(item__audience="huis_clos").first()
    client.force_login(sec)

    answer = client.post(
        url("block", block.pk), {"text": "Fini", "audience": "public", "base_version": "1"}
    )

    assert answer.status_code == 200
    block.refresh_from_db()
    assert block.audience == Audience.CLOSED


def test_a_block_is_added_to_an_item_for_another_audience(client, minutes, sec):
    item = minutes.sitting.items.get(title="Mot public")
    client.force_login(sec)
    address = url("block_add", minutes.pk, item.pk)
    token = client.get(address).context["form"]["token"].value()

    client.post(address, {"text": "Entre nous", "audience": "huis_clos", "token": token})

    block = minutes.blocks.get(text="Entre nous")
    assert (block.item, block.audience) == (item, Audience.CLOSED)
    assert (
        "Entre nous" not in client.get(f"{minutes.get_absolute_url()}?vu=public").content.decode()
    )


def test_an_item_of_another_sitting_takes_no_block_here(client, minutes, sec):
    stranger = ItemFactory(sitting=SittingFactory(body=minutes.sitting.body))
    client.force_login(sec)

    assert client.get(url("block_add", minutes.pk, stranger.pk)).status_code == 404


def test_what_is_circulated_is_no_longer_edited(client, held, sec):
    block = BlockFactory(minutes=MinutesFactory(sitting=held, state="circulated"))
    client.force_login(sec)

    page = client.get(url("block", block.pk)).content.decode()
    answer = client.post(
        url("block", block.pk), {"text": "Trop tard", "audience": "membres", "base_version": "1"}
    )

    assert "n’est plus en rédaction" in page
    assert answer.status_code == 409
    block.refresh_from_db()
    assert block.text == "Un passage."


def test_members_know_nothing_of_a_draft(client, minutes, member):
    client.force_login(member[0])

    assert client.get(minutes.get_absolute_url()).status_code == 404
    assert client.get(url("block", minutes.blocks.first().pk)).status_code == 404


def test_the_list_of_sittings_says_where_the_minutes_are(client, held, member, sec):
    MinutesFactory(sitting=held)
    client.force_login(sec)
    assert "PV en rédaction" in client.get(url("list")).content.decode()

    client.force_login(member[0])
    assert "PV en rédaction" not in client.get(url("list")).content.decode()
