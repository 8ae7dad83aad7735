"""What decisions of the plenary do to a pôle: the act, its refusals, its undoing.

One file on purpose: each section takes the pôle where the one before left it.
"""

from datetime import date, timedelta

import pytest

from core.clock import today
from core.deadlines import term_limit
from core.models import JournalEntry
from core.workflow import Refused, WrongState
from evaluations.choices import Kind
from outbox.models import Mail
from poles import workflow
from poles.choices import EndReason, PoleStatus, ProposalStatus
from poles.models import Membership
from tests.actors.factories import OrganisationFactory
from tests.evaluations.factories import EvaluationFactory
from tests.poles.factories import (
    DecisionRefFactory,
    MemberProposalFactory,
    MembershipFactory,
    PoleFactory,
    PoleRequestFactory,
    TermFactory,
    add_members,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def codes(refusal):
    return [v.rule.code for v in refusal.value.reasons]


def decided(pole, **more):
    return DecisionRefFactory(pole=pole, **more)


def acts(pole):
    return list(
        JournalEntry.objects.filter(subject_type="poles.pole", subject_id=str(pole.pk))
        .order_by("seq")
        .values_list("act", flat=True)
    )


def launch(pole, by, **more):
    known = {"call": True, "priority": True, "days_granted": 18}
    workflow.launch(pole, by=by, decision=decided(pole), **{**known, **more})
    return pole


def candidates(pole, groups="ABC"):
    return [MemberProposalFactory(pole=pole, category=letter).pk for letter in groups]


def designate(pole, by, *, accepted=None, starts_on=None, **more):
    starts_on = starts_on or today() + 10 * DAY
    return workflow.designate(
        pole,
        by=by,
        decision=more.pop("decision", None) or decided(pole),
        accepted=candidates(pole) if accepted is None else accepted,
        starts_on=starts_on,
        **{"ends_on": term_limit(starts_on), **more},
    )


# ── Lancement ────────────────────────────────────────────────────────────────────────────────────


def test_a_launch_writes_its_three_results(service):
    pole = launch(PoleFactory(proposed=True), service)

    pole.refresh_from_db()
    assert pole.status == PoleStatus.LAUNCHED
    assert (pole.launched_on, pole.days_granted) == (today(), 18)
    assert (pole.call_open_allowed, pole.is_priority) == (True, True)
    assert acts(pole) == ["poles.lancer"]
    assert pole.history.first().history_user == service


def test_a_launch_tells_who_had_asked(service):
    request = PoleRequestFactory(answered=True)
    pole = PoleFactory(proposed=True, request=request, origin="demande")

    launch(pole, service)

    mail = Mail.objects.get()
    assert (mail.template, mail.person) == ("poles/request_launched", request.person)


def test_a_launch_of_the_past_tells_nobody(service):
    request = PoleRequestFactory(answered=True)
    pole = PoleFactory(proposed=True, request=request, origin="demande")
    past = decided(pole, on=date(2023, 11, 16), reconstituted=True)

    workflow.launch(pole, by=service, decision=past, call=True, priority=True, days_granted=None)

    assert pole.launched_on == date(2023, 11, 16)
    assert not Mail.objects.exists()


def test_p18_blocks_a_launch_without_call_or_priority_unless_derogated(service):
    pole = PoleFactory(proposed=True)

    with pytest.raises(Refused) as refusal:
        launch(pole, service, call=False)
    assert codes(refusal) == ["P18"]
    pole.refresh_from_db()
    assert (pole.status, acts(pole)) == (PoleStatus.PROPOSED, [])

    launch(pole, service, call=False, derogations=frozenset({"P18"}))
    assert not pole.call_open_allowed


def test_p6_blocks_a_launch_that_no_effective_decision_carries(service):
    pole = PoleFactory(proposed=True)
    void = decided(pole, is_effective=False)

    with pytest.raises(Refused) as refusal:
        workflow.launch(pole, by=service, decision=void, call=True, priority=True, days_granted=1)

    assert codes(refusal) == ["P6"]


def test_a_pole_that_is_not_retained_keeps_the_reason(service):
    request = PoleRequestFactory(answered=True)
    pole = PoleFactory(proposed=True, request=request, origin="demande")

    workflow.refuse(pole, by=service, decision=decided(pole), reason="Hors des priorités.")

    assert pole.status == PoleStatus.REFUSED
    assert pole.history.first().history_change_reason == "Hors des priorités."
    assert "Hors des priorités." in Mail.objects.get().text


def test_a_pole_is_not_launched_twice(service):
    pole = launch(PoleFactory(proposed=True), service)

    with pytest.raises(WrongState):
        launch(pole, service)


# ── Désignation ──────────────────────────────────────────────────────────────────────────────────


def test_the_first_designation_opens_the_term_and_the_pole_begins(service):
    pole = PoleFactory(launched=True)
    decision = decided(pole)
    first = today() + 10 * DAY

    made = designate(pole, service, decision=decision, starts_on=first)

    term = pole.terms.get()
    assert pole.status == PoleStatus.ACTIVE
    assert (term.number, term.starts_on, term.ends_on) == (1, first, term_limit(first))
    assert [m.category for m in made] == ["A", "B", "C"]
    assert {m.designated_by for m in made} == {decision}
    assert {p.status for p in pole.proposals.all()} == {ProposalStatus.DESIGNATED}
    assert Mail.objects.filter(template="poles/member_designated", status="waiting").count() == 3


def test_a_shorter_term_than_three_years_is_decided(service):
    pole = PoleFactory(launched=True)

    designate(pole, service, ends_on=today() + 400 * DAY)

    assert pole.terms.get().ends_on == today() + 400 * DAY


def test_p7_blocks_a_first_designation_without_each_group_and_changes_nothing(service):
    pole = PoleFactory(launched=True)

    with pytest.raises(Refused) as refusal:
        designate(pole, service, accepted=candidates(pole, "AB"))

    assert codes(refusal) == ["P7"]
    pole.refresh_from_db()
    assert pole.status == PoleStatus.LAUNCHED
    assert not pole.memberships.exists()
    assert {p.status for p in pole.proposals.all()} == {ProposalStatus.PROPOSED}


def test_p8_blocks_a_member_of_education_who_is_not_competent(service):
    pole = PoleFactory(launched=True)
    unskilled = MemberProposalFactory(pole=pole, category="C", competent=False)

    with pytest.raises(Refused) as refusal:
        designate(pole, service, accepted=[*candidates(pole, "AB"), unskilled.pk])

    assert codes(refusal) == ["P8"]


def test_p10_blocks_a_term_of_three_years_and_a_day(service):
    pole = PoleFactory(launched=True)
    first = today() + DAY

    with pytest.raises(Refused) as refusal:
        designate(pole, service, starts_on=first, ends_on=term_limit(first) + DAY)

    assert codes(refusal) == ["P10"]


def test_p19_blocks_higher_education_counted_unless_derogated(service):
    pole = PoleFactory(launched=True)
    university = OrganisationFactory(category="C", is_higher_education=True)
    school = MemberProposalFactory(pole=pole, category="C", organisation=university)
    accepted = [*candidates(pole, "AB"), school.pk]

    with pytest.raises(Refused) as refusal:
        designate(pole, service, accepted=accepted)
    assert codes(refusal) == ["P19"]

    designate(pole, service, accepted=accepted, derogations=frozenset({"P19"}))
    assert pole.status == PoleStatus.ACTIVE


def test_a_binding_rule_is_never_derogated_from(service):
    pole = PoleFactory(launched=True)

    with pytest.raises(Refused) as refusal:
        designate(pole, service, accepted=candidates(pole, "AB"), derogations=frozenset({"P7"}))

    assert codes(refusal) == ["P7"]


def test_a_term_does_not_begin_before_its_decision_without_reprise(service):
    pole = PoleFactory(launched=True)
    accepted = candidates(pole)

    with pytest.raises(Refused) as refusal:
        designate(pole, service, accepted=accepted, starts_on=today() - 30 * DAY)
    assert "précède la décision" in refusal.value.sentences[0]

    made = designate(pole, service, accepted=accepted, starts_on=today() - 30 * DAY, reprise=True)
    assert all(m.reconstituted for m in made)


def test_a_reprise_enters_members_and_term_of_the_past_without_any_mail(service):
    pole = PoleFactory(launched=True, starts_on=date(2024, 3, 12))
    past = decided(pole, on=date(2024, 3, 7), reconstituted=True)

    designate(pole, service, decision=past, starts_on=date(2024, 3, 12))

    assert pole.terms.get().ends_on == date(2027, 3, 11)
    assert not Mail.objects.exists()


def test_who_is_not_designated_stays_a_candidate(service):
    pole = PoleFactory(launched=True)
    accepted = candidates(pole)
    other = MemberProposalFactory(pole=pole, category="A")
    decision = decided(pole)

    designate(pole, service, accepted=accepted, decision=decision)

    other.refresh_from_db()
    assert (other.status, other.decision) == (ProposalStatus.NOT_DESIGNATED, decision)

    workflow.propose_again(other, by=service)
    assert (other.status, other.decision) == (ProposalStatus.PROPOSED, None)


def test_who_was_not_considered_waits(service):
    pole = PoleFactory(launched=True)
    accepted = candidates(pole)
    later = MemberProposalFactory(pole=pole)

    designate(pole, service, accepted=accepted, considered=accepted)

    later.refresh_from_db()
    assert later.status == ProposalStatus.PROPOSED


def test_a_list_that_changed_since_it_was_read_is_refused(service):
    pole = PoleFactory(launched=True)
    accepted = candidates(pole)
    workflow.withdraw_proposal(pole.proposals.first(), by=service, reason="Change de fonction.")

    with pytest.raises(WrongState):
        designate(pole, service, accepted=accepted)


def test_during_its_life_a_pole_designates_one_member_although_a_group_is_missing(service):
    pole = PoleFactory(active=True, groups="AB")
    proposal = MemberProposalFactory(pole=pole, category="A")

    (made,) = workflow.designate(pole, by=service, decision=decided(pole), accepted=[proposal.pk])

    assert made.starts_on == today()
    assert pole.terms.count() == 1
    assert acts(pole) == ["poles.désigner"]


def test_a_guest_who_is_designated_is_no_longer_a_guest(service):
    pole = PoleFactory(active=True)
    guest = MembershipFactory(pole=pole, guest=True)
    proposal = MemberProposalFactory(
        pole=pole, category="C", person=guest.person, organisation=guest.organisation
    )

    workflow.designate(pole, by=service, decision=decided(pole), accepted=[proposal.pk])

    guest.refresh_from_db()
    assert (guest.ends_on, guest.end_reason) == (today() - DAY, EndReason.INVITATION)


def test_over_its_term_a_pole_takes_no_new_member(service):
    pole = PoleFactory(active=True, starts_on=date(2023, 1, 1))
    proposal = MemberProposalFactory(pole=pole)

    with pytest.raises(Refused) as refusal:
        workflow.designate(pole, by=service, decision=decided(pole), accepted=[proposal.pk])

    assert "échu depuis le 31 décembre 2025" in refusal.value.sentences[0]


def test_an_exclusion_ends_the_membership_on_the_day_of_the_decision(service):
    pole = PoleFactory(active=True)
    member = pole.memberships.get(category="C")

    workflow.exclude(
        pole, by=service, decision=decided(pole), memberships=[member.pk], reason="Absent un an."
    )

    member.refresh_from_db()
    assert (member.ends_on, member.end_reason) == (today(), EndReason.EXCLUDED)
    assert "Absent un an." in Mail.objects.get().text


def test_only_members_of_the_pole_are_excluded(service):
    pole, other = PoleFactory(active=True), PoleFactory(active=True)
    stranger = other.memberships.first()

    with pytest.raises(Refused):
        workflow.exclude(
            pole, by=service, decision=decided(pole), memberships=[stranger], reason="Erreur."
        )


# ── Poursuite, renouvellement, arrêt ─────────────────────────────────────────────────────────────


def formative(pole):
    return EvaluationFactory(pole=pole, kind=Kind.FORMATIVE, closed=True)


def functioning(pole, **more):
    return EvaluationFactory(pole=pole, kind=Kind.FUNCTIONING, **{"presented": True, **more})


@pytest.mark.parametrize("result", ["go", "adjust"])
def test_a_pole_goes_on_beyond_its_first_year(service, result):
    pole = PoleFactory(active=True)
    formative(pole)

    workflow.continue_beyond_year(pole, by=service, decision=decided(pole), result=result)

    assert (pole.status, pole.continued_on) == (PoleStatus.ACTIVE, today())


def test_e1_blocks_the_continuation_without_formative_evaluation_unless_derogated(service):
    pole = PoleFactory(active=True)

    with pytest.raises(Refused) as refusal:
        workflow.continue_beyond_year(pole, by=service, decision=decided(pole), result="go")
    assert codes(refusal) == ["E1"]

    workflow.continue_beyond_year(
        pole, by=service, decision=decided(pole), result="go", derogations=frozenset({"E1"})
    )
    assert pole.continued_on == today()


def test_a_continuation_that_stops_ends_the_pole_without_asking_for_an_evaluation(service):
    pole = PoleFactory(active=True)

    workflow.continue_beyond_year(pole, by=service, decision=decided(pole), result="stop")

    assert (pole.status, pole.ended_on) == (PoleStatus.ENDED, today())


def test_the_continuation_is_decided_once(service):
    pole = PoleFactory(active=True)
    formative(pole)
    workflow.continue_beyond_year(pole, by=service, decision=decided(pole), result="go")

    with pytest.raises(Refused) as refusal:
        workflow.continue_beyond_year(pole, by=service, decision=decided(pole), result="go")

    assert "déjà décidée" in refusal.value.sentences[0]


def renew(pole, by, **more):
    last = pole.terms.order_by("-number").first()
    first = more.pop("starts_on", last.ends_on + DAY)
    return workflow.renew(
        pole,
        by=by,
        decision=more.pop("decision", None) or decided(pole),
        starts_on=first,
        **{"ends_on": term_limit(first), **more},
    )


def test_a_renewal_opens_the_term_that_follows_the_day_after(service):
    pole = PoleFactory(active=True)
    functioning(pole)
    last = pole.terms.get()

    term = renew(pole, service)

    assert (term.number, term.starts_on) == (2, last.ends_on + DAY)
    assert not term.regularised
    assert pole.status == PoleStatus.ACTIVE


def test_a_renewal_starts_on_no_other_day(service):
    pole = PoleFactory(active=True)
    functioning(pole)

    with pytest.raises(Refused) as refusal:
        renew(pole, service, starts_on=today())

    assert "lendemain" in refusal.value.sentences[0]


def test_p11_blocks_a_renewal_without_evaluation_or_before_the_plenary_examined_it(service):
    pole = PoleFactory(active=True)
    with pytest.raises(Refused) as refusal:
        renew(pole, service)
    assert codes(refusal) == ["P11"]

    functioning(pole, presented=False, closed=True)
    with pytest.raises(Refused) as refusal:
        renew(pole, service)
    assert codes(refusal) == ["P11"]


def test_p7_binds_at_the_renewal(service):
    pole = PoleFactory(active=True, groups="AC")
    functioning(pole)

    with pytest.raises(Refused) as refusal:
        renew(pole, service)

    assert codes(refusal) == ["P7"]


def test_p12_blocks_a_second_renewal_unless_derogated(service):
    pole = PoleFactory(active=True, starts_on=today() - 1300 * DAY, terms=2)
    functioning(pole, term_number=2)

    with pytest.raises(Refused) as refusal:
        renew(pole, service)
    assert codes(refusal) == ["P12"]

    assert renew(pole, service, derogations=frozenset({"P12"})).number == 3


def test_over_its_term_a_pole_is_renewed_only_as_a_regularisation(service):
    pole = PoleFactory(active=True, starts_on=today() - 1200 * DAY)
    functioning(pole)

    with pytest.raises(Refused) as refusal:
        renew(pole, service)
    assert "régularisation" in refusal.value.sentences[0]

    term = renew(pole, service, regularised=True)
    assert term.regularised
    assert term.starts_on < today()


def test_a_pole_that_stops_ends_the_memberships_that_run(service):
    pole = PoleFactory(active=True)

    workflow.stop(pole, by=service, decision=decided(pole))

    assert (pole.status, pole.ended_on) == (PoleStatus.ENDED, today())
    assert set(pole.memberships.values_list("ends_on", "end_reason")) == {(today(), "fin")}


def test_a_launched_pole_is_given_up_and_an_active_one_is_not(service):
    launched, active = PoleFactory(launched=True), PoleFactory(active=True)

    workflow.give_up(launched, by=service, decision=decided(launched))

    assert launched.status == PoleStatus.ENDED
    with pytest.raises(WrongState):
        workflow.give_up(active, by=service, decision=decided(active))


def test_the_service_ends_the_works_only_once_the_term_has_run_out(service):
    running = PoleFactory(active=True)
    over = PoleFactory(active=True, starts_on=today() - 1200 * DAY)

    with pytest.raises(Refused) as refusal:
        workflow.end_works(running, by=service)
    assert "seule une décision de la plénière" in refusal.value.sentences[0]

    workflow.end_works(over, by=service)
    assert over.status == PoleStatus.ENDED


def test_the_file_closes_after_the_end_and_keeps_what_was_unmet(service):
    pole = PoleFactory(ended=True)

    workflow.close_file(pole, by=service)

    assert pole.status == PoleStatus.CLOSED
    assert '"unmet":["E3"]' in JournalEntry.objects.get(act="poles.clôturer").data


def test_modalities_are_agreed_with_the_instance(service):
    pole = PoleFactory(active=True)

    workflow.set_modalities(pole, by=service, decision=decided(pole), rhythm=" chaque mois ")

    assert pole.agreed_rhythm == "chaque mois"
    with pytest.raises(Refused):
        workflow.set_modalities(pole, by=service, decision=decided(pole), rhythm=" ")


def test_a_modification_is_decided_written_then_frozen_under_its_decision(service):
    pole = PoleFactory(active=True)
    decision = decided(pole, kind="modification", label="Élargir au métier voisin")
    with pytest.raises(Refused):
        workflow.freeze_modification(PoleFactory(active=True), by=service)

    workflow.modify_fiche(pole, by=service, decision=decision)
    pole.problem = "Deux métiers voisins s’ignorent."
    workflow.edit(pole, by=service, base_version=pole.version)
    version = workflow.freeze_modification(pole, by=service)

    assert version.decision == decision
    assert version.data["problem"] == "Deux métiers voisins s’ignorent."
    with pytest.raises(Refused):
        workflow.edit(pole, by=service, base_version=pole.version)


# ── Retrait d’une décision ───────────────────────────────────────────────────────────────────────


def withdrawal(pole):
    return decided(pole, kind="retrait", label="Retrait")


def test_a_launch_is_undone_while_nothing_followed(service):
    pole = PoleFactory(proposed=True)
    decision = decided(pole)
    workflow.launch(pole, by=service, decision=decision, call=True, priority=True, days_granted=5)

    workflow.undo_launch(pole, by=service, decision=withdrawal(pole), undone=decision)

    decision.refresh_from_db()
    assert (pole.status, pole.launched_on, pole.days_granted) == (PoleStatus.PROPOSED, None, None)
    assert not decision.is_effective


def test_undoing_a_launch_lists_all_that_followed(service):
    pole = launch(PoleFactory(proposed=True), service)
    MemberProposalFactory(pole=pole)
    MembershipFactory(pole=pole, guest=True)

    with pytest.raises(Refused) as refusal:
        workflow.undo_launch(pole, by=service, decision=withdrawal(pole))

    assert len(refusal.value.sentences) == 2
    pole.refresh_from_db()
    assert pole.status == PoleStatus.LAUNCHED


def test_a_first_designation_is_undone_members_are_candidates_again(service):
    pole = PoleFactory(launched=True)
    decision = decided(pole)
    designate(pole, service, decision=decision)

    workflow.undo_designation(pole, by=service, decision=withdrawal(pole), undone=decision)

    assert pole.status == PoleStatus.LAUNCHED
    assert not pole.terms.exists()
    assert not pole.memberships.exists()
    assert {p.status for p in pole.proposals.all()} == {ProposalStatus.PROPOSED}
    assert Membership.history.filter(history_type="-").count() == 3


def test_undoing_a_designation_lists_who_left_who_came_and_what_was_decided(service):
    pole = PoleFactory(launched=True)
    decision = decided(pole)
    made = designate(pole, service, decision=decision, starts_on=today())
    workflow.record_resignation(made[0], by=service, on=today())
    add_members(pole, "B", designated_by=decided(pole))
    TermFactory(pole=pole, number=2)

    with pytest.raises(Refused) as refusal:
        workflow.undo_designation(pole, by=service, decision=withdrawal(pole), undone=decision)

    assert len(refusal.value.sentences) == 3


def test_a_renewal_is_undone_unless_another_followed(service):
    pole = PoleFactory(active=True)
    functioning(pole)
    decision = decided(pole)
    renew(pole, service, decision=decision)

    workflow.undo_renewal(pole, by=service, decision=withdrawal(pole), undone=decision)

    assert pole.terms.count() == 1
    with pytest.raises(Refused):
        workflow.undo_renewal(pole, by=service, decision=withdrawal(pole), undone=decision)


def test_a_continuation_is_undone(service):
    pole = PoleFactory(active=True)
    formative(pole)
    decision = decided(pole)
    workflow.continue_beyond_year(pole, by=service, decision=decision, result="go")

    workflow.undo_continuation(pole, by=service, decision=withdrawal(pole), undone=decision)

    assert pole.continued_on is None


def test_a_stop_is_undone_and_its_members_go_on(service):
    pole = PoleFactory(active=True)
    decision = decided(pole)
    workflow.stop(pole, by=service, decision=decision)

    workflow.undo_stop(pole, by=service, decision=withdrawal(pole), undone=decision)

    assert (pole.status, pole.ended_on) == (PoleStatus.ACTIVE, None)
    assert set(pole.memberships.values_list("ends_on", "end_reason")) == {(None, "")}


def test_a_closed_file_is_not_reopened_by_a_withdrawal(service):
    pole = PoleFactory(active=True)
    decision = decided(pole)
    workflow.stop(pole, by=service, decision=decision)
    workflow.close_file(pole, by=service)

    with pytest.raises(WrongState):
        workflow.undo_stop(pole, by=service, decision=withdrawal(pole), undone=decision)
