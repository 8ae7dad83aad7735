"""One session of the plenary from its preparation to its publication, by the hands of each.

Prepare → convene → answer from the mail → live, with a departure and a postponed item → seal →
minutes → remarks → approval at the next session → publication. The secretary and the president sit
at a desk, the member holds a phone (390 px), and the public is nobody.
"""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from actors.choices import QuorumRule
from core import journal
from core.clock import today
from outbox.models import Mail
from plenary.choices import Audience, ItemStatus, MinutesStatus, SittingStatus
from plenary.models import AgendaItem, Movement, Sitting
from tests.actors.factories import PASSWORD, RegulationFactory
from tests.browser.conftest import PHONE, assert_accessible, sign_in
from tests.html import PDF

pytestmark = pytest.mark.once("postgresql")

SAID = {
    Audience.PUBLIC: "La cartographie des stages sort au printemps.",
    Audience.MEMBERS: "Trois écoles hésitent encore à signer.",
    Audience.CLOSED: "Le conflit avec un opérateur est chez le médiateur.",
}
TITLES = {
    Audience.PUBLIC: "Cartographie des stages",
    Audience.MEMBERS: "Tour des écoles",
    Audience.CLOSED: "Litige en cours",
}
GROUND = "Un litige nomme des personnes."
POSTPONED = "Calendrier 2027"
NOT_YET = "Il faut les dates des écoles."


def confirm(page):
    page.locator("main form").get_by_role("button").last.click()


def foresee(page, *, on):
    """The secretary foresees a sitting of that day."""
    page.goto("/plenieres/nouvelle/")
    page.get_by_label("Date", exact=False).first.fill(on.isoformat())
    page.get_by_label("Heure", exact=False).first.fill("09:30")
    page.get_by_label("Fin prévue", exact=False).fill("12:00")
    page.get_by_label("Lieu", exact=False).first.fill("Actiris, Bruxelles")
    page.get_by_role("button", name="Prévoir la séance").click()
    page.wait_for_url(re.compile(r"/plenieres/\d+/"))
    return Sitting.objects.latest("pk")


def address(sitting, act=""):
    return f"/plenieres/{sitting.pk}/{act}"


def add_debate(page, sitting, title, audience, ground=""):
    page.goto(address(sitting, "point/"))
    page.get_by_label("Objet").select_option("debat")
    page.get_by_label("Intitulé").fill(title)
    page.get_by_label(re.compile("^Audience")).select_option(audience)
    page.get_by_label(re.compile("^Durée prévue")).fill("20")
    page.get_by_label(re.compile("^Motif du huis clos")).fill(ground)
    page.locator("main form").get_by_role("button").last.click()


def compose(page, sitting):
    """A public debate, one for the members, one behind closed doors, one that will wait."""
    add_debate(page, sitting, TITLES[Audience.CLOSED], "huis_clos")
    expect(
        page.get_by_text("Écrivez pourquoi ce point se traite à huis clos").first
    ).to_be_visible()
    expect(page.get_by_label("Intitulé")).to_have_value(TITLES[Audience.CLOSED])
    for audience, title in TITLES.items():
        ground = GROUND if audience == Audience.CLOSED else ""
        add_debate(page, sitting, title, audience.value, ground)
        page.wait_for_url(f"**{address(sitting)}**")
    add_debate(page, sitting, POSTPONED, "membres")
    page.wait_for_url(f"**{address(sitting)}**")
    join_a_file(page, sitting.items.get(title=TITLES[Audience.PUBLIC]))


