"""What is typed is kept, and the page says so only when it is true."""

import pytest
from playwright.sync_api import expect

from tests.browser import essay
from tests.browser.conftest import PHONE, assert_accessible

pytestmark = [pytest.mark.urls("tests.browser.essay"), pytest.mark.once("sqlite3")]


@pytest.fixture(autouse=True)
def _nothing_kept_yet():
    essay.KEPT.clear()
    essay.SENT.clear()


@pytest.fixture
def page(house, porteur):
    """The form, with a clock that the test moves."""
    opened = house.open(porteur, viewport=PHONE)
    opened.clock.install()
    opened.goto("/essai/")
    return opened


def state(page):
    return page.locator("[data-autosave-state]")


def typed(page, text):
    page.get_by_label("Pourquoi").fill(text)
    page.clock.run_for(2_500)


def test_what_is_typed_is_kept_two_seconds_later(page):
    page.get_by_label("Intitulé").fill("Un plateau")
    page.get_by_label("Innovant").check()
    expect(state(page)).to_have_text("Modifié, pas encore enregistré")

    page.clock.run_for(2_500)

    expect(state(page)).to_have_text("Brouillon enregistré à 10 h 12")
    assert [(k["title"], k["kinds"]) for k in essay.KEPT] == [("Un plateau", "i")]
    assert "csrfmiddlewaretoken" not in essay.KEPT[0]


def test_r24_who_never_stops_typing_is_kept_every_ten_seconds(page):
    """Each key comes before the two quiet seconds: only the ten seconds save."""
    page.get_by_label("Pourquoi").focus()
    keys = 0
    while not essay.KEPT and keys < 40:
        page.keyboard.type("a")
        page.clock.run_for(1_100)
        keys += 1

    assert 1 <= len(essay.KEPT) <= 2
    assert essay.KEPT[0]["why"] == "a" * len(essay.KEPT[0]["why"]) != ""


def test_r24_a_lost_connection_is_said_and_the_text_comes_back(page):
    page.context.set_offline(True)
    typed(page, "hors ligne")
    expect(state(page)).to_contain_text("votre texte est gardé dans ce navigateur")
    assert_accessible(page)

    page.route("**/essai/garde/", lambda route: route.abort())
    page.context.set_offline(False)
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto("/essai/")
    page.get_by_role("button", name="Reprendre le texte gardé").click()

    expect(page.get_by_label("Pourquoi")).to_have_value("hors ligne")


def test_a_connection_that_returns_saves_without_being_asked(page):
    page.context.set_offline(True)
    typed(page, "hors ligne")
    expect(state(page)).to_contain_text("Non enregistré")

    page.context.set_offline(False)

    expect(state(page)).to_have_text("Brouillon enregistré à 10 h 12")
    assert page.evaluate("localStorage.length") == 0


def test_r24_an_ended_session_says_where_the_text_is_and_what_to_do(page):
    page.route(
        "**/essai/garde/",
        lambda route: route.fulfill(status=302, headers={"Location": "/compte/login/"}),
    )

    typed(page, "trop tard")

    expect(state(page)).to_contain_text("Votre session a expiré")
    expect(page.get_by_role("link", name="Se reconnecter")).to_have_attribute("target", "_blank")


def test_two_versions_lead_to_the_page_that_compares_them(page):
    answer = {"label": "Nadia a modifié ce champ à 10 h 40.", "url": "/essai/simple/"}
    page.route("**/essai/garde/", lambda route: route.fulfill(status=409, json=answer))

    typed(page, "le mien")

    expect(state(page)).to_have_text("Nadia a modifié ce champ à 10 h 40.")
    link = page.get_by_role("link", name="Comparer les deux textes")
    assert link.evaluate("link => link.pathname") == "/essai/simple/"


def test_r22_a_form_is_sent_once_however_often_one_clicks(page):
    page.get_by_label("Intitulé").fill("Un plateau")
    page.get_by_label("Pourquoi").fill("parce que")

    page.get_by_role("button", name="Transmettre").evaluate(
        "b => { b.click(); b.click(); b.click(); }"
    )

    expect(page.get_by_text("Reçu")).to_be_visible()
    assert len(essay.SENT) == 1


def test_a_refused_form_puts_the_reader_on_the_summary_then_on_the_field(page):
    page.get_by_label("Pourquoi").fill("x" * 25)
    expect(page.locator("[data-count-of]")).to_contain_text("5 caractères de trop")

    page.get_by_role("button", name="Transmettre").click()

    expect(page.locator(".errors")).to_be_focused()
    page.get_by_role("link", name="Pourquoi").click()
    expect(page.get_by_label("Pourquoi")).to_be_focused()
    expect(page.get_by_label("Pourquoi")).to_have_value("x" * 25)


def test_leaving_a_form_that_nothing_keeps_asks_first(page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/essai/simple/")
    page.get_by_label("Intitulé").fill("Un plateau")

    page.goto("/essai/")

    assert asked == ["beforeunload"]
