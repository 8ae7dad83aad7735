"""What a pôle does together: what it settles, commits to, and tells the plenary."""

from consensus.models.commitments import Commitment
from consensus.models.communications import Communication
from consensus.models.diagnoses import Adhesion, Diagnosis, DiagnosisComment, DiagnosisVersion
from consensus.models.meetings import Attendance, Meeting, Point, Series
from consensus.models.minutes import MeetingMinutes
from consensus.models.opinions import Opinion
from consensus.models.positions import Objection, ObjectionStep, Position
from consensus.models.proposals import Comment, Proposal, Round

__all__ = [
    "Adhesion",
    "Attendance",
    "Comment",
    "Commitment",
    "Communication",
    "Diagnosis",
    "DiagnosisComment",
    "DiagnosisVersion",
    "Meeting",
    "MeetingMinutes",
    "Objection",
    "ObjectionStep",
    "Opinion",
    "Point",
    "Position",
    "Proposal",
    "Round",
    "Series",
]
