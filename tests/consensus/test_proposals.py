"""The life of a proposal: opened, answered, amended, adopted; each refusal in words (§ 3.4)."""

from datetime import timedelta

import pytest
import time_machine

from actors.models import Person
from consensus import workflow
from consensus.choices import ProposalKind
from consensus.facts import modalities_adopted, weigh
from consensus.models import Communication, Proposal
from core.clock import today
from core.models import JournalEntry
from core.workflow import Refused, WrongState
from outbox.models import Mail
from tests.consensus.factories_proposals import (
    AMENDED,
    TEXT,
    amended,
    discussed,
    opened,
    said,
    seats,
    substitute_for,
)
from tests.poles.factories import MembershipFactory, PoleFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def text(active_pole, service):
    return opened(active_pole, by=service)


def test_opening_numbers_it_in_its_pole_and_invites_each_seat(active_pole, service):
    one, two = opened(active_pole, by=service), opened(active_pole, by=service)

    assert (one.number, two.number) == (1, 2)
    assert one.rounds.get().text == TEXT
    invited = Mail.objects.filter(template="consensus/proposal_open", about_id=str(one.pk))
    assert {m.person for m in invited} == {s.person for s in seats(active_pole)}
    assert all("/propositions/repondre/" in m.text for m in invited)
    assert one.history.get().history_user == service
    assert JournalEntry.objects.filter(act="consensus.ouvrir_proposition").count() == 2


def test_what_forbids_opening_is_said_at_once(bruxelles, service):
    launched = PoleFactory(bassin=bruxelles, launched=True)

    with pytest.raises(Refused) as refusal:
        opened(
            launched,
            by=service,
            kind=ProposalKind.OPINION,
            deadline=today() - DAY,
            review_on=today() - 2 * DAY,
        )

    assert len(refusal.value.sentences) == 5
    assert not Proposal.objects.exists()


def test_a_pole_over_its_term_opens_nothing(bruxelles, service):
    over = PoleFactory(bassin=bruxelles, active=True, starts_on=today() - 1200 * DAY)

    with pytest.raises(Refused, match="échu"):
        opened(over, by=service)


def test_a_position_is_one_row_that_changes_until_the_close(text, active_pole):
    member = seats(active_pole)[0]

    said(text, member, "adhere")
    said(text, member, "reserve", reason="Pas en janvier.")

    position = text.rounds.get().positions.get()
    assert (position.kind, position.reason) == ("reserve", "Pas en janvier.")
    assert position.history.count() == 2


def test_the_same_position_again_writes_nothing(text, active_pole):
    member = seats(active_pole)[0]
    said(text, member, "adhere")
    lines = JournalEntry.objects.count()

    said(text, member, "adhere")

    assert text.rounds.get().positions.get().history.count() == 1
    assert JournalEntry.objects.count() == lines


def test_a_reserve_and_an_objection_say_why(text, active_pole):
    member = seats(active_pole)[0]

    with pytest.raises(Refused, match="réserve"):
        said(text, member, "reserve", reason=" ")
    with pytest.raises(Refused) as refusal:
        workflow.give(text, person=member.person, kind="objection", base_version=1)

    assert len(refusal.value.sentences) == 2


def test_a_guest_and_somebody_who_left_take_no_position(text, active_pole):
    guest = MembershipFactory(pole=active_pole, guest=True)
    gone = seats(active_pole)[0]
    gone.ends_on, gone.end_reason = today() - DAY, "demission"
    gone.save()

    with pytest.raises(Refused, match="invité"):
        said(text, guest, "adhere")
    with pytest.raises(Refused, match="n’est plus"):
        said(text, gone, "adhere")


def test_nobody_speaks_for_another(text, active_pole, service):
    member = seats(active_pole)[0]

    with pytest.raises(Refused, match="à la place"):
        workflow.give(text, person=member.person, kind="adhere", base_version=1, by=service)


def test_what_is_written_in_the_room_says_by_whom_and_tells_the_person(text, active_pole, service):
    member = seats(active_pole)[0]

    position = workflow.record_in_room(
        text, person=member.person, kind="adhere", base_version=1, by=service
    )

    assert (position.channel, position.given_by) == ("seance", service)
    told = Mail.objects.get(template="consensus/position_recorded")
    assert told.person == member.person
    assert str(service.person) in told.text


def test_the_position_of_the_member_prevails_over_the_substitute_s(text, active_pole):
    member = seats(active_pole)[0]
    substitute = substitute_for(member)

    said(text, substitute, "abstention")
    said(text, member, "adhere")

    position = text.rounds.get().positions.get()
    assert (position.seat, position.person, position.kind) == (member, member.person, "adhere")
    with pytest.raises(Refused, match="prévaut"):
        said(text, substitute, "abstention")


