"""Who is proposed to the plenary: propose, correct, withdraw, propose once more."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import journal
from core.clock import today
from core.versions import save_over
from core.workflow import Refused, WrongState, transition
from poles import law
from poles.choices import ProposalStatus
from poles.models import MemberProposal, Membership, Pole
from poles.verdicts import composition, member_facts
from poles.workflow.life import IN_HAND, refuse_when_expired
from poles.workflow.states import PROPOSAL_TRANSITIONS


def propose(proposal, *, by, person=None):
    """The service proposes somebody to the plenary. Gives the saved proposal.

    `proposal`: unsaved, its fields checked by the form. `person`: an unsaved Person whom nobody
    knew yet. Refuses who sits or is proposed already, and one organisation in two groups.
    """
    with transaction.atomic():
        pole = locked(proposal.pole)
        refuse_state(pole)
        refuse_when_expired(pole, on=today())
        if person is not None:
            person.organisation = person.organisation or proposal.organisation
            saved(person, by)
            proposal.person = person
        _refuse_candidate(proposal)
        proposal.proposed_at, proposal.proposed_by = timezone.now(), by
        saved(proposal, by)
        journal.append("poles.proposer_membre", about=pole, by=by, data={"proposal": proposal.pk})
    return proposal


def edit_proposal(proposal, *, by, base_version):
    """Changes a proposal that the plenary has not decided. Conflict when somebody was quicker."""
    with transaction.atomic():
        locked(proposal.pole)
        row = MemberProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
        if row.status != ProposalStatus.PROPOSED:
            raise WrongState(
                _("Cette proposition est « %(state)s » : elle ne se modifie plus.")
                % {"state": row.get_status_display().lower()}
            )
        _refuse_candidate(proposal)
        save_over(proposal, base_version=base_version, by=by, act="poles.modifier_proposition")


def withdraw_proposal(proposal, *, by, reason):
    """The service takes a candidate back, with a reason."""
    with transition(
        proposal,
        ProposalStatus.WITHDRAWN,
        allowed=PROPOSAL_TRANSITIONS,
        by=by,
        act="poles.retirer_proposition",
        reason=reason,
    ):
        proposal.decision = None


def propose_again(proposal, *, by):
    """Who was not designated stayed a candidate: the plenary is asked once more."""
    with transaction.atomic():
        pole = locked(proposal.pole)
        refuse_state(pole)
        refuse_when_expired(pole, on=today())
        with transition(
            proposal,
            ProposalStatus.PROPOSED,
            allowed={ProposalStatus.NOT_DESIGNATED: {ProposalStatus.PROPOSED}},
            by=by,
            act="poles.proposer_à_nouveau",
        ):
            _refuse_candidate(proposal)
            proposal.decision = None


def locked(pole):
    return Pole.objects.select_for_update(of=("self",)).get(pk=pole.pk)


def saved(row, by, reason=""):
    row._history_user, row._change_reason = by, reason
    row.save()


def refuse_state(pole):
    if pole.status not in IN_HAND:
        raise Refused(
            _(
                "Le pôle est « %(state)s » : des membres se proposent une fois le pôle lancé, tant"
                " qu’il n’est pas terminé."
            )
            % {"state": pole.get_status_display().lower()}
        )


def _refuse_candidate(proposal):
    """Every reason at once why this person cannot be proposed for this pôle."""
    person, reasons = proposal.person, []
    if person.died_on:
        reasons.append(_("%(who)s est décédé·e.") % {"who": person})
    if (
        Membership.objects.designated()
        .filter(pole=proposal.pole, person=person, ends_on=None)
        .exists()
    ):
        reasons.append(_("%(who)s est déjà membre de ce pôle.") % {"who": person})
    others = MemberProposal.objects.pending().filter(pole=proposal.pole).exclude(pk=proposal.pk)
    if others.filter(person=person).exists():
        reasons.append(_("%(who)s est déjà proposé·e pour ce pôle.") % {"who": person})
    reasons += _two_groups(proposal, others)
    if reasons:
        raise Refused(*reasons)


def _two_groups(proposal, others):
    """One organisation counts for one group (P7): against those who sit and those proposed."""
    sitting = composition(proposal.pole, on=today()).members
    others = others.select_related("person", "organisation").order_by("pk")
    proposed = [member_facts(row) for row in others]
    mine = member_facts(proposal)
    same = [m for m in (*sitting, *proposed) if m.organisation_id == mine.organisation_id]
    if not law.in_several_groups([mine, *same]):
        return []
    group = next(m.category for m in same if m.counts and m.category != mine.category)
    return [
        _(
            "%(organisation)s compte déjà en catégorie %(group)s : une organisation ne compte que"
            " pour une seule catégorie. Choisissez celle-là, ou « autre membre désigné »."
        )
        % {"organisation": mine.organisation, "group": group}
    ]
