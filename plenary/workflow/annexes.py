"""The acts on annexes: join, order, remove. A removed one stays, for the agenda that cites it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import journal
from core.workflow import Refused, WrongState
from meetings.workflow import last_position, neighbour
from plenary.choices import OPEN_ITEMS, is_wider
from plenary.models import AgendaItem, Annex, Sitting


def join(item, stored_files, *, audience, by, title=""):
    """Joins accepted files to an item, in their order. Gives the annexes.

    Refuses an audience wider than that of the item, and an item that is decided. After the
    convocation it stays possible: the page and the agenda say when each was added.
    """
    with transaction.atomic():
        row = _prepared(item)
        if is_wider(audience, than=row.audience):
            raise Refused(
                _("Une annexe ne se lit pas plus largement que son point : « %(audience)s ».")
                % {"audience": row.get_audience_display()}
            )
        several = len(stored_files) > 1
        return [
            _joined(row, stored, audience=audience, by=by, title=_title(title, stored, several))
            for stored in stored_files
        ]


def _title(title, stored, several):
    """What was typed; the name of the file when nothing was, and beside it among several."""
    if not title:
        return stored.name[:200]
    return f"{title}, {stored.name}"[:200] if several else title


def _joined(item, stored, *, audience, by, title):
    annex = Annex(
        item=item,
        stored=stored,
        title=title,
        audience=audience,
        position=last_position(item.annexes),
        added_at=timezone.now(),
        added_by=by,
    )
    annex._history_user, annex._change_reason = by, _("annexe jointe")
    annex.save()
    journal.append(
        "plenary.joindre_annexe",
        about=item,
        by=by,
        data={"annex": annex.pk, "sha256": stored.sha256, "audience": str(audience)},
    )
    return annex


def move_annex(annex, *, by, up):
    """Changes places with its neighbour; nothing at an end."""
    with transaction.atomic():
        item = _prepared(annex.item)
        row = item.annexes.standing().get(pk=annex.pk)
        other = neighbour(item.annexes.standing(), row, up=up)
        if other is None:
            return
        row.position, other.position = other.position, row.position
        for one in (row, other):
            one._history_user, one._change_reason = by, _("ordre des annexes")
            one.save()


def remove_annex(annex, *, by):
    """Takes an annex off its item; the file stays. One that is gone already stays as it is."""
    with transaction.atomic():
        item = _prepared(annex.item)
        row = item.annexes.get(pk=annex.pk)
        if row.removed_at:
            return
        row.removed_at, row.removed_by = timezone.now(), by
        row._history_user, row._change_reason = by, _("annexe retirée")
        row.save()
        journal.append(
            "plenary.retirer_annexe",
            about=item,
            by=by,
            data={"annex": row.pk, "sha256": row.stored.sha256},
        )


def _prepared(item):
    """The item, locked under its sitting, until the plenary has decided."""
    Sitting.objects.select_for_update(of=("self",)).filter(pk=item.sitting_id).first()
    row = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if row.status not in OPEN_ITEMS:
        raise WrongState(
            _("Le point est « %(state)s » : ses annexes ne changent plus.")
            % {"state": row.get_status_display().lower()}
        )
    return row
