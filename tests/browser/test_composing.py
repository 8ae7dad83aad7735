"""Ordering an agenda: dragged with the mouse, or moved with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from actors.choices import StaffRole
from plenary import workflow
from plenary.choices import Kind
from plenary.models import AgendaItem
from tests.actors.factories import BodyFactory, UserFactory
from tests.plenary.factories import SittingFactory

pytestmark = pytest.mark.once("sqlite3")


@pytest.fixture
def sitting(live_server, bruxelles):
    """In preparation, with two debates and a « divers »."""
    return SittingFactory(body=BodyFactory(bassin=bruxelles))


@pytest.fixture
def page(house, sitting, bruxelles):
    """The sitting, as its secretary composes it."""
    sec = UserFactory(serves=bruxelles, role=StaffRole.SECRETARY)
    for kind, title in ((Kind.DEBATE, "Un"), (Kind.DEBATE, "Deux"), (Kind.OTHER, "Divers")):
        item = AgendaItem(body=sitting.body, kind=kind, title=title)
        workflow.add_free(sitting, item, by=sec)
    opened = house.open(sec)
    opened.goto(sitting.get_absolute_url())
    return opened


def titles(page):
    return page.locator("[data-order-list] .agenda__title")


def test_an_item_is_dragged_under_its_heading(page, sitting):
    page.locator("[data-item]", has_text="Un").first.locator(".agenda__title").drag_to(
        page.locator("[data-item]", has_text="Deux"), target_position={"x": 60, "y": 70}
    )

    expect(page.get_by_text("L’ordre du jour est enregistré.")).to_be_visible()
    expect(titles(page)).to_have_text(["Deux", "Un", "Divers"])
    listed = sitting.items.order_by("position").values_list("title", flat=True)
    assert list(listed) == ["Deux", "Un", "Divers"]


def test_the_keyboard_does_the_same(page):
    page.get_by_role("button", name="Descendre : Un").focus()
    page.keyboard.press("Enter")

    expect(titles(page)).to_have_text(["Deux", "Un", "Divers"])


def test_an_item_dragged_to_another_heading_stays_under_its_own(page):
    page.locator("[data-item]", has_text="Un").first.locator(".agenda__title").drag_to(
        page.locator("[data-item]", has_text="Divers"), target_position={"x": 60, "y": 70}
    )

    expect(titles(page)).to_have_text(["Un", "Deux", "Divers"])
