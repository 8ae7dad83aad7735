"""The acts of the life of a pôle, by noun."""

from consensus.workflow.adoption import ADOPTION, adopts, kinds_offered
from consensus.workflow.attendance import answer, note_attendance
from consensus.workflow.closing import adopt, refer, review, withdraw_proposal
from consensus.workflow.commitments import commit, drop, edit_commitment, keep, move, reopen
from consensus.workflow.communications import communicate, edit, withdraw
from consensus.workflow.diagnoses import (
    adhere,
    begin_diagnosis,
    comment_diagnosis,
    edit_diagnosis,
    submit_diagnosis,
)
from consensus.workflow.meetings import (
    cancel,
    hold,
    invite,
    missing_to_hold,
    missing_to_invite,
    plan,
)
from consensus.workflow.meetings import edit as edit_meeting
from consensus.workflow.messages import write_to_pole
from consensus.workflow.minutes import (
    close_minutes,
    correct_minutes,
    send_minutes,
    take_back_minutes,
    write_general,
    write_point,
)
from consensus.workflow.opinions import (
    adopt_opinion,
    decline_opinion,
    edit_opinion,
    give_opinion,
    open_opinion,
    propose_opinion,
    reopen_opinion,
    request_opinion,
    transmit_opinion,
)
from consensus.workflow.points import (
    add_point,
    edit_point,
    move_point,
    order_point,
    take_up_again,
    withdraw_point,
)
from consensus.workflow.positions import give, lift, maintain, record_in_room
from consensus.workflow.proposals import amend, comment, defer, open_proposal
from consensus.workflow.states import MEETING_MINUTES_TRANSITIONS, MEETING_TRANSITIONS

__all__ = [
    "ADOPTION",
    "MEETING_MINUTES_TRANSITIONS",
    "MEETING_TRANSITIONS",
    "add_point",
    "adhere",
    "adopt",
    "adopt_opinion",
    "adopts",
    "amend",
    "answer",
    "begin_diagnosis",
    "cancel",
    "close_minutes",
    "comment",
    "comment_diagnosis",
    "commit",
    "communicate",
    "correct_minutes",
    "decline_opinion",
    "defer",
    "drop",
    "edit",
    "edit_commitment",
    "edit_diagnosis",
    "edit_meeting",
    "edit_opinion",
    "edit_point",
    "give",
    "give_opinion",
    "hold",
    "invite",
    "keep",
    "kinds_offered",
    "lift",
    "maintain",
    "missing_to_hold",
    "missing_to_invite",
    "move",
    "move_point",
    "note_attendance",
    "open_opinion",
    "open_proposal",
    "order_point",
    "plan",
    "propose_opinion",
    "record_in_room",
    "refer",
    "reopen",
    "reopen_opinion",
    "request_opinion",
    "review",
    "send_minutes",
    "submit_diagnosis",
    "take_back_minutes",
    "take_up_again",
    "transmit_opinion",
    "withdraw",
    "withdraw_point",
    "withdraw_proposal",
    "write_general",
    "write_point",
    "write_to_pole",
]
