"""What follows from the rows: states in words, who has a voice, what waits, what a link says."""

from plenary.facts.links import BrokenLink, Invitation, link_for, read_link
from plenary.facts.states import (
    STANCE_STATES,
    decision_state,
    item_state,
    outcome_state,
    sitting_state,
    sitting_title,
)
from plenary.facts.todo import outcomes_to_seal, points_awaiting_my_stance, points_waiting
from plenary.facts.voices import (
    Voice,
    roll_call,
    standing_derogations,
    tally,
    voice_of,
    voices,
)
from plenary.facts.waiting import (
    Waiting,
    is_listed,
    is_possible,
    missing_to_close,
    missing_to_convene,
    title_of,
    waiting_in,
)

__all__ = [
    "STANCE_STATES",
    "BrokenLink",
    "Invitation",
    "Voice",
    "Waiting",
    "decision_state",
    "is_listed",
    "is_possible",
    "item_state",
    "link_for",
    "missing_to_close",
    "missing_to_convene",
    "outcome_state",
    "outcomes_to_seal",
    "points_awaiting_my_stance",
    "points_waiting",
    "read_link",
    "roll_call",
    "sitting_state",
    "sitting_title",
    "standing_derogations",
    "tally",
    "title_of",
    "voice_of",
    "voices",
    "waiting_in",
]
