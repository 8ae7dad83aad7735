"""Many rows at once, with the history and the lines of the journal that one by one would leave.

The caller holds a transaction, and has judged and locked what it writes: nothing is refused here.
The journal comes last, since its head is the last lock of an act.
"""

from django.utils import timezone
from simple_history.utils import get_history_manager_for_model

from core import journal

BATCH = 500


def create_all(rows, *, by, act, reason="", data=lambda row: {}):
    """Inserts unsaved rows of one model. `data(row)`: what the line of the journal adds."""
    if rows:
        type(rows[0])._base_manager.bulk_create(rows, batch_size=BATCH)
        _remember("+", rows, by=by, reason=reason)
        _prove(rows, by=by, act=act, data=data)


def save_all(rows, *, fields, by, act, reason="", data=lambda row: {}):
    """Writes these fields of saved rows of one model, which have their next version already."""
    if rows:
        type(rows[0])._base_manager.bulk_create(
            rows,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[*fields, "version"],
        )
        _remember("~", rows, by=by, reason=reason)
        _prove(rows, by=by, act=act, data=data)


def delete_all(rows, *, by, act, reason="", data=lambda row: {}):
    """Removes rows of one model to which nothing points: the caller has asked, under their lock."""
    if rows:
        _remember("-", rows, by=by, reason=reason)
        _prove(rows, by=by, act=act, data=data)
        for start in range(0, len(rows), BATCH):
            keys = [row.pk for row in rows[start : start + BATCH]]
            found = type(rows[0])._base_manager.filter(pk__in=keys)
            found._raw_delete(found.db)


def _remember(change, rows, *, by, reason):
    """What django-simple-history writes at each save or deletion, in one insert per batch."""
    if not hasattr(rows[0]._meta, "simple_history_manager_attribute"):
        return
    record, now = get_history_manager_for_model(type(rows[0])).model, timezone.now()
    record._base_manager.bulk_create(
        [
            record(
                history_date=now,
                history_type=change,
                history_user=by,
                history_change_reason=reason or None,
                **{field.attname: getattr(row, field.attname) for field in record.tracked_fields},
            )
            for row in rows
        ],
        batch_size=BATCH,
    )


def _prove(rows, *, by, act, data):
    journal.append_all([(act, row, data(row)) for row in rows], by=by)
