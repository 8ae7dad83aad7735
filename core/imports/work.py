"""What a large file asks is done in the background, with its progress; a small one at once.

A work runs twice without harm: reading starts again, importing and undoing are one transaction each
and are not done again once they are written.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from core import jobs
from core.exports import csv_bytes
from core.french import number
from core.imports import acts, undoing
from core.imports.batches import counts_of, judged, report_rows, visible_to
from core.imports.kinds import IMPORTS, WRITES
from core.models import ImportBatch, Job, JobStatus
from core.workflow import Refused, WrongState

AT_ONCE = 500
READ, CONFIRM, UNDO = "core.lire_import", "core.importer", "core.défaire_import"
KINDS = (READ, CONFIRM, UNDO)


def receive(kind, subject_id, upload, *, by) -> ImportBatch:
    """Keeps the file and reads its lines. Refuses what is not a small table, in words."""
    batch = acts.keep(kind, subject_id, upload, by=by)
    read_again(batch, by=by)
    return batch


def choose_columns(batch, mapping, *, by):
    """Which column of the file is which of ours, then what its lines say so."""
    acts.map_columns(batch, mapping)
    batch.mapping = mapping
    read_again(batch, by=by)


def settle(batch, choices, *, by):
    """What becomes of these lines in conflict: {number of the line: Choice}."""
    acts.choose(batch, choices)
    read_again(batch, by=by)


def settle_all(batch, choice, *, by):
    """The same answer for every line in conflict that offers it."""
    acts.choose_for_all(batch, choice)
    read_again(batch, by=by)


def is_large(batch) -> bool:
    """More lines than a page waits for."""
    return batch.rows.count() > AT_ONCE


def read_again(batch, *, by):
    """The lines are judged as things stand; nothing to judge while a needed column misses."""
    if IMPORTS[batch.kind].missing(batch.mapping):
        return
    if is_large(batch):
        at = timezone.now().isoformat()  # what was chosen since another reading began counts
        jobs.ask(READ, subject_id=batch.pk, by=by, params={"at": at})
    else:
        acts.read_lines(batch)


def confirm_soon(batch, *, digest, by):
    """Imports at once, or asks it of a worker; refuses as `acts.confirm` does."""
    if not is_large(batch):
        acts.confirm(batch, digest=digest, by=by)
        return
    counts, _asked = counts_of(batch)
    batch.refresh_from_db(fields=["judged_at"])
    if batch.judged_at is None or not any(counts[outcome] for outcome in WRITES):
        raise Refused(_("Aucune ligne de ce fichier n’est à écrire."))
    jobs.ask(CONFIRM, subject_id=batch.pk, by=by, params={"digest": digest})


def undo_soon(batch, *, by, reason):
    """Undoes at once, or asks it of a worker; refuses as `undoing.undo` does."""
    if not is_large(batch):
        undoing.undo(batch, by=by, reason=reason)
        return
    if batch.confirmed_at is None or batch.undone_at is not None:
        raise WrongState(_("Ce fichier n’est pas importé : il n’y a rien à défaire."))
    jobs.ask(UNDO, subject_id=batch.pk, by=by, params={"reason": reason})


def last_work(batch) -> Job | None:
    """The last work asked about this batch that goes on or failed; None otherwise."""
    found = Job.objects.filter(kind__in=KINDS, subject_id=str(batch.pk)).order_by("-pk").first()
    return found if found and found.status != JobStatus.DONE else None


# ── What a worker does ──────────────────────────────────────────────────────────────────────────


def _known_to(user, subject_id):
    return visible_to(user).filter(pk=subject_id).first()


def _work(name, label):
    """Registers `function(batch, job, tell, say)`; a refusal is said, and not tried again.

    `tell(n, of)`: how many lines were read; `say(percent, step)`: any other step.
    """

    def register(function):
        def make(job, say):
            batch = ImportBatch.objects.get(pk=job.subject_id)

            def tell(n, of):
                words = {"n": number(n), "of": number(of)}
                say(100 * n // of, _("%(n)s lignes lues sur %(of)s") % words)

            try:
                function(batch, job, tell, say)
            except Refused as refusal:
                raise jobs.Hopeless(" ".join(refusal.sentences)) from refusal
            return _report(batch)

        jobs.works(name, label=label, subject=_known_to)(make)
        return function

    return register


@_work(READ, _("Lecture d’un fichier à importer"))
def _read(batch, job, tell, say):
    if batch.confirmed_at is None:
        acts.read_lines(batch, say=tell)


@_work(CONFIRM, _("Import d’un fichier"))
def _confirm(batch, job, tell, say):
    if batch.confirmed_at is not None:
        return
    digest = job.params["digest"]
    acts.refuse_if_changed(judged(batch, say=tell), digest)
    say(100, _("Écriture de %(n)s lignes, d’un bloc") % {"n": number(batch.rows.count())})
    acts.confirm(batch, digest=digest, by=job.asked_by)


@_work(UNDO, _("Annulation d’un import"))
def _undo(batch, job, tell, say):
    if batch.undone_at is not None:
        return
    say(50, _("Retrait de ce que %(n)s lignes ont écrit") % {"n": number(batch.rows.count())})
    undoing.undo(batch, by=job.asked_by, reason=job.params["reason"])


def _report(batch):
    """Every line with its fate, as it stands now."""
    head, rows = report_rows(batch)
    return jobs.Made(f"import-{batch.pk}.csv", "text/csv", csv_bytes(head, rows))
