"""A meeting of a pôle from its series to its closed minutes, by keyboard, link and autosave."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from actors.choices import StaffRole
from consensus.models import Meeting, MeetingMinutes, Point
from core.clock import today
from outbox.models import Mail
from tests.actors.factories import UserFactory
from tests.browser.conftest import NARROW, PHONE, assert_accessible
from tests.poles.factories import MembershipFactory, PoleFactory

pytestmark = pytest.mark.once("sqlite3")
DAY = timedelta(days=1)


@pytest.fixture
def pole(live_server, bruxelles):
    return PoleFactory(bassin=bruxelles, active=True, title="Soudure", agreed_rhythm="mensuel")


@pytest.fixture
def officer(bruxelles, pole):
    return UserFactory(serves=bruxelles, role=StaffRole.OFFICER)


def test_a_series_is_planned_prepared_answered_written_and_closed(house, pole, officer, pictures):
    member = MembershipFactory(pole=pole, category="A")
    page = house.open(officer)

    # A series, its days shown before they are written.
    page.goto(f"/poles/{pole.pk}/concertation/")
    page.get_by_role("link", name="Prévoir une réunion").click()
    page.get_by_label("Date", exact=True).fill((today() + 10 * DAY).isoformat())
    page.get_by_label(re.compile("^Heure")).fill("09:30")
    page.get_by_label(re.compile("^Fin prévue")).fill("12:00")
    page.get_by_label(re.compile("^Lieu")).fill("Rue de la Science 4")
    page.get_by_label(re.compile("^Répétition")).select_option("semaines")
    page.get_by_label(re.compile("^Intervalle")).fill("3")
    page.get_by_label(re.compile("^Dernier jour")).fill((today() + 55 * DAY).isoformat())
    page.get_by_role("button", name="Voir les dates").click()
    expect(page.get_by_role("heading", name="3 réunions")).to_be_visible()
    assert_accessible(page)
    pictures(page, "reunions-serie")
    page.get_by_role("button", name="Prévoir", exact=True).click()
    expect(page.get_by_text("3 réunions sont prévues.")).to_be_visible()
    assert_accessible(page)
    pictures(page, "reunions-liste")

    # The agenda, with the keyboard alone.
    page.get_by_role("link", name="Aller à la réunion").click()
    for title in ("Inventaire", "Tutorat"):
        page.get_by_role("link", name="Ajouter un point").first.focus()
        page.keyboard.press("Enter")
        page.get_by_label("Intitulé").fill(title)
        page.keyboard.press("Enter")
        expect(page.get_by_text("Le point est à l’ordre du jour.")).to_be_visible()
    page.get_by_role("button", name="Monter : Tutorat").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".agenda__title")).to_have_text(["Tutorat", "Inventaire"])
    assert_accessible(page)
    pictures(page, "reunions-ordre-du-jour")

    # The invitation: who receives it, then it leaves.
    page.get_by_role("link", name="Inviter…").click()
    expect(page.get_by_text(str(member.person))).to_be_visible()
    assert_accessible(page)
    pictures(page, "reunions-inviter")
    page.get_by_role("button", name="Envoyer l’invitation").click()
    expect(page.get_by_text("L’invitation est partie")).to_be_visible()
    mail = Mail.objects.get(person=member.person, template="consensus/invitation")
    link = re.search(r"https?://[^/]+(/reunions/lien/\S+)", mail.text)[1]

    # The member answers from a phone, without an account.
    phone = house.open(viewport=PHONE)
    phone.goto(link)
    phone.get_by_text("Je serai là").click()
    phone.get_by_role("button", name="Enregistrer ma réponse").click()
    expect(phone.get_by_text("Votre réponse est enregistrée.")).to_be_visible()
    assert_accessible(phone)
    pictures(phone, "reunions-reponse")
    meeting = Meeting.objects.get(status="invited")
    assert meeting.attendances.get().presence == "present"

    # Its day has come.
    Meeting.objects.filter(pk=meeting.pk).update(on=today())
    page.goto(meeting.get_absolute_url())
    pictures(page, "reunions-jour-meme")
    page.get_by_role("link", name="Elle a eu lieu…").click()
    page.get_by_role("button", name="Confirmer qu’elle a eu lieu").click()
    expect(page.get_by_text("La réunion est tenue")).to_be_visible()

    # The minutes: kept while one types, found again, saved.
    page.get_by_role("link", name="Écrire : Tutorat").click()
    page.get_by_label("Compte rendu").fill("Une demi-journée par stagiaire.")
    expect(page.get_by_text(re.compile("Brouillon enregistré à"))).to_be_visible()
    page.goto(meeting.get_absolute_url())
    page.get_by_role("link", name="Écrire : Tutorat").click()
    expect(page.get_by_label("Compte rendu")).to_have_value("Une demi-journée par stagiaire.")
    assert_accessible(page)
    pictures(page, "reunions-ecrire")
    page.get_by_role("button", name="Enregistrer le texte").click()
    expect(page.get_by_text("Le texte est enregistré.")).to_be_visible()
    assert Point.objects.get(title="Tutorat").record == "Une demi-journée par stagiaire."
    assert_accessible(page)
    pictures(page, "reunions-pv")

    # Sent, then closed.
    page.get_by_role("link", name="Envoyer aux membres…").click()
    page.get_by_role("button", name="Envoyer aux membres").click()
    page.get_by_role("link", name="Clore…").click()
    page.get_by_role("button", name="Clore le procès-verbal").click()
    expect(page.get_by_text("Empreinte SHA-256")).to_be_visible()
    assert MeetingMinutes.objects.get().status == "closed"
    page.set_viewport_size(NARROW)
    assert_accessible(page)
    pictures(page, "reunions-close-320")

    # The link that was used says why it opens nothing any more.
    phone.goto(link)
    expect(phone.get_by_role("heading", name="Ce lien n’ouvre plus rien")).to_be_visible()
    page.goto(f"/poles/{pole.pk}/reunions/")
    assert_accessible(page)
    pictures(page, "reunions-liste-320")
    page.goto(f"/poles/{pole.pk}/concertation/")
    assert_accessible(page)
    pictures(page, "concertation-320")