def join_a_file(page, item):
    page.goto(f"/plenieres/points/{item.pk}/annexes/")
    chooser = page.locator("input[type=file]")
    chooser.first.set_input_files(
        {"name": "carte des stages.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.locator("main form").filter(has=chooser).get_by_role("button").last.click()
    expect(page.get_by_text(re.compile("carte.des.stages")).first).to_be_visible()


def convene(page, sitting, pictures=None):
    page.goto(address(sitting))
    if pictures:
        assert_accessible(page)
        pictures(page, "cycle-preparation")
    page.get_by_role("link", name="Convoquer…").first.click()
    expect(page.get_by_text("Destinataires").first).to_be_visible()
    assert_accessible(page)
    confirm(page)
    page.wait_for_url(f"**{address(sitting)}")
    sitting.refresh_from_db()
    assert sitting.status == SittingStatus.CONVENED
    assert sitting.agenda_versions.count() == 1


def open_it(page, sitting):
    page.goto(address(sitting, "ouvrir/"))
    confirm(page)
    page.wait_for_url(f"**{address(sitting)}")


def signed_link(person):
    """The address that the convocation gives this member, as the mail prints it."""
    mail = Mail.objects.filter(person=person, template__contains="convocation").latest("pk")
    return re.search(r"/plenieres/avis/[^\s\"<>)]+", mail.text)[0]


def answer_from_the_mail(page, sitting, person):
    """Without a password, on a phone."""
    page.goto(signed_link(person))
    page.get_by_label("Je serai là").check()
    assert_accessible(page)
    page.get_by_role("button", name="Enregistrer ma réponse").click()
    page.wait_for_load_state()
    assert sitting.attendances.get().presence == "present"


def leave(page, item, person):
    """Somebody goes, from this item on: two clicks on the live sheet."""
    page.goto(f"/plenieres/points/{item.pk}/issue/")
    page.get_by_text("Quelqu’un arrive ou part").first.click()
    page.get_by_role("button", name=re.compile(f"Part : {re.escape(str(person))}")).click()
    page.wait_for_load_state()
    assert Movement.objects.get().mandate.person == person


def note(page, item, outcome, *, said="", motive=""):
    page.goto(f"/plenieres/points/{item.pk}/issue/")
    page.get_by_label(outcome, exact=True).first.check()
    if said:
        page.get_by_label("Compte rendu", exact=False).first.fill(said)
    if motive:
        page.get_by_label("Motivation", exact=False).first.fill(motive)
    page.get_by_role("button", name=re.compile("Noter l’issue")).click()
    page.wait_for_load_state()
    item.refresh_from_db()
    assert item.status == ItemStatus.RECORDED


def hold(page, sitting, person, pictures):
    """The live sheet, item after item: one is put off, and a member leaves before it."""
    said = {title: SAID[audience] for audience, title in TITLES.items()}
    for item in sitting.items.order_by("position", "pk"):
        if item.title == POSTPONED:
            leave(page, item, person)
            note(page, item, "Reporté", motive=NOT_YET)
        else:
            note(page, item, "Pris acte", said=said.get(item.title, ""))
    page.goto(address(sitting, "lever/"))
    assert_accessible(page)
    pictures(page, "cycle-cloture")
    confirm(page)
    page.wait_for_load_state()


def seal_all(page, sitting):
    """The president says again who they are, reads the consequences, and seals."""
    page.goto(address(sitting, "sceller/"))
    password = page.get_by_label("Mot de passe")
    if password.count():
        password.fill(PASSWORD)
        page.get_by_role("button", name="Confirmer").click()
    assert_accessible(page)
    confirm(page)
    page.wait_for_load_state()
    assert {item.status for item in sitting.items.all()} == {ItemStatus.SEALED}


def write_minutes(page, sitting, person, pictures):
    page.goto(address(sitting, "pv/"))
    confirm(page)
    page.wait_for_url(re.compile(r"/plenieres/pv/\d+/"))
    for said in (*SAID.values(), NOT_YET, str(person)):
        expect(page.get_by_text(said).first).to_be_visible()
    assert_accessible(page)
    pictures(page, "cycle-pv")
    page.get_by_role("link", name="Mettre en relecture…").click()
    until = today() + timedelta(days=10)
    page.get_by_label("Remarques jusqu’au", exact=False).fill(until.isoformat())
    confirm(page)
    expect(page.get_by_text("les membres sont prévenus").first).to_be_visible()
    return sitting.minutes.get()


def remark_and_answer(phone, writing, minutes):
    """A member asks for a change on the phone; the secretary answers."""
    phone.goto(minutes.get_absolute_url())
    assert_accessible(phone)
    phone.get_by_role("link", name="Faire une remarque").click()
    phone.get_by_label("Remarque", exact=False).last.fill("La carte sort en mai.")
    confirm(phone)
    expect(phone.get_by_text("La carte sort en mai.").first).to_be_visible()
    writing.goto(minutes.get_absolute_url())
    writing.get_by_role("link", name=re.compile("Répondre")).first.click()
    writing.get_by_label("Retenue", exact=True).check()
    confirm(writing)
    writing.wait_for_load_state()
    assert minutes.remarks.get().outcome == "retenue"


def refused_without_quorum(page, item):
    """Nobody is noted there yet: the refusal says it, and nothing is written."""
    page.goto(f"/plenieres/points/{item.pk}/issue/")
    page.get_by_label("Validé", exact=True).first.check()
    page.get_by_role("button", name=re.compile("Noter l’issue")).click()
    expect(page.get_by_text(re.compile("quorum", re.IGNORECASE)).first).to_be_visible()
    item.refresh_from_db()
    assert item.status == ItemStatus.LISTED


def there(page, sitting, person):
    page.goto(address(sitting, "presences/"))
    page.get_by_label(str(person)).first.select_option("present")
    page.get_by_role("button", name="Noter les présences").click()
    page.wait_for_load_state()


def approve_at_the_next(writing, chair, minutes, person):
    """The approval came onto the agenda by itself."""
    following = foresee(writing, on=today())
    approval = following.items.get(kind="pv")
    convene(writing, following)
    open_it(writing, following)
    refused_without_quorum(writing, approval)
    there(writing, following, person)
    note(writing, approval, "Validé")
    for item in following.items.filter(status=ItemStatus.LISTED):
        note(writing, item, "Pris acte")
    writing.goto(address(following, "lever/"))
    confirm(writing)
    seal_all(chair, following)
    minutes.refresh_from_db()
    assert minutes.status == MinutesStatus.APPROVED
    assert (len(minutes.sha256), minutes.approving.item) == (64, approval)


def publish(page, minutes, pictures):
    page.goto(minutes.get_absolute_url())
    page.get_by_role("link", name="Publier…").click()
    assert_accessible(page)
    pictures(page, "cycle-publication")
    page.get_by_role("button", name="Publier").last.click()
    page.wait_for_load_state()
    minutes.refresh_from_db()
    assert minutes.status == MinutesStatus.PUBLISHED


def read_as_nobody(page, pictures):
    """The public reads what is public, and no word of the rest."""
    page.goto("/proces-verbaux/")
    assert_accessible(page)
    page.get_by_role("link", name=re.compile("Séance du")).first.click()
    expect(page.get_by_text(SAID[Audience.PUBLIC]).first).to_be_visible()
    assert_accessible(page)
    pictures(page, "cycle-public-390")
    for audience in (Audience.MEMBERS, Audience.CLOSED):
        assert SAID[audience] not in page.content()
        assert TITLES[audience] not in page.content()
    assert GROUND not in page.content()
    assert POSTPONED not in page.content()


@pytest.fixture
def regulation(plenary_member):
    """One voice at least must be there to decide."""
    return RegulationFactory(
        body=plenary_member.person.mandates.get().seat.body,
        starts_on=today() - timedelta(days=400),
        quorum=QuorumRule.NUMBER,
        quorum_number=1,
    )


def signed_in(house, president):
    page = house.open()
    sign_in(page, president)
    page.wait_for_url(re.compile("/$"))
    return page


@pytest.mark.usefixtures("regulation")
def test_a_session_from_its_preparation_to_its_publication(
    house, secretary, president, plenary_member, pictures
):
    person = plenary_member.person
    writing, chair = house.open(secretary), signed_in(house, president)
    phone, link = house.open(plenary_member, viewport=PHONE), house.open(viewport=PHONE)

    sitting = foresee(writing, on=today())
    compose(writing, sitting)
    convene(writing, sitting, pictures)
    answer_from_the_mail(link, sitting, person)
    phone.goto(address(sitting, "lire/"))
    expect(phone.get_by_text(TITLES[Audience.MEMBERS]).first).to_be_visible()
    assert_accessible(phone)
    pictures(phone, "cycle-lecture-390")
    open_it(writing, sitting)
    hold(writing, sitting, person, pictures)
    seal_all(chair, sitting)
    copy = AgendaItem.objects.get(postponed_from__title=POSTPONED)
    assert (copy.status, copy.postponements, copy.audience) == ("waiting", 1, "membres")
    minutes = write_minutes(writing, sitting, person, pictures)
    remark_and_answer(phone, writing, minutes)

    with time_machine.travel(timezone.now() + timedelta(days=30), tick=True):
        writing, chair = house.open(secretary), signed_in(house, president)
        approve_at_the_next(writing, chair, minutes, person)
        publish(writing, minutes, pictures)
        read_as_nobody(house.open(viewport=PHONE), pictures)
    assert journal.first_fault() == ""
