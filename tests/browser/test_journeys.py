"""Doors and safeguards of the house, by hand: register, sign in, keyboard alone, two browsers."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from poles.models import Pole, PoleRequest
from tests.browser.conftest import assert_accessible, sign_in
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.once("postgresql")

PASSWORD = "une-phrase-assez-longue-42"


def test_somebody_registers_verifies_the_address_and_signs_in(house, bruxelles):
    page = house.open()
    page.goto("/")
    page.get_by_role("link", name="Se connecter").first.click()
    page.get_by_role("link", name="Créer un compte").click()
    assert_accessible(page)
    page.get_by_label("Prénom").fill("Nour")
    page.get_by_label("Nom", exact=True).fill("Haddad")
    page.get_by_label("Adresse électronique").fill("nour@example.org")
    passwords = page.locator("input[type=password]")
    for number in range(passwords.count()):
        passwords.nth(number).fill(PASSWORD)
    page.get_by_role("button", name="Créer mon compte").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Créer un compte")
    assert_accessible(page)

    link = re.search(r"https?://\S+/confirm-email/\S+", mail.outbox[-1].body)[0]
    page.goto(link)
    page.locator("main form").get_by_role("button").first.click()

    page.goto("/compte/login/")
    page.get_by_label("Adresse électronique").fill("nour@example.org")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_text("Nour Haddad").first).to_be_visible()


def test_an_address_that_is_not_verified_does_not_sign_in(house, bruxelles):
    page = house.open()
    page.goto("/compte/signup/")
    page.get_by_label("Prénom").fill("Nour")
    page.get_by_label("Nom", exact=True).fill("Haddad")
    page.get_by_label("Adresse électronique").fill("nour@example.org")
    passwords = page.locator("input[type=password]")
    for number in range(passwords.count()):
        passwords.nth(number).fill(PASSWORD)
    page.get_by_role("button", name="Créer mon compte").click()

    page.goto("/demandes/nouvelle/")

    expect(page).to_have_url(re.compile("/compte/login/"))


def tab_to(page, locator, limit=80):
    """Presses Tab until the focus is there."""
    for _ in range(limit):
        if locator.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab never reaches it.")


def test_sign_in_and_ask_with_the_keyboard_alone(house, porteur):
    page = house.open()
    page.goto("/compte/login/")
    tab_to(page, page.get_by_label("Adresse électronique"))
    page.keyboard.type(porteur.email)
    tab_to(page, page.get_by_label("Mot de passe"))
    page.keyboard.type("mot-de-passe-de-test")
    page.keyboard.press("Enter")
    expect(page.locator("summary.top__me")).to_be_visible()

    page.goto("/demandes/nouvelle/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("En une phrase, le problème que vous voyez"))
    page.keyboard.type("Les stages manquent")
    tab_to(page, page.get_by_label("Racontez-le"))
    page.keyboard.type("Depuis trois ans.")
    tab_to(page, page.get_by_role("button", name="Transmettre la demande"))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Les stages manquent")).to_be_visible()
    assert PoleRequest.objects.get().person == porteur.person


def test_what_is_focused_is_seen(house, porteur):
    """Every stop of the Tab key is on screen and drawn: WCAG 2.4.7 and 2.4.11."""
    page = house.open(porteur)
    page.goto("/demandes/nouvelle/")
    unseen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              const e = document.activeElement;
              if (e === document.body) return "";
              const s = getComputedStyle(e), r = e.getBoundingClientRect();
              const drawn = s.outlineStyle !== "none" || s.boxShadow !== "none";
              const there = r.bottom > 0 && r.top < innerHeight && r.width > 0;
              return drawn && there ? "" : e.outerHTML.slice(0, 120);
            }"""
        )
        if seen:
            unseen.append(seen)

    assert unseen == []


def test_two_people_save_the_same_fiche_and_both_texts_are_shown(house, service, coordinator):
    pole = PoleFactory(bassin=service.person.assignments.get().bassin)
    mine, theirs = house.open(service), house.open(coordinator)
    for page in (mine, theirs):
        page.goto(f"/poles/{pole.pk}/modifier/")
    theirs.get_by_role("textbox", name="Objectifs").first.fill("Ce que l’autre a écrit")
    theirs.get_by_role("button", name="Enregistrer la fiche").click()
    theirs.wait_for_url(f"**/poles/{pole.pk}/")
    mine.get_by_role("textbox", name="Objectifs").first.fill("Ce que j’ai écrit")
    mine.get_by_role("button", name="Enregistrer la fiche").click()

    expect(mine.get_by_role("heading", level=1)).to_have_text("Deux versions se rencontrent")
    expect(mine.locator(".conflict")).to_contain_text("Ce que l’autre a écrit")
    expect(mine.locator(".conflict")).to_contain_text("Ce que j’ai écrit")
    assert_accessible(mine)
    assert Pole.objects.get(pk=pole.pk).objectives == "Ce que l’autre a écrit"

    mine.get_by_role("button", name="Enregistrer ce texte").click()
    mine.wait_for_url(f"**/poles/{pole.pk}/")
    pole.refresh_from_db()
    assert (pole.objectives, pole.version) == ("Ce que j’ai écrit", 3)


def test_an_error_is_told_beside_the_field_and_nothing_typed_is_lost(house, porteur):
    page = house.open(porteur)
    page.goto("/demandes/nouvelle/")
    page.get_by_label("Racontez-le").fill("Un long récit que personne ne veut réécrire.")
    page.get_by_role("button", name="Transmettre la demande").click()

    expect(page.locator(".errors")).to_be_visible()
    page.locator(".errors a").first.click()
    expect(page.get_by_label("En une phrase, le problème que vous voyez")).to_be_focused()
    expect(page.get_by_label("Racontez-le")).to_have_value(
        "Un long récit que personne ne veut réécrire."
    )
    assert_accessible(page)


def test_a_double_click_makes_one_demande(house, porteur):
    page = house.open(porteur)
    page.goto("/demandes/nouvelle/")
    page.get_by_label("En une phrase, le problème que vous voyez").fill("Une seule fois")
    page.get_by_label("Racontez-le").fill("Même en cliquant deux fois.")
    page.get_by_role("button", name="Transmettre la demande").dblclick()
    expect(page.get_by_role("heading", name="Une seule fois")).to_be_visible()

    assert PoleRequest.objects.count() == 1


def test_signing_in_and_out_by_hand(house, service):
    page = house.open()
    sign_in(page, service)
    page.locator("summary.top__me").click()
    page.get_by_role("button", name="Se déconnecter").click()
    page.goto("/moi/")

    expect(page).to_have_url(re.compile("/compte/login/"))
