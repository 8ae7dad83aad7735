"""What a pôle does together: what it settles, commits to, and tells the plenary."""

from consensus.models.commitments import Commitment
from consensus.models.communications import Communication
from consensus.models.diagnoses import Adhesion, Diagnosis, DiagnosisComment, DiagnosisVersion
from consensus.models.positions import Objection, ObjectionStep, Position
from consensus.models.proposals import Comment, Proposal, Round

__all__ = [
    "Adhesion",
    "Comment",
    "Commitment",
    "Communication",
    "Diagnosis",
    "DiagnosisComment",
    "DiagnosisVersion",
    "Objection",
    "ObjectionStep",
    "Position",
    "Proposal",
    "Round",
]
