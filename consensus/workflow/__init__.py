"""The acts of the life of a pôle, by noun."""

from consensus.workflow.adoption import ADOPTION, adopts, kinds_offered
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
from consensus.workflow.messages import write_to_pole
from consensus.workflow.positions import give, lift, maintain, record_in_room
from consensus.workflow.proposals import amend, comment, defer, open_proposal

__all__ = [
    "ADOPTION",
    "adhere",
    "adopt",
    "adopts",
    "amend",
    "begin_diagnosis",
    "comment",
    "comment_diagnosis",
    "commit",
    "communicate",
    "defer",
    "drop",
    "edit",
    "edit_commitment",
    "edit_diagnosis",
    "give",
    "keep",
    "kinds_offered",
    "lift",
    "maintain",
    "move",
    "open_proposal",
    "record_in_room",
    "refer",
    "reopen",
    "review",
    "submit_diagnosis",
    "withdraw",
    "withdraw_proposal",
    "write_to_pole",
]
