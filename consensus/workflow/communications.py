"""What a pôle adopted is recorded, corrected, withdrawn."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consensus.models import Communication
from core import journal
from core.clock import today
from core.french import day
from core.versions import save_over
from core.workflow import Refused, WrongState


def communicate(communication, *, by):
    """The service records what a pôle adopted: it is due to the plenary from now on.

    `communication`: an unsaved Communication with its pôle and its fields. Refuses a day to come,
    and one before the pôle was launched.
    """
    with transaction.atomic():
        _could_be_adopted(communication)
        communication.recorded_at, communication.recorded_by = timezone.now(), by
        communication._history_user = by
        communication.save()
        journal.append(
            "consensus.communiquer",
            about=communication,
            by=by,
            data={"pole": communication.pole_id, "kind": communication.kind},
        )
    return communication


def edit(communication, *, by, base_version):
    """Corrects what was recorded; that the plenary holds it already is for the plenary to say."""
    with transaction.atomic():
        _could_be_adopted(communication)
        _standing(communication)
        save_over(
            communication,
            base_version=base_version,
            by=by,
            reason=_("communication modifiée"),
            act="consensus.modifier_communication",
        )


def withdraw(communication, *, by, reason):
    """It was recorded by mistake: it is due no more, and stays readable with the reason."""
    with transaction.atomic():
        row = _standing(communication)
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = timezone.now(), by, reason
        row.version += 1
        row._history_user, row._change_reason = by, reason
        row.save()
        journal.append("consensus.retirer_communication", about=row, by=by, data={"reason": reason})


def _standing(communication):
    row = Communication.objects.select_for_update(of=("self",)).get(pk=communication.pk)
    if row.withdrawn_at is not None:
        raise WrongState(
            _("Cette communication est retirée depuis le %(day)s : « %(reason)s »")
            % {"day": day(row.withdrawn_at), "reason": row.withdrawn_reason}
        )
    return row


def _could_be_adopted(communication):
    on, pole = communication.adopted_on, communication.pole
    if pole.launched_on is None:
        raise Refused(_("Le pôle n’est pas lancé : il n’a encore rien à communiquer."))
    if on > today():
        raise Refused(
            _("Le %(day)s est à venir : encodez la communication une fois adoptée.")
            % {"day": day(on)}
        )
    if on < pole.launched_on:
        raise Refused(
            _("Le pôle a été lancé le %(day)s : il n’a rien adopté avant.")
            % {"day": day(pole.launched_on)}
        )
