"""Closed lists of the fiches projet."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProjectStatus(models.TextChoices):
    DRAFT = "draft", _("Brouillon")
    SUBMITTED = "submitted", _("Transmise")
    RETURNED = "returned", _("À compléter")
    ADMISSIBLE = "admissible", _("Recevable")
    ENDORSED = "endorsed", _("Portée par le pôle")
    AGREED = "agreed", _("Agréée")
    REFUSED = "refused", _("Refusée")
    RUNNING = "running", _("En cours")
    COMPLETED = "completed", _("Achevée")
    STOPPED = "stopped", _("Arrêtée")
    WITHDRAWN = "withdrawn", _("Retirée")
