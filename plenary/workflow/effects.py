"""What an outcome does: the table of domain.md § 9, one function per line.

Each runs inside the seal, after the number is taken and before the mails. `ref` is what the pôle
keeps of the decision. A Refused of the law leaves the decision « sans effet ».
"""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core.workflow import Refused
from evaluations import workflow as evaluations
from evaluations.models import Evaluation
from plenary.choices import ItemStatus, Kind, Outcome, Result
from plenary.models import AgendaItem, Annex, CommunicationLine
from plenary.workflow.approval import approve_minutes, send_minutes_back
from poles import workflow as poles
from poles.choices import PoleStatus


def _day(decision, name):
    value = decision.results.get(name)
    return date.fromisoformat(value) if value else None


def _reason(decision, otherwise=""):
    """What the pôle keeps as the reason: never that of a huis clos, which only its members read."""
    if decision.item.is_closed:
        return _("Décision prise à huis clos : sa motivation n’est pas publiée.")
    return decision.motivation or otherwise


def nothing(decision, *, ref, by):
    """The outcome changes no fact: it is recorded, and read."""


def postpone(decision, *, ref, by):
    """The item stays in its sitting; a linked copy waits for the next one, « reporté n fois ».

    The copy keeps what was prepared, with its annexes and its communications; what was said of it
    (`record`) stays in the minutes of this sitting.
    """
    item = decision.item
    copy = AgendaItem(
        **{name: getattr(item, name) for name in PREPARED},
        postponed_from=item,
        postponements=item.postponements + 1,
        status=ItemStatus.WAITING,
    )
    copy._history_user, copy._change_reason = by, _("point reporté")
    copy.save()
    _carry(item, copy, by=by)


PREPARED = (
    "body",
    "kind",
    "pole",
    "cites",
    "title",
    "text",
    "presenter",
    "minutes",
    "section",
    "audience",
    "closed_ground",
    "proposal",
    "asked_at",
    "asked_by",
)


def _carry(item, copy, *, by):
    """Annexes in rows of their own, on the same stored files; the communications still due."""
    for annex in item.annexes.standing().order_by("position", "pk"):
        row = Annex(
            item=copy,
            stored=annex.stored,
            title=annex.title,
            audience=annex.audience,
            position=annex.position,
            added_at=annex.added_at,
            added_by=annex.added_by,
        )
        row._history_user, row._change_reason = by, _("point reporté")
        row.save()
    for line in item.communication_lines.order_by("pk"):
        CommunicationLine.objects.create(item=copy, communication=line.communication)


def launch(decision, *, ref, by):
    """Three results: the launch itself, the call, the priority (rule P18)."""
    results = decision.results
    days = results.get("days")
    poles.launch(
        decision.item.pole,
        by=by,
        decision=ref,
        call=bool(results.get("call")),
        priority=bool(results.get("priority")),
        days_granted=Decimal(days) if days else None,
        derogations=frozenset(decision.derogations),
    )


def refuse_launch(decision, *, ref, by):
    poles.refuse(decision.item.pole, by=by, decision=ref, reason=_reason(decision))


def back_to_draft(decision, *, ref, by):
    """Retiré: the service takes the fiche back."""
    poles.take_back(decision.item.pole, by=by, reason=_reason(decision))


def designate(decision, *, ref, by):
    """Per person in the list; the first designation opens the term."""
    results, pole = decision.results, decision.item.pole
    if results.get("accepted"):
        poles.designate(
            pole,
            by=by,
            decision=ref,
            accepted=list(results["accepted"]),
            starts_on=_day(decision, "starts_on"),
            ends_on=_day(decision, "ends_on"),
            derogations=frozenset(decision.derogations),
            considered=results.get("considered"),
        )
    if results.get("excluded"):
        poles.exclude(
            pole,
            by=by,
            decision=ref,
            memberships=list(results["excluded"]),
            reason=_reason(decision, decision.text),
        )


def continue_works(decision, *, ref, by):
    """Go, adjust, stop; « sous conditions » is an adjustment, a refusal is a stop."""
    result = Result(decision.results.get("result") or Result.GO)
    if decision.outcome == Outcome.CONDITIONAL and result == Result.GO:
        result = Result.ADJUST
    if decision.outcome == Outcome.REFUSED:
        result = Result.STOP
    poles.continue_beyond_year(
        decision.item.pole,
        by=by,
        decision=ref,
        result=result.value,
        derogations=frozenset(decision.derogations),
    )


def renew(decision, *, ref, by):
    poles.renew(
        decision.item.pole,
        by=by,
        decision=ref,
        starts_on=_day(decision, "starts_on"),
        ends_on=_day(decision, "ends_on"),
        derogations=frozenset(decision.derogations),
        regularised=bool(decision.results.get("regularised")),
    )


