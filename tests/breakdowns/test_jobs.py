"""Documents whose printer or worker is killed: one file, in the end."""

import os
import signal
from datetime import timedelta

import pytest
from django.utils import timezone

from core import jobs
from core.models import Job, JobStatus, JournalEntry, StoredFile
from poles.documents import DOSSIER
from tests.actors.factories import BassinFactory, UserFactory
from tests.poles.factories import PoleFactory
from tests.processes import children_of, is_running, wait_until
from tests.threads import at_once


@pytest.fixture
def job(shared):
    bassin = BassinFactory()
    pole = PoleFactory(bassin=bassin, active=True)
    return jobs.ask(DOSSIER, subject_id=pole.pk, by=UserFactory(serves=bassin))


def runner(shared, job):
    return shared.python("tests.breakdowns.robots", "run", job.pk)


def printer_of(process):
    return wait_until(lambda: children_of(process.pid, "core.printer"), every=0.01)[0]


def done_once(job, attempts):
    job.refresh_from_db()
    assert (job.status, job.attempts) == (JobStatus.DONE, attempts)
    assert StoredFile.objects.count() == 1
    assert JournalEntry.objects.filter(act="travaux.fabriquer").count() == 1


def test_r05_a_printer_killed_in_the_middle_gives_one_file_at_the_second_attempt(shared, job):
    with runner(shared, job) as worker:
        os.kill(printer_of(worker), signal.SIGKILL)
        worker.child.wait(timeout=60)
    job.refresh_from_db()
    assert job.status == JobStatus.QUEUED

    jobs.run(job.pk)

    done_once(job, attempts=2)
    assert list((shared.folder / "var" / "tmp").glob("impression-*")) == []


def test_r05_a_worker_killed_in_the_middle_of_a_pdf_loses_nothing(shared, job):
    with runner(shared, job) as worker:
        printer = printer_of(worker)
        os.kill(worker.pid, signal.SIGKILL)
        worker.child.wait()
        wait_until(lambda: not is_running(printer))
    Job.objects.update(leased_until=timezone.now() - timedelta(seconds=1))

    assert jobs.sweep() == 1
    jobs.run(job.pk)

    done_once(job, attempts=2)


def test_r08_a_message_delivered_many_times_to_eight_workers_makes_one_file(job):
    at_once(8, jobs.run, job.pk)

    done_once(job, attempts=1)
