"""What a pôle does together, as it is typed."""

from consensus.forms.commitments import (
    CommitmentEditForm,
    CommitmentFilter,
    CommitmentForm,
    KeepForm,
    MoveForm,
)
from consensus.forms.communications import CommunicationEditForm, CommunicationForm
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
    "AdoptForm",
    "AmendForm",
    "CommentForm",
    "CommitmentEditForm",
    "CommitmentFilter",
    "CommitmentForm",
    "CommunicationEditForm",
    "CommunicationForm",
    "DeferForm",
    "KeepForm",
    "LiftForm",
    "MaintainForm",
    "MessageForm",
    "MoveForm",
    "PositionForm",
    "ProposalForm",
    "ReviewForm",
    "RoomForm",
]
