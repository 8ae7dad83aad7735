"""The minutes read over by the members, remarked upon, approved, corrected, published."""

import json
from datetime import timedelta

import pytest

from core.canonical import sha256
from core.clock import today
from core.models import JournalEntry
from core.workflow import Refused, WrongState
from outbox.models import Mail
from plenary import workflow
from plenary.choices import Audience, Kind, MinutesStatus, Outcome
from plenary.facts import blocks_for
from plenary.models import Minutes, Remark
from tests.plenary.factories import (
    ItemFactory,
    MinutesFactory,
    RemarkFactory,
    SittingFactory,
    consultative_of,
    seated,
)
from tests.plenary.pages import as_reader, url

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SOON = today() + 10 * DAY


@pytest.fixture
def held(body):
    return SittingFactory(body=body, held=True, on=today() - 20 * DAY)


@pytest.fixture
def read_over(held):
    ItemFactory(sitting=held, sealed=True, decision__text="La plénière valide.", position=1)
    return MinutesFactory(sitting=held, state="circulated")


@pytest.fixture
def approval(body, held):
    """The item of a later sitting by which the minutes are approved."""
    later = SittingFactory(body=body, in_session=True)
    return ItemFactory(sitting=later, kind=Kind.MINUTES, pole=None, proposal={"sitting": held.pk})


def approved(item, sec, chair, *, outcome=Outcome.ACCEPTED, **fields):
    workflow.record(item, by=sec, outcome=outcome, **fields)
    return workflow.seal(item, by=chair)


def test_each_member_is_told_once_and_the_mail_says_nothing_of_the_text(held, member, sec):
    ItemFactory(sitting=held, sealed=True, title="Mot caché", decision__text="Mot caché")
    minutes = workflow.assemble(held, by=sec).minutes

    workflow.circulate(minutes, by=sec, remarks_until=SOON)

    assert minutes.status == MinutesStatus.CIRCULATED
    mail = Mail.objects.get(template="plenary/minutes_circulated")
    assert mail.person == member[0].person
    assert minutes.get_absolute_url() in mail.text
    assert "Mot caché" not in mail.text
    assert JournalEntry.objects.order_by("seq").last().act == "plenary.faire_relire_pv"


def test_what_is_not_sealed_is_not_read_over(held, sec):
    ItemFactory(sitting=held, recorded=True, title="Le pôle bois", number=3)
    minutes = workflow.assemble(held, by=sec).minutes

    with pytest.raises(Refused) as refusal:
        workflow.circulate(minutes, by=sec, remarks_until=today())

    assert refusal.value.sentences == [
        "Point 3, Le pôle bois : son issue n’est pas scellée.",
        "Laissez au moins un jour : choisissez une date à partir de demain.",
    ]
    assert not Mail.objects.filter(template="plenary/minutes_circulated").exists()


def test_a_member_remarks_and_gets_an_answer_by_mail(client, read_over, member, sec):
    user, _mandate = member
    client.force_login(user)
    block = read_over.blocks.get(part="decision")
    address = url("remark", read_over.pk)
    token = client.get(address).context["form"]["token"].value()
    client.post(address, {"text": "Il manque un mot.", "block": block.pk, "token": token})
    remark = Remark.objects.get()
    assert (remark.person, remark.block) == (user.person, block)

    client.force_login(sec)
    client.post(
        url("answer_remark", remark.pk), {"outcome": "retenue", "answer": "Le mot est ajouté."}
    )

    mail = Mail.objects.get(template="plenary/remark_answered")
    assert mail.person == user.person
    assert "Le mot est ajouté." in mail.text
    client.force_login(user)
    assert "Le mot est ajouté." in client.get(read_over.get_absolute_url()).content.decode()


def test_a_remark_is_answered_once(read_over, sec):
    remark = RemarkFactory(minutes=read_over)
    workflow.answer_remark(remark, by=sec, outcome="retenue", answer="")

    with pytest.raises(WrongState, match="a déjà répondu"):
        workflow.answer_remark(remark, by=sec, outcome="ecartee", answer="Non.")


