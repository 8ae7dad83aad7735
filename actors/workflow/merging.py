"""Two records made one, and made two again: one transaction, one line of the journal each."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actors.choices import RecordKind
from actors.facts.merging import MODELS, bassins_of, may_merge, obstacles
from actors.models import Distinct, Merge, Organisation
from core import journal
from core.relations import relations_to
from core.workflow import Refused, WrongState

REASON = "fusion de deux fiches"
UNDONE = "fusion défaite"
THEIRS = "gone"


def merge(pair, *, by, base_version, gone_version, **chosen) -> Merge:
    """Makes `pair.gone` part of `pair.kept`: all that pointed to it points to the kept record.

    `chosen`: by field, "gone" where the kept record takes the value of the other. What was sealed,
    printed or sent is not touched: it holds the names as they were. Refuses what others keep, each
    obstacle at once, and a pair that changed since it was read.
    """
    try:
        return _merged(pair, base_version, gone_version, chosen, by=by)
    except IntegrityError as fault:
        raise Refused(
            _(
                "Ces deux fiches se font face quelque part (l’une supplée l’autre, par exemple) :"
                " mettez-y d’abord fin."
            )
        ) from fault


def _merged(pair, base_version, gone_version, chosen, *, by):
    with transaction.atomic():
        pair = _locked(pair, base_version, gone_version)
        bassins = _bassins_merged_by(by, pair)
        found = obstacles(pair)
        if found:
            raise Refused(*[obstacle.sentence for obstacle in found])
        before = _take(pair, chosen)
        _close(pair, by=by)
        moved = _move_all(pair, by=by)
        _save(pair.kept, by=by, reason=REASON)
        row = Merge.objects.create(
            kind=pair.kind,
            kept_id=pair.kept.pk,
            gone_id=pair.gone.pk,
            kept_label=str(pair.kept),
            gone_label=str(pair.gone),
            bassin_id=_one_bassin(bassins, by),
            moved=moved,
            before=before,
            kept_version=pair.kept.version,
            merged_at=timezone.now(),
            merged_by=by,
        )
        facts = {"merge": row.pk, "gone": pair.gone.pk, "moved": moved, "fields": sorted(before)}
        journal.append("actors.fusionner", about=pair.kept, by=by, data=facts)
    return row


def _locked(pair, base_version, gone_version):
    """Both rows, the lower key first, as they were read."""
    rows = type(pair.kept)._base_manager.select_for_update(of=("self",))
    found = {row.pk: row for row in rows.filter(pk__in=pair.keys).order_by("pk")}
    kept, gone = (found[key] for key in pair.keys)
    if kept.merged_into_id or gone.merged_into_id:
        raise WrongState(_("Une de ces deux fiches a été fusionnée entre-temps."))
    if (kept.version, gone.version) != (base_version, gone_version):
        raise WrongState(
            _("Une de ces deux fiches a changé depuis que vous avez lu cette page : relisez-la.")
        )
    return type(pair)(kept, gone)


def _bassins_merged_by(by, pair):
    ties = bassins_of(pair.kind, pair.keys)
    bassins = set().union(*ties.values())
    if not may_merge(by, bassins):
        raise Refused(
            _("Ces fiches servent à plusieurs bassins : l’administration seule les fusionne.")
        )
    return bassins


def _one_bassin(bassins, by):
    """Whose merge it is: that of the one bassin; of who did it when nothing is tied to any."""
    if len(bassins) == 1:
        return next(iter(bassins))
    return None if bassins else next(iter(by.standing.served), None)


def _take(pair, chosen):
    """Gives the kept record the chosen values, and its account; tells what it said before."""
    before = {}
    for name in pair.kept.IDENTITY:
        field = pair.kept._meta.get_field(name)
        if chosen.get(name) == THEIRS:
            before[name] = _plain(getattr(pair.kept, field.attname))
            setattr(pair.kept, field.attname, getattr(pair.gone, field.attname))
    if pair.kind == RecordKind.PERSON and pair.gone.user_id:
        before["user"] = None
        pair.kept.user_id, pair.gone.user_id = pair.gone.user_id, None
    return before


def _plain(value):
    return value.isoformat() if isinstance(value, date) else value


def _close(pair, *, by):
    """The duplicate stays, as part of the other: it frees its name and its account first."""
    pair.gone.merged_into = pair.kept
    _save(pair.gone, by=by, reason=REASON)


def _move_all(pair, *, by):
    moved = []
    for relation in relations_to(type(pair.kept)):
        model, name = relation.related_model, relation.field.name
        rows = model._base_manager.select_for_update(of=("self",))
        for row in (
            rows.filter(**{name: pair.gone.pk}).exclude(**_itself(model, pair)).order_by("pk")
        ):
            setattr(row, name, pair.kept)
            _save(row, by=by, reason=REASON)
            moved.append([model._meta.label_lower, name, row.pk])
    return moved


def _itself(model, pair):
    """The two records do not move: the one says into which the other went."""
    return {"pk__in": pair.keys if model is type(pair.kept) else ()}


def _save(row, *, by, reason):
    if hasattr(row, "version"):
        row.version += 1
    row._history_user, row._change_reason = by, reason
    row.save()


def tell_apart(pair, *, by) -> None:
    """« Pas un doublon »: the two are no longer proposed. Said twice, it is said once."""
    first, second = sorted(pair.keys)
    with transaction.atomic():
        _row, made = Distinct.objects.get_or_create(
            kind=pair.kind,
            first_id=first,
            second_id=second,
            defaults={"said_at": timezone.now(), "said_by": by},
        )
        if made:
            journal.append(
                "actors.distinguer", about=pair.kept, by=by, data={"other": pair.gone.pk}
            )


# ── Undo ────────────────────────────────────────────────────────────────────────────────────────


def unmerge(row, *, by, reason) -> None:
    """Makes two records again: what moved and still is where it went comes back.

    Refuses when the kept record was changed or merged since, and when somebody took the old name.
    What was made since for the kept record stays with it.
    """
    with transaction.atomic():
        row.refresh_from_db(from_queryset=Merge.objects.select_for_update(of=("self",)))
        if row.undone_at is not None:
            words = {"who": row.undone_by, "reason": row.undone_reason}
            raise WrongState(_("%(who)s a déjà défait cette fusion : « %(reason)s »") % words)
        model = MODELS[RecordKind(row.kind)]
        records = model._base_manager.select_for_update(of=("self",)).order_by("pk")
        kept, gone = records.get(pk=row.kept_id), records.get(pk=row.gone_id)
        reasons = reasons_not_to_unmerge(row, kept, gone)
        if reasons:
            raise Refused(*reasons)
        _give_back(row, kept, gone, by=by)
        _bring_back(row, kept, gone, by=by)
        row.undone_at, row.undone_by, row.undone_reason = timezone.now(), by, reason
        row.save(update_fields=["undone_at", "undone_by", "undone_reason"])
        facts = {"merge": row.pk, "gone": gone.pk, "reason": reason}
        journal.append("actors.défaire_fusion", about=kept, by=by, data=facts)


def reasons_not_to_unmerge(row, kept, gone) -> list[str]:
    """Why these two stay one, in words; none when the merge may be undone."""
    if kept.merged_into_id:
        return [_("La fiche gardée a été fusionnée à son tour : défaites d’abord cette fusion-là.")]
    if kept.version != row.kept_version:
        return [
            _(
                "La fiche gardée a changé depuis la fusion : on ne sait plus ce qui est à laquelle."
                " Ajoutez plutôt une nouvelle fiche."
            )
        ]
    names = {row.before.get("name_fr", getattr(kept, "name_fr", "")), getattr(gone, "name_fr", "")}
    others = Organisation.objects.filter(name_fr__in=names - {""}).exclude(pk=kept.pk)
    if row.kind == RecordKind.ORGANISATION and others.exists():
        return [_("Une autre organisation porte maintenant l’un des deux noms.")]
    return []


def _give_back(row, kept, gone, *, by):
    for name, value in row.before.items():
        field = kept._meta.get_field(name)
        if name == "user":
            gone.user_id = kept.user_id
        setattr(kept, field.attname, field.to_python(value) if not field.is_relation else value)
    _save(kept, by=by, reason=UNDONE)
    gone.merged_into = None
    _save(gone, by=by, reason=UNDONE)


def _bring_back(row, kept, gone, *, by):
    columns = {
        (relation.related_model._meta.label_lower, relation.field.name): relation.related_model
        for relation in relations_to(type(kept))
    }
    for label, name, pk in row.moved:
        model = columns[label, name]
        rows = model._base_manager.select_for_update(of=("self",))
        for found in rows.filter(pk=pk, **{name: kept.pk}):
            setattr(found, name, gone)
            _save(found, by=by, reason=UNDONE)
