"""The acts of the plenary: guard, facts, announcement. Status changes nowhere else."""

from plenary.workflow.actions import drop_action, edit_action, finish_action, note_actions
from plenary.workflow.agenda import (
    add_free,
    ask,
    drop,
    edit_item,
    from_fact,
    put_on,
    remove,
)
from plenary.workflow.annexes import join, move_annex, remove_annex
from plenary.workflow.approval import approve_minutes, correct_minutes, publish, unpublish
from plenary.workflow.communications import (
    edit_communication,
    leave,
    take,
    withdraw_communication,
)
from plenary.workflow.corrections import ask_withdrawal, rectify
from plenary.workflow.decisions import meet_condition, outcomes_of, record
from plenary.workflow.designation import ask_designation
from plenary.workflow.effects import EFFECTS
from plenary.workflow.frozen import print_version
from plenary.workflow.live import note_movement, write_up
from plenary.workflow.minutes import add_block, assemble, edit_block, remove_block
from plenary.workflow.order import move, reorder
from plenary.workflow.proxies import give_proxy, note_proxy, revoke_proxy, strike_proxy
from plenary.workflow.reading import mark_read, mark_unread, write_note
from plenary.workflow.remarks import answer_remark, circulate, make_remark, take_back_minutes
from plenary.workflow.reprise import past_decision
from plenary.workflow.rolling import (
    add_turn,
    choose,
    edit_theme,
    move_turn,
    prepare,
    present_theme,
    remove_turn,
    roll,
)
from plenary.workflow.seal import seal, seal_all
from plenary.workflow.sittings import (
    cancel,
    close,
    convene,
    edit,
    enter_past,
    open_sitting,
)
from plenary.workflow.stances import (
    answer_presence,
    give_stance,
    lift_recusal,
    note_attendance,
    recuse,
)
from plenary.workflow.standing import standing_items
from plenary.workflow.states import (
    ITEM_TRANSITIONS,
    MINUTES_TRANSITIONS,
    SITTING_TRANSITIONS,
)

__all__ = [
    "ask_designation",
    "EFFECTS",
    "ITEM_TRANSITIONS",
    "MINUTES_TRANSITIONS",
    "SITTING_TRANSITIONS",
    "add_block",
    "add_free",
    "add_turn",
    "answer_presence",
    "answer_remark",
    "approve_minutes",
    "ask",
    "ask_withdrawal",
    "assemble",
    "cancel",
    "choose",
    "circulate",
    "close",
    "convene",
    "correct_minutes",
    "drop",
    "drop_action",
    "edit",
    "edit_block",
    "edit_communication",
    "edit_action",
    "edit_item",
    "edit_theme",
    "enter_past",
    "finish_action",
    "from_fact",
    "give_proxy",
    "give_stance",
    "join",
    "leave",
    "lift_recusal",
    "make_remark",
    "mark_read",
    "mark_unread",
    "meet_condition",
    "move",
    "move_annex",
    "move_turn",
    "note_actions",
    "note_attendance",
    "note_movement",
    "note_proxy",
    "open_sitting",
    "outcomes_of",
    "past_decision",
    "prepare",
    "present_theme",
    "print_version",
    "publish",
    "put_on",
    "record",
    "rectify",
    "recuse",
    "remove",
    "remove_annex",
    "remove_block",
    "remove_turn",
    "reorder",
    "revoke_proxy",
    "roll",
    "seal",
    "seal_all",
    "standing_items",
    "strike_proxy",
    "take",
    "take_back_minutes",
    "unpublish",
    "withdraw_communication",
    "write_note",
    "write_up",
]