def test_a_remark_that_is_not_taken_says_why(client, read_over, sec):
    remark = RemarkFactory(minutes=read_over)
    client.force_login(sec)

    answer = client.post(url("answer_remark", remark.pk), {"outcome": "ecartee", "answer": " "})

    assert "Dites pourquoi" in answer.content.decode()
    remark.refresh_from_db()
    assert remark.answered_at is None


def test_remarks_end_with_their_day(read_over, member):
    Minutes.objects.filter(pk=read_over.pk).update(remarks_until=today() - DAY)

    with pytest.raises(Refused, match="en séance"):
        workflow.make_remark(read_over, Remark(text="Trop tard."), by=member[0])

    assert not Remark.objects.exists()


def test_a_member_remarks_only_upon_what_they_read(client, held):
    ItemFactory(sitting=held, closed=True, sealed=True, decision__text="Mot caché")
    minutes = MinutesFactory(sitting=held, state="circulated")
    hidden = minutes.blocks.get(part="decision")
    client.force_login(consultative_of(held.body))
    address = url("remark", minutes.pk)
    page = client.get(address)

    answer = client.post(
        address,
        {"text": "Ah ?", "block": hidden.pk, "token": page.context["form"]["token"].value()},
    )

    assert "Mot caché" not in page.content.decode()
    assert answer.status_code == 200
    assert not Remark.objects.exists()


def test_a_remark_is_for_its_author_and_the_service(client, read_over, member, sec):
    remark = RemarkFactory(minutes=read_over, text="Entre nous.")
    client.force_login(member[0])

    assert "Entre nous." not in client.get(read_over.get_absolute_url()).content.decode()
    assert client.get(url("answer_remark", remark.pk)).status_code == 404


def test_taken_back_the_minutes_keep_their_remarks(read_over, sec, member, client):
    RemarkFactory(minutes=read_over)

    workflow.take_back_minutes(read_over, by=sec, reason="Deux fautes.")

    assert read_over.status == MinutesStatus.DRAFT
    assert read_over.remarks.count() == 1
    client.force_login(member[0])
    assert client.get(read_over.get_absolute_url()).status_code == 404


def test_the_seal_of_the_approval_freezes_the_minutes(read_over, approval, sec, chair):
    decision = approved(approval, sec, chair)

    read_over.refresh_from_db()
    assert read_over.status == MinutesStatus.APPROVED
    assert (read_over.approving, read_over.approved_by) == (decision, chair)
    assert read_over.sha256 == sha256(read_over.frozen)
    frozen = json.loads(read_over.frozen)
    assert frozen["approving"] == decision.number
    assert frozen["journal_head"]["seq"] > 0
    assert [b["text"] for b in frozen["blocks"] if b["part"] == "decision"] == [
        "La plénière valide."
    ]


def test_frozen_minutes_say_the_same_whatever_changes_since(read_over, approval, sec, chair):
    approved(approval, sec, chair)
    block = read_over.blocks.get(part="decision")
    block.text = "Réécrit."
    block.save()
    read_over.refresh_from_db()

    (entry,) = blocks_for(read_over, as_reader("service")).entries

    assert [b["text"] for b in entry.blocks] == ["La plénière valide."]


def test_corrections_asked_by_the_plenary_are_printed_with_the_minutes(
    read_over, approval, sec, chair
):
    approved(
        approval,
        sec,
        chair,
        outcome=Outcome.CONDITIONAL,
        conditions=[("Lire « mai » au lieu de « mars »", None)],
    )

    read_over.refresh_from_db()
    assert blocks_for(read_over, as_reader("voix")).corrections == [
        "Lire « mai » au lieu de « mars »"
    ]
    assert blocks_for(read_over, as_reader("public")).corrections == []


