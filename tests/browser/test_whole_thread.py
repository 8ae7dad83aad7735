"""The whole thread, as the note tells it, by the hands of each: one of them holds a phone.

Fiche → approval → seal → call for members → designation → term → reminder → dossier.
"""

import os
import re
import sys
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from playwright.sync_api import expect

from core import journal
from core.clock import today
from core.deadlines import months_before, term_limit
from outbox.models import Mail
from outbox.workflow import sweep as find_reminders
from plenary.models import Decision
from poles.choices import PoleStatus
from poles.models import Pole
from tests.actors.factories import PASSWORD, OrganisationFactory, PersonFactory
from tests.browser.conftest import PHONE, assert_accessible, sign_in
from tests.browser.test_thread import FICHE, STORIES, TOLD, accept, ask
from tests.poles.factories import ThemeFactory
from tests.processes import Process

WORK = ("-m", "celery", "-A", "ibefe", "worker", "-B", "-Q", "celery,pdf", "-c", "1")
SEATS = (("A", "terrain", "privé"), ("B", "institutionnel", "public"), ("C", "terrain", "public"))


@pytest.fixture(params=TOLD)
def story(request, bruxelles):
    found = STORIES[request.param]
    ThemeFactory(bassin=bruxelles, name=found.theme, kind=found.kind, year=2025)
    return found


@pytest.fixture
def worker(transactional_db, tmp_path):
    """A real worker with its schedule, on the base of the test: it finds what waits by itself."""
    url = dict(connection.settings_dict)
    here = f"postgres://{url['USER']}@{url['HOST']}:{url['PORT']}/{url['NAME']}"
    env = {
        "DATABASE_URL": here if connection.vendor == "postgresql" else f"sqlite:///{url['NAME']}",
        "CELERY_BROKER_URL": os.environ.get("TEST_BROKER_URL", "filesystem://"),
        "DJANGO_SETTINGS_MODULE": "ibefe.settings",
        "EMAIL_URL": "filemail://",
    }
    schedule = ("-s", str(tmp_path / "schedule"))
    with Process(sys.executable, *WORK, *schedule, env=env, log=tmp_path / "worker.log") as running:
        yield running


def submit(page, pk):
    page.goto(f"/poles/{pk}/modifier/")
    for label, text in FICHE.items():
        page.get_by_role("textbox", name=label).first.fill(text)
    page.get_by_label("Stratégie Qualification Emploi").check()
    page.get_by_label("Jours du service demandés par an").fill("20")
    page.get_by_role("button", name="Enregistrer la fiche").click()
    page.get_by_role("link", name="Soumettre à la plénière…").click()
    page.locator("main").get_by_role("button", name="Soumettre à la plénière").click()
    expect(page.get_by_text("La fiche est soumise.")).to_be_visible()


def hold_a_sitting(page, *, on):
    """The secretary foresees a sitting, puts on it what waits, convenes it and opens it."""
    page.goto("/plenieres/nouvelle/")
    page.get_by_label("Date", exact=False).first.fill(on.isoformat())
    page.get_by_label("Heure", exact=False).first.fill("09:30")
    page.get_by_label("Lieu", exact=False).first.fill("Actiris, Bruxelles")
    page.get_by_role("button", name="Prévoir la séance").click()
    page.goto("/plenieres/attente/")
    page.get_by_role("button", name=re.compile("Inscrire au")).first.click()
    page.goto("/plenieres/")
    page.get_by_role("link", name="Aller à la séance").click()
    page.get_by_role("link", name="Convoquer…").click()
    assert_accessible(page)
    page.locator("main form").get_by_role("button").click()
    page.get_by_role("link", name="Ouvrir la séance…").click()
    page.locator("main form").get_by_role("button").click()
    assert_accessible(page)
    return page.url


def approve(page, sitting_url):
    """A member gives an opinion, on the phone."""
    page.goto(sitting_url)
    page.get_by_role("link", name="Donner mon avis").first.click()
    assert_accessible(page)
    page.get_by_label("Favorable", exact=True).check()
    page.get_by_role("button", name="Enregistrer mon avis").click()
    expect(page.get_by_text(re.compile("favorable", re.IGNORECASE)).first).to_be_visible()


def open_item(page, sitting_url, about):
    """The item about this, among those that come back at each sitting."""
    page.goto(sitting_url)
    page.locator(".agenda__link", has_text=about).first.click()


