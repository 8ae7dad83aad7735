"""Pages of what a pôle does together."""

from consensus.views.commitments import (
    CommitmentDetail,
    CommitmentExport,
    CommitmentList,
    DropCommitment,
    EditCommitment,
    KeepCommitment,
    MoveCommitment,
    MyCommitments,
    NewCommitment,
    ReopenCommitment,
)
from consensus.views.communications import Communicate, CommunicationDetail, OneCommunication
from consensus.views.dossier import Dossier

__all__ = [
    "CommitmentDetail",
    "CommitmentExport",
    "CommitmentList",
    "Communicate",
    "CommunicationDetail",
    "Dossier",
    "DropCommitment",
    "EditCommitment",
    "KeepCommitment",
    "MoveCommitment",
    "MyCommitments",
    "NewCommitment",
    "OneCommunication",
    "ReopenCommitment",
]
