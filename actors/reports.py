"""What happened to an object, as a person reads it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from actors.models import Person
from core.versions import Change, plain

ACTS = {"+": _("Création"), "~": _("Modification"), "-": _("Suppression")}


@dataclass(frozen=True)
class HistoryEntry:
    """One step of the history: when, who, what, why, and each field in words."""

    when: datetime
    who: str
    act: str
    reason: str = ""
    changes: list[Change] = field(default_factory=list)


def history_of(records, names, *, acts=ACTS) -> list[HistoryEntry]:
    """The entries of these historical records, newest first, in a constant number of queries.

    `records`: of one object, newest first, one more than is shown (the last gives the « before »).
    `names`: the model fields to tell. An entry without any visible change or reason is left out.
    """
    records = list(records)
    words = _Words(records, names)
    people = {
        p.user_id: str(p)
        for p in Person.objects.filter(user__in={r.history_user_id for r in records})
    }
    entries = []
    for index, record in enumerate(records):
        before = records[index + 1] if index + 1 < len(records) else None
        changed = words.changes(before, record) if before is not None else []
        if not changed and before is not None and not record.history_change_reason:
            continue
        entries.append(
            HistoryEntry(
                record.history_date,
                people.get(record.history_user_id, ""),
                act_of(before, record, acts),
                record.history_change_reason or "",
                changed,
            )
        )
    return entries


def act_of(before, record, acts):
    """« Soumis à la plénière » when the status changed, else creation or modification."""
    status = getattr(record, "status", None)
    if before is not None and status is not None and before.status != status:
        return str(record.get_status_display())
    return acts[record.history_type]


class _Words:
    """Fields of historical rows in words; related objects are read once for all the rows."""

    def __init__(self, records, names):
        self.names = names
        self.related = {}
        if not records:
            return
        self.model = records[0].instance_type
        for name in names:
            model_field = self.model._meta.get_field(name)
            if model_field.is_relation:
                ids = {getattr(r, model_field.attname) for r in records} - {None}
                self.related[name] = model_field.related_model._base_manager.in_bulk(ids)

    def changes(self, before, after):
        found = []
        for name in self.names:
            old, new = self.value(before, name), self.value(after, name)
            if old != new:
                label = str(self.model._meta.get_field(name).verbose_name)
                found.append(Change(label[:1].upper() + label[1:], old, new, name))
        return found

    def value(self, record, name):
        model_field = self.model._meta.get_field(name)
        value = getattr(record, model_field.attname)
        if value in (None, "", [], {}):
            return _("vide")
        if model_field.is_relation:
            return str(self.related[name].get(value, value))
        if model_field.choices:
            return str(getattr(record, f"get_{name}_display")())
        if isinstance(value, list):
            labels = getattr(self.model(**{name: value}), f"{name}_labels", value)
            return ", ".join(str(v) for v in labels)
        return plain(value)
