"""The acts on the communications of the pôles: take several into a sitting, correct, withdraw."""

from django.db import transaction
from django.utils.translation import gettext as _

from consensus import workflow as consensus
from consensus.models import Communication
from core import journal
from core.workflow import Refused, WrongState
from plenary.choices import ItemStatus, Kind, Section, SittingStatus
from plenary.facts.communications import HOLDS, is_held
from plenary.models import AgendaItem, CommunicationLine
from plenary.workflow.agenda import _lock_sitting, _open_to_items, put_on

TITLE = _("Communications des pôles")


def take(sitting, communications, *, by, urgent_reason=""):
    """Takes communications that are due into the « Communications des pôles » of a sitting.

    Its item is filled while the agenda is prepared; once it is sent, they make an item of their
    own, « en urgence ». Refuses, naming it, one that another item carries already. Gives the item.
    """
    with transaction.atomic():
        row = _open_to_items(sitting, urgent_reason)
        taken = _still_due(row, communications)
        item = _to_fill(row)
        if item is None:
            item = put_on(row, _new_item(row), by=by, urgent_reason=urgent_reason)
        for communication in taken:
            CommunicationLine.objects.create(item=item, communication=communication)
        journal.append(
            "plenary.inscrire_communications",
            about=item,
            by=by,
            data={"communications": [c.pk for c in taken]},
        )
    return item


def _still_due(sitting, communications):
    """Locked, of this bassin, standing, and in no other item."""
    rows = list(
        Communication.objects.select_for_update(of=("self",))
        .filter(pk__in=[c.pk for c in communications], pole__bassin=sitting.body.bassin_id)
        .order_by("adopted_on", "pk")
    )
    if not rows:
        raise Refused(_("Cochez au moins une communication."))
    carried = CommunicationLine.objects.filter(HOLDS, communication__in=rows)
    known = set(carried.values_list("communication_id", flat=True))
    gone = [c for c in rows if c.pk in known or c.withdrawn_at]
    if gone:
        raise WrongState(
            *[
                _("« %(title)s » n’est plus à inscrire : un point la porte, ou elle est retirée.")
                % {"title": c.title}
                for c in gone
            ]
        )
    return rows


def _to_fill(sitting):
    """The item of the pôles on an agenda that is not sent yet: the one that carries some already,
    else the one that stands there by itself.
    """
    if sitting.status != SittingStatus.PREPARING:
        return None
    items = (
        sitting.items.select_for_update(of=("self",))
        .filter(kind=Kind.COMMUNICATION, status=ItemStatus.LISTED)
        .order_by("position", "pk")
    )
    found = list(items)
    carrying = set(
        CommunicationLine.objects.filter(item__in=found).values_list("item_id", flat=True)
    )
    return next((i for i in found if i.pk in carrying), None) or next(
        (i for i in found if i.title == TITLE), None
    )


def _new_item(sitting):
    return AgendaItem(
        body=sitting.body,
        kind=Kind.COMMUNICATION,
        section=Section.COMMUNICATIONS,
        title=TITLE,
    )


def leave(item, communication, *, by):
    """Takes one communication off an item whose agenda is not sent yet: it is due again."""
    with transaction.atomic():
        _lock_sitting(item)
        row = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
        line = row.communication_lines.filter(communication=communication).first()
        if line is None:
            raise WrongState(_("Ce point ne porte plus cette communication."))
        if row.number is not None or row.status not in (ItemStatus.WAITING, ItemStatus.LISTED):
            raise Refused(
                _("L’ordre du jour est figé depuis la convocation : la communication y reste.")
            )
        line.delete()
        journal.append(
            "plenary.ôter_communication",
            about=row,
            by=by,
            data={"communication": communication.pk},
        )


def edit_communication(communication, *, by, base_version):
    """Corrects a communication that no sent agenda carries."""
    with transaction.atomic():
        _free(communication)
        consensus.edit(communication, by=by, base_version=base_version)


def withdraw_communication(communication, *, by, reason):
    """Sets aside a communication that was recorded by mistake and that no item carries."""
    with transaction.atomic():
        Communication.objects.select_for_update(of=("self",)).get(pk=communication.pk)
        if CommunicationLine.objects.filter(HOLDS, communication=communication).exists():
            raise Refused(
                _("Un point la porte : ôtez-la d’abord de l’ordre du jour, puis retirez-la.")
            )
        consensus.withdraw(communication, by=by, reason=reason)


def _free(communication):
    Communication.objects.select_for_update(of=("self",)).get(pk=communication.pk)
    if is_held(communication):
        raise Refused(
            _(
                "L’ordre du jour envoyé la porte : elle ne change plus. Encodez au besoin une"
                " nouvelle communication."
            )
        )
