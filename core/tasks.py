"""Background work of the mechanics: thin, primary keys in, safe to run twice."""

from celery import shared_task

from core import jobs, pdf


@shared_task
def run_job(pk):
    """Does one job, on the queue apart for documents.

    The message says that `pk` waits; the most pressing job is done first, each message does one.
    """
    jobs.run_next()


@shared_task
def sweep_jobs():
    """Finds the jobs whose message or worker was lost; removes what a killed printer left."""
    jobs.sweep()
    pdf.remove_leftovers()