def test_an_objection_stands_until_its_author_lifts_it(text, active_pole, service):
    a, b, c = seats(active_pole)
    said(text, a, "objection")
    said(text, b, "adhere")
    said(text, c, "adhere")
    objection = text.objections.get()

    with pytest.raises(Refused, match="Une objection tient"):
        workflow.adopt(text, by=service)
    with pytest.raises(Refused, match="peut lever ou maintenir"):
        workflow.lift(objection, person=b.person, kind="adhere", base_version=1)
    said(text, a, "adhere")

    objection.refresh_from_db()
    assert objection.status == "lifted"
    assert [s.became for s in objection.steps.order_by("pk")] == ["raised", "lifted"]
    assert "a été levée" in workflow.adopt(text, by=service)


def test_a_substitute_does_not_lift_the_objection_of_the_member(text, active_pole, service):
    member = seats(active_pole)[0]
    substitute = substitute_for(member)
    said(text, member, "objection")
    amended(text, by=service)

    with pytest.raises(Refused, match="seul·e son auteur"):
        said(text, substitute, "adhere")
    said(text, substitute, "objection", reason="Toujours.")

    assert text.objections.get().author == member.person


def test_an_amendment_starts_positions_again_and_carries_what_it_does_not_answer(
    text, active_pole, service
):
    a, b, c = seats(active_pole)
    said(text, a, "objection")
    said(text, b, "objection")
    said(text, c, "adhere")
    answered, carried = text.objections.order_by("pk")

    second = amended(text, by=service, integrated=[answered.pk])

    answered.refresh_from_db()
    carried.refresh_from_db()
    assert (second.number, second.text, second.positions.count()) == (2, AMENDED, 0)
    assert (answered.status, carried.status) == ("integrated", "raised")
    assert [o.pk for o in discussed(text).standing] == [carried.pk]
    said(text, a, "objection", reason="Le tuteur reste nommé trop tôt.")
    answered.refresh_from_db()
    assert (answered.status, answered.reason) == ("maintained", "Le tuteur reste nommé trop tôt.")


def test_who_answers_a_text_that_was_amended_meanwhile_reads_it_first(text, active_pole, service):
    amended(text, by=service)

    with pytest.raises(WrongState, match="amendé entre-temps"):
        said(text, seats(active_pole)[0], "adhere", base_version=1)


def test_an_amendment_of_a_replaced_round_or_of_nothing_is_refused(text, service):
    with pytest.raises(Refused, match="le même"):
        amended(text, by=service, text=TEXT)
    amended(text, by=service)
    with pytest.raises(WrongState, match="amendé entre-temps"):
        workflow.amend(
            text, by=service, text="Autre.", summary="Autre.", deadline=today(), base_version=1
        )


def test_the_objection_of_somebody_who_left_lapses(text, active_pole, service):
    a, b, c = seats(active_pole)
    said(text, a, "objection")
    a.ends_on, a.end_reason = today() - DAY, "demission"
    a.save()

    assert discussed(text).standing == []
    said(text, b, "adhere")
    said(text, c, "adhere")

    assert text.objections.get().status == "lapsed"
    assert "s’est éteinte" in workflow.adopt(text, by=service)


def test_every_reason_not_to_adopt_is_said_at_once(text, active_pole, service):
    said(text, seats(active_pole)[0], "objection")

    with pytest.raises(Refused) as refusal:
        workflow.adopt(text, by=service)

    assert refusal.value.sentences == weigh(discussed(text)).blocks
    assert len(refusal.value.sentences) == 3
    text.refresh_from_db()
    assert text.status == "open"
    assert not Communication.objects.exists()


@pytest.mark.parametrize("silence_counts", [True, False])
def test_silence_counts_only_if_the_invitation_said_so(active_pole, service, silence_counts):
    text = opened(active_pole, by=service, silence_counts=silence_counts)
    said(text, seats(active_pole)[0], "adhere")
    with pytest.raises(Refused, match="attendues"):
        workflow.adopt(text, by=service)

    with time_machine.travel(text.deadline + DAY):
        if silence_counts:
            assert "N’ont pas répondu" in workflow.adopt(text, by=service)
        else:
            with pytest.raises(Refused, match="ne disait pas que le silence"):
                workflow.adopt(text, by=service)


def test_the_last_day_is_still_theirs(active_pole, service):
    text = opened(active_pole, by=service, silence_counts=True)
    said(text, seats(active_pole)[0], "adhere")

    with time_machine.travel(text.deadline), pytest.raises(Refused, match="attendues"):
        workflow.adopt(text, by=service)


