"""Engagements are made, corrected, moved, kept or dropped; each act says why, nothing is lost."""

from django.db import transaction
from django.utils.translation import gettext as _

from consensus import notifications
from consensus.facts import who_may_commit
from consensus.models import Commitment
from core import journal
from core.clock import today
from core.french import day
from core.versions import save_over
from core.workflow import Refused, WrongState
from poles.choices import IN_HAND


def commit(commitment, *, by):
    """The service notes what somebody committed to; that person is told.

    `commitment`: an unsaved Commitment with its pôle and its fields, its source if it has one
    (`facts.comes_from`). Refuses a pôle that is not at work, a day to come or before the launch,
    and whoever neither sits in the pôle nor serves its bassin.
    """
    with transaction.atomic():
        if commitment.pole.status not in IN_HAND:
            raise Refused(
                _("Le pôle n’est pas en activité : personne ne s’y engage à quelque chose.")
            )
        _refuse_senseless(commitment)
        commitment._history_user = by
        commitment._change_reason = _("engagement noté")
        commitment.save()
        journal.append(
            "consensus.engager",
            about=commitment,
            by=by,
            data={"pole": commitment.pole_id, "owner": commitment.owner_id},
        )
        notifications.commitment_made(commitment, by=by)
    return commitment


def edit_commitment(commitment, *, by, base_version):
    """Corrects what was noted. Refused once it is kept or dropped; the due date has its own act."""
    with transaction.atomic():
        row = _open(commitment)
        _refuse_senseless(commitment, owner_before=row.owner_id)
        save_over(
            commitment,
            base_version=base_version,
            by=by,
            reason=_("engagement corrigé"),
            act="consensus.corriger_engagement",
        )
        if commitment.owner_id != row.owner_id:
            notifications.commitment_made(commitment, by=by)


def keep(commitment, *, by, on, note):
    """It is kept, since which day and how. Refuses a day to come or before it was made."""
    with transaction.atomic():
        row = _open(commitment)
        _refuse_day(row, on)
        row.done_on, row.done_note = on, note.strip()
        _save(row, by=by, reason=row.done_note, act="consensus.tenir_engagement")


def drop(commitment, *, by, reason):
    """It is given up, and why: it stays readable."""
    with transaction.atomic():
        row = _open(commitment)
        row.dropped_on, row.dropped_reason = today(), reason.strip()
        _save(row, by=by, reason=row.dropped_reason, act="consensus.abandonner_engagement")


def move(commitment, *, by, due_on, reason, base_version=None):
    """Its day moves, and why. Refuses a day that is over, and the one it already has.

    `base_version`: the one that was read; whoever comes second reads what was said meanwhile.
    """
    with transaction.atomic():
        row = _open(commitment)
        if base_version is not None and base_version != row.version:
            raise WrongState(_meanwhile(row))
        if due_on == row.due_on:
            raise Refused(_("C’est déjà l’échéance : le %(day)s.") % {"day": day(due_on)})
        if due_on < today():
            raise Refused(
                _("Le %(day)s est passé : donnez un jour à venir, ou notez l’engagement tenu.")
                % {"day": day(due_on)}
            )
        row.due_on = due_on
        _save(row, by=by, reason=reason.strip(), act="consensus.reporter_engagement")


def reopen(commitment, *, by, reason):
    """It was noted as kept or dropped by mistake: it is to keep again, and why."""
    with transaction.atomic():
        row = _locked(commitment)
        if row.is_open:
            raise WrongState(_("Cet engagement est déjà à tenir."), _meanwhile(row))
        row.done_on, row.done_note = None, ""
        row.dropped_on, row.dropped_reason = None, ""
        _save(row, by=by, reason=reason.strip(), act="consensus.rouvrir_engagement")


def _save(row, *, by, reason, act):
    row.version += 1
    row._history_user, row._change_reason = by, reason
    row.save()
    journal.append(act, about=row, by=by, data={"reason": reason})


def _locked(commitment):
    return (
        Commitment.objects.select_for_update(of=("self",))
        .select_related("pole", "owner")
        .get(pk=commitment.pk)
    )


def _meanwhile(row):
    """What the last one to write said."""
    last = row.history.select_related("history_user").first()
    return _("%(who)s a écrit entre-temps : « %(words)s ». Relisez l’engagement.") % {
        "who": last.history_user or _("Quelqu’un"),
        "words": last.history_change_reason or row.what,
    }


def _open(commitment):
    row = _locked(commitment)
    if row.done_on:
        raise WrongState(
            _("Cet engagement est noté comme tenu depuis le %(day)s : « %(note)s »")
            % {"day": day(row.done_on), "note": row.done_note}
        )
    if row.dropped_on:
        raise WrongState(
            _("Cet engagement est abandonné depuis le %(day)s : « %(reason)s »")
            % {"day": day(row.dropped_on), "reason": row.dropped_reason}
        )
    return row


def _refuse_senseless(commitment, *, owner_before=None):
    reasons, pole, made_on = [], commitment.pole, commitment.made_on
    if made_on > today():
        reasons.append(
            _("Le %(day)s est à venir : notez l’engagement une fois pris.") % {"day": day(made_on)}
        )
    elif pole.launched_on and made_on < pole.launched_on:
        reasons.append(
            _("Le pôle a été lancé le %(day)s : personne ne s’y est engagé avant.")
            % {"day": day(pole.launched_on)}
        )
    if commitment.due_on and commitment.due_on < made_on:
        reasons.append(
            _("L’échéance, le %(due)s, précède le jour de l’engagement, le %(day)s.")
            % {"due": day(commitment.due_on), "day": day(made_on)}
        )
    if commitment.owner_id != owner_before and not (
        who_may_commit(pole, on=today()).filter(pk=commitment.owner_id).exists()
    ):
        reasons.append(
            _("%(who)s ne siège pas dans le pôle et n’est pas du service : choisissez un membre.")
            % {"who": commitment.owner}
        )
    if reasons:
        raise Refused(*reasons)


def _refuse_day(row, on):
    if on > today():
        raise Refused(_("Le %(day)s est à venir : notez-le une fois tenu.") % {"day": day(on)})
    if on < row.made_on:
        raise Refused(
            _("L’engagement a été pris le %(day)s : il ne peut pas avoir été tenu avant.")
            % {"day": day(row.made_on)}
        )
