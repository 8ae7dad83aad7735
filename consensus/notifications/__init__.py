"""One function per mail. Each only posts rows: nothing leaves inside the act's transaction."""

from consensus.notifications.commitments import commitment_made
from consensus.notifications.diagnoses import diagnosis_submitted
from consensus.notifications.proposals import (
    message_to,
    objection_raised,
    position_recorded,
    proposal_closed,
    proposal_open,
)

__all__ = [
    "commitment_made",
    "diagnosis_submitted",
    "message_to",
    "objection_raised",
    "position_recorded",
    "proposal_closed",
    "proposal_open",
]