def record(page, sitting_url, about, **choices):
    open_item(page, sitting_url, about)
    page.get_by_role("link", name="Noter l’issue").click()
    assert_accessible(page)
    page.get_by_label("Validé", exact=True).first.check()
    for label in choices.get("also", ()):
        page.get_by_label(label, exact=True).last.check()
    for text in choices.get("people", ()):
        page.get_by_label(re.compile(re.escape(text))).check()
    page.get_by_role("button", name="Noter l’issue").click()
    return page.url


def seal(page, user, sitting_url, about):
    """The president says again who they are, reads the consequences, and seals."""
    sign_in(page, user)
    page.wait_for_url(re.compile("/$"))
    open_item(page, sitting_url, about)
    page.get_by_role("link", name="Relire et sceller…").click()
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Confirmer").click()
    expect(page.get_by_text("Ce que cela entraîne")).to_be_visible()
    assert_accessible(page)
    page.locator("main form").get_by_role("button").last.click()
    expect(page.get_by_text(re.compile(r"\d{4}.*\d{3}")).first).to_be_visible()


def propose(page, pk, person, presence):
    page.goto(f"/poles/{pk}/membres/proposer/?q={person.last_name}")
    page.get_by_label(re.compile(re.escape(str(person)))).first.check()
    page.get_by_label(presence, exact=False).first.check()
    page.get_by_label("actif sur le territoire", exact=False).check()
    page.get_by_label("compétent dans le thème", exact=False).check()
    page.get_by_label("en quoi", exact=False).first.fill("Vingt ans de métier.")
    page.get_by_role("button", name="Proposer à la plénière").click()
    page.wait_for_url(re.compile(r"/membres/(#.*)?$"))


def test_from_a_demande_to_a_term_its_reminder_and_its_dossier(
    house, worker, porteur, service, secretary, president, plenary_member, story, pictures
):
    leading, writing = house.open(service), house.open(secretary)
    phone = house.open(plenary_member, viewport=PHONE)
    chair = house.open()

    number = ask(house.open(porteur), story)
    pk = accept(leading, number)
    submit(leading, pk)

    sitting = hold_a_sitting(writing, on=today())
    approve(phone, sitting)
    record(writing, sitting, "Lancer", also=("Validé", "Reconnue"))
    seal(chair, president, sitting, "Lancer")
    pole = Pole.objects.get(pk=pk)
    assert pole.status == PoleStatus.LAUNCHED
    assert pole.launched_on == today()
    first = Decision.objects.get()
    assert first.number.endswith("001")
    writing.goto(sitting)
    writing.get_by_role("link", name="Lever la séance…").click()
    writing.locator("main form").get_by_role("button").click()

    people = [
        PersonFactory(organisation=OrganisationFactory(category=letter, sector=sector))
        for letter, _presence, sector in SEATS
    ]
    for person, (_letter, presence, _sector) in zip(people, SEATS, strict=True):
        propose(leading, pk, person, presence)
    assert_accessible(leading)
    pictures(leading, f"membres-{story.kind}")

    with time_machine.travel(timezone.now() + timedelta(days=30), tick=True):
        leading, writing, chair = house.open(service), house.open(secretary), house.open()
        sitting = hold_a_sitting(writing, on=today())
        record(writing, sitting, "Désigner")
        seal(chair, president, sitting, "Désigner")
        pole.refresh_from_db()
        term = pole.terms.get()
        assert pole.status == PoleStatus.ACTIVE
        assert (term.starts_on, term.ends_on) == (today(), term_limit(today()))
        assert pole.memberships.count() == 3

    due = months_before(term.ends_on, 6)
    with time_machine.travel(timezone.now().replace(year=due.year, month=due.month, day=due.day)):
        find_reminders(on=today())
        find_reminders(on=today())
        reminder = Mail.objects.get(template__contains="term", person=service.person)
        assert str(pole) in reminder.subject + reminder.text
        leading = house.open(service)
        leading.goto("/courriers/")
        expect(leading.get_by_text(reminder.subject).first).to_be_visible()

    leading = house.open(service)
    leading.goto(f"/poles/{pk}/")
    leading.get_by_role("button", name=re.compile("Dossier")).click()
    ready = leading.get_by_role("link", name="Télécharger")
    expect(ready).to_be_visible(timeout=90_000)
    assert_accessible(leading)
    with leading.expect_download() as download:
        ready.click()
    assert download.value.path().read_bytes().startswith(b"%PDF-1.7")
    assert journal.first_fault() == ""