def test_a_remark_without_answer_leaves_the_approval_without_effect(
    read_over, approval, sec, chair
):
    RemarkFactory(minutes=read_over)

    decision = approved(approval, sec, chair)

    assert decision.is_effective is False
    assert decision.without_effect_reason == "Sans effet : 1 remarque attend une réponse."
    read_over.refresh_from_db()
    assert (read_over.status, read_over.frozen) == (MinutesStatus.CIRCULATED, "")


def test_minutes_that_nobody_read_over_are_not_approved(held, approval, sec, chair):
    MinutesFactory(sitting=held)

    decision = approved(approval, sec, chair)

    assert decision.is_effective is False
    assert "n’est pas en relecture" in decision.without_effect_reason


def test_minutes_refused_go_back_to_draft(read_over, approval, sec, chair):
    approved(approval, sec, chair, outcome=Outcome.REFUSED, motivation="Il manque un point.")

    read_over.refresh_from_db()
    assert read_over.status == MinutesStatus.DRAFT
    assert read_over.history.first().history_change_reason == "Il manque un point."


def test_a_correction_is_a_new_version_and_the_old_one_stays(held, sec):
    old = MinutesFactory(sitting=held, state="approved")

    new = workflow.correct_minutes(old, by=sec, reason="Un nom mal écrit.")

    assert (new.number, new.status, new.reason) == (2, "draft", "Un nom mal écrit.")
    assert [b.text for b in new.blocks.all()] == [b.text for b in old.blocks.all()]
    old.refresh_from_db()
    assert old.status == MinutesStatus.APPROVED
    with pytest.raises(WrongState, match="existe déjà"):
        workflow.correct_minutes(old, by=sec, reason="Encore.")


def test_the_approval_takes_the_last_version(held, approval, sec, chair):
    old = MinutesFactory(sitting=held, state="approved")
    new = workflow.correct_minutes(old, by=sec, reason="Un nom mal écrit.")
    workflow.circulate(new, by=sec, remarks_until=SOON)

    approved(approval, sec, chair)

    new.refresh_from_db()
    assert new.status == MinutesStatus.APPROVED
    assert json.loads(new.frozen)["reason"] == "Un nom mal écrit."


def test_approved_minutes_are_published_and_taken_back(held, sec):
    minutes = MinutesFactory(sitting=held, state="approved")

    workflow.publish(minutes, by=sec)
    assert (minutes.status, minutes.published_by) == (MinutesStatus.PUBLISHED, sec)
    workflow.unpublish(minutes, by=sec, reason="Un nom de trop.")

    assert (minutes.status, minutes.published_at) == (MinutesStatus.APPROVED, None)


def test_a_draft_is_never_published(held, sec):
    with pytest.raises(WrongState):
        workflow.publish(MinutesFactory(sitting=held), by=sec)


def test_a_member_behind_closed_doors_who_stood_aside_reads_nothing_of_it(held):
    item = ItemFactory(sitting=held, closed=True, sealed=True, title="Mot caché")
    minutes = MinutesFactory(sitting=held, state="circulated")
    _user, _mandate = seated(held.body)

    seen = blocks_for(minutes, as_reader("voix", aside=[item]))

    assert "Mot caché" not in str(seen)
    assert "Vous vous êtes déporté·e" in seen.entries[0].hidden
    assert item.audience == Audience.CLOSED


def test_withdrawing_the_approval_says_what_remains_to_repair(
    body, read_over, approval, sec, chair
):
    decision = approved(approval, sec, chair)
    item = workflow.ask_withdrawal(decision, by=sec, reason="Approuvé trop tôt.")
    workflow.put_on(approval.sitting, item, by=sec, urgent_reason="Vu en séance.")

    withdrawal = approved(item, sec, chair)

    assert decision.number in withdrawal.to_repair[0]
    read_over.refresh_from_db()
    assert read_over.status == MinutesStatus.APPROVED
