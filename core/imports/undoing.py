"""What a batch wrote is taken back whole, or not at all: what holds it is said."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import bulk, journal
from core.imports.batches import changed_by, made_by
from core.imports.kinds import IMPORTS
from core.models import ImportBatch
from core.relations import relations_to
from core.workflow import Refused, WrongState

ACT = "core.défaire_import"
SHOWN = 5
REASONS = 20


def undo(batch, *, by, reason):
    """Takes back everything that the batch made, puts back what it replaced, and nothing else.

    Refuses, with every reason, when something since depends on it or changed it.
    """
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        if batch.confirmed_at is None or batch.undone_at is not None:
            raise WrongState(_("Ce fichier n’est pas importé : il n’y a rien à défaire."))
        IMPORTS[batch.kind].lock(batch.subject_id)
        made, changed = made_by(batch), changed_by(batch)
        if reasons := what_holds(made, changed) + _touched(changed):
            raise Refused(*_first(reasons))
        told = {"by": by, "act": ACT, "reason": reason, "data": lambda row: {"import": batch.pk}}
        for rows in _by_model([row for row, _version, _before in changed]).values():
            _put_back(rows, changed, told)
        for rows in reversed(_by_model(made).values()):
            bulk.delete_all(rows, **told)
        batch.undone_at, batch.undone_by, batch.undone_reason = timezone.now(), by, reason
        batch.save(update_fields=["undone_at", "undone_by", "undone_reason"])
        journal.append(ACT, about=batch, by=by, data={"reason": reason})


def _first(reasons):
    """A page of reasons, and how many more."""
    if len(reasons) <= REASONS:
        return reasons
    more = _("Et %(n)d autres raisons.") % {"n": len(reasons) - REASONS}
    return [*reasons[:REASONS], more]


def _by_model(rows):
    """{model: its rows}, the models in the order of making: what points comes after its target."""
    found = {}
    for row in rows:
        found.setdefault(type(row), []).append(row)
    return found


def _put_back(rows, changed, told):
    before = {(type(row), row.pk): was for row, _version, was in changed}
    fields = set()
    for row in rows:
        was = before[type(row), row.pk]
        fields |= set(was)
        for name, value in was.items():
            setattr(row, row._meta.get_field(name).attname, value)
        row.version += 1
    bulk.save_all(rows, fields=sorted(fields), **told)


def _touched(changed):
    """Why what was replaced cannot be put back: changed since, or gone."""
    reasons = []
    for row, version, _before in changed:
        if row is None:
            reasons.append(_("Ce que ce fichier a remplacé n’est plus là."))
        elif row.version != version:
            reasons.append(_("%(row)s a été modifié depuis l’import.") % {"row": row})
    return list(dict.fromkeys(reasons))


def what_holds(made, changed=()) -> list[str]:
    """Why these rows cannot go, in words: changed since, or something else points to them.

    `changed`: (row, version, what it was) of those that no longer point to them once put back.
    """
    ours = {(type(row), row.pk): None for row in made}
    ours |= {(type(row), row.pk): set(was) for row, _version, was in changed}
    reasons = [
        _("%(row)s a été modifié depuis l’import.") % {"row": row}
        for row in made
        if getattr(row, "version", 1) != 1
    ]
    for model, rows in _by_model(made).items():
        by_key = {row.pk: row for row in rows}
        for relation in relations_to(model):
            reasons += _pointing(relation, by_key, ours)
    return reasons


def _pointing(relation, rows, ours):
    name, pointing = relation.field.name, relation.related_model
    found = pointing._base_manager.filter(**{f"{name}__in": list(rows)}).order_by("pk")
    holding = {}
    for other in found:
        put_back = ours.get((pointing, other.pk), set())
        if put_back is not None and name not in put_back:
            holding.setdefault(getattr(other, relation.field.attname), []).append(other)
    return [_depends(rows[pk], others) for pk, others in holding.items()]


def _depends(row, holding):
    names = ", ".join(f"{o._meta.verbose_name} « {o} »" for o in holding[:SHOWN])
    more = _(" et d’autres") if len(holding) > SHOWN else ""
    words = {"row": row, "names": names, "more": more}
    return _("%(row)s sert déjà ailleurs : %(names)s%(more)s.") % words
