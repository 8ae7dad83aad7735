"""The acts of the plenary: guard, facts, announcement. Status changes nowhere else."""

from plenary.workflow.agenda import (
    add_free,
    ask,
    drop,
    edit_item,
    from_fact,
    move,
    put_on,
    remove,
)
from plenary.workflow.corrections import ask_withdrawal, rectify
from plenary.workflow.decisions import meet_condition, outcomes_of, record
from plenary.workflow.effects import EFFECTS
from plenary.workflow.reprise import past_decision
from plenary.workflow.seal import seal, seal_all
from plenary.workflow.sittings import (
    cancel,
    close,
    convene,
    edit,
    enter_past,
    open_sitting,
    prepare,
)
from plenary.workflow.stances import (
    answer_presence,
    give_stance,
    lift_recusal,
    note_attendance,
    recuse,
)
from plenary.workflow.states import ITEM_TRANSITIONS, SITTING_TRANSITIONS

__all__ = [
    "EFFECTS",
    "ITEM_TRANSITIONS",
    "SITTING_TRANSITIONS",
    "add_free",
    "answer_presence",
    "ask",
    "ask_withdrawal",
    "cancel",
    "close",
    "convene",
    "drop",
    "edit",
    "edit_item",
    "enter_past",
    "from_fact",
    "give_stance",
    "lift_recusal",
    "meet_condition",
    "move",
    "note_attendance",
    "open_sitting",
    "outcomes_of",
    "past_decision",
    "prepare",
    "put_on",
    "record",
    "rectify",
    "recuse",
    "remove",
    "seal",
    "seal_all",
]
