"""A member reads a sitting on a phone: the note keeps itself, two devices lose nothing."""

import pytest
from playwright.sync_api import expect

from plenary.models import PrivateNote, ReadMark
from tests.browser.conftest import PHONE, assert_accessible
from tests.plenary.factories import ItemFactory, SittingFactory, seated

pytestmark = pytest.mark.once("sqlite3")


@pytest.fixture
def reading(house, bruxelles):
    """(who reads, the address of the first of two items, the two items)."""
    sitting = SittingFactory(body__bassin=bruxelles, convened=True)
    items = [
        ItemFactory(sitting=sitting, free=True, title=f"Débat {n}", position=n, number=n)
        for n in (1, 2)
    ]
    user, _mandate = seated(sitting.body)
    return user, f"/plenieres/{sitting.pk}/lire/{items[0].pk}/", items


def kept(page):
    return page.locator("[data-autosave-state]")


def test_one_reads_item_after_item_and_comes_back_where_one_was(house, reading):
    user, first, items = reading
    page = house.open(user, viewport=PHONE)
    page.goto(first)
    page.get_by_label("Ma note privée").fill("Demander le coût.")
    expect(kept(page)).to_contain_text("Note enregistrée à")
    page.get_by_label("Ma note privée").press_sequentially(" Et le calendrier.")
    expect(kept(page)).to_contain_text("Modifié")
    expect(kept(page)).to_contain_text("Note enregistrée à")
    assert_accessible(page)

    page.get_by_role("button", name="Enregistrer et passer au suivant").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Débat 2")
    page.keyboard.press("Alt+PageUp")
    expect(page.get_by_role("heading", level=1)).to_have_text("Débat 1")
    expect(page.get_by_label("Ma note privée")).to_have_value("Demander le coût. Et le calendrier.")
    page.locator(".crumbs a").click()

    expect(page.get_by_text("points lus : 1 sur 2")).to_be_visible()
    expect(page.get_by_role("link", name="Reprendre au point 2")).to_be_visible()
    assert_accessible(page)
    assert ReadMark.objects.get().item == items[0]


def test_r21_two_devices_are_shown_both_texts(house, reading):
    user, first, _items = reading
    phone, desk = house.open(user, viewport=PHONE), house.open(user)
    for page in (phone, desk):
        page.goto(first)
    phone.get_by_label("Ma note privée").fill("Du téléphone.")
    expect(kept(phone)).to_contain_text("Note enregistrée à")

    desk.get_by_label("Ma note privée").fill("Du bureau.")
    expect(kept(desk)).to_contain_text("Un autre appareil a changé cette note")
    desk.get_by_role("link", name="Comparer les deux textes").click()

    expect(desk.get_by_text("Du téléphone.")).to_be_visible()
    expect(desk.get_by_label("Ma note privée")).to_have_value("Du bureau.")
    assert_accessible(desk)
    assert PrivateNote.objects.get().text == "Du téléphone."
    desk.get_by_label("Ma note privée").fill("Du téléphone et du bureau.")
    desk.get_by_role("button", name="Enregistrer et passer au suivant").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Débat 2")
    assert PrivateNote.objects.get().text == "Du téléphone et du bureau."
