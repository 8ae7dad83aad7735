"""Forms of the pôles, split by noun: they turn text into values and say what is wrong."""

from poles.forms.applications import AddressForm, ApplicationEditForm, ApplicationForm
from poles.forms.calls import CallEditForm, CallForm, ExtendForm
from poles.forms.conformity import ConformityFilter, StatementForm
from poles.forms.days import DaysForm
from poles.forms.fiche import AttachmentForm, FicheForm, NewPoleForm, PoleFilter, RequestForm
from poles.forms.members import (
    CompositionDateForm,
    DeathForm,
    DepartureForm,
    GuestForm,
    ProposalEditForm,
    ProposalForm,
)
from poles.forms.simulator import SimulatorForm
from poles.forms.sorting import (
    AnswersForm,
    ApplicationFilter,
    ExamineForm,
    RetainForm,
    SetAsideForm,
)

__all__ = [
    "AddressForm",
    "SetAsideForm",
    "StatementForm",
    "RetainForm",
    "ExamineForm",
    "ApplicationFilter",
    "AnswersForm",
    "ApplicationEditForm",
    "ApplicationForm",
    "AttachmentForm",
    "CallEditForm",
    "CallForm",
    "CompositionDateForm",
    "ConformityFilter",
    "DaysForm",
    "DeathForm",
    "DepartureForm",
    "ExtendForm",
    "FicheForm",
    "GuestForm",
    "NewPoleForm",
    "PoleFilter",
    "ProposalEditForm",
    "ProposalForm",
    "RequestForm",
    "SimulatorForm",
]
