"""Forms of the pôles, split by noun: they turn text into values and say what is wrong."""

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

__all__ = [
    "AttachmentForm",
    "CompositionDateForm",
    "DaysForm",
    "DeathForm",
    "DepartureForm",
    "FicheForm",
    "GuestForm",
    "NewPoleForm",
    "PoleFilter",
    "ProposalEditForm",
    "ProposalForm",
    "RequestForm",
]
