"""Substitutes: proposed for a seat, designated with it, counted in its place or not at all."""

from datetime import timedelta

import pytest

from core.clock import today
from core.workflow import Refused
from outbox.models import Mail
from poles import workflow
from poles.choices import EndReason
from poles.models import MemberProposal
from poles.reports import composition_of
from poles.verdicts import composition
from tests.actors.factories import OrganisationFactory, PersonFactory
from tests.poles.factories import (
    DecisionRefFactory,
    MemberProposalFactory,
    MembershipFactory,
    PoleFactory,
)
from tests.poles.test_members import typed, url

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def substitute_for(member, **more):
    """A proposal for the same seat: same organisation, same category."""
    return MemberProposalFactory.build(
        pole=member.pole,
        person=PersonFactory(),
        organisation=member.organisation,
        category=member.category,
        substitute_of=member.person,
        **more,
    )


def test_a_substitute_is_proposed_from_the_line_of_their_member(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, active=True)
    member = pole.memberships.get(category="C")

    page = client_as(service).get(url("propose", pole), {"suppleant": member.person_id})
    assert page.context["form"]["substitute_of"].value() == str(member.person_id)
    client_as(service).post(
        url("propose", pole), typed(organisation="", substitute_of=member.person_id)
    )

    proposal = MemberProposal.objects.get()
    assert proposal.substitute_of == member.person
    assert (proposal.organisation, proposal.category) == (member.organisation, "C")


def test_a_substitute_of_another_organisation_or_of_a_stranger_is_refused(service):
    pole = PoleFactory(active=True)
    member = pole.memberships.get(category="B")
    other = substitute_for(member)
    other.organisation = OrganisationFactory(category="B")
    stranger = substitute_for(member)
    stranger.substitute_of = PersonFactory()

    with pytest.raises(Refused, match="même organisation et la même catégorie"):
        workflow.propose(other, by=service)
    with pytest.raises(Refused, match="n’est ni membre, ni proposé·e comme membre effectif"):
        workflow.propose(stranger, by=service)
    workflow.propose(substitute_for(member), by=service)
    with pytest.raises(Refused, match="a déjà un·e suppléant·e"):
        workflow.propose(substitute_for(member), by=service)


def test_a_member_and_their_substitute_hold_one_seat(service):
    pole = PoleFactory(launched=True, groups="AB")
    member = MemberProposalFactory(pole=pole, category="C")
    second = workflow.propose(substitute_for(member), by=service)

    workflow.designate(
        pole,
        by=service,
        decision=DecisionRefFactory(pole=pole),
        accepted=[second.pk, member.pk],
        starts_on=today(),
        ends_on=today() + 365 * DAY,
    )

    seat = pole.memberships.seated().get(category="C")
    substitute = pole.memberships.get(substitute_of=seat)
    assert (substitute.person, substitute.category) == (second.person, "C")
    composed = composition_of(pole, on=today())
    assert composed.groups[2].members == [seat, substitute]
    assert composed.count == 3
    assert [m.counts for m in composition(pole, on=today()).members].count(True) == 3
    assert "suppléant·e de" in Mail.objects.get(person=second.person).text


def test_a_substitute_alone_is_not_designated_and_says_why(service):
    pole = PoleFactory(launched=True, groups="AB")
    member = MemberProposalFactory(pole=pole, category="C")
    second = workflow.propose(substitute_for(member), by=service)

    with pytest.raises(Refused, match="serait suppléant·e de"):
        workflow.designate(
            pole,
            by=service,
            decision=DecisionRefFactory(pole=pole),
            accepted=[second.pk],
            starts_on=today(),
            ends_on=today() + 365 * DAY,
        )
    assert not pole.memberships.filter(person=second.person).exists()


def test_when_the_member_leaves_the_substitute_counts_once_the_plenary_says_so(service):
    pole = PoleFactory(active=True)
    seat = pole.memberships.get(category="C")
    second = MembershipFactory(
        pole=pole, category="C", organisation=seat.organisation, substitute_of=seat
    )
    workflow.record_resignation(seat, by=service, on=today() - DAY)

    group = composition_of(pole, on=today()).groups[2]
    assert (group.missing, group.members) == (True, [second])

    proposal = MemberProposalFactory.build(
        pole=pole, person=second.person, organisation=second.organisation, category="C"
    )
    workflow.propose(proposal, by=service)
    decision = DecisionRefFactory(pole=pole)
    workflow.designate(
        pole, by=service, decision=decision, accepted=[proposal.pk], starts_on=today()
    )
    second.refresh_from_db()
    assert (second.ends_on, second.end_reason) == (today() - DAY, EndReason.REPLACED)
    assert not composition_of(pole, on=today()).groups[2].missing

    workflow.undo_designation(pole, by=service, decision=decision)
    second.refresh_from_db()
    assert (second.ends_on, second.end_reason) == (None, "")
