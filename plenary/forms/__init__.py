"""Forms of the plenary: they turn text into values and say what is wrong beside the field."""

from meetings.forms import PresenceForm
from plenary.forms.actions import ActionForm, FollowedFilter
from plenary.forms.annexes import AnnexForm
from plenary.forms.communications import TakeForm
from plenary.forms.corrections import NoteForm, RectifyForm, SealForm
from plenary.forms.items import AskForm, FreeItemForm, ItemForm, PutOnForm, UrgentForm
from plenary.forms.kinds import outcome_form
from plenary.forms.live import MovementForm, moves_of
from plenary.forms.minutes import (
    AnswerForm,
    BlockForm,
    CirculateForm,
    CorrectForm,
    NewBlockForm,
    RemarkForm,
    RemoveBlockForm,
)
from plenary.forms.reading import NoteToSelfForm
from plenary.forms.record import OutcomeForm, WriteUpForm
from plenary.forms.register import DecisionFilter
from plenary.forms.reprise import ChoosePastForm
from plenary.forms.rolling import ThemeEditForm, ThemeForm, TurnForm
from plenary.forms.sittings import AttendanceForm, ConveneForm, SittingEditForm, SittingForm
from plenary.forms.stances import (
    ProxyForm,
    RecusalForm,
    SittingProxyForm,
    StanceForm,
)

__all__ = [
    "AnnexForm",
    "AnswerForm",
    "ActionForm",
    "AskForm",
    "AttendanceForm",
    "BlockForm",
    "ChoosePastForm",
    "CirculateForm",
    "ConveneForm",
    "CorrectForm",
    "DecisionFilter",
    "FollowedFilter",
    "FreeItemForm",
    "ItemForm",
    "MovementForm",
    "NewBlockForm",
    "NoteForm",
    "NoteToSelfForm",
    "OutcomeForm",
    "PresenceForm",
    "ProxyForm",
    "PutOnForm",
    "RectifyForm",
    "RecusalForm",
    "RemarkForm",
    "RemoveBlockForm",
    "SealForm",
    "SittingEditForm",
    "SittingForm",
    "SittingProxyForm",
    "StanceForm",
    "TakeForm",
    "ThemeEditForm",
    "ThemeForm",
    "TurnForm",
    "UrgentForm",
    "WriteUpForm",
    "moves_of",
    "outcome_form",
]
