"""Two people never overwrite each other silently: an integer version on every editable model."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import french, journal


@dataclass(frozen=True)
class Change:
    """One field in words: what it was, what it becomes."""

    label: str
    before: str
    after: str
    name: str = ""


@dataclass(frozen=True)
class Disagreement:
    """One field that two people changed, or that the other one changed: mine, theirs, base."""

    name: str
    label: str
    mine: str
    theirs: str
    base: str
    both_changed: bool


class Conflict(Exception):
    """Somebody saved another version meanwhile. `theirs` is the row as it stands."""

    def __init__(self, theirs):
        super().__init__("version")
        self.theirs = theirs


def save_over(instance, *, base_version: int, by, reason: str = "", act: str = "") -> None:
    """Writes the fields of `instance` as the next version, if `base_version` is still the last.

    Raises Conflict and writes nothing when it is not. One transaction with history; with `act`, one
    line of the journal too.
    """
    model = type(instance)
    with transaction.atomic():
        theirs = model._base_manager.select_for_update(of=("self",)).get(pk=instance.pk)
        if theirs.version != base_version:
            raise Conflict(theirs)
        instance.version = base_version + 1
        instance._history_user, instance._change_reason = by, reason
        instance.save()
        if act:
            journal.append(act, about=instance, by=by, data={"version": instance.version})


def base_of(instance, version: int) -> Any:
    """The row as it was at `version`, from its history; None when history does not know it."""
    record = instance.history.filter(version=version).order_by("-history_date").first()
    return record.instance if record else None


def in_words(instance, name: str) -> str:
    """A field as a person reads it: the label of a choice, the name of a relation, « vide »."""
    field = instance._meta.get_field(name)
    if field.many_to_many:
        return ", ".join(str(o) for o in getattr(instance, name).all()) or _("vide")
    value = getattr(instance, name)
    if value in (None, "", [], {}):
        return _("vide")
    if field.choices:
        return str(getattr(instance, f"get_{name}_display")())
    if isinstance(value, list):
        labels = getattr(instance, f"{name}_labels", None)
        return ", ".join(str(v) for v in (labels if labels is not None else value))
    return plain(value)


def plain(value) -> str:
    """A value without choices as it is printed: « oui », « 12 mai 2027 », « 15 000,50 »."""
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, datetime):
        return french.moment(value)
    if isinstance(value, date):
        return french.day(value)
    if isinstance(value, Decimal):
        return french.amount(value)
    return str(value)


def changes(before, after, names) -> list[Change]:
    """The fields that differ, in words, in the order of `names`."""
    found = []
    for name in names:
        old, new = in_words(before, name), in_words(after, name)
        if old != new:
            label = str(after._meta.get_field(name).verbose_name)
            found.append(Change(label[:1].upper() + label[1:], old, new, name))
    return found


def disagreements(mine, theirs, base, names) -> list[Disagreement]:
    """Every field where mine and theirs differ, with what both began from."""
    found = []
    for name in names:
        ours, others = in_words(mine, name), in_words(theirs, name)
        if ours == others:
            continue
        was = in_words(base, name) if base is not None else _("inconnu")
        label = str(mine._meta.get_field(name).verbose_name)
        found.append(
            Disagreement(
                name,
                label[:1].upper() + label[1:],
                ours,
                others,
                was,
                both_changed=was not in (ours, others),
            )
        )
    return found
