"""The acts of the outbox: post, release, deliver, remind. Status changes nowhere else."""

from outbox.models import WORKER
from outbox.workflow.acts import discard, edit, hold, release, release_all, retry
from outbox.workflow.delivery import relay, settle_abandoned
from outbox.workflow.feeds import close_feed, feed_of, open_feed, reader
from outbox.workflow.posting import addresses, post, write
from outbox.workflow.pulse import REMINDERS, beat
from outbox.workflow.reminders import RULES, Occasion, Step, reminder, sweep
from outbox.workflow.states import REMINDER_TRANSITIONS, TRANSITIONS

__all__ = [
    "REMINDERS",
    "REMINDER_TRANSITIONS",
    "RULES",
    "TRANSITIONS",
    "WORKER",
    "Occasion",
    "Step",
    "addresses",
    "beat",
    "close_feed",
    "discard",
    "edit",
    "feed_of",
    "hold",
    "open_feed",
    "post",
    "reader",
    "relay",
    "release",
    "release_all",
    "reminder",
    "retry",
    "settle_abandoned",
    "sweep",
    "write",
]
