"""What a batch says: its state, the fate of its lines, what it wrote."""

from collections import Counter

from django.apps import apps
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.french import number
from core.imports.kinds import IMPORTS, Fate, Outcome, Replacement
from core.models import ImportBatch
from core.states import State

NOT_TAKEN = (Outcome.CONFLICT, Outcome.REFUSED)
LAST = 20
EVERY = 100
UNREAD = State(gettext_lazy("Pas encore lu"), "accent", "half-circle")
TO_READ = State(gettext_lazy("À vérifier"), "accent", "half-circle")
DONE = State(gettext_lazy("Importé"), "ok", "check")
UNDONE = State(gettext_lazy("Défait"), "calm", "square")


def visible_to(user):
    """The batches about what this person may import."""
    about, subjects = Q(pk__in=[]), {}
    for kind in IMPORTS.values():
        if kind.subjects not in subjects:
            subjects[kind.subjects] = kind.subjects(user)
        about |= Q(kind=kind.key, subject_id__in=subjects[kind.subjects])
    return ImportBatch.objects.filter(about)


def batches_about(kind, subject_id):
    """(batch, its state): the last of a kind about something."""
    found = ImportBatch.objects.filter(kind=kind.key, subject_id=subject_id)
    found = found.select_related("given_by__own_person").order_by("-given_at", "-pk")[:LAST]
    return [(batch, batch_state(batch)) for batch in found]


def batch_state(batch) -> State:
    """A batch is read, then imported, then perhaps undone."""
    if batch.undone_at:
        return UNDONE
    if batch.confirmed_at:
        return DONE
    return TO_READ if batch.judged_at else UNREAD


def judged(batch, *, say=lambda n, of: None) -> list[Fate]:
    """The fate of each line as things stand; none while a needed column is not chosen.

    `say(n, of)`: told now and then how many lines were read.
    """
    kind = IMPORTS[batch.kind]
    if kind.missing(batch.mapping):
        return []
    lines = kind.lines(batch.rows.order_by("line"), batch.mapping)
    return kind.judge(batch.subject_id, _counted(lines, say))


def _counted(lines, say):
    for n, line in enumerate(lines):
        if n % EVERY == 0:
            say(n, len(lines))
        yield line


def kept_fates(batch, rows) -> list[Fate]:
    """The fates of these rows of the batch, as they were last read or imported."""
    lines = IMPORTS[batch.kind].lines(rows, batch.mapping)
    return [
        Fate(line, row.outcome, tuple(row.words), options=tuple(row.options.split()))
        for line, row in zip(lines, rows, strict=True)
        if row.outcome
    ]


def fates_of(batch) -> list[Fate]:
    """The fate of every line, as it was last read or imported; none before."""
    return kept_fates(batch, list(batch.rows.order_by("line")))


def counts_of(batch) -> tuple[dict, int]:
    """How many lines have each outcome, in the order of the outcomes; how many offer a choice."""
    rows = batch.rows.order_by("outcome").values("outcome")
    found = list(rows.annotate(n=Count("pk"), asked=Count("pk", filter=~Q(options=""))))
    by_outcome = {row["outcome"]: row["n"] for row in found}
    counts = {outcome: by_outcome.get(outcome, 0) for outcome in Outcome}
    return counts, sum(row["asked"] for row in found)


def forecast_of(batch, *, on):
    """What importing would do to the rules, or undoing once it is imported; None: nothing ever."""
    kind = IMPORTS[batch.kind]
    return kind.foresee and kind.foresee(_replacements(batch, kind), on=on)


def _replacements(batch, kind):
    if batch.confirmed_at:
        return [Replacement(row, was) for row, _version, was in changed_by(batch) if row]
    rows = list(batch.rows.filter(outcome=Outcome.REPLACE).order_by("line"))
    fates = kind.judge(batch.subject_id, kind.lines(rows, batch.mapping)) if rows else []
    return [fate.plan for fate in fates if isinstance(fate.plan, Replacement)]


def refused_rows(batch):
    """(titles, rows) of what was not taken, as it was typed, with its reason."""
    found = batch.rows.filter(outcome__in=NOT_TAKEN).order_by("line")
    rows = [[*row.cells, " ".join(row.words)] for row in found]
    return [*batch.columns, _("motif")], rows


def report_rows(batch):
    """(titles, rows): every line with its fate."""
    rows = [
        [row.line, *row.cells, row.outcome and Outcome(row.outcome).label, " ".join(row.words)]
        for row in batch.rows.order_by("line")
    ]
    return [_("ligne"), *batch.columns, _("sort"), _("pourquoi")], rows


def _keys(batch):
    by_line = batch.rows.order_by("line").values_list("made", flat=True)
    return [tuple(key) for made in by_line for key in made]


def _changes(batch):
    by_line = batch.rows.order_by("line").values_list("changed", flat=True)
    return [change for changed in by_line for change in changed]


def _found(keys):
    """{(label, pk): row} of what is still there, under lock."""
    by_model = {}
    for label, pk in keys:
        by_model.setdefault(label, []).append(pk)
    return {
        (label, row.pk): row
        for label, pks in by_model.items()
        for row in apps.get_model(label)
        ._base_manager.select_for_update(of=("self",))
        .filter(pk__in=pks)
        .order_by("pk")
    }


def made_by(batch) -> list:
    """The rows that the batch made and that are still there, in the order of making, locked."""
    keys = _keys(batch)
    found = _found(keys)
    return [found[key] for key in keys if key in found]


def changed_by(batch) -> list:
    """(row or None, its version then, what it was): what the batch replaced, locked."""
    changes = _changes(batch)
    found = _found([(label, pk) for label, pk, _version, _before in changes])
    return [(found.get((label, pk)), version, before) for label, pk, version, before in changes]


def undone_in_words(batch) -> list[str]:
    """« Retrait de 12 mandats », « Retour de 3 organisations… »: what undoing does, by kind."""
    made = Counter(label for label, _pk in _keys(batch))
    changed = Counter(label for label, _pk, _version, _before in _changes(batch))
    words = [
        _("Retrait de %(count)s %(name)s.") % {"count": number(n), "name": _name(label, n)}
        for label, n in made.items()
    ]
    return words + [
        _("Retour de %(count)s %(name)s à ce qui était écrit avant.")
        % {"count": number(n), "name": _name(label, n)}
        for label, n in changed.items()
    ]


def _name(label, count):
    meta = apps.get_model(label)._meta
    return meta.verbose_name if count == 1 else meta.verbose_name_plural