def stop(decision, *, ref, by):
    """An active pôle ends; one that was launched and never began is given up."""
    pole = decision.item.pole
    pole.refresh_from_db()
    act = poles.give_up if pole.status == PoleStatus.LAUNCHED else poles.stop
    act(pole, by=by, decision=ref)


def set_modalities(decision, *, ref, by):
    poles.set_modalities(
        decision.item.pole, by=by, decision=ref, rhythm=decision.results.get("rhythm", "")
    )


def modify_fiche(decision, *, ref, by):
    poles.modify_fiche(decision.item.pole, by=by, decision=ref)


def present(decision, *, ref, by):
    """The plenary has examined the evaluation: its day is written down (rule P11)."""
    evaluation = Evaluation.objects.get(pk=decision.item.proposal["evaluation"])
    evaluations.present(evaluation, by=by, on=decision.item.sitting.on, decision_ref=ref)


def rectify(decision, *, ref, by):
    """A material error is put right in words: nothing else changes."""
    decision.rectifies = decision.item.cites


def withdraw(decision, *, ref, by):
    """A new decision citing the old one: reverses its effect, or lists what must be repaired."""
    old = decision.item.cites
    if hasattr(old, "withdrawn_by"):
        raise Refused(_("La décision %(number)s est déjà retirée.") % {"number": old.number})
    decision.withdraws = old
    decision.to_repair = reverse(old, ref=ref, by=by)


def reverse(old, *, ref, by) -> list[str]:
    """Undoes what `old` did. Gives what could not be undone, in words; empty when all was."""
    if not old.is_effective or old.outcome in (Outcome.POSTPONED, Outcome.NOTED):
        return []
    undo = UNDO.get(Kind(old.item.kind), {}).get(Outcome(old.outcome))
    if undo is None:
        return [
            _("La décision %(number)s (%(label)s) n’a pas d’effet que le logiciel puisse défaire.")
            % {"number": old.number, "label": old.item.get_kind_display().lower()}
        ]
    try:
        with transaction.atomic():
            undo(old.item.pole, by=by, decision=ref, undone=_ref_of(old))
    except Refused as refusal:
        return refusal.sentences
    return []


def _ref_of(old):
    return old.item.pole.decisions.get(uuid=old.uuid)


FAVOURABLY = (Outcome.ACCEPTED, Outcome.CONDITIONAL)
WAITS = {Outcome.POSTPONED: postpone, Outcome.WITHDRAWN: nothing}
NOTED = {Outcome.NOTED: nothing}


def _decided(effect, *, refused=nothing, conditional=True):
    """The line of a kind that is validated, on conditions or not, or refused."""
    line = {Outcome.ACCEPTED: effect, Outcome.REFUSED: refused, **WAITS}
    return line | ({Outcome.CONDITIONAL: effect} if conditional else {})


EFFECTS = {
    Kind.LAUNCH: _decided(launch, refused=refuse_launch) | {Outcome.WITHDRAWN: back_to_draft},
    Kind.DESIGNATION: _decided(designate),
    Kind.CONTINUATION: _decided(continue_works, refused=continue_works),
    Kind.RENEWAL: _decided(renew),
    Kind.STOP: _decided(stop, conditional=False),
    Kind.MODALITIES: _decided(set_modalities),
    Kind.MODIFICATION: _decided(modify_fiche),
    Kind.DEROGATION: _decided(nothing),
    Kind.EVALUATION: {Outcome.NOTED: present, **WAITS},
    Kind.COMMUNICATION: NOTED | WAITS,
    Kind.DEBATE: NOTED | WAITS,
    Kind.MINUTES: _decided(approve_minutes, refused=send_minutes_back),
    Kind.ROLLING: NOTED | WAITS,
    Kind.OTHER: NOTED,
    Kind.RECTIFICATION: {Outcome.ACCEPTED: rectify},
    Kind.WITHDRAWAL: _decided(withdraw, conditional=False),
}
UNDO = {
    Kind.LAUNCH: dict.fromkeys((*FAVOURABLY, Outcome.REFUSED), poles.undo_launch),
    Kind.DESIGNATION: dict.fromkeys(FAVOURABLY, poles.undo_designation),
    Kind.CONTINUATION: dict.fromkeys((*FAVOURABLY, Outcome.REFUSED), poles.undo_continuation),
    Kind.RENEWAL: dict.fromkeys(FAVOURABLY, poles.undo_renewal),
    Kind.STOP: {Outcome.ACCEPTED: poles.undo_stop},
}
