"""What a pôle does together, as it is typed."""

from consensus.forms.commitments import (
    CommitmentEditForm,
    CommitmentFilter,
    CommitmentForm,
    KeepForm,
    MoveForm,
)
from consensus.forms.communications import CommunicationEditForm, CommunicationForm
from consensus.forms.diagnoses import (
    AdhesionForm,
    DiagnosisCommentForm,
    DiagnosisForm,
    NewDiagnosisForm,
    SubmitDiagnosisForm,
)
from consensus.forms.positions import LiftForm, MaintainForm, PositionForm, RoomForm
from consensus.forms.proposals import (
    AdoptForm,
    AmendForm,
    CommentForm,
    DeferForm,
    MessageForm,
    ProposalForm,
    ReviewForm,
)

__all__ = [
    "AdhesionForm",
    "AdoptForm",
    "AmendForm",
    "CommentForm",
    "CommitmentEditForm",
    "CommitmentFilter",
    "CommitmentForm",
    "CommunicationEditForm",
    "CommunicationForm",
    "DeferForm",
    "DiagnosisCommentForm",
    "DiagnosisForm",
    "KeepForm",
    "LiftForm",
    "MaintainForm",
    "MessageForm",
    "MoveForm",
    "NewDiagnosisForm",
    "PositionForm",
    "ProposalForm",
    "ReviewForm",
    "RoomForm",
    "SubmitDiagnosisForm",
]
