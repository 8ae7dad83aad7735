"""Forms of the plenary: they turn text into values and say what is wrong beside the field."""

from plenary.forms.corrections import NoteForm, RectifyForm, SealForm
from plenary.forms.items import AskForm, FreeItemForm, ItemForm, PutOnForm, UrgentForm
from plenary.forms.kinds import outcome_form
from plenary.forms.record import OutcomeForm
from plenary.forms.reprise import ChoosePastForm
from plenary.forms.sittings import AttendanceForm, SittingEditForm, SittingForm
from plenary.forms.stances import PresenceForm, RecusalForm, StanceForm

__all__ = [
    "AskForm",
    "AttendanceForm",
    "ChoosePastForm",
    "FreeItemForm",
    "ItemForm",
    "NoteForm",
    "OutcomeForm",
    "PresenceForm",
    "PutOnForm",
    "RectifyForm",
    "RecusalForm",
    "SealForm",
    "SittingEditForm",
    "SittingForm",
    "StanceForm",
    "UrgentForm",
    "outcome_form",
]
