"""Closed lists of the life of a pôle."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CommunicationKind(models.TextChoices):
    """What the pôle tells the plenary."""

    DECISION = "decision", _("Décision")
    ORIENTATION = "orientation", _("Orientation")
    INFORMATION = "information", _("Information")


class CommitmentState(models.TextChoices):
    """Where an engagement stands on a day: computed from its dates, never stored."""

    LATE = "en-retard", _("En retard")
    OPEN = "a-tenir", _("À tenir")
    KEPT = "tenu", _("Tenu")
    DROPPED = "abandonne", _("Abandonné")
