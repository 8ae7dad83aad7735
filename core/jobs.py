"""Long works asked by somebody: one row each, found by a sweep, never lost with a message.

A worker claims a row with a lease, does the work outside any transaction, and gives a file. Three
attempts, then « à examiner ». The status of a job moves under its lease, here alone; the journal
keeps the hash of what was made.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Case, Q, When
from django.utils import timezone
from django.utils.translation import gettext as _

from core import journal
from core.bell import ring
from core.canonical import sha256
from core.models import Job, JobStatus, StoredFile
from core.workflow import Refused

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
ATTEMPTS = 3
RUN = "core.tasks.run_job"
SETTLING = timedelta(seconds=20)
BATCH = 200


@dataclass(frozen=True)
class Made:
    """What a work gives: a file, and facts for the journal."""

    name: str
    content_type: str
    content: bytes
    facts: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """One kind of work: its words, who may have it, and the function that does it.

    `background`: nobody waits before a screen; it gives way to what somebody asked for.
    """

    name: str
    label: str
    subject: Callable[[Any, str], Any]
    make: Callable
    background: bool = False


class Hopeless(Exception):
    """A work that would fail each time: not tried again. Its text is shown to who asked."""


class LeaseLost(Exception):
    """Another worker has taken the job over: what this one made is thrown away."""


KINDS: dict[str, Kind] = {}


def works(name: str, *, label: str, subject: Callable, background: bool = False):
    """Registers `function(job, say) -> Made` as the work of this kind.

    `subject(user, subject_id)`: the object as this user may have the document of it today, or None.
    It is asked again at the start and at the download: a right that ended delivers nothing.
    `say(percent, step)`: tells the progress and keeps the lease.
    """

    def register(function):
        if name in KINDS:
            raise RuntimeError(f"{name} is done twice.")
        KINDS[name] = Kind(name, label, subject, function, background)
        return function

    return register


def ask(kind: str, *, subject_id, by, params: dict | None = None) -> Job:
    """Writes the job and rings. The same work, asked by this person and not finished: that one."""
    if kind not in KINDS:
        raise LookupError(kind)
    wanted = {"kind": kind, "subject_id": str(subject_id), "params": params or {}, "asked_by": by}
    with transaction.atomic():
        running = Job.objects.filter(
            **wanted, status__in=(JobStatus.QUEUED, JobStatus.RUNNING)
        ).first()
        job = running or Job.objects.create(**wanted, asked_at=timezone.now())
        ring(RUN, job.pk)
    return job


def ask_again(job: Job, *, by) -> None:
    """Puts a failed job back in the queue. Refuses one that did not fail."""
    with transaction.atomic():
        row = Job.objects.select_for_update().get(pk=job.pk)
        if row.status != JobStatus.FAILED:
            raise Refused(_("Ce travail n’a pas échoué : il n’y a rien à relancer."))
        row.status, row.attempts, row.error = JobStatus.QUEUED, 0, ""
        row.progress, row.step, row.finished_at = 0, "", None
        row.save()
        journal.append("travaux.relancer", about=row, by=by)
        ring(RUN, row.pk)


def subject_of(job: Job, user):
    """The object of the job as this user may have its document today, else None."""
    kind = KINDS.get(job.kind)
    return kind.subject(user, job.subject_id) if kind and user and user.is_active else None


def run_next() -> None:
    """Does the most pressing job that is free: what somebody waits for, then the oldest."""
    in_background = [kind.name for kind in KINDS.values() if kind.background]
    patience = Case(When(kind__in=in_background, then=1), default=0)
    job = _claim(Job.objects.order_by(patience, "asked_at", "pk"))
    if job is not None:
        _do(job)


def run(pk: int) -> None:
    """Does the job if it is free. Safe to call any number of times, by any number of workers."""
    job = _claim(Job.objects.filter(pk=pk))
    if job is not None:
        _do(job)


def _do(job):
    try:
        if subject_of(job, job.asked_by) is None:
            raise Hopeless(_("Vous n’avez plus accès à cet objet."))
        made = KINDS[job.kind].make(job, _reporter(job))
        _finish(job, made)
    except LeaseLost:
        logger.warning("Job %s was taken over by another worker.", job.pk)
    except Hopeless as refusal:
        _fail(job, str(refusal), for_good=True)
    except Exception:
        logger.exception("Job %s failed.", job.pk)
        _fail(job, _("La fabrication s’est interrompue."), for_good=False)


def sweep() -> int:
    """Rings for what is asked and not begun, or begun by a worker that died. Gives how many."""
    now = timezone.now()
    free = Job.objects.filter(
        Q(status=JobStatus.QUEUED, asked_at__lt=now - SETTLING)
        | Q(status=JobStatus.RUNNING, leased_until__lt=now)
    ).order_by("asked_at", "pk")[:BATCH]
    keys = list(free.values_list("pk", flat=True))
    for pk in keys:
        ring(RUN, pk)
    return len(keys)


def _free(now):
    return Q(status=JobStatus.QUEUED) | Q(status=JobStatus.RUNNING, leased_until__lt=now)


def _claim(jobs):
    """The first free one of these jobs, under a fresh lease; None when there is none."""
    now = timezone.now()
    with transaction.atomic():
        rows = jobs.select_for_update(skip_locked=True, of=("self",))
        job = rows.filter(_free(now)).select_related("asked_by").first()
        if job is None:
            return None
        if job.attempts >= ATTEMPTS:
            _park(job, _("La fabrication s’est interrompue %(n)d fois.") % {"n": ATTEMPTS})
            return None
        job.status, job.attempts = JobStatus.RUNNING, job.attempts + 1
        job.lease, job.leased_until = secrets.token_hex(16), now + LEASE
        job.progress, job.step, job.error = 0, _("Préparation"), ""
        job.save()
    return job


def _reporter(job):
    def say(percent: int | None = None, step: str | None = None) -> None:
        """Keeps the lease, and tells how far the work is when told."""
        told = {"leased_until": timezone.now() + LEASE}
        if percent is not None:
            told["progress"] = percent
        if step is not None:
            told["step"] = step
        if not Job.objects.filter(pk=job.pk, lease=job.lease, status="running").update(**told):
            raise LeaseLost

    return say


def _locked(job):
    """The row of a job that this worker still holds, locked. LeaseLost otherwise."""
    rows = Job.objects.select_for_update(of=("self",))
    row = rows.filter(pk=job.pk, lease=job.lease, status=JobStatus.RUNNING).first()
    if row is None:
        raise LeaseLost
    return row


def _finish(job, made):
    stored = StoredFile(
        name=made.name,
        size=len(made.content),
        content_type=made.content_type,
        sha256=sha256(made.content),
        uploaded_at=timezone.now(),
        uploaded_by=job.asked_by,
    )
    extension = made.name.rpartition(".")[2]
    stored.file.save(f"{job.lease}.{extension}", ContentFile(made.content), save=False)
    try:
        with transaction.atomic():
            row = _locked(job)
            stored.save()
            row.status, row.result, row.progress = JobStatus.DONE, stored, 100
            row.step, row.finished_at, row.leased_until = "", timezone.now(), None
            row.save()
            journal.append(
                "travaux.fabriquer",
                about=row,
                by=job.asked_by,
                data={
                    "kind": row.kind,
                    "subject_id": row.subject_id,
                    "sha256": stored.sha256,
                    "size": stored.size,
                    **made.facts,
                },
            )
    except Exception:
        stored.file.storage.delete(stored.file.name)
        raise


def _fail(job, words, *, for_good):
    with transaction.atomic():
        try:
            row = _locked(job)
        except LeaseLost:
            return
        if for_good or row.attempts >= ATTEMPTS:
            _park(row, words)
            return
        row.status, row.leased_until, row.error = JobStatus.QUEUED, None, words
        row.save()
        ring(RUN, row.pk)


def _park(row, words):
    row.status, row.error, row.finished_at = JobStatus.FAILED, words, timezone.now()
    row.leased_until = None
    row.save()
    journal.append("travaux.mettre_de_côté", about=row, data={"attempts": row.attempts})
