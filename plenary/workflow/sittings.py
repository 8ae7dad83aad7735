"""The acts on a sitting: prepare, edit, convene, open, close, cancel, enter a past one."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import journal
from core.clock import today
from core.french import day
from core.versions import save_over
from core.workflow import Refused, WrongState, transition
from meetings.workflow import numbers
from plenary import notifications
from plenary.choices import FREE, ItemStatus, SittingStatus
from plenary.facts import missing_to_close, missing_to_convene, notice_of
from plenary.models import Sitting
from plenary.workflow.frozen import keep_version
from plenary.workflow.states import ITEM_TRANSITIONS, SITTING_TRANSITIONS


def foresee(sitting, *, by):
    """Writes a sitting down, its agenda empty. Gives the saved sitting; nobody is told yet."""
    with transaction.atomic():
        _one_that_day(sitting)
        sitting._history_user = by
        try:
            with transaction.atomic():
                sitting.save()
        except IntegrityError:
            raise WrongState(
                _("Quelqu’un vient de prévoir une séance ce jour-là ou de prendre ce numéro.")
            ) from None
        journal.append(
            "plenary.préparer", about=sitting, by=by, data={"on": sitting.on.isoformat()}
        )
    return sitting


def edit(sitting, *, by, base_version):
    """Changes date, hour or place. Those already convened are told; never into the past."""
    with transaction.atomic():
        before = Sitting.objects.select_for_update(of=("self",)).get(pk=sitting.pk)
        if before.status not in (SittingStatus.PREPARING, SittingStatus.CONVENED):
            raise Refused(
                _("La séance est « %(state)s » : sa date et son lieu ne changent plus.")
                % {"state": before.get_status_display().lower()}
            )
        convened = before.status == SittingStatus.CONVENED
        if convened and sitting.on < today():
            raise Refused(_("On ne déplace pas au passé une séance déjà convoquée."))
        if convened and not (sitting.starts_at and sitting.place):
            raise Refused(_("Les membres connaissent l’heure et le lieu : donnez-en d’autres."))
        _one_that_day(sitting)
        save_over(
            sitting,
            base_version=base_version,
            by=by,
            reason=_("séance modifiée"),
            act="plenary.modifier_séance",
        )
        moved = any(getattr(before, n) != getattr(sitting, n) for n in ("on", "starts_at", "place"))
        if convened and moved:
            keep_version(sitting, by=by, reason=_("La date, l’heure ou le lieu ont changé."))
            notifications.sitting_moved(sitting, before=before)


def _one_that_day(sitting):
    others = Sitting.objects.filter(body=sitting.body, on=sitting.on).exclude(
        status=SittingStatus.CANCELLED
    )
    if others.exclude(pk=sitting.pk).exists():
        raise Refused(
            _("Une séance existe déjà le %(day)s : ouvrez-la, ou choisissez un autre jour.")
            % {"day": day(sitting.on)}
        )


def convene(sitting, *, by, late_reason=""):
    """Freezes and numbers the agenda, and prepares one convocation per member.

    Refuses a sitting without hour, place or item, with an item that can no longer be decided, or
    in the past (reprise is the way in for the past). After the delay of the règlement, the
    convocation says why it is urgent. The mails wait for somebody to release them.
    """
    with transition(
        sitting,
        SittingStatus.CONVENED,
        allowed=SITTING_TRANSITIONS,
        by=by,
        act="plenary.convoquer",
        reason=late_reason,
    ) as proof:
        if sitting.is_reprise:
            raise Refused(_("Une séance reprise a déjà eu lieu : elle ne se convoque pas."))
        lacks = missing_to_convene(sitting)
        if lacks:
            raise Refused(*lacks)
        late_reason = _why_late(sitting, late_reason)
        proof["items"] = number_agenda(sitting, by=by)
        sitting.convened_at, sitting.convened_by = timezone.now(), by
        proof["agenda"] = keep_version(sitting, by=by, late_reason=late_reason).sha256
        notifications.convocation(sitting, late_reason=late_reason)


def _why_late(sitting, reason):
    """Why the convocation leaves after the delay of the règlement; nothing when it is in time."""
    notice = notice_of(sitting)
    if not notice.is_late(today()):
        return ""
    if not reason.strip():
        raise Refused(
            _("Le délai est dépassé depuis le %(day)s : écrivez le motif de l’urgence.")
            % {"day": day(notice.last_day)}
        )
    return reason.strip()


def number_agenda(sitting, *, by) -> list[int]:
    """Gives the items their printed numbers, in order. Gives their keys.

    A number is a new version: whoever began to edit before the convocation is told of it.
    """
    listed = sitting.items.filter(status=ItemStatus.LISTED)
    keys = []
    for item, number in numbers(listed):
        item.number, item.version = number, item.version + 1
        item._history_user, item._change_reason = by, _("ordre du jour figé")
        item.save()
        keys.append(item.pk)
    return keys


def open_sitting(sitting, *, by):
    """The sitting begins: outcomes may be noted. Refused before its day."""
    with transition(
        sitting,
        SittingStatus.IN_SESSION,
        allowed=SITTING_TRANSITIONS,
        by=by,
        act="plenary.ouvrir",
    ):
        if today() < sitting.on:
            raise Refused(
                _("La séance est prévue le %(day)s : elle s’ouvre ce jour-là.")
                % {"day": day(sitting.on)}
            )
        sitting.opened_at, sitting.opened_by = timezone.now(), by


def close(sitting, *, by):
    """The sitting is over. Refused while an item to decide has no outcome, even a postponement."""
    with transition(
        sitting, SittingStatus.HELD, allowed=SITTING_TRANSITIONS, by=by, act="plenary.lever"
    ):
        if sitting.convened_at is None:
            raise Refused(_("La séance n’a pas été convoquée."))
        lacks = missing_to_close(sitting)
        if lacks:
            raise Refused(*lacks)
        sitting.held_at, sitting.held_by = timezone.now(), by
        notifications.outcomes_to_seal(sitting)


def cancel(sitting, *, by, reason):
    """The sitting will not take place: its items wait again; those convened are told why."""
    with transition(
        sitting,
        SittingStatus.CANCELLED,
        allowed=SITTING_TRANSITIONS,
        by=by,
        reason=reason,
        act="plenary.annuler",
    ):
        sitting.cancelled_at, sitting.cancelled_by = timezone.now(), by
        sitting.cancel_reason = reason
        for item in sitting.items.filter(status=ItemStatus.LISTED).order_by("position", "pk"):
            take_off(item, by=by, reason=_("séance annulée"))
        if sitting.convened_at:
            notifications.sitting_cancelled(sitting, reason=reason)


def take_off(item, *, by, reason):
    """An item leaves the agenda: it waits for the next one, or is dropped when nothing waits."""
    to = ItemStatus.REMOVED if item.kind in FREE else ItemStatus.WAITING
    with transition(
        item, to, allowed=ITEM_TRANSITIONS, by=by, reason=reason, act="plenary.retirer_point"
    ):
        item.number, item.sub_number, item.position, item.urgent_reason = None, 0, 0, ""
        if to == ItemStatus.REMOVED:
            item.removed_reason = reason
        else:
            item.sitting = None


def enter_past(sitting, *, by):
    """Reprise: a sitting that took place before the software. Held at once, nobody is told."""
    if sitting.on >= today():
        raise Refused(
            _("Une reprise est une séance passée : pour aujourd’hui ou plus tard, préparez-la.")
        )
    with transaction.atomic():
        sitting.is_reprise = True
        foresee(sitting, by=by)
        with transition(
            sitting, SittingStatus.HELD, allowed=SITTING_TRANSITIONS, by=by, act="plenary.reprendre"
        ):
            sitting.held_at, sitting.held_by = timezone.now(), by
    return sitting
