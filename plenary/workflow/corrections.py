"""A sealed decision is never changed: one rectifies an error in it, or asks to withdraw it."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.workflow import Refused, WrongState
from meetings.workflow import last_position
from plenary.choices import ItemStatus, Kind, Outcome
from plenary.models import AgendaItem
from plenary.workflow.agenda import _create, _lock_sitting, ask, classify
from plenary.workflow.decisions import record


def rectify(decision, *, by, text, reason):
    """A material error (a name, a date badly typed): noted in the same sitting, without effect.

    Gives the provisional decision, which cites the old one and waits for another person's seal.
    """
    with transaction.atomic():
        _sealed(decision)
        old = decision.item
        _lock_sitting(old)
        item = AgendaItem(
            body=old.body,
            kind=Kind.RECTIFICATION,
            pole=old.pole,
            cites=decision,
            title=_("Rectifier la décision %(number)s") % {"number": decision.number},
            sitting=old.sitting,
            status=ItemStatus.LISTED,
            position=last_position(old.sitting.items),
        )
        _create(classify(item), by=by, act="plenary.rectifier")
        return record(item, by=by, outcome=Outcome.ACCEPTED, text=text, motivation=reason)


def ask_withdrawal(decision, *, by, reason):
    """Asks the plenary to withdraw a decision: the item waits for a sitting. Gives the item."""
    _sealed(decision)
    if hasattr(decision, "withdrawn_by"):
        raise WrongState(_("Cette décision est déjà retirée."))
    if decision.corrections.open().filter(kind=Kind.WITHDRAWAL).exists():
        raise WrongState(_("Le retrait de cette décision attend déjà la plénière."))
    if decision.item.kind in (Kind.WITHDRAWAL, Kind.RECTIFICATION):
        raise Refused(
            _("Une rectification ou un retrait ne se retire pas : prenez une nouvelle décision.")
        )
    item = AgendaItem(
        body=decision.item.body,
        kind=Kind.WITHDRAWAL,
        pole=decision.item.pole,
        cites=decision,
        title=_("Retirer la décision %(number)s") % {"number": decision.number},
        text=reason,
    )
    return ask(item, by=by)


def _sealed(decision):
    if not decision.is_sealed:
        raise WrongState(_("Cette issue n’est pas scellée : notez-la à nouveau."))
