"""What a decision did is undone by the decision that withdraws it, while nothing followed.

`decision` withdraws, `undone` is what it withdraws. Refused lists, in words, everything that
followed and must be repaired first. Rows that the undone decision made are deleted: the decision
itself, its history and the journal keep them.
"""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from core.workflow import Refused, recorded, transition
from poles.choices import CallStatus, EndReason, PoleStatus, ProposalStatus
from poles.models import MemberProposal, Membership, Pole
from poles.verdicts import since_designation
from poles.workflow.states import PROPOSAL_TRANSITIONS, WITHDRAWALS


def _proof(decision, undone):
    return {"decision": str(decision.uuid), "undone": str(undone.uuid)}


def _void(undone):
    undone.is_effective = False
    undone.save()


def _delete(row, by, reason):
    row._history_user, row._change_reason = by, reason
    row.delete()


def _refuse(reasons):
    if reasons:
        raise Refused(*reasons)


def undo_launch(pole, *, by, decision, undone=None):
    """The launch (or the refusal) is withdrawn: the pôle waits for the plenary again."""
    undone = undone or decision
    with transition(
        pole,
        PoleStatus.PROPOSED,
        allowed=WITHDRAWALS,
        by=by,
        act="poles.retirer_lancement",
        data=_proof(decision, undone),
    ):
        _refuse(_since_launch(pole))
        pole.launched_on = pole.days_granted = None
        pole.call_open_allowed = pole.is_priority = False
        _void(undone)


def _since_launch(pole):
    reasons = []
    if pole.memberships.filter(is_guest=True, ends_on=None).exists():
        reasons.append(_("Des personnes sont invitées : mettez fin aux invitations."))
    if MemberProposal.objects.pending().filter(pole=pole).exists():
        reasons.append(_("Des membres sont proposés à la plénière : retirez ces propositions."))
    if pole.calls.filter(status=CallStatus.OPEN).exists():
        reasons.append(_("Un appel à participation est publié : annulez-le d’abord."))
    if pole.service_days.exists():
        reasons.append(_("Des jours du service sont encodés sur ce pôle : remettez-les à zéro."))
    return reasons


def undo_designation(pole, *, by, decision, undone=None):
    """The designation is withdrawn: its members are candidates again, the term it opened closes."""
    undone = undone or decision
    with transaction.atomic():
        row = Pole.objects.select_for_update(of=("self",)).get(pk=pole.pk)
        opened = row.terms.filter(decision=undone, number=1).first()
        act, data = "poles.retirer_désignation", _proof(decision, undone)
        if opened:
            step = transition(
                pole, PoleStatus.LAUNCHED, allowed=WITHDRAWALS, by=by, act=act, data=data
            )
        else:
            step = recorded(pole, within=(PoleStatus.ACTIVE,), by=by, act=act, data=data)
        with step:
            members = list(
                undone.designations.select_related("person").order_by(
                    F("substitute_of").asc(nulls_last=True), "pk"
                )
            )
            _refuse(since_designation(pole, members, opened, undone))
            for member in members:
                _delete(member, by, _("désignation retirée"))
            _substitutes_again(pole, members, by)
            if opened:
                _delete(opened, by, _("désignation retirée"))
            _candidates_again(undone, by)
            _void(undone)


def _substitutes_again(pole, members, by):
    """Whoever left a substitution for the seat that is withdrawn stands in again."""
    people = [m.person_id for m in members if not m.is_substitute]
    for row in (
        pole.memberships.filter(person__in=people, end_reason=EndReason.REPLACED)
        .exclude(substitute_of=None)
        .exclude(substitute_of__substitutes__ends_on=None)
        .order_by("pk")
    ):
        row.ends_on, row.end_reason, row.end_detail = None, "", ""
        row._history_user, row._change_reason = by, _("désignation retirée")
        row.save()


def _candidates_again(undone, by):
    for row in MemberProposal.objects.filter(decision=undone).order_by("pk"):
        again = MemberProposal.objects.pending().filter(pole=row.pole_id, person=row.person_id)
        if again.exists():
            continue
        with transition(
            row,
            ProposalStatus.PROPOSED,
            allowed=PROPOSAL_TRANSITIONS,
            by=by,
            act="poles.redevenir_candidat",
        ):
            row.decision = None


def undo_renewal(pole, *, by, decision, undone=None):
    """The renewal is withdrawn: its term never opens, or no longer runs."""
    undone = undone or decision
    with recorded(
        pole,
        within=(PoleStatus.ACTIVE,),
        by=by,
        act="poles.retirer_renouvellement",
        data=_proof(decision, undone),
    ):
        term = pole.terms.filter(decision=undone, number__gt=1).first()
        if term is None:
            raise Refused(_("Aucun terme n’a été ouvert par cette décision."))
        if pole.terms.filter(number__gt=term.number).exists():
            raise Refused(_("Un terme suivant est décidé : retirez d’abord ce renouvellement-là."))
        _delete(term, by, _("renouvellement retiré"))
        _void(undone)


def undo_continuation(pole, *, by, decision, undone=None):
    """The one-year decision is withdrawn: it is awaited again; one that stopped is undone."""
    undone = undone or decision
    row = Pole.objects.get(pk=pole.pk)
    if row.status != PoleStatus.ACTIVE:
        undo_stop(pole, by=by, decision=decision, undone=undone)
        return
    with recorded(
        pole,
        within=(PoleStatus.ACTIVE,),
        by=by,
        act="poles.retirer_poursuite",
        data=_proof(decision, undone),
    ):
        if pole.continued_on != undone.on:
            raise Refused(_("La poursuite n’est pas décidée par cette décision."))
        pole.continued_on = None
        _void(undone)


def undo_stop(pole, *, by, decision, undone=None):
    """The stop is withdrawn: the pôle and the members it ended go on."""
    undone = undone or decision
    with transaction.atomic():
        back = PoleStatus.ACTIVE if pole.terms.exists() else PoleStatus.LAUNCHED
        with transition(
            pole,
            back,
            allowed=WITHDRAWALS,
            by=by,
            act="poles.retirer_arrêt",
            data=_proof(decision, undone),
        ):
            ended = Membership.objects.select_for_update(of=("self",)).filter(
                pole=pole, end_reason=EndReason.ENDED
            )
            for row in ended.order_by("pk"):
                row.ends_on, row.end_reason = None, ""
                row._history_user = by
                row.save()
            pole.ended_on = None
            _void(undone)
