"""The acts on a batch: keep the file, choose its columns, settle its conflicts, import it.

What is imported is what was read: the fates are judged again under the locks, and a difference with
what the page showed refuses the whole. Everything is written at once: so many lines cost a constant
number of queries, with the history and the journal that one by one would leave.
"""

from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import journal
from core.canonical import canonical, sha256
from core.csvfile import BadFile
from core.french import moment
from core.imports.batches import judged
from core.imports.kinds import IMPORTS, WRITES, Choice, Outcome, Written
from core.imports.reading import read
from core.models import ImportBatch, ImportRow
from core.workflow import Refused, WrongState

BATCH = 500
FATE = ["outcome", "words", "options"]


@contextmanager
def _not_confirmed(batch):
    """The batch under lock, while it still only is a file to read."""
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        if batch.confirmed_at is not None:
            words = {"name": batch.name, "moment": moment(batch.confirmed_at)}
            raise WrongState(_("« %(name)s » est déjà importé, le %(moment)s.") % words)
        yield batch


def keep(kind, subject_id, upload, *, by) -> ImportBatch:
    """Keeps the lines of the file, and the columns that its titles suggest; writes nothing else."""
    try:
        sheet = read(upload, together=[title for title, _columns in kind.sheets])
    except BadFile as fault:
        raise Refused(str(fault)) from fault
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            kind=kind.key,
            subject_id=subject_id,
            name=sheet.name,
            columns=sheet.columns,
            mapping=kind.guessed(sheet.columns),
            given_at=timezone.now(),
            given_by=by,
        )
        ImportRow.objects.bulk_create(
            [ImportRow(batch=batch, line=line, cells=cells) for line, cells in sheet.rows],
            batch_size=BATCH,
        )
    return batch


def map_columns(batch, mapping):
    """Which column of the file is which of ours. `mapping`: key → position."""
    with _not_confirmed(batch) as batch:
        batch.mapping, batch.judged_at = mapping, None
        batch.save(update_fields=["mapping", "judged_at"])


def choose(batch, choices):
    """What becomes of lines in conflict. `choices`: {number of the line: Choice, or "" for none}.

    Refuses a choice that a line does not offer: nothing is kept then.
    """
    with _not_confirmed(batch) as batch:
        rows = list(batch.rows.filter(line__in=list(choices)).order_by("line"))
        for row in rows:
            row.choice = choices[row.line]
            if row.choice and row.choice not in row.options.split():
                words = {"line": row.line, "choice": Choice(row.choice).label}
                raise Refused(_("Ligne %(line)s : « %(choice)s » n’est pas possible.") % words)
        _keep_choices(batch, rows)


def choose_for_all(batch, choice):
    """The same answer for every line that offers it; the others stay as they are."""
    with _not_confirmed(batch) as batch:
        rows = [r for r in batch.rows.exclude(options="") if choice in r.options.split()]
        for row in rows:
            row.choice = choice
        _keep_choices(batch, rows)


def _keep_choices(batch, rows):
    _save_rows(rows, ["choice"])
    batch.judged_at = None
    batch.save(update_fields=["judged_at"])


def read_lines(batch, *, say=lambda n, of: None):
    """Judges every line and keeps its fate. `say(n, of)`: how many were read."""
    fates = judged(batch, say=say)
    with _not_confirmed(batch) as locked:
        if not fates or locked.mapping != batch.mapping:
            return
        rows = _rows(locked)
        _note(rows, fates)
        _save_rows(rows.values(), FATE)
        locked.judged_at = timezone.now()
        locked.save(update_fields=["judged_at"])
    batch.judged_at = locked.judged_at


def digest_of(fates) -> str:
    """What the page showed, in one word that the form brings back."""
    return sha256(canonical([[f.line.number, f.outcome, list(f.words)] for f in fates]))


def refuse_if_changed(fates, digest):
    """What is written is what was read."""
    if digest_of(fates) != digest:
        raise WrongState(
            _("Les données ont changé depuis que vous avez lu ces lignes : relisez-les.")
        )


def confirm(batch, *, digest, by):
    """Writes what is to create or to replace, all or nothing; each line keeps what it wrote.

    Refuses when the fates are no longer those that were read (`digest`), when nothing is to write,
    and a batch that was imported.
    """
    with _not_confirmed(batch) as batch:
        kind = IMPORTS[batch.kind]
        kind.lock(batch.subject_id)
        fates = judged(batch)
        refuse_if_changed(fates, digest)
        writing = [fate for fate in fates if fate.outcome in WRITES]
        if not writing:
            raise Refused(_("Aucune ligne de ce fichier n’est à écrire."))
        _write(batch, fates, kind.write(writing, by=by))
        batch.judged_at = batch.confirmed_at = timezone.now()
        batch.confirmed_by = by
        batch.save(update_fields=["judged_at", "confirmed_at", "confirmed_by"])
        counts = {o: sum(fate.outcome == o for fate in writing) for o in WRITES}
        data = {"created": counts[Outcome.CREATE], "replaced": counts[Outcome.REPLACE]}
        journal.append("core.importer", about=batch, by=by, data=data)


def _write(batch, fates, written):
    rows = _rows(batch)
    _note(rows, fates)
    for number, row in rows.items():
        wrote = written.get(number, Written())
        row.made = [[_label(made), made.pk] for made in wrote.made]
        row.changed = [[_label(r), r.pk, r.version, before] for r, before in wrote.changed]
    _save_rows(rows.values(), [*FATE, "made", "changed"])


def _rows(batch):
    return {row.line: row for row in batch.rows.order_by("line")}


def _label(row):
    return row._meta.label_lower


def _note(rows, fates):
    for fate in fates:
        row = rows[fate.line.number]
        row.outcome, row.words = fate.outcome, [str(w) for w in fate.words]
        row.options = " ".join(fate.options)


def _save_rows(rows, fields):
    """One upsert per batch of rows: thousands of `CASE … WHEN` take seconds."""
    ImportRow.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["batch", "line"],
        update_fields=fields,
    )
