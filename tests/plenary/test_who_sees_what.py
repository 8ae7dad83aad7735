"""S-05: who reads what of an item, by its audience, its state and what each is (domain.md § 7).

Every restricted field holds a word of its own; every page that each may open is searched for them.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actors.choices import SeatGroup
from core import files
from core.clock import today
from outbox.models import Mail
from outbox.workflow import open_feed
from plenary import workflow
from plenary.choices import Audience, Kind, StanceKind
from plenary.facts import agenda_of, link_for
from plenary.models import AgendaItem, Decision
from poles.documents import dossier_html, dossier_of
from poles.models import DecisionRef
from tests.actors.factories import MandateFactory, SeatFactory, UserFactory
from tests.html import forms_of
from tests.plenary.factories import (
    ItemFactory,
    RecusalFactory,
    SittingFactory,
    StanceFactory,
    chair_of,
    seated,
)
from tests.plenary.pages import PDF, afresh, noted, url
from tests.poles.factories import MembershipFactory, PoleFactory, PoleRequestFactory

pytestmark = pytest.mark.django_db

TITLE, NOTE, GROUND = "mot-intitule", "mot-note", "mot-huisclos"
TEXT, MOTIVATION, CONDITION = "mot-phrase", "mot-motivation", "mot-condition"
STANCE, ANNEX, FILE = "mot-avis", "mot-annexe", "mot-fichier"
ITEM_WORDS = (TITLE, NOTE)
DECISION_WORDS = (TEXT, MOTIVATION, CONDITION)
WORDS = (*ITEM_WORDS, GROUND, *DECISION_WORDS, STANCE, ANNEX, FILE)
STATES = ("preparing", "convened", "sealed")
ROLES = (
    "secretary",
    "member",
    "consultative",
    "recused",
    "pole_member",
    "porteur",
    "liege",
    "anonymous",
)
PLENARY = ("member", "consultative", "recused")
CONCERNED = ("pole_member", "porteur")


class Case:
    """One item of one audience in one state, and everybody around it."""

    def __init__(self, body, liege, audience, state):
        bassin = body.bassin
        request = PoleRequestFactory(bassin=bassin, answered=True)
        pole = PoleFactory(bassin=bassin, active=True, request=request, origin="demande")
        pole_member = UserFactory()
        MembershipFactory(pole=pole, person=pole_member.person)
        seat = SeatFactory(body=body, group=SeatGroup.GUEST, consultative=True)
        guest = UserFactory()
        MandateFactory(seat=seat, person=guest.person)
        (member, voice), (recused, aside) = seated(body), seated(body)
        self.mandates = {"member": voice, "consultative": guest.person.mandates.get()}
        self.mandates["recused"] = aside
        self.users = {
            "secretary": UserFactory(serves=bassin, role="secretariat"),
            "member": member,
            "consultative": guest,
            "recused": recused,
            "pole_member": pole_member,
            "porteur": request.submitted_by,
            "liege": UserFactory(serves=liege, role="secretariat"),
            "anonymous": None,
        }
        self.pole, self.state, self.audience = pole, state, audience
        self.sitting = SittingFactory(body=body, on=today())
        self.item = ItemFactory(
            sitting=self.sitting,
            body=body,
            pole=pole,
            kind=Kind.MODALITIES,
            title=f"Fixer le rythme {TITLE}",
            text=NOTE,
            audience=audience,
            closed_ground=GROUND if audience == Audience.CLOSED else "",
        )
        ItemFactory(sitting=self.sitting, body=body, free=True, title="Un point public")
        RecusalFactory(item=self.item, mandate=aside)
        StanceFactory(item=self.item, mandate=voice, kind=StanceKind.RESERVED, reason=STANCE)
        self.annex = self.join(self.users["secretary"])
        self.decision = None
        self.advance(self.users["secretary"])

    def join(self, sec):
        upload = SimpleUploadedFile("a.pdf", PDF + FILE.encode(), "application/pdf")
        [annex] = workflow.join(
            self.item, [files.accept(upload, by=sec)], audience=self.audience, title=ANNEX, by=sec
        )
        return annex

    def advance(self, sec):
        if self.state == "preparing":
            return
        workflow.convene(self.sitting, by=sec)
        if self.state == "convened":
            return
        workflow.open_sitting(self.sitting, by=sec)
        self.item.refresh_from_db()
        workflow.record(
            self.item,
            by=sec,
            outcome="conditions",
            results={"rhythm": "tous les mois"},
            text=TEXT,
            motivation=MOTIVATION,
            conditions=[(CONDITION, None)],
        )
        workflow.close(self.sitting, by=sec)
        coordinator = UserFactory(serves=self.sitting.body.bassin, role="coordination")
        self.decision = workflow.seal(self.item, by=coordinator)

    def addresses(self, role):
        found = [
            reverse("home"),
            reverse("deadlines"),
            url("list"),
            url("waiting"),
            self.sitting.get_absolute_url(),
            self.item.get_absolute_url(),
            url("annex", self.item.pk, self.annex.pk),
            url("edit_item", self.item.pk),
            url("stance", self.item.pk),
            url("recuse", self.item.pk),
            url("record", self.item.pk),
            self.pole.get_absolute_url(),
            reverse("poles:timeline"),
            reverse("poles:public"),
            reverse("poles:public_detail", args=[self.pole.pk]),
        ]
        if self.decision:
            found += [self.decision.get_absolute_url(), url("extract", self.decision.uuid)]
        if self.users[role]:
            secret = open_feed(self.users[role], by=self.users[role])
            found.append(reverse("calendar", args=[secret]))
        if role in self.mandates and self.state != "preparing":
            path = link_for(self.sitting, self.mandates[role])
            found += [path, f"{path}{self.item.pk}/", f"{path}{self.item.pk}/deport/"]
        return found

    def read_by(self, role, client) -> set[str]:
        """The words that this role finds anywhere."""
        found = set()
        for address in self.addresses(role):
            answer = client.get(address)
            shown = b"".join(answer) if answer.streaming else answer.content
            found |= {word for word in WORDS if word in shown.decode("utf-8", "replace")}
        return found

    def due(self, role) -> set[str]:
        """The words that domain.md § 7 gives this role."""
        closed, sealed = self.audience == Audience.CLOSED, self.state == "sealed"
        item = {*ITEM_WORDS, *([GROUND] if closed else [])}
        decision = set(DECISION_WORDS) if sealed else set()
        if role == "secretary":
            return {*item, *decision, STANCE, ANNEX, FILE}
        if role in PLENARY and self.state != "preparing":
            if closed and role != "member":
                return set()
            if role == "recused":
                return {TITLE, *decision, FILE}
            return {*item, *decision, STANCE, ANNEX, FILE}
        if role in CONCERNED and sealed and not closed:
            return {TITLE, *decision}
        return set()


@pytest.fixture
def case(body, liege):
    return lambda audience, state: Case(body, liege, audience, state)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("audience", Audience)
def test_s05_each_reads_what_is_theirs_and_no_other_word(case, client_as, audience, state):
    built = case(audience, state)

    found = {role: built.read_by(role, client_as(user)) for role, user in built.users.items()}

    assert found == {role: built.due(role) for role in ROLES}


def test_s05_letters_and_what_the_pole_keeps_say_nothing_of_a_huis_clos(case, service):
    built = case(Audience.CLOSED, "sealed")

    letters = Mail.objects.filter(template="plenary/decision_sealed")
    invitations = Mail.objects.filter(template="plenary/convocation")
    guest = invitations.get(person=built.users["consultative"].person)
    printed = dossier_html(dossier_of(service, built.pole.pk), by=service, on=today())

    assert letters.exists()
    assert not any(word in f"{m.subject} {m.text}" for m in letters for word in WORDS)
    assert not any(word in f"{guest.subject} {guest.text}" for word in WORDS)
    assert "1. Point à huis clos" in guest.text
    assert TITLE in invitations.get(person=built.users["member"].person).text
    assert not any(word in printed for word in WORDS)
    assert DecisionRef.objects.get(uuid=built.decision.uuid).label == "Décision prise à huis clos"


def test_a_huis_clos_keeps_its_number_on_the_agenda_and_on_the_page_of_the_pole(case, client_as):
    built = case(Audience.CLOSED, "sealed")

    sitting = client_as(built.users["consultative"]).get(built.sitting.get_absolute_url())
    pole = client_as(built.users["pole_member"]).get(built.pole.get_absolute_url())

    assert "Point à huis clos" in sitting.text
    assert built.item.get_absolute_url() not in sitting.text
    assert f"Décision {built.decision.number}, non publiée" in pole.text
    assert built.decision.get_absolute_url() not in pole.text


def test_whoever_left_a_huis_clos_comes_back_to_it_by_its_number(case, client_as):
    built = case(Audience.CLOSED, "convened")
    client = client_as(built.users["recused"])
    sitting = client.get(built.sitting.get_absolute_url())
    address = url("recuse", built.item.pk)

    answer = client.post(address, {"asks": "lift", "reason": ""})

    assert address in sitting.text
    assert answer.status_code == 302
    assert client.get(built.item.get_absolute_url()).status_code == 200


def test_an_agenda_read_without_saying_by_whom_shows_no_huis_clos(body):
    sitting = SittingFactory(body=body, convened=True)
    ItemFactory(sitting=sitting, body=body, audience="huis_clos", closed_ground=GROUND, title=TITLE)

    rows = agenda_of(sitting)

    assert [(r["hidden"], r["item"].title) for r in rows] == [(True, "Point à huis clos")]


def test_a_consultative_member_neither_knows_nor_seals_a_huis_clos(case, client_as):
    built = case(Audience.CLOSED, "sealed")
    guest = built.users["consultative"]

    assert not Decision.objects.visible_to(guest).exists()
    assert [d.number for d in Decision.objects.known_to(guest)] == [built.decision.number]
    assert not AgendaItem.objects.visible_to(guest).filter(pk=built.item.pk).exists()


def test_a_chair_who_left_a_huis_clos_does_not_seal_it(body, sec, client_as):
    chair = chair_of(body)
    item = ItemFactory(
        sitting=SittingFactory(body=body, in_session=True),
        audience="huis_clos",
        closed_ground=GROUND,
        title=TITLE,
    )
    noted(item, sec)
    RecusalFactory(item=item, mandate=chair.person.mandates.get())
    client = afresh(client_as(chair), chair)

    page = client.get(url("seal_all", item.sitting_id))
    client.post(url("seal_all", item.sitting_id), {"point": f"{item.pk}-1"})

    assert TITLE not in page.text
    assert client.get(url("seal", item.pk)).status_code == 404
    assert not Decision.objects.sealed().exists()


@pytest.mark.parametrize(
    ("audience", "ground", "says"),
    [
        ("huis_clos", "", "Écrivez pourquoi ce point se traite à huis clos."),
        ("membres", GROUND, "Ce motif ne vaut que pour un huis clos"),
    ],
)
def test_a_huis_clos_says_its_ground_and_nothing_typed_is_lost(
    client_as, sec, body, audience, ground, says
):
    sitting = SittingFactory(body=body)
    client = client_as(sec)
    page = client.get(url("add_free", sitting.pk))
    typed = {
        **forms_of(page, url("add_free", sitting.pk))[-1].filled(),
        "title": TITLE,
        "audience": audience,
        "closed_ground": ground,
    }

    answer = client.post(url("add_free", sitting.pk), typed)

    assert says in answer.text
    assert TITLE in answer.text
    assert not AgendaItem.objects.exists()


def test_an_item_reads_as_its_kind_and_a_correction_as_what_it_corrects(body, sec):
    pole = PoleFactory(bassin=body.bassin, active=True)
    stop = workflow.ask(AgendaItem(body=body, kind=Kind.STOP, pole=pole), by=sec)
    decided = ItemFactory(
        sitting=SittingFactory(body=body, held=True),
        kind=Kind.MODALITIES,
        sealed=True,
        audience="huis_clos",
        closed_ground=GROUND,
    )

    withdrawal = workflow.ask_withdrawal(decided.decision, by=sec, reason="Vice.")

    assert (stop.audience, stop.section) == ("public", "decisions")
    assert (withdrawal.audience, withdrawal.closed_ground) == ("huis_clos", GROUND)
