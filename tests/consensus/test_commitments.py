"""Engagements: noted, corrected, moved, kept or dropped; and what they are on any day."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actors.facts.duties import held_by
from consensus import workflow
from consensus.choices import CommitmentState
from consensus.facts import addresses_of, comes_from, source
from consensus.facts.sources import SOURCES
from consensus.models import Commitment
from core.clock import today
from core.models import JournalEntry
from core.workflow import Refused, WrongState
from outbox.models import Mail
from tests.actors.factories import PersonFactory
from tests.consensus.factories_commitments import CommitmentFactory
from tests.poles.factories import MembershipFactory, PoleFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def unsaved(pole, owner, **fields):
    words = {"what": "Écrire aux écoles", "made_on": today(), "due_on": today() + 9 * DAY}
    return Commitment(pole=pole, owner=owner, **{**words, **fields})


def test_what_is_noted_is_told_to_who_committed_with_history_and_proof(
    service, active_pole, pole_member
):
    made = workflow.commit(unsaved(active_pole, pole_member.person), by=service)

    assert made.history.get().history_user == service
    assert JournalEntry.objects.get(act="consensus.engager").subject_id == str(made.pk)
    mail = Mail.objects.get()
    assert mail.to_address == pole_member.person.email
    assert "Écrire aux écoles" in mail.text
    assert made.get_absolute_url() in mail.text


def test_who_notes_their_own_engagement_gets_no_mail(service, active_pole):
    workflow.commit(unsaved(active_pole, service.person), by=service)

    assert not Mail.objects.exists()


def test_what_makes_no_sense_is_refused_with_every_reason(service, active_pole):
    late = unsaved(
        active_pole,
        PersonFactory(first_name="Ada", last_name="Kay"),
        made_on=today() + DAY,
        due_on=today(),
    )

    with pytest.raises(Refused) as refusal:
        workflow.commit(late, by=service)

    reasons = refusal.value.sentences
    assert len(reasons) == 3
    assert "est à venir" in reasons[0]
    assert "précède le jour de l’engagement" in reasons[1]
    assert "Ada Kay ne siège pas dans le pôle" in reasons[2]
    assert not Commitment.objects.exists()
    assert not Mail.objects.exists()


def test_guests_do_not_commit_and_nobody_did_before_the_launch(service, active_pole, guest):
    with pytest.raises(Refused, match="ne siège pas"):
        workflow.commit(unsaved(active_pole, guest.person), by=service)

    early = active_pole.launched_on - DAY
    with pytest.raises(Refused, match="lancé le"):
        workflow.commit(unsaved(active_pole, service.person, made_on=early), by=service)


@pytest.mark.parametrize("state", ["proposed", "ended", "closed"])
def test_nobody_commits_in_a_pole_that_is_not_at_work(bruxelles, service, state):
    pole = PoleFactory(bassin=bruxelles, **{state: True})

    with pytest.raises(Refused, match="pas en activité"):
        workflow.commit(unsaved(pole, service.person), by=service)


def test_kept_says_when_and_how(pole_member, active_pole):
    one = CommitmentFactory(pole=active_pole, owner=pole_member.person)

    workflow.keep(one, by=pole_member, on=today(), note=" Lettre envoyée. ")

    one.refresh_from_db()
    assert (one.done_on, one.done_note, one.version) == (today(), "Lettre envoyée.", 2)
    assert one.history.first().history_change_reason == "Lettre envoyée."
    assert JournalEntry.objects.filter(act="consensus.tenir_engagement").count() == 1


def test_it_is_not_kept_tomorrow_nor_before_it_was_made(service):
    one = CommitmentFactory()

    for on, words in ((today() + DAY, "à venir"), (one.made_on - DAY, "avant")):
        with pytest.raises(Refused, match=words):
            workflow.keep(one, by=service, on=on, note="Fait.")

    one.refresh_from_db()
    assert (one.is_open, one.version) == (True, 1)


def test_what_is_over_says_so_to_who_comes_second(service):
    kept, dropped = CommitmentFactory(kept=True), CommitmentFactory(dropped=True)

    with pytest.raises(WrongState, match="noté comme tenu depuis"):
        workflow.drop(kept, by=service, reason="Trop tard.")
    with pytest.raises(WrongState, match="Une autre note suffit."):
        workflow.keep(dropped, by=service, on=today(), note="Fait.")
    with pytest.raises(WrongState, match="noté comme tenu depuis"):
        workflow.move(kept, by=service, due_on=today() + DAY, reason="Plus tard.")


def test_the_day_moves_with_a_reason_to_a_day_to_come(service):
    one = CommitmentFactory()
    before = one.due_on

    workflow.move(one, by=service, due_on=today() + 40 * DAY, reason="L’école est fermée.")

    one.refresh_from_db()
    assert one.due_on == today() + 40 * DAY
    last, first = one.history.all()[:2]
    assert (last.history_change_reason, first.due_on) == ("L’école est fermée.", before)
    with pytest.raises(Refused, match="déjà l’échéance"):
        workflow.move(one, by=service, due_on=one.due_on, reason="Encore.")
    with pytest.raises(Refused, match="est passé"):
        workflow.move(one, by=service, due_on=today() - DAY, reason="Hier.")


def test_a_mistake_is_taken_back_with_its_reason(service):
    one = CommitmentFactory(dropped=True)

    workflow.reopen(one, by=service, reason="Ce n’était pas celui-là.")

    one.refresh_from_db()
    assert one.is_open
    assert one.history.first().history_change_reason == "Ce n’était pas celui-là."
    with pytest.raises(WrongState, match="déjà à tenir"):
        workflow.reopen(one, by=service, reason="Encore.")


def test_a_new_owner_must_be_of_the_pole_and_is_told_once(service, active_pole, pole_member):
    one = CommitmentFactory(pole=active_pole, owner=service.person)

    one.owner = pole_member.person
    workflow.edit_commitment(one, by=service, base_version=1)
    one.what = "Écrire deux notes"
    workflow.edit_commitment(one, by=service, base_version=2)

    assert [m.to_address for m in Mail.objects.all()] == [pole_member.person.email]
    one.owner = PersonFactory()
    with pytest.raises(Refused, match="ne siège pas"):
        workflow.edit_commitment(one, by=service, base_version=3)


def test_who_left_the_pole_keeps_what_is_theirs_when_the_rest_is_corrected(service, active_pole):
    gone = MembershipFactory(pole=active_pole, ends_on=today() - DAY, end_reason="resigned").person
    one = CommitmentFactory(pole=active_pole, owner=gone, what="Ecrir")

    one.what = "Écrire"
    workflow.edit_commitment(one, by=service, base_version=1)

    one.refresh_from_db()
    assert (one.what, one.owner) == ("Écrire", gone)


def test_only_what_is_open_is_handed_over(service, active_pole, pole_member):
    person = pole_member.person
    kept = CommitmentFactory(pole=active_pole, owner=person)
    CommitmentFactory(pole=active_pole, owner=person, kept=True)
    CommitmentFactory(pole=active_pole, owner=person, dropped=True)

    held = held_by(person, service, on=today())

    assert [(one.pk, one.url) for one in held] == [(kept.pk, kept.get_absolute_url())]


# ── What it is on a day ─────────────────────────────────────────────────────────────────────────

offsets = st.integers(-30, 30)
maybe = st.none() | offsets


@st.composite
def lives(draw):
    """Days of an engagement, as offsets: made, due, kept or dropped."""
    made = draw(offsets)
    due = draw(st.none() | st.integers(made, made + 30))
    end = draw(st.sampled_from(["", "done_on", "dropped_on"]))
    days = {"made_on": made, "due_on": due}
    if end:
        days[end] = draw(st.integers(made, made + 40))
    return days


def naive(days, on):
    """The same, told by hand; None before it was made."""
    if days["made_on"] > on:
        return None
    if days.get("done_on") is not None and days["done_on"] <= on:
        return CommitmentState.KEPT
    if days.get("dropped_on") is not None and days["dropped_on"] <= on:
        return CommitmentState.DROPPED
    if days["due_on"] is not None and days["due_on"] < on:
        return CommitmentState.LATE
    return CommitmentState.OPEN


@given(st.lists(lives(), max_size=6), st.integers(-40, 80))
def test_lateness_at_any_date_is_what_a_recount_gives(active_pole, found, offset):
    on, start = today() + offset * DAY, today()
    Commitment.objects.all().delete()
    rows = []
    for days in found:
        dates = {k: None if n is None else start + n * DAY for k, n in days.items()}
        words = {"dropped_reason": "Sans objet."} if dates.get("dropped_on") else {}
        rows.append(CommitmentFactory(pole=active_pole, **dates, **words))

    told = dict(Commitment.objects.standing(on=on).values_list("pk", "standing"))

    counted = {row.pk: naive(days, offset) for row, days in zip(rows, found, strict=True)}
    assert told == {pk: state for pk, state in counted.items() if state is not None}
    unfinished = {r.pk for r in rows if r.is_open and r.due_on and r.due_on < on}
    assert set(Commitment.objects.late(on=on).values_list("pk", flat=True)) == unfinished


# ── Where it comes from ─────────────────────────────────────────────────────────────────────────


@pytest.fixture
def agenda_points():
    """A module that owns points of meetings: it opens those whose number is even."""

    @source("test.point")
    def points(keys, user):
        return {key: f"/points/{key}/" for key in keys if int(key) % 2 == 0}

    yield "test.point"
    del SOURCES["test.point"]


def test_the_module_that_owns_the_source_gives_its_address(service, active_pole, agenda_points):
    found = []
    for number in (1, 2):
        one = unsaved(active_pole, service.person)
        comes_from(one, agenda_points, number, label=f"Réunion du 12 mai, point {number}")
        found.append(workflow.commit(one, by=service))

    assert addresses_of(found, service) == {found[1].pk: "/points/2/"}
    assert found[0].source_label == "Réunion du 12 mai, point 1"
    assert list(Commitment.objects.from_source(agenda_points, 1)) == [found[0]]


def test_an_unknown_source_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="is no source"):
        comes_from(Commitment(), "nulle.part", 1, label="?")
