"""One function per mail. Each only posts rows: nothing leaves inside the act's transaction."""

from consensus.notifications.commitments import commitment_made
from consensus.notifications.diagnoses import diagnosis_submitted
from consensus.notifications.meetings import (
    invitation,
    meeting_cancelled,
    meeting_moved,
    minutes_sent,
    newly_invited,
)
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
    "invitation",
    "meeting_cancelled",
    "meeting_moved",
    "message_to",
    "minutes_sent",
    "newly_invited",
    "objection_raised",
    "position_recorded",
    "proposal_closed",
    "proposal_open",
]
