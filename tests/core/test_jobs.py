"""Long works: claimed once, tried three times, delivered to whoever may still have them."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.utils import timezone

from core import jobs
from core.canonical import sha256
from core.models import Job, JobStatus, JournalEntry, StoredFile
from core.workflow import Refused
from tests.actors.factories import UserFactory

KIND = "tests.work"


class Work:
    """A work whose behaviour the test chooses."""

    def __init__(self):
        self.calls = 0
        self.allowed = True
        self.does = lambda job, say: None

    def make(self, job, say):
        self.calls += 1
        self.does(job, say)
        return jobs.Made("état.txt", "text/plain", b"contenu", {"pages": 1})


@pytest.fixture
def work(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    made = Work()
    jobs.works(KIND, label="Essai", subject=lambda user, pk: pk if made.allowed else None)(
        made.make
    )
    yield made
    del jobs.KINDS[KIND]


@pytest.fixture
def asker(db):
    return UserFactory()


def ask(asker):
    return jobs.ask(KIND, subject_id=7, by=asker)


def fails(job, say):
    raise RuntimeError("broken")


def test_a_work_that_is_asked_is_done_and_its_hash_is_in_the_journal(work, asker):
    job = ask(asker)

    jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.status, job.progress, job.attempts) == (JobStatus.DONE, 100, 1)
    assert job.result.file.read() == b"contenu"
    entry = JournalEntry.objects.get()
    assert entry.act == "travaux.fabriquer"
    assert sha256(b"contenu") in entry.data


def test_running_twice_makes_one_file(work, asker):
    job = ask(asker)

    jobs.run(job.pk)
    jobs.run(job.pk)

    assert (work.calls, StoredFile.objects.count()) == (1, 1)


def test_r22_asking_twice_while_it_is_under_way_gives_the_same_job(work, asker):
    assert ask(asker) == ask(asker)
    assert ask(UserFactory()) != ask(asker)


def test_asking_again_once_it_is_done_makes_another(work, asker):
    first = ask(asker)
    jobs.run(first.pk)

    assert ask(asker) != first


def test_progress_is_told_and_keeps_the_lease(work, asker):
    job = ask(asker)
    seen = {}

    def does(held, say):
        Job.objects.filter(pk=held.pk).update(leased_until=timezone.now())
        say(40, "Mise en page")
        row = Job.objects.get(pk=held.pk)
        seen.update(progress=row.progress, step=row.step, held=row.leased_until > timezone.now())

    work.does = does
    jobs.run(job.pk)

    assert seen == {"progress": 40, "step": "Mise en page", "held": True}


def test_r07_a_work_that_breaks_is_tried_three_times_then_left_for_a_person(work, asker):
    work.does = fails
    job = ask(asker)

    for _n in range(5):
        jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.status, job.attempts, work.calls) == (JobStatus.FAILED, 3, 3)
    assert job.error == "La fabrication s’est interrompue."
    assert JournalEntry.objects.get().act == "travaux.mettre_de_côté"


def test_a_hopeless_work_is_not_tried_again_and_says_why(work, asker):
    def hopeless(job, say):
        raise jobs.Hopeless("Ce document est trop long.")

    work.does = hopeless
    job = ask(asker)

    jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.status, job.attempts, job.error) == ("failed", 1, "Ce document est trop long.")


def test_a_worker_that_died_lets_the_next_one_take_over_after_its_lease(work, asker):
    job = ask(asker)
    Job.objects.update(
        status=JobStatus.RUNNING,
        attempts=1,
        lease="0" * 32,
        leased_until=timezone.now() + timedelta(seconds=60),
    )
    jobs.run(job.pk)
    assert work.calls == 0

    with time_machine.travel(timezone.now() + timedelta(seconds=61)):
        jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.status, job.attempts) == (JobStatus.DONE, 2)


def test_a_worker_that_died_three_times_leaves_the_job_for_a_person(work, asker):
    job = ask(asker)
    Job.objects.update(
        status=JobStatus.RUNNING, attempts=3, lease="0" * 32, leased_until=timezone.now()
    )

    jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.status, work.calls) == (JobStatus.FAILED, 0)


def test_a_worker_that_lost_its_lease_throws_its_file_away(work, asker):
    job = ask(asker)
    work.does = lambda held, say: Job.objects.filter(pk=held.pk).update(lease="f" * 32)

    jobs.run(job.pk)

    job.refresh_from_db()
    assert job.status == JobStatus.RUNNING
    assert not StoredFile.objects.exists()
    assert default_storage.listdir("")[1] == []


def test_s06_a_right_that_ended_before_the_work_delivers_nothing(work, asker):
    job = ask(asker)
    work.allowed = False

    jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.status, work.calls) == (JobStatus.FAILED, 0)
    assert job.error == "Vous n’avez plus accès à cet objet."


def test_s06_an_account_that_was_closed_receives_nothing(work, asker):
    job = ask(asker)
    asker.is_active = False
    asker.save()

    jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.status, work.calls) == (JobStatus.FAILED, 0)


def test_the_sweep_finds_what_is_asked_and_what_a_dead_worker_held(work, asker):
    job = ask(asker)
    assert jobs.sweep() == 0

    with time_machine.travel(timezone.now() + timedelta(seconds=30)):
        assert jobs.sweep() == 1
    Job.objects.update(status=JobStatus.RUNNING, leased_until=timezone.now() - timedelta(seconds=1))
    assert jobs.sweep() == 1
    jobs.run(job.pk)
    assert jobs.sweep() == 0


def test_a_failed_job_is_asked_again_and_has_three_new_attempts(work, asker):
    work.does = fails
    job = ask(asker)
    for _n in range(3):
        jobs.run(job.pk)
    work.does = lambda job, say: None

    jobs.ask_again(job, by=asker)
    jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.status, job.attempts) == (JobStatus.DONE, 1)


def test_a_job_that_did_not_fail_is_not_asked_again(work, asker):
    job = ask(asker)

    with pytest.raises(Refused):
        jobs.ask_again(job, by=asker)


def test_what_somebody_waits_for_comes_before_what_is_made_in_the_background(work, asker):
    jobs.works("tests.slow", label="Fond", subject=lambda user, pk: pk, background=True)(work.make)
    try:
        slow = jobs.ask("tests.slow", subject_id=1, by=asker)
        first, second = ask(asker), jobs.ask(KIND, subject_id=8, by=asker)
        order = []
        work.does = lambda job, say: order.append(job.pk)

        for _n in range(4):
            jobs.run_next()
    finally:
        del jobs.KINDS["tests.slow"]

    assert order == [first.pk, second.pk, slow.pk]


def test_an_unknown_work_is_refused(db, asker):
    with pytest.raises(LookupError):
        jobs.ask("tests.nothing", subject_id=1, by=asker)
