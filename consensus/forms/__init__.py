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
from consensus.forms.meetings import MeetingAttendanceForm, MeetingEditForm, MeetingForm
from consensus.forms.minutes import CorrectionForm, GeneralForm, RecordForm
from consensus.forms.opinions import (
    AdoptOpinionForm,
    GiveOpinionForm,
    OpinionEditForm,
    OpinionFilter,
    OpinionForm,
    TransmitOpinionForm,
)
from consensus.forms.points import AgainForm, PointEditForm, PointForm, WhereForm
from consensus.forms.positions import LiftForm, MaintainForm, PositionForm, RoomForm
from consensus.forms.proposals import (
    AdoptForm,
    AmendForm,
    CommentForm,
    DeferForm,
    MessageForm,
    OpinionProposalForm,
    ProposalForm,
    ReviewForm,
)

__all__ = [
    "AdhesionForm",
    "AdoptForm",
    "AdoptOpinionForm",
    "AgainForm",
    "AmendForm",
    "CommentForm",
    "CommitmentEditForm",
    "CommitmentFilter",
    "CommitmentForm",
    "CommunicationEditForm",
    "CommunicationForm",
    "CorrectionForm",
    "DeferForm",
    "DiagnosisCommentForm",
    "DiagnosisForm",
    "GeneralForm",
    "GiveOpinionForm",
    "KeepForm",
    "LiftForm",
    "MaintainForm",
    "MeetingAttendanceForm",
    "MeetingEditForm",
    "MeetingForm",
    "MessageForm",
    "MoveForm",
    "NewDiagnosisForm",
    "OpinionEditForm",
    "OpinionFilter",
    "OpinionForm",
    "OpinionProposalForm",
    "PointEditForm",
    "PointForm",
    "PositionForm",
    "ProposalForm",
    "RecordForm",
    "ReviewForm",
    "RoomForm",
    "SubmitDiagnosisForm",
    "TransmitOpinionForm",
    "WhereForm",
]
