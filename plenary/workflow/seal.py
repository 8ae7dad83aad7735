"""Sealing: number, verdicts, effect, frozen text, mails, in one transaction per item.

A decision takes effect when it is sealed, by somebody else than its drafter. It is never undone:
one rectifies it, or withdraws it by a new decision.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import jobs, numbers
from core.canonical import canonical, sha256
from core.french import clock
from core.search import folded
from core.workflow import Refused, WrongState, transition
from plenary import notifications
from plenary.choices import ItemStatus, Kind, Outcome
from plenary.documents import EXTRACT, frozen_decision
from plenary.models import Decision
from plenary.verdicts import verdicts_of
from plenary.workflow.approval import WithoutEffect
from plenary.workflow.decisions import (
    _sitting_of,
    refuse_closed,
    refuse_senseless,
    under_regulation,
)
from plenary.workflow.effects import EFFECTS
from plenary.workflow.states import ITEM_TRANSITIONS
from poles.models import DecisionRef, Pole


def seal(item, *, by, version=None):
    """Seals the noted outcome of an item. Gives the sealed Decision.

    `version`: that of the text that was read before sealing; a text changed since is refused.
    Refuses the drafter, an item sealed already, and an effect that the state of the pôle makes
    impossible. What the law contradicts is sealed all the same, « sans effet ».
    """
    with transaction.atomic():
        sitting = _sitting_of(item)
        refuse_closed(item)
        with transition(
            item, ItemStatus.SEALED, allowed=ITEM_TRANSITIONS, by=by, act="plenary.sceller"
        ) as proof:
            decision = _readable(item, by=by, version=version)
            refuse_senseless(decision, conditions=list(decision.conditions.all()))
            under_regulation(decision)
            _number(decision, year=sitting.on.year)
            decision.sealed_at, decision.sealed_by = timezone.now(), by
            _hold_still(item)
            verdicts = verdicts_of(decision)
            ref = _write_down(decision)
            _take_effect(decision, ref=ref, by=by)
            _freeze(decision, verdicts=verdicts)
            decision._history_user, decision._change_reason = by, _("scellée")
            decision.save()
            proof.update(
                number=decision.number, sha256=decision.sha256, effective=decision.is_effective
            )
            if not decision.reconstituted:
                notifications.decision_sealed(decision)
            jobs.ask(EXTRACT, subject_id=decision.uuid, by=by)
    return decision


def _hold_still(item):
    """Locks the pôle: the verdicts that are stored and those of the effect judge the same facts.

    The examination of an evaluation locks the evaluation alone, which stands above the pôle.
    """
    if item.pole_id and item.kind != Kind.EVALUATION:
        Pole.objects.select_for_update(of=("self",)).get(pk=item.pole_id)


def _readable(item, *, by, version):
    decision = (
        Decision.objects.select_for_update(of=("self",))
        .select_related("bassin", "drafted_by")
        .get(item=item)
    )
    decision.item = item
    if decision.drafted_by_id == by.pk:
        raise Refused(
            _(
                "Vous avez noté cette issue : une autre personne la scelle, la présidence ou la"
                " coordination."
            )
        )
    if version is not None and decision.version != version:
        raise WrongState(
            _("%(who)s a changé l’issue à %(time)s, après votre lecture : relisez-la d’abord.")
            % {"who": decision.drafted_by, "time": clock(decision.drafted_at)}
        )
    return decision


def _number(decision, *, year):
    """The next number of the bassin in the year of the sitting: a refusal gives it back."""
    code = decision.bassin.code
    decision.year = year
    decision.serial = numbers.take(f"decision/{code}/{year}")
    decision.number = f"{year}-{code}-{decision.serial:03d}"


def _write_down(decision):
    """What the pôle keeps of the decision: it knows nothing of the plenary. None without a pôle.

    Of a huis clos it keeps the number and the day: the dossier and the timeline print the rest.
    """
    item = decision.item
    if item.pole is None:
        return None
    unpublished = item.is_closed
    return DecisionRef.objects.create(
        uuid=decision.uuid,
        pole=item.pole,
        number=decision.number,
        on=item.sitting.on,
        kind=item.kind,
        label=_("Décision prise à huis clos") if unpublished else item.title,
        outcome=_("non publiée") if unpublished else decision.get_outcome_display(),
        reconstituted=decision.reconstituted,
    )


def _take_effect(decision, *, ref, by):
    """Runs the effect. The law's refusal rolls it back and leaves the decision without effect."""
    effect = EFFECTS[Kind(decision.item.kind)][Outcome(decision.outcome)]
    try:
        with transaction.atomic():
            effect(decision, ref=ref, by=by)
    except WithoutEffect as refusal:
        _keep_without_effect(decision, ref, " ".join(refusal.sentences))
        return
    except Refused as refusal:
        if not all(hasattr(reason, "rule") for reason in refusal.reasons):
            raise
        _keep_without_effect(decision, ref, without_effect(refusal.reasons))
        return
    decision.is_effective = True


def _keep_without_effect(decision, ref, reason):
    decision.is_effective = False
    decision.without_effect_reason = reason
    if ref is not None:
        ref.is_effective = False
        ref.save()


def without_effect(verdicts) -> str:
    """« Sans effet : P7 non remplie. » and why, rule by rule."""
    codes = ", ".join(v.rule.code for v in verdicts)
    words = (
        _("Sans effet : %(codes)s non remplie.")
        if len(verdicts) == 1
        else _("Sans effet : %(codes)s non remplies.")
    )
    return " ".join([words % {"codes": codes}, *[v.reason for v in verdicts if v.reason]])


def _freeze(decision, *, verdicts):
    decision.verdicts = [v.frozen() for v in verdicts]
    decision.frozen = canonical(frozen_decision(decision))
    decision.sha256 = sha256(decision.frozen)
    decision.search_text = searchable(decision)


def searchable(decision) -> str:
    """What the register finds a decision by: only what whoever may read its line sees of it."""
    item = decision.item
    pole = item.pole.title if item.pole else ""
    return folded(decision.number, item.title, pole, decision.text)


def seal_all(sitting, *, by, versions):
    """Seals each noted outcome of a sitting in its own transaction, in the order of the agenda.

    `versions`: key of an item → version that was read. Gives (sealed decisions, [(item, Refused)]).
    """
    sealed, refused = [], []
    for item in sitting.items.filter(status=ItemStatus.RECORDED, pk__in=list(versions)).order_by(
        "position", "pk"
    ):
        try:
            sealed.append(seal(item, by=by, version=versions[item.pk]))
        except Refused as refusal:
            refused.append((item, refusal))
    return sealed, refused
