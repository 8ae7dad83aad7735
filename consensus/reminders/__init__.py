"""What is recalled of the life of a pôle, and to whom; its days for the échéancier."""

from consensus.reminders.commitments import commitment_due, engagements

__all__ = ["commitment_due", "engagements"]
