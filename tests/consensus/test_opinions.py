"""Avis d’opportunité (art. 18 § 2): asked, adopted by consensus, given, transmitted, read."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from consensus import workflow
from consensus.choices import OpinionStatus
from consensus.documents import OPINION, opinion_html
from consensus.models import Communication, Opinion
from core import pdf
from core.agenda import deadlines_for
from core.canonical import sha256
from core.clock import today
from core.models import Job, JournalEntry
from core.todo import tasks_for
from core.workflow import Refused, WrongState
from outbox.models import Mail
from outbox.workflow import sweep
from plenary.choices import Kind, Outcome
from plenary.models import CommunicationLine
from tests.actors.factories import UserFactory
from tests.consensus.factories_opinions import OpinionFactory
from tests.plenary.factories import ItemFactory
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WORDS = "Réuni ce jour, le pôle adopte l’avis par consensus."


def url(name, *args):
    return reverse(f"consensus:{name}", args=args)


def unsaved(pole, **fields):
    return OpinionFactory.build(pole=pole, recorded_at=None, recorded_by=None, **fields)


def test_a_whole_life(service, active_pole):
    opinion = workflow.request_opinion(unsaved(active_pole), by=service)
    workflow.open_opinion(opinion, by=service)
    workflow.adopt_opinion(opinion, by=service, on=today(), words=WORDS)
    workflow.give_opinion(opinion, by=service, on=today())
    workflow.transmit_opinion(opinion, by=service, to="Le jury", on=today())

    opinion.refresh_from_db()
    assert opinion.number == f"AO-{today().year}-BXL-001"
    assert sha256(opinion.frozen) == opinion.sha256
    told = Communication.objects.get()
    assert (opinion.communication, told.kind, told.pole) == (told, "information", active_pole)
    assert opinion.number in told.title
    acts = JournalEntry.objects.filter(act__endswith="_avis").order_by("pk")
    assert [entry.act.partition(".")[2] for entry in acts] == [
        "demander_avis",
        "ouvrir_avis",
        "adopter_avis",
        "rendre_avis",
        "transmettre_avis",
    ]


def test_it_is_not_given_before_the_pole_has_adopted_it(service):
    opinion = OpinionFactory(opened=True)

    with pytest.raises(Refused, match="par quelle phrase, le pôle a adopté"):
        workflow.give_opinion(opinion, by=service, on=today())

    opinion.refresh_from_db()
    assert (opinion.status, opinion.number) == ("consensus", "")


def test_an_empty_text_does_not_go_to_the_pole(service):
    opinion = OpinionFactory(impact="", text=" ")

    with pytest.raises(Refused) as refusal:
        workflow.open_opinion(opinion, by=service)

    assert len(refusal.value.reasons) == 2


def test_days_follow_each_other(service, active_pole):
    with pytest.raises(Refused, match="est à venir"):
        workflow.request_opinion(unsaved(active_pole, asked_on=today() + DAY), by=service)
    early = active_pole.launched_on - DAY
    with pytest.raises(Refused, match="précède"):
        workflow.request_opinion(unsaved(active_pole, asked_on=early), by=service)
    opened, adopted = OpinionFactory(opened=True), OpinionFactory(adopted=True)
    with pytest.raises(Refused, match="précède"):
        workflow.adopt_opinion(opened, by=service, on=opened.asked_on - DAY, words=WORDS)
    with pytest.raises(Refused, match="précède"):
        workflow.give_opinion(adopted, by=service, on=adopted.adopted_on - DAY)


def test_a_pole_that_is_over_gives_none(service, bruxelles):
    with pytest.raises(Refused, match="pas en activité"):
        workflow.request_opinion(unsaved(PoleFactory(bassin=bruxelles, ended=True)), by=service)


def test_what_the_pole_adopted_changes_only_once_it_is_reopened(service):
    opinion = OpinionFactory(adopted=True)
    opinion.text = "Autre chose."
    with pytest.raises(WrongState, match="a adopté ce texte"):
        workflow.edit_opinion(opinion, by=service, base_version=1)

    workflow.reopen_opinion(opinion, by=service, reason="Une erreur de chiffre.")
    opinion.text = "Autre chose."
    workflow.edit_opinion(opinion, by=service, base_version=opinion.version)

    opinion.refresh_from_db()
    assert (opinion.adopted_on, opinion.text) == (None, "Autre chose.")


def test_one_that_is_given_is_never_rewritten(service):
    opinion = OpinionFactory(given=True)

    with pytest.raises(WrongState):
        workflow.edit_opinion(opinion, by=service, base_version=1)
    with pytest.raises(WrongState):
        workflow.decline_opinion(opinion, by=service, reason="Trop tard.")


def test_numbers_follow_each_other_by_bassin_and_year(service, liege):
    here = [OpinionFactory(adopted=True) for _n in range(2)]
    there = OpinionFactory(adopted=True, pole__bassin=liege)

    for opinion in (*here, there):
        workflow.give_opinion(opinion, by=service, on=today())

    year = today().year
    assert [o.number for o in here] == [f"AO-{year}-BXL-001", f"AO-{year}-BXL-002"]
    assert there.number == f"AO-{year}-LG-001"


# ── Who reads it ────────────────────────────────────────────────────────────────────────────────


def test_the_plenary_reads_it_once_a_sitting_took_note_of_it(plenary_member, active_pole, bassins):
    opinion = OpinionFactory(pole=active_pole, transmitted=True)
    readable = Opinion.objects.visible_to(plenary_member)
    assert not readable.exists()
    body = plenary_member.person.mandates.get().seat.body
    item = ItemFactory(
        sitting__body=body,
        sitting__held=True,
        body=body,
        kind=Kind.COMMUNICATION,
        pole=None,
        sealed=True,
        decision__outcome=Outcome.NOTED,
    )

    CommunicationLine.objects.create(item=item, communication=opinion.communication)

    assert list(Opinion.objects.visible_to(plenary_member)) == [opinion]


def test_members_and_guests_read_others_do_not(
    client_as, pole_member, guest, outsider, plenary_member, liege_service, active_pole
):
    opinion = OpinionFactory(pole=active_pole)

    for user in (pole_member, guest):
        page = client_as(user).get(opinion.get_absolute_url())
        assert "Le pôle y voit une réponse" in page.text
        assert "Soumettre au pôle" not in page.text
        assert client_as(user).get(url("opinion_open", opinion.pk)).status_code == 403
    for user in (outsider, plenary_member, liege_service):
        assert client_as(user).get(opinion.get_absolute_url()).status_code == 404


# ── Pages ───────────────────────────────────────────────────────────────────────────────────────


def typed(**words):
    return {
        "token": "x" * 24,
        "origin": "demande",
        "asked_by": "Un pôle de compétitivité",
        "asked_on": today().isoformat(),
        "project": "Un atelier partagé",
        "carrier": "Clim’Avenir ASBL",
        "project_words": "Ouvert aux écoles.",
        **words,
    }


def test_the_service_records_a_request_once(client_as, service, active_pole):
    client, page = client_as(service), url("opinion_new", active_pole.pk)

    for _twice in range(2):
        answer = client.post(page, typed())

    opinion = Opinion.objects.get()
    assert answer.url == opinion.get_absolute_url()
    assert (opinion.status, opinion.recorded_by) == ("requested", service)


def test_a_request_names_who_asks_and_an_initiative_nobody(client_as, service, active_pole):
    client, page = client_as(service), url("opinion_new", active_pole.pk)

    nobody = client.post(page, typed(asked_by=" "))
    assert "Nommez l’instance" in nobody.text
    assert "Un atelier partagé" in nobody.text
    client.post(page, typed(asked_by="", origin="initiative"))

    assert Opinion.objects.get().origin == "initiative"


def test_two_who_edit_it_never_overwrite_each_other(client_as, service, coordinator, active_pole):
    opinion = OpinionFactory(pole=active_pole)
    page = url("opinion_edit", opinion.pk)
    given = {**typed(project_words="De l’une."), "base_version": 1}
    client_as(service).post(page, given)

    second = client_as(coordinator).post(page, {**given, "project_words": "De l’autre."})

    assert second.status_code == 409
    assert "De l’une." in second.text
    assert "De l’autre." in second.text


def test_the_register_is_narrowed_and_leaves_as_a_sheet(client_as, service, active_pole):
    OpinionFactory(pole=active_pole, project="Halle couverte", given=True)
    OpinionFactory(pole=active_pole, project="Bus école", origin="initiative", asked_by="")
    client = client_as(service)

    for query, names in (
        ({}, {"Halle couverte", "Bus école"}),
        ({"etat": "given"}, {"Halle couverte"}),
        ({"origine": "initiative"}, {"Bus école"}),
        ({"q": "halle"}, {"Halle couverte"}),
        ({"annee": today().year - 5}, set()),
        ({"pole": active_pole.pk, "etat": "perdu"}, {"Halle couverte", "Bus école"}),
    ):
        rows = client.get(url("opinions"), query).context["rows"]
        assert {row["opinion"].project for row in rows} == names
    sheet = client.get(url("opinions_csv"), {"etat": "given"}).content.decode("utf-8-sig")
    assert len(sheet.splitlines()) == 2
    assert "Halle couverte" in sheet


def test_the_paper_is_printed_from_the_frozen_text(client_as, service, active_pole):
    opinion = OpinionFactory(pole=active_pole, adopted=True, impact="Trente emplois.")
    workflow.give_opinion(opinion, by=service, on=today())
    Opinion.objects.get().pole.title = "Un autre nom"

    client_as(service).post(url("opinion_pdf", opinion.pk))
    html = opinion_html(opinion)

    assert Job.objects.get(kind=OPINION).subject_id == str(opinion.pk)
    for words in (opinion.number, "Trente emplois.", "adopte l’avis par consensus", opinion.sha256):
        assert words in html
    assert pdf.render(html).tagged


def test_there_is_no_paper_before_it_is_given(client_as, service, active_pole):
    opinion = OpinionFactory(pole=active_pole, adopted=True)

    assert client_as(service).post(url("opinion_pdf", opinion.pk)).status_code == 404


def test_the_lead_finds_it_at_home_and_is_reminded(service, active_pole):
    active_pole.lead = service.person
    active_pole.save()
    opinion = OpinionFactory(pole=active_pole)
    OpinionFactory(pole=active_pole, transmitted=True)

    sections = {s.key: tasks for s, tasks in tasks_for(service, on=today())}
    assert [task.title for task in sections["avis-a-rendre"]] == [opinion.project]
    for _twice in range(2):
        sweep(on=opinion.due_on - 7 * DAY)
    assert [m.to_address for m in Mail.objects.filter(template="consensus/opinion_due")] == [
        service.person.email
    ]


# ── Any sequence of acts ────────────────────────────────────────────────────────────────────────


class Life(RuleBasedStateMachine):
    """Whatever is tried in whatever order: nothing is given unadopted, numbers have no gap."""

    def __init__(self):
        super().__init__()
        self.point = transaction.atomic()
        self.point.__enter__()
        self.by = UserFactory()
        self.pole = PoleFactory(active=True)
        self.opinions = []

    def teardown(self):
        transaction.set_rollback(True)
        self.point.__exit__(None, None, None)

    def act(self, place, function, **more):
        if not self.opinions:
            return
        opinion = Opinion.objects.get(pk=self.opinions[place % len(self.opinions)])
        before = opinion.status, opinion.number, opinion.version
        try:
            function(opinion, by=self.by, **more)
        except Refused:
            opinion.refresh_from_db()
            assert (opinion.status, opinion.number, opinion.version) == before

    places = st.integers(0, 5)
    days = st.integers(-12, 1).map(lambda n: today() + n * DAY)

    @rule(text=st.sampled_from(["", "Un avis."]))
    def ask(self, text):
        opinion = unsaved(self.pole, text=text)
        self.opinions.append(workflow.request_opinion(opinion, by=self.by).pk)

    @rule(place=places)
    def open(self, place):
        self.act(place, workflow.open_opinion)

    @rule(place=places, on=days)
    def adopt(self, place, on):
        self.act(place, workflow.adopt_opinion, on=on, words=WORDS)

    @rule(place=places)
    def reopen(self, place):
        self.act(place, workflow.reopen_opinion, reason="À revoir.")

    @rule(place=places, on=days)
    def give(self, place, on):
        self.act(place, workflow.give_opinion, on=on)

    @rule(place=places, on=days)
    def transmit(self, place, on):
        self.act(place, workflow.transmit_opinion, to="Le jury", on=on)

    @rule(place=places)
    def decline(self, place):
        self.act(place, workflow.decline_opinion, reason="Hors sujet.")

    @invariant()
    def what_is_given_was_adopted_and_is_frozen(self):
        given = Opinion.objects.exclude(number="")
        for opinion in given:
            assert opinion.status in (OpinionStatus.GIVEN, OpinionStatus.TRANSMITTED)
            assert opinion.adopted_on <= opinion.given_on
            assert sha256(opinion.frozen) == opinion.sha256
            assert (opinion.status == "transmitted") == (opinion.communication is not None)
        for year in set(given.values_list("year", flat=True)):
            serials = sorted(given.filter(year=year).values_list("serial", flat=True))
            assert serials == list(range(1, len(serials) + 1))

    @invariant()
    def each_one_that_left_is_due_to_the_plenary_once(self):
        left = Opinion.objects.filter(status="transmitted").count()
        assert Communication.objects.count() == left


def test_any_sequence_of_acts(bruxelles):
    run_state_machine_as_test(Life, settings=settings(max_examples=25, stateful_step_count=25))


def test_an_opinion_is_due_until_it_is_given(service, active_pole):
    waiting = OpinionFactory(pole=active_pole, opened=True)
    OpinionFactory(pole=active_pole, given=True)

    due = [d for d in deadlines_for(service, on=today()) if d.uid.startswith("avis-")]

    assert [(d.uid, d.on) for d in due] == [(f"avis-{waiting.pk}", waiting.due_on)]
