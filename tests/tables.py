"""What the database holds, before and after: nothing changes unseen."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db.models import FileField

# Rows that remember a visit or an answer already given, and say nothing of the house.
OF_A_VISIT = {
    "sessions.Session",
    "contenttypes.ContentType",
    "auth.Permission",
    "core.Receipt",
    "admin.LogEntry",
}
# Signed links, hashes and keys differ each time; so do numbers.
RANDOM, DIGITS = re.compile(r"[\w.:-]{24,}"), re.compile(r"\d+")
VOLATILE = {"hash", "previous_hash", "sha256", "message_id", "history_id", "last_login", "lease"}


@dataclass(frozen=True)
class Change:
    """One row that appeared, changed or went."""

    table: str
    what: str
    pk: object
    columns: tuple

    def __str__(self):
        return f"{self.what} {self.table} {self.pk}: {dict(self.columns)}"


def snapshot(without=OF_A_VISIT) -> dict:
    """{table: {pk: {column: value}}} of every row of every model."""
    found = {}
    for model in apps.get_models():
        if model._meta.label not in without and not model._meta.proxy:
            names = [field.attname for field in model._meta.concrete_fields]
            rows = model._base_manager.values(*names)
            found[model._meta.label] = {row[model._meta.pk.attname]: row for row in rows}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.auto_created and model._meta.label not in without:
            found[model._meta.label] = {row["id"]: row for row in model._base_manager.values()}
    return found


def changes(before, after) -> list[Change]:
    """Every difference between two snapshots, in words that two runs may share."""
    born = {table: set(rows) - set(before.get(table, {})) for table, rows in after.items()}
    found = []
    for table, rows in after.items():
        old_rows = before.get(table, {})
        for pk, row in rows.items():
            old = old_rows.get(pk)
            if old is None:
                found.append(Change(table, "new", "", _settled(table, row, born)))
            elif old != row:
                moved = {name: value for name, value in row.items() if old[name] != value}
                found.append(Change(table, "changed", pk, _settled(table, moved, born)))
        found += [Change(table, "gone", pk, ()) for pk in old_rows if pk not in rows]
    return sorted(found, key=str)


def _told_by(model, field):
    """The table whose key this column holds: that of a relation, of the row behind a history."""
    if field.is_relation:
        return field.related_model._meta.label
    if field.attname == "id" and hasattr(model, "instance_type"):
        return model.instance_type._meta.label
    return None


def _settled(table, row, born):
    """Columns without what differs from one run to the next: instants, new keys, hashes."""
    model = apps.get_model(table)
    kept = []
    for name, value in sorted(row.items()):
        field = next(f for f in model._meta.concrete_fields if f.attname == name)
        if name in VOLATILE or field.primary_key or isinstance(field, FileField):
            continue
        if isinstance(value, datetime):
            value = "instant"
        elif isinstance(value, UUID):
            value = "key"
        elif value in born.get(_told_by(model, field), ()):
            value = "new"
        elif isinstance(value, str | dict | list):
            value = DIGITS.sub("#", RANDOM.sub("#", str(value)))
        kept.append((name, value))
    return tuple(kept)
