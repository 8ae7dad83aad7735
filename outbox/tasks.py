"""Background work of the outbox: thin, safe to run twice, late and at once."""

from celery import shared_task

from core.clock import today
from outbox import workflow


@shared_task
def relay():
    """Sends the mails that are ready. Rung after each act, and every thirty seconds."""
    workflow.relay()


@shared_task
def send_reminders():
    """Brings every reminder up to today, in Brussels; the schedule itself is in UTC."""
    sent = workflow.sweep(on=today())
    workflow.beat(workflow.REMINDERS, note=f"{sent}")


@shared_task
def heartbeat():
    """Says each minute that schedule and worker are alive."""
    workflow.beat(workflow.WORKER)
