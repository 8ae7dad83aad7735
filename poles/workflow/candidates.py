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
    if reasons := reasons_against(proposal):
        raise Refused(*reasons)


def reasons_against(proposal) -> list[str]:
    """Every reason at once why this person, known or not yet, cannot be proposed for this pôle."""
    person, reasons = proposal.person, []
    if person.died_on:
        reasons.append(_("%(who)s est décédé·e.") % {"who": person})
    others = MemberProposal.objects.pending().filter(pole=proposal.pole).exclude(pk=proposal.pk)
    if person.pk and _sits_already(proposal):
        reasons.append(_("%(who)s est déjà membre de ce pôle.") % {"who": person})
    if person.pk and others.filter(person=person).exists():
        reasons.append(_("%(who)s est déjà proposé·e pour ce pôle.") % {"who": person})
    reasons += _two_groups(proposal, others)
    if proposal.substitute_of:
        reasons += _not_a_substitute(proposal, others)
    return reasons


def _sits_already(proposal):
    """A substitute may be proposed for a seat of their own; the plenary decides it."""
    rows = Membership.objects if proposal.substitute_of else Membership.objects.seated()
    rows = rows.filter(pole=proposal.pole, person=proposal.person, is_guest=False)
    return rows.filter(ends_on=None).exists()


def seat_of(pole, person):
    """The seat that this person holds or is proposed for, to stand in for them; None without."""
    mine = {"pole": pole, "person": person}
    return (
        Membership.objects.seated().filter(ends_on=None, **mine).first()
        or MemberProposal.objects.pending().filter(substitute_of=None, **mine).first()
    )


def _not_a_substitute(proposal, others):
    """Why this person cannot stand in for that one: one seat, one substitute, one organisation."""
    who, seat = proposal.substitute_of, seat_of(proposal.pole, proposal.substitute_of)
    if who == proposal.person:
        return [_("%(who)s ne peut pas se suppléer.") % {"who": who}]
    if seat is None:
        return [_("%(who)s n’est ni membre, ni proposé·e comme membre effectif.") % {"who": who}]
    reasons = []
    if (seat.organisation_id, seat.category) != (proposal.organisation_id, proposal.category):
        reasons.append(
            _(
                "Un·e suppléant·e tient la même place que %(who)s : %(organisation)s,"
                " %(category)s. Choisissez la même organisation et la même catégorie."
            )
            % {
                "who": who,
                "organisation": seat.organisation,
                "category": seat.get_category_display(),
            }
        )
    waiting = others.filter(substitute_of=who).exists()
    sitting = {"pole": proposal.pole, "ends_on": None, "substitute_of__person": who}
    if waiting or Membership.objects.filter(substitute_of__ends_on=None, **sitting).exists():
        reasons.append(_("%(who)s a déjà un·e suppléant·e.") % {"who": who})
    return reasons


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
