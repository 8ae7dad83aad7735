"""The live sheet in a browser: the network falls, the page dies, two secretaries write at once."""

import pytest
from playwright.sync_api import expect

from actors.choices import StaffRole
from plenary.models import AgendaItem
from tests.actors.factories import BodyFactory, UserFactory
from tests.browser.conftest import PHONE, assert_accessible
from tests.plenary.factories import AttendanceFactory, ItemFactory, SittingFactory, seated

pytestmark = pytest.mark.once("postgresql")

SAID = "Compte rendu"


@pytest.fixture
def debates(bruxelles):
    """Three items of a sitting in session."""
    sitting = SittingFactory(body=BodyFactory(bassin=bruxelles), in_session=True)
    return ItemFactory.create_batch(3, sitting=sitting, free=True)


@pytest.fixture
def sec(bruxelles):
    return UserFactory(serves=bruxelles, role=StaffRole.SECRETARY)


def sheet(item):
    return f"/plenieres/points/{item.pk}/issue/"


def state(page):
    return page.locator("[data-autosave-state]")


def record_of(item):
    return AgendaItem.objects.get(pk=item.pk).record


def opened(house, user, item, **options):
    page = house.open(user, **options)
    page.goto(sheet(item))
    return page


def test_what_is_typed_is_saved_in_the_item_without_a_button(house, sec, debates):
    page = opened(house, sec, debates[0], viewport=PHONE)

    page.get_by_label(SAID).fill("On en a parlé.")

    expect(state(page)).to_contain_text("Enregistré à")
    assert record_of(debates[0]) == "On en a parlé."
    assert_accessible(page)
    page.get_by_label(SAID).fill("On en a parlé longuement.")
    expect(state(page)).to_have_attribute("data-state", "dirty")
    expect(state(page)).to_have_attribute("data-state", "saved")
    assert record_of(debates[0]) == "On en a parlé longuement."


def test_r24_the_network_falls_the_page_dies_and_not_a_word_is_lost(house, sec, debates):
    page = opened(house, sec, debates[0])
    context = page.context
    again = context.new_page()
    again.goto("/accessibilite/")
    page.get_by_label(SAID).fill("Avant la coupure.")
    expect(state(page)).to_contain_text("Enregistré à")

    context.set_offline(True)
    page.get_by_label(SAID).press_sequentially(" Pendant la coupure.")
    expect(state(page)).to_contain_text("hors ligne")
    page.get_by_label(SAID).press_sequentially(" Le dernier mot")
    again.wait_for_function("Object.values(localStorage).some((t) => t.includes('dernier mot'))")
    page.close(run_before_unload=False)
    context.set_offline(False)

    again.goto(sheet(debates[0]))
    again.get_by_role("button", name="Reprendre le texte gardé").click()

    whole = "Avant la coupure. Pendant la coupure. Le dernier mot"
    expect(again.get_by_label(SAID)).to_have_value(whole)
    expect(state(again)).to_contain_text("Enregistré à")
    assert record_of(debates[0]) == whole
    assert again.evaluate("localStorage.length") == 0


def test_r24_a_connection_that_returns_sends_what_was_kept(house, sec, debates):
    page = opened(house, sec, debates[0])
    page.context.set_offline(True)
    page.get_by_label(SAID).fill("Hors ligne.")
    expect(state(page)).to_contain_text("votre texte est gardé dans ce navigateur")

    page.context.set_offline(False)

    expect(state(page)).to_contain_text("Enregistré à")
    assert record_of(debates[0]) == "Hors ligne."


def test_r21_two_secretaries_at_once_both_texts_are_there(house, sec, debates, bruxelles):
    other = UserFactory(serves=bruxelles, role=StaffRole.SECRETARY)
    first, second = (opened(house, user, debates[0]) for user in (sec, other))
    first.get_by_label(SAID).fill("Le texte de l’un.")
    expect(state(first)).to_contain_text("Enregistré à")

    second.get_by_label(SAID).fill("Le texte de l’autre.")
    expect(state(second)).to_contain_text("a écrit un autre compte rendu")
    second.get_by_role("link", name="Comparer les deux textes").click()

    expect(second.get_by_role("heading", level=1)).to_have_text("Deux versions se rencontrent")
    expect(second.get_by_text("Le texte de l’un.").first).to_be_visible()
    mine = second.get_by_role("textbox", name=SAID)
    expect(mine).to_have_value("Le texte de l’autre.")
    assert record_of(debates[0]) == "Le texte de l’un."
    assert_accessible(second)


def test_the_keyboard_goes_from_item_to_item_and_nothing_typed_stays_behind(house, sec, debates):
    page = opened(house, sec, debates[0])
    page.get_by_label(SAID).fill("Vite dit.")

    page.keyboard.press("Alt+PageDown")

    page.wait_for_url(f"**{sheet(debates[1])}")
    assert record_of(debates[0]) == "Vite dit."
    page.keyboard.press("Alt+PageUp")
    page.wait_for_url(f"**{sheet(debates[0])}")
    expect(page.get_by_label(SAID)).to_have_value("Vite dit.")


def test_the_outcome_goes_with_the_last_words_to_the_next_item(house, sec, debates):
    page = opened(house, sec, debates[0])
    page.get_by_label(SAID).fill("Le mot de la fin.")
    page.get_by_label("Pris acte").check()

    page.get_by_role("button", name="Noter l’issue et passer").click()

    page.wait_for_url(f"**{sheet(debates[1])}")
    item = AgendaItem.objects.get(pk=debates[0].pk)
    assert (item.record, item.status) == ("Le mot de la fin.", "recorded")


def test_who_leaves_is_noted_in_two_clicks_while_one_types(house, sec, debates):
    _user, mandate = seated(debates[0].body)
    AttendanceFactory(sitting=debates[0].sitting, mandate=mandate)
    page = opened(house, sec, debates[1])
    page.get_by_label(SAID).fill("En cours de phrase")

    page.get_by_text("Quelqu’un arrive ou part").click()
    page.get_by_role("button", name="Part", exact=False).first.click()

    expect(page.get_by_text("part à ce point")).to_be_visible()
    expect(page.get_by_label(SAID)).to_have_value("En cours de phrase")
    assert_accessible(page)
