"""Reprise: a decision that the plenary took before the software, with its document, no mail."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.workflow import Refused
from meetings.workflow import last_position
from plenary.choices import PAST, ItemStatus, Kind, Outcome
from plenary.facts import title_of
from plenary.models import AgendaItem, Sitting
from plenary.workflow.agenda import _create
from plenary.workflow.decisions import record
from plenary.workflow.sittings import enter_past


def past_decision(
    body, *, by, on, kind, pole, outcome, document, proposal=None, number=None, **noted
):
    """Enters one decision of the past: its sitting (made once per day), its item, its outcome.

    `proposal`: for an evaluation, which one; `noted`: what workflow.record takes besides.
    `document`: the accepted file that proves it (minutes, extract). Gives the provisional
    Decision: another person seals it, as any other; nobody is written to, then or now.
    """
    if kind not in PAST:
        raise Refused(_("Ce genre de point ne se reprend pas."))
    with transaction.atomic():
        sitting = _sitting_on(body, on, by=by, number=number)
        item = AgendaItem(
            body=body,
            kind=kind,
            pole=pole,
            title=title_of(Kind(kind), pole),
            sitting=sitting,
            status=ItemStatus.LISTED,
            position=last_position(sitting.items),
            proposal=proposal or {},
        )
        item.number = item.position
        _create(item, by=by, act="plenary.reprendre_point")
        return record(item, by=by, outcome=Outcome(outcome), document=document, **noted)


def _sitting_on(body, on, *, by, number):
    known = Sitting.objects.filter(body=body, on=on).exclude(status="cancelled").first()
    if known is None:
        return enter_past(Sitting(body=body, on=on, number=number), by=by)
    if not known.is_reprise:
        raise Refused(
            _(
                "La séance de ce jour est déjà dans le logiciel : notez la décision sur son ordre"
                " du jour, sans reprise."
            )
        )
    return known
