"""The acts on items: ask, put on an agenda, order, edit, remove."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import journal
from core.versions import save_over
from core.workflow import Refused, WrongState, transition
from meetings.workflow import last_position, neighbour
from plenary import notifications
from plenary.choices import FREE, ItemStatus, Kind, SittingStatus
from plenary.facts import is_possible, title_of
from plenary.models import AgendaItem, Sitting
from plenary.models.items import ONE_AT_A_TIME
from plenary.workflow.sittings import take_off
from plenary.workflow.states import ITEM_TRANSITIONS

FROZEN = (SittingStatus.CONVENED, SittingStatus.IN_SESSION)


def ask(item, *, by):
    """Somebody of the service asks that an item be put to the plenary: it waits for a sitting.

    `item`: an unsaved AgendaItem with its body, kind, pole and proposal. Refuses a second one of
    the same kind about the same pôle, and what the state of the pôle does not allow.
    """
    with transaction.atomic():
        item.title = item.title or title_of(Kind(item.kind), item.pole)
        item.asked_at, item.asked_by = timezone.now(), by
        _create(item, by=by, act="plenary.demander_point")
    return item


def put_on(sitting, item, *, by, urgent_reason=""):
    """Puts an item on the agenda of a sitting, at its end.

    `item`: one that waits, or an unsaved one made from a fact or for a free point. Once the
    convocation has left, an item is only added « en urgence », with its reason.
    """
    with transaction.atomic():
        row = _open_to_items(sitting, urgent_reason)
        if item.pk is None:
            _create(item, by=by, act="plenary.créer_point")
        with transition(
            item,
            ItemStatus.LISTED,
            allowed=ITEM_TRANSITIONS,
            by=by,
            reason=urgent_reason,
            act="plenary.inscrire",
        ) as proof:
            _still_possible(item)
            item.sitting = row
            item.position = last_position(row.items)
            proof["sitting"] = row.pk
            if row.status in FROZEN:
                item.urgent_reason = urgent_reason
                last = row.items.exclude(number=None).order_by("-number").first()
                item.number = last.number + 1 if last else 1
                item.version += 1
                notifications.item_added(item, row)
    return item


def _open_to_items(sitting, urgent_reason):
    row = Sitting.objects.select_for_update(of=("self",)).get(pk=sitting.pk)
    if row.status == SittingStatus.PREPARING:
        return row
    if row.status not in FROZEN:
        raise WrongState(
            _("La séance est « %(state)s » : on n’y inscrit plus de point.")
            % {"state": row.get_status_display().lower()}
        )
    if not urgent_reason.strip():
        raise Refused(
            _(
                "L’ordre du jour est figé depuis la convocation : un point ne s’ajoute qu’en"
                " urgence, avec un motif."
            )
        )
    return row


def _still_possible(item):
    if item.pole:
        item.pole.refresh_from_db(fields=["status"])
    if item.pole and not is_possible(Kind(item.kind), item.pole):
        raise Refused(
            _("Le pôle « %(pole)s » est « %(state)s » : ce point ne peut pas être décidé.")
            % {"pole": item.pole, "state": item.pole.get_status_display()}
        )


def _create(item, *, by, act):
    _still_possible(item)
    item._history_user = by
    if item.kind in ONE_AT_A_TIME and _others(item).exists():
        raise _already(item)
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError:
        raise _already(item) from None
    journal.append(act, about=item, by=by, data={"kind": item.kind, "pole": item.pole_id})


def _others(item):
    return AgendaItem.objects.open().filter(kind=item.kind, pole=item.pole)


def _already(item):
    return WrongState(
        _("Un point « %(kind)s » sur ce pôle attend déjà : ouvrez-le plutôt.")
        % {"kind": item.get_kind_display().lower()}
    )


def from_fact(waiting, *, body):
    """The unsaved item of something that waits (facts.Waiting), or its row when it has one."""
    if waiting.item:
        return waiting.item
    return AgendaItem(
        body=body,
        kind=waiting.kind,
        pole=waiting.pole,
        title=waiting.title,
        proposal=waiting.proposal,
        presenter=waiting.pole.lead,
    )


def edit_item(item, *, by, base_version):
    """Changes title, note, presenter, minutes. Refused once its outcome is noted."""
    with transaction.atomic():
        _lock_sitting(item)
        row = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
        if row.status not in (ItemStatus.WAITING, ItemStatus.LISTED):
            raise Refused(
                _("Le point est « %(state)s » : il ne se modifie plus.")
                % {"state": row.get_status_display().lower()}
            )
        if row.number is not None and row.title != item.title:
            raise Refused(_("La convocation porte déjà cet intitulé : il ne change plus."))
        save_over(
            item,
            base_version=base_version,
            by=by,
            reason=_("point modifié"),
            act="plenary.modifier_point",
        )


def move(item, *, by, up):
    """Changes places with the neighbour. Refused once the agenda is frozen; nothing at an end."""
    with transaction.atomic():
        sitting = _preparing(item)
        row = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
        other = neighbour(sitting.items.filter(status=ItemStatus.LISTED), row, up=up)
        if other is None:
            return
        row.position, other.position = other.position, row.position
        for one in (row, other):
            one._history_user, one._change_reason = by, _("ordre du jour")
            one.save()


def _lock_sitting(item):
    """The sitting first, then its items: two acts never wait for each other (architecture.md)."""
    return Sitting.objects.select_for_update(of=("self",)).filter(pk=item.sitting_id).first()


def _preparing(item):
    sitting = _lock_sitting(item)
    if sitting is None or sitting.status != SittingStatus.PREPARING:
        raise WrongState(_("L’ordre du jour est figé depuis la convocation."))
    return sitting


def remove(item, *, by, reason):
    """Takes an item off an agenda not sent yet: it waits again (a free point is dropped)."""
    with transaction.atomic():
        sitting = _lock_sitting(item)
        if sitting is None:
            raise WrongState(_("Ce point n’est sur aucun ordre du jour."))
        if sitting.status != SittingStatus.PREPARING:
            raise WrongState(
                _(
                    "L’ordre du jour est figé depuis la convocation : en séance, notez l’issue"
                    " « retiré » ou « reporté »."
                )
            )
        take_off(item, by=by, reason=reason)


def drop(item, *, by, reason):
    """Sets aside an item that waits: it was asked for, or postponed, and has no object any more."""
    with transition(
        item,
        ItemStatus.REMOVED,
        allowed={ItemStatus.WAITING: {ItemStatus.REMOVED}},
        by=by,
        reason=reason,
        act="plenary.écarter_point",
    ):
        item.removed_reason = reason


def add_free(sitting, item, *, by, urgent_reason=""):
    """A communication, a debate, « divers »: straight onto the agenda."""
    if item.kind not in FREE:
        raise Refused(_("Ce point se demande depuis la liste de ce qui attend."))
    return put_on(sitting, item, by=by, urgent_reason=urgent_reason)
