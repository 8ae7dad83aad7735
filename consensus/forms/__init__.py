"""What a pôle does together, as it is typed."""

from consensus.forms.commitments import (
    CommitmentEditForm,
    CommitmentFilter,
    CommitmentForm,
    KeepForm,
    MoveForm,
)
from consensus.forms.communications import CommunicationEditForm, CommunicationForm

__all__ = [
    "CommitmentEditForm",
    "CommitmentFilter",
    "CommitmentForm",
    "CommunicationEditForm",
    "CommunicationForm",
    "KeepForm",
    "MoveForm",
]
