"""The acts of the life of a pôle, by noun."""

from consensus.workflow.commitments import commit, drop, edit_commitment, keep, move, reopen
from consensus.workflow.communications import communicate, edit, withdraw

__all__ = [
    "commit",
    "communicate",
    "drop",
    "edit",
    "edit_commitment",
    "keep",
    "move",
    "reopen",
    "withdraw",
]