def test_a_category_wholly_silent_warns(active_pole, service):
    text = opened(active_pole, by=service, silence_counts=True)
    said(text, seats(active_pole)[0], "adhere")

    warnings = weigh(discussed(text, on=text.deadline + DAY)).warnings

    assert [w[:14] for w in warnings] == ["La catégorie B", "La catégorie C"]


def test_abstentions_alone_adopt_nothing(text, active_pole, service):
    for member in seats(active_pole):
        said(text, member, "abstention")

    with pytest.raises(Refused, match="Personne n’a encore adhéré"):
        workflow.adopt(text, by=service)


def test_an_adopted_decision_is_due_to_the_plenary_and_frozen(text, active_pole, service):
    a, b, c = seats(active_pole)
    said(text, a, "adhere")
    said(text, b, "reserve", reason="Que le tutorat soit payé.")
    said(text, c, "abstention")

    sentence = workflow.adopt(text, by=service)

    text.refresh_from_db()
    told = Communication.objects.get()
    assert (told.kind, told.text, told.adopted_on) == ("decision", TEXT, today())
    assert text.communication == told
    assert f"A adhéré avec réserve : {b.person} ({b.organisation})" in sentence
    assert f"S’est abstenu·e : {c.person}" in sentence
    assert "%" not in sentence
    assert str(b.person) in text.frozen
    assert Mail.objects.filter(template="consensus/proposal_closed").count() == 3
    for act in (
        lambda: said(text, a, "objection"),
        lambda: workflow.adopt(text, by=service),
        lambda: amended(text, by=service),
        lambda: workflow.defer(text, by=service, deadline=today() + 30 * DAY, reason="Plus tard."),
    ):
        with pytest.raises(WrongState):
            act()


def test_everybody_adhering_is_said(text, active_pole, service):
    for member in seats(active_pole):
        said(text, member, "adhere")

    assert workflow.adopt(text, by=service).endswith("Chaque siège a adhéré, sans réserve.")


def test_adopted_modalities_wait_for_the_instance(active_pole, service):
    text = opened(active_pole, by=service, kind="modalites", rhythm="chaque mois")
    for member in seats(active_pole):
        said(text, member, "adhere")

    workflow.adopt(text, by=service)

    assert modalities_adopted().get().rhythm == "chaque mois"
    assert not Communication.objects.exists()


def test_deferring_moves_the_day_and_keeps_what_was_said(text, active_pole, service):
    said(text, seats(active_pole)[0], "objection")

    with pytest.raises(Refused, match="plus lointain"):
        workflow.defer(text, by=service, deadline=text.deadline, reason="Réunion.")
    workflow.defer(text, by=service, deadline=today() + 30 * DAY, reason="À la réunion de mars.")

    text.refresh_from_db()
    assert (text.deadline, text.deferral) == (today() + 30 * DAY, "À la réunion de mars.")
    assert text.rounds.get().positions.count() == 1
    assert len(discussed(text).standing) == 1


def test_only_a_standing_objection_is_referred_to_the_plenary(text, active_pole, service):
    with pytest.raises(Refused, match="Aucune objection ne tient"):
        workflow.refer(text, by=service, reason="Le pôle ne tranche pas.")
    said(text, seats(active_pole)[0], "objection")

    workflow.refer(text, by=service, reason="Le pôle ne tranche pas.")

    text.refresh_from_db()
    told = Communication.objects.get()
    assert (text.status, told.kind) == ("referred", "information")
    assert "Quatre semaines." in told.text
    assert "étant maintenue" in text.outcome


def test_a_withdrawn_text_says_why(text, service):
    workflow.withdraw_proposal(text, by=service, reason="Sans objet.")

    text.refresh_from_db()
    assert (text.status, text.close_reason) == ("withdrawn", "Sans objet.")
    assert "« Sans objet »" in text.outcome


def test_what_was_adopted_comes_back_and_is_reviewed_once(active_pole, service):
    text = opened(active_pole, by=service, review_on=today() + 60 * DAY)
    for member in seats(active_pole):
        said(text, member, "adhere")
    workflow.adopt(text, by=service)

    with pytest.raises(Refused, match="à venir"):
        workflow.review(text, by=service, words="Tient.", next_on=today())
    workflow.review(text, by=service, words="Le calendrier tient.")

    text.refresh_from_db()
    assert (text.review, text.review_on) == ("Le calendrier tient.", None)
    with pytest.raises(WrongState, match="déjà fait"):
        workflow.review(text, by=service, words="Encore.")


def test_guests_comment_and_others_do_not(text, active_pole, service, guest, outsider):
    workflow.comment(text, by=guest, text="Pensez aux bacheliers.")

    with pytest.raises(Refused, match="du pôle"):
        workflow.comment(text, by=outsider, text="Moi aussi.")
    assert text.comments.get().person == Person.objects.get(user=guest)
