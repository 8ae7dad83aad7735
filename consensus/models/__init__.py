"""What a pôle does together: what it settles, commits to, and tells the plenary."""

from consensus.models.commitments import Commitment
from consensus.models.communications import Communication
from consensus.models.positions import Objection, ObjectionStep, Position
from consensus.models.proposals import Comment, Proposal, Round

__all__ = [
    "Comment",
    "Commitment",
    "Communication",
    "Objection",
    "ObjectionStep",
    "Position",
    "Proposal",
    "Round",
]
