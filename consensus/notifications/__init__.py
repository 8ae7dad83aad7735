"""One function per mail. Each only posts rows: nothing leaves inside the act's transaction."""

from consensus.notifications.commitments import commitment_made

__all__ = ["commitment_made"]
