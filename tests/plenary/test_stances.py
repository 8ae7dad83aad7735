"""Members approve: who has a voice, what they say, when they may, what a déport does."""

import json
from datetime import timedelta

import pytest
from django.core import signing

from core.clock import today
from core.models import JournalEntry
from core.signed import BrokenLink
from core.workflow import Refused, WrongState
from plenary import workflow
from plenary.choices import Kind, Outcome, StanceKind
from plenary.facts import link_for, read_link, roll_call, tally, voices
from plenary.models import Recusal, Stance
from tests.actors.factories import MandateFactory, SeatFactory
from tests.plenary.factories import (
    ItemFactory,
    RecusalFactory,
    SittingFactory,
    alternate_of,
    seated,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def item(body):
    """A launch at a convened sitting."""
    return ItemFactory(sitting=SittingFactory(body=body, convened=True), number=1)


def test_a_member_says_what_they_think_and_may_change(item, member):
    user, mandate = member

    workflow.give_stance(item, mandate=mandate, kind=StanceKind.FAVOURABLE, by=user)
    workflow.give_stance(
        item, mandate=mandate, kind=StanceKind.RESERVED, reason="Trop peu d’écoles.", by=user
    )

    stance = Stance.objects.get()
    assert (stance.kind, stance.reason) == ("reserve", "Trop peu d’écoles.")
    assert [h.kind for h in stance.history.order_by("history_date")] == ["favorable", "reserve"]
    assert JournalEntry.objects.filter(act="plenary.donner_avis").count() == 2


@pytest.mark.parametrize("kind", [StanceKind.RESERVED, StanceKind.UNFAVOURABLE])
def test_a_reserved_or_unfavourable_stance_says_why(item, member, kind):
    with pytest.raises(Refused, match="pourquoi"):
        workflow.give_stance(item, mandate=member[1], kind=kind, reason="  ")

    assert not Stance.objects.exists()


def test_a_stance_is_closed_once_the_outcome_is_noted(launch, member, sec):
    workflow.record(launch, by=sec, outcome=Outcome.POSTPONED)

    with pytest.raises(WrongState, match="déjà décidé"):
        workflow.give_stance(launch, mandate=member[1], kind=StanceKind.FAVOURABLE)


@pytest.mark.parametrize("state", [{}, {"held": True}, {"cancelled": True}])
def test_a_stance_is_given_between_convocation_and_end(body, member, state):
    item = ItemFactory(sitting=SittingFactory(body=body, **state))

    with pytest.raises(WrongState, match="convocation"):
        workflow.give_stance(item, mandate=member[1], kind=StanceKind.FAVOURABLE)


def test_a_communication_asks_for_no_stance(body, member):
    item = ItemFactory(
        sitting=SittingFactory(body=body, convened=True), free=True, kind=Kind.COMMUNICATION
    )

    with pytest.raises(Refused, match="prend acte"):
        workflow.give_stance(item, mandate=member[1], kind=StanceKind.FAVOURABLE)


def test_a_consultative_seat_has_no_voice(item, body):
    mandate = MandateFactory(seat=SeatFactory(body=body, consultative=True))

    with pytest.raises(Refused, match="voix consultative"):
        workflow.give_stance(item, mandate=mandate, kind=StanceKind.FAVOURABLE)


def test_an_alternate_speaks_when_the_effective_does_not_come(item, member):
    _user, effective = member
    _other, alternate = alternate_of(effective)
    with pytest.raises(Refused, match="l’effectif vient"):
        workflow.give_stance(item, mandate=alternate, kind=StanceKind.FAVOURABLE)

    workflow.answer_presence(item.sitting, mandate=effective, presence="excuse")
    workflow.give_stance(item, mandate=alternate, kind=StanceKind.FAVOURABLE)

    with pytest.raises(Refused, match="absence annoncée"):
        workflow.give_stance(item, mandate=effective, kind=StanceKind.FAVOURABLE)
    assert Stance.objects.get().mandate == alternate


def test_an_alternate_without_effective_has_the_voice(body):
    mandate = MandateFactory(seat__body=body, rank="suppleant")
    sitting = SittingFactory(body=body, convened=True)

    assert [v.has_voice for v in voices(sitting) if v.mandate == mandate] == [True]


def test_a_mandate_of_another_day_has_no_voice(item, body):
    ended = MandateFactory(seat__body=body, ends_on=item.sitting.on - DAY)

    with pytest.raises(Refused, match="ne court pas"):
        workflow.give_stance(item, mandate=ended, kind=StanceKind.FAVOURABLE)


def test_a_recused_member_gives_no_stance_until_they_come_back(item, member):
    user, mandate = member
    workflow.recuse(item, mandate=mandate, reason="Je suis candidate.", by=user)
    with pytest.raises(Refused, match="déporté"):
        workflow.give_stance(item, mandate=mandate, kind=StanceKind.FAVOURABLE)

    workflow.lift_recusal(item, mandate=mandate, by=user)
    workflow.give_stance(item, mandate=mandate, kind=StanceKind.FAVOURABLE, by=user)

    assert Recusal.objects.get().lifted_at is not None
    assert Stance.objects.count() == 1


def test_a_recusal_is_declared_and_lifted_once(item, member):
    user, mandate = member

    new = [workflow.recuse(item, mandate=mandate, by=user)[1] for _n in range(2)]
    lifted = [workflow.lift_recusal(item, mandate=mandate, by=user) for _n in range(2)]

    assert (new, lifted) == ([True, False], [True, False])
    assert list(JournalEntry.objects.order_by("pk").values_list("act", flat=True)) == [
        "plenary.se_déporter",
        "plenary.lever_déport",
    ]


def test_the_same_stance_sent_again_writes_nothing(item, member):
    user, mandate = member
    for _n in range(2):
        workflow.give_stance(
            item, mandate=mandate, kind=StanceKind.RESERVED, reason="Un doute.", by=user
        )

    assert Stance.objects.get().history.count() == 1
    assert JournalEntry.objects.count() == 1


def test_the_same_answer_about_coming_writes_nothing(item, member):
    for by in (member[0], None):
        for _n in range(2):
            workflow.answer_presence(item.sitting, mandate=member[1], presence="excuse", by=by)

    assert JournalEntry.objects.count() == 2


def test_attendance_noted_again_writes_only_what_changed(sitting, member, sec):
    mandate, other = member[1], seated(sitting.body)[1]
    said = {mandate: "present", other: "excuse"}
    for presences in (said, said, {**said, other: "present"}):
        workflow.note_attendance(sitting, by=sec, presences=presences)

    lines = JournalEntry.objects.order_by("pk")
    assert [json.loads(line.data)["presences"] for line in lines] == [
        {str(mandate.pk): "present", str(other.pk): "excuse"},
        {str(other.pk): "present"},
    ]


def test_the_secretary_sees_who_has_not_answered(item, body, member):
    _user, answered = member
    _other, silent = seated(body)
    recused = RecusalFactory(item=item).mandate
    workflow.give_stance(item, mandate=answered, kind=StanceKind.FAVOURABLE)

    roll = roll_call(item, voices(item.sitting, item=item))

    assert [voice.mandate for voice, _stance in roll.answered] == [answered]
    assert [voice.mandate for voice in roll.silent] == [silent]
    assert [voice.mandate for voice in roll.recused] == [recused]


def test_the_roll_call_costs_the_same_for_one_member_and_for_five(
    item, body, django_assert_num_queries
):
    for count in (1, 4):
        for _n in range(count):
            seated(body)
        with django_assert_num_queries(2):
            roll_call(item, voices(item.sitting, item=item))


def test_the_tally_counts_those_who_have_a_voice_and_sets_the_others_apart(sitting, member, sec):
    _other, away = seated(sitting.body)
    guest = MandateFactory(seat=SeatFactory(body=sitting.body, consultative=True))
    said = {member[1]: "present", away: "excuse", guest: "present"}
    workflow.note_attendance(sitting, by=sec, presences=said)

    found = tally(voices(sitting))

    assert found == [
        (1, "présents"),
        (1, "excusés"),
        (1, "avec voix consultative, non comptés"),
    ]


def test_attendance_noted_by_the_secretary_is_one_line_of_the_journal(sitting, member, sec):
    workflow.note_attendance(sitting, by=sec, presences={member[1]: "represente"})

    assert sitting.attendances.get().presence == "represente"
    assert JournalEntry.objects.get().act == "plenary.noter_présences"


# ── The signed link ─────────────────────────────────────────────────────────────────────────────


def token_of(sitting, mandate):
    return link_for(sitting, mandate).split("/")[-2]


def test_a_link_opens_its_own_sitting_for_its_own_mandate(item, member):
    invitation = read_link(token_of(item.sitting, member[1]))

    assert (invitation.sitting, invitation.mandate) == (item.sitting, member[1])


@pytest.mark.parametrize(
    "change", [lambda t: t[:-3], lambda t: f"x{t}", lambda t: "n’importe quoi"]
)
def test_a_link_that_was_changed_opens_nothing(item, member, change):
    with pytest.raises(BrokenLink, match="incomplet ou a été modifié"):
        read_link(change(token_of(item.sitting, member[1])))


def test_a_link_of_another_kind_opens_nothing(item, member):
    token = signing.dumps({"s": item.sitting.pk, "m": member[1].pk}, salt="autre")

    with pytest.raises(BrokenLink):
        read_link(token)


def test_a_link_ends_with_the_day_of_its_sitting(body, member):
    over = SittingFactory(body=body, convened=True, on=today() - DAY)

    with pytest.raises(BrokenLink, match="jusqu’à la fin de la séance"):
        read_link(token_of(over, member[1]))


def test_a_link_follows_a_sitting_that_moves(body, member):
    sitting = SittingFactory(body=body, convened=True, on=today() - DAY)
    token = token_of(sitting, member[1])
    sitting.on = today() + 3 * DAY
    sitting.save()

    assert read_link(token).sitting == sitting


def test_a_link_ends_with_its_mandate(item, member):
    mandate = member[1]
    token = token_of(item.sitting, mandate)
    mandate.ends_on = item.sitting.on - DAY
    mandate.save()

    with pytest.raises(BrokenLink, match="mandat"):
        read_link(token)


def test_a_link_to_a_cancelled_sitting_says_so(body, member):
    sitting = SittingFactory(body=body, cancelled=True)

    with pytest.raises(BrokenLink, match="annulée"):
        read_link(token_of(sitting, member[1]))
