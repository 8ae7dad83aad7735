"""The order of an agenda: one heading after the other, and under each its items.

The simplest rule that holds: moving an item never takes it out of its heading; its heading changes
on its own page. So `position` alone orders everything, and whoever reads it needs no other rule.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from core import journal
from core.workflow import Refused, WrongState
from meetings.workflow import trade_places
from plenary.choices import ItemStatus, Section, SittingStatus
from plenary.models import AgendaItem, Sitting

RANK = {section.value: rank for rank, section in enumerate(Section)}


def move(item, *, by, up):
    """Changes places with its neighbour under the same heading; nothing at an end of it.

    Refused once the agenda is frozen.
    """
    with transaction.atomic():
        sitting = locked(item.sitting_id)
        row = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
        section = _listed(sitting).filter(section=row.section)
        trade_places(section, row, up=up, by=by, reason=_("ordre du jour"))


def reorder(sitting, *, by, order, before):
    """Gives an agenda the order in which somebody dragged its items, heading by heading.

    `order`, `before`: keys of the items, as they are wanted and as the page showed them. Refused,
    and nothing moves, when somebody changed the agenda meanwhile (R-23).
    """
    with transaction.atomic():
        row = locked(sitting.pk)
        items = {item.pk: item for item in _listed(row)}
        if list(items) != before:
            raise WrongState(
                _("L’ordre du jour a changé pendant que vous le déplaciez : le voici, recommencez.")
            )
        if sorted(order) != sorted(items):
            raise Refused(_("Cet ordre ne reprend pas tous les points : rien n’a bougé."))
        _lay_out([items[key] for key in order], by=by)
        journal.append("plenary.ordonner", about=row, by=by, data={"items": order})


def arrange(sitting, *, by):
    """Puts each item of an agenda in preparation under its heading, after those that were there."""
    _lay_out(list(_listed(sitting)), by=by)


def _lay_out(items, *, by):
    ordered = sorted(items, key=lambda item: RANK[item.section])
    for position, item in enumerate(ordered, start=1):
        if item.position != position:
            item.position = position
            _placed(item, by=by)


def _placed(item, *, by):
    item._history_user, item._change_reason = by, _("ordre du jour")
    item.save()


def _listed(sitting):
    return sitting.items.filter(status=ItemStatus.LISTED).order_by("position", "pk")


def locked(key):
    """The sitting, locked before its items, while its agenda may still be ordered."""
    sitting = Sitting.objects.select_for_update(of=("self",)).filter(pk=key).first()
    if sitting is None or sitting.status != SittingStatus.PREPARING:
        raise WrongState(_("L’ordre du jour est figé depuis la convocation."))
    return sitting
