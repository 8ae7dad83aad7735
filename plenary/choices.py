"""Closed lists of the plenary: states, kinds of items, outcomes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SittingStatus(models.TextChoices):
    PREPARING = "preparing", _("En préparation")
    CONVENED = "convened", _("Convoquée")
    IN_SESSION = "in_session", _("En séance")
    HELD = "held", _("Tenue")
    CANCELLED = "cancelled", _("Annulée")


OPEN_SITTINGS = (SittingStatus.PREPARING, SittingStatus.CONVENED, SittingStatus.IN_SESSION)
DECIDING_SITTINGS = (SittingStatus.IN_SESSION, SittingStatus.HELD)


class Kind(models.TextChoices):
    """What an item of the agenda is about; the value is also `DecisionRef.kind`."""

    LAUNCH = "lancement", _("Lancement d’un pôle")
    DESIGNATION = "designation", _("Désignation de membres")
    CONTINUATION = "poursuite", _("Poursuite au-delà d’un an")
    RENEWAL = "renouvellement", _("Renouvellement")
    STOP = "arret", _("Arrêt d’un pôle")
    MODALITIES = "modalites", _("Modalités de réunion")
    MODIFICATION = "modification", _("Modification de la fiche")
    DEROGATION = "derogation", _("Dérogation à une règle de la note")
    EVALUATION = "evaluation", _("Présentation d’une évaluation")
    COMMUNICATION = "communication", _("Communication")
    DEBATE = "debat", _("Débat")
    RECTIFICATION = "rectification", _("Rectification d’une décision")
    WITHDRAWAL = "retrait", _("Retrait d’une décision")
    OTHER = "divers", _("Divers")


ABOUT_A_POLE = (
    Kind.LAUNCH,
    Kind.DESIGNATION,
    Kind.CONTINUATION,
    Kind.RENEWAL,
    Kind.STOP,
    Kind.MODALITIES,
    Kind.MODIFICATION,
    Kind.DEROGATION,
    Kind.EVALUATION,
)
ASKED = (Kind.STOP, Kind.MODALITIES, Kind.MODIFICATION, Kind.DEROGATION)
FREE = (Kind.COMMUNICATION, Kind.DEBATE, Kind.OTHER)
CITING = (Kind.RECTIFICATION, Kind.WITHDRAWAL)
NOTED = (Kind.EVALUATION, *FREE)
APPROVED = tuple(k for k in Kind if k not in NOTED and k is not Kind.RECTIFICATION)
PAST = ABOUT_A_POLE


class ItemStatus(models.TextChoices):
    WAITING = "waiting", _("En attente d’une séance")
    LISTED = "listed", _("À l’ordre du jour")
    RECORDED = "recorded", _("Issue notée, à sceller")
    SEALED = "sealed", _("Décidé")
    REMOVED = "removed", _("Écarté")


OPEN_ITEMS = (ItemStatus.WAITING, ItemStatus.LISTED, ItemStatus.RECORDED)
ON_AN_AGENDA = (ItemStatus.LISTED, ItemStatus.RECORDED, ItemStatus.SEALED)


class Outcome(models.TextChoices):
    ACCEPTED = "valide", _("Validé")
    CONDITIONAL = "conditions", _("Validé sous conditions")
    REFUSED = "refuse", _("Refusé")
    POSTPONED = "reporte", _("Reporté")
    WITHDRAWN = "retire", _("Retiré")
    NOTED = "acte", _("Pris acte")


UNDECIDED = (Outcome.POSTPONED, Outcome.WITHDRAWN)
FAVOURABLE = (Outcome.ACCEPTED, Outcome.CONDITIONAL, Outcome.NOTED)


class Result(models.TextChoices):
    """The three ends of the one-year decision."""

    GO = "go", _("Poursuivre")
    ADJUST = "adjust", _("Poursuivre en ajustant")
    STOP = "stop", _("Arrêter")


class StanceKind(models.TextChoices):
    """What a seated member may say of an item; it informs the outcome, it is not a count."""

    FAVOURABLE = "favorable", _("Favorable")
    RESERVED = "reserve", _("Favorable avec réserve")
    UNFAVOURABLE = "defavorable", _("Défavorable")


class Channel(models.TextChoices):
    PAGE = "page", _("sur la page")
    LINK = "lien", _("par le lien du courriel")
