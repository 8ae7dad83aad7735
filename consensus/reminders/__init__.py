"""What is recalled of the life of a pôle, and to whom; its days for the échéancier."""

from consensus.reminders.commitments import commitment_due, engagements
from consensus.reminders.diagnoses import diagnoses_to_answer, diagnosis_awaited
from consensus.reminders.meetings import (
    meetings_to_come,
    pole_silent,
    presence_awaited,
    rhythms_to_keep,
)
from consensus.reminders.opinions import opinion_due
from consensus.reminders.proposals import (
    objection_stands,
    position_awaited,
    texts_to_answer_or_to_review,
)

__all__ = [
    "commitment_due",
    "diagnoses_to_answer",
    "diagnosis_awaited",
    "engagements",
    "meetings_to_come",
    "objection_stands",
    "opinion_due",
    "pole_silent",
    "position_awaited",
    "presence_awaited",
    "rhythms_to_keep",
    "texts_to_answer_or_to_review",
]
