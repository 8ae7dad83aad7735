"""The acts on an appel à participation: prepare, correct, open, extend, cancel.

It closes by the calendar, not by an act. One call at a time: the pôle is locked first.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import journal
from core.clock import today
from core.french import day
from core.versions import save_over
from core.workflow import Refused, WrongState, recorded, transition
from poles import notifications
from poles.choices import IN_HAND, CallStatus, PoleStatus
from poles.models import Call
from poles.reports import sought_by
from poles.workflow.candidates import locked, saved
from poles.workflow.life import last_term
from poles.workflow.states import CALL_TRANSITIONS

OVER = (PoleStatus.REFUSED, PoleStatus.ABANDONED, PoleStatus.ENDED, PoleStatus.CLOSED)


def prepare_call(call, *, by):
    """The service begins to write a call. `call`: unsaved, its fields checked. Gives it saved."""
    with transaction.atomic():
        pole = locked(call.pole)
        if pole.status in OVER:
            raise Refused(
                _("Le pôle est « %(state)s » : il ne cherche plus de membres.")
                % {"state": pole.get_status_display().lower()}
            )
        if pole.calls.filter(status=CallStatus.DRAFT).exists():
            raise Refused(_("Un appel se prépare déjà pour ce pôle : complétez celui-là."))
        saved(call, by)
        journal.append("poles.préparer_appel", about=call, by=by)
    return call


def edit_call(call, *, by, base_version):
    """Corrects a call that was not cancelled. Once it is open, its dates move by an extension."""
    with transaction.atomic():
        row = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
        if row.status == CallStatus.CANCELLED:
            raise WrongState(_("Cet appel est annulé : il ne se modifie plus."))
        save_over(call, base_version=base_version, by=by, act="poles.modifier_appel")


def reasons_not_to_open(call, *, on) -> list[str]:
    """Every reason at once why the call cannot open; none when it can."""
    reasons = [*_not_decided(call.pole), *_of_the_call(call, on=on)]
    term = last_term(call.pole)
    if term and term.ends_on < on:
        reasons.append(
            _("Le terme %(n)d est échu depuis le %(day)s : la plénière décide d’abord de la suite.")
            % {"n": term.number, "day": day(term.ends_on)}
        )
    return reasons


def _not_decided(pole):
    """The plenary launches the pôle and decides that a call follows (note, point 3; P18)."""
    if pole.status not in IN_HAND:
        return [
            _("Le pôle est « %(state)s » : l’appel s’ouvre une fois que la plénière l’a lancé.")
            % {"state": pole.get_status_display().lower()}
        ]
    if pole.call_open_allowed:
        return []
    launch = pole.decisions.effective().filter(kind="lancement").order_by("-on", "-pk").first()
    if launch is None:
        return [_("La plénière n’a pas décidé d’appel à participation pour ce pôle.")]
    return [
        _(
            "La décision %(number)s du %(day)s lance le pôle sans appel à participation : une"
            " nouvelle décision de la plénière est nécessaire."
        )
        % {"number": launch.number, "day": day(launch.on)}
    ]


def _of_the_call(call, *, on):
    reasons = []
    if not sought_by(call):
        reasons.append(_("Dites qui vous cherchez : une catégorie au moins, ou une autre place."))
    if call.closes_on < on:
        reasons.append(
            _("La clôture, le %(day)s, est passée : choisissez une date à venir.")
            % {"day": day(call.closes_on)}
        )
    other = _other_open(call, on=on)
    if other:
        reasons.append(
            _("Un appel de ce pôle court jusqu’au %(day)s : attendez sa clôture, ou annulez-le.")
            % {"day": day(other.closes_on)}
        )
    return reasons


def _other_open(call, *, on):
    others = Call.objects.filter(pole=call.pole, status=CallStatus.OPEN, closes_on__gte=on)
    return others.exclude(pk=call.pk).order_by("-closes_on", "pk").first()


def open_call(call, *, by):
    """The call is published; it takes answers from its first day to its last, inclusive."""
    with transaction.atomic():
        locked(call.pole)
        with transition(
            call, CallStatus.OPEN, allowed=CALL_TRANSITIONS, by=by, act="poles.ouvrir_appel"
        ) as proof:
            reasons = reasons_not_to_open(call, on=today())
            if reasons:
                raise Refused(*reasons)
            call.opened_at, call.opened_by = timezone.now(), by
            call.version += 1
            proof.update(opens_on=call.opens_on.isoformat(), closes_on=call.closes_on.isoformat())


def extend_call(call, *, by, closes_on, reason):
    """The service gives more time, with a reason that everybody reads."""
    with transaction.atomic():
        pole = locked(call.pole)
        with recorded(
            call, within=(CallStatus.OPEN,), by=by, act="poles.prolonger_appel", reason=reason
        ) as proof:
            reasons = [*_not_decided(pole), *_not_longer(call, closes_on, on=today())]
            if reasons:
                raise Refused(*reasons)
            call.first_closing_on = call.first_closing_on or call.closes_on
            call.closes_on, call.extension_reason = closes_on, reason
            call.version += 1
            proof["closes_on"] = closes_on.isoformat()


def _not_longer(call, closes_on, *, on):
    reasons = []
    last = max(call.closes_on, on - timedelta(days=1))
    if closes_on <= last:
        reasons.append(
            _("Donnez une date après le %(day)s : un appel se prolonge, il ne se raccourcit pas.")
            % {"day": day(last)}
        )
    if _other_open(call, on=on):
        reasons.append(_("Un autre appel de ce pôle est ouvert."))
    return reasons


def cancel_call(call, *, by, reason):
    """The service takes the call back; its page and a letter say so, with the reason."""
    with transition(
        call,
        CallStatus.CANCELLED,
        allowed=CALL_TRANSITIONS,
        by=by,
        act="poles.annuler_appel",
        reason=reason,
    ):
        call.cancelled_at, call.cancelled_by = timezone.now(), by
        call.cancel_reason = reason
        call.version += 1
        notifications.call_cancelled(call)
