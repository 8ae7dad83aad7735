"""Organisations read from a CSV, with the legal category they carry by default (art. 18 § 1)."""

from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actors.choices import Category, Sector
from actors.models import Bassin, Organisation
from core import journal
from core.csvfile import Row, Tally, rows

COLUMNS = ("name_fr", "name_nl", "short", "subcategory", "category", "sector", "bassin")
REASON = _("importée d’un fichier")


def import_organisations(path: Path, *, read: Callable[[int], None] = lambda n: None) -> Tally:
    """Adds the organisations of the file, and corrects those that it knows by their name.

    One transaction; each change has its history and its line in the journal, since rules read the
    status of an organisation. Raises BadFile. Run twice, the second changes nothing.
    """
    tally, seen = Tally(_("Organisations")), set()
    bassins = {b.code: b for b in Bassin.objects.order_by("pk")}
    with transaction.atomic():
        for row in rows(Path(path), needs=COLUMNS, read=read):
            values = _values(row, bassins)
            _once(row, values["name_fr"], seen)
            _write(row, values, tally)
    return tally


def _values(row: Row, bassins) -> dict:
    if not row["name_fr"]:
        raise row.refuse("name_fr", _("le nom est vide."))
    values = {name: row[name] for name in ("name_fr", "name_nl", "short", "subcategory")}
    values["category"] = _choice(row, "category", Category)
    values["sector"] = _choice(row, "sector", Sector)
    code = row["bassin"].upper()
    if code and code not in bassins:
        words = {"code": code, "known": ", ".join(sorted(bassins))}
        raise row.refuse(
            "bassin", _("« %(code)s » n’est pas un bassin. Écrivez : %(known)s, ou rien.") % words
        )
    values["bassin"] = bassins.get(code)
    return values


def _choice(row, column, choices):
    value = row[column]
    if value and value not in choices.values:
        words = {"value": value[:40], "known": ", ".join(choices.values)}
        raise row.refuse(
            column, _("« %(value)s » n’est pas connu. Écrivez : %(known)s, ou rien.") % words
        )
    return value


def _once(row, name, seen):
    if name.casefold() in seen:
        raise row.refuse(
            "name_fr", _("« %(name)s » se trouve déjà plus haut dans le fichier.") % {"name": name}
        )
    seen.add(name.casefold())


def _write(row, values, tally):
    organisation = (
        Organisation.objects.select_for_update(of=("self",))
        .filter(name_fr=values["name_fr"])
        .first()
    )
    if organisation is None:
        organisation = Organisation(**values)
        changed = sorted(values)
        tally.added += 1
    else:
        changed = sorted(n for n, v in values.items() if getattr(organisation, n) != v)
        if not changed:
            tally.unchanged += 1
            return
        for name in changed:
            setattr(organisation, name, values[name])
        organisation.version += 1
        tally.updated += 1
    _check(row, organisation)
    organisation._change_reason = REASON
    organisation.save()
    journal.append("actors.importer_organisation", about=organisation, data={"fields": changed})


def _check(row, organisation):
    """What the model itself refuses (a name too long), at the column where it stands."""
    try:
        organisation.clean_fields()
    except ValidationError as fault:
        column, messages = next(iter(fault.message_dict.items()))
        raise row.refuse(column, " ".join(messages)) from fault
