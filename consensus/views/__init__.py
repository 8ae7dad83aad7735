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
from consensus.views.messages import WriteToPole
from consensus.views.positions import (
    AnswerByLink,
    GivePosition,
    LiftObjection,
    MaintainObjection,
    RecordInRoom,
)
from consensus.views.proposals import (
    Adopt,
    Amend,
    Defer,
    ProposalDetail,
    ProposalList,
    Propose,
    Refer,
    Review,
    WithdrawProposal,
    WriteComment,
)

__all__ = [
    "Adopt",
    "Amend",
    "AnswerByLink",
    "CommitmentDetail",
    "CommitmentExport",
    "CommitmentList",
    "Communicate",
    "CommunicationDetail",
    "Defer",
    "Dossier",
    "DropCommitment",
    "EditCommitment",
    "GivePosition",
    "KeepCommitment",
    "LiftObjection",
    "MaintainObjection",
    "MoveCommitment",
    "MyCommitments",
    "NewCommitment",
    "OneCommunication",
    "ProposalDetail",
    "ProposalList",
    "Propose",
    "RecordInRoom",
    "Refer",
    "ReopenCommitment",
    "Review",
    "WithdrawProposal",
    "WriteComment",
    "WriteToPole",
]
