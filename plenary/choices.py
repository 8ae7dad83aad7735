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
    MINUTES = "pv", _("Approbation du procès-verbal")
    ROLLING = "rolling", _("Rolling agenda")
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
STANDING = (Kind.MINUTES, Kind.ROLLING)
CITING = (Kind.RECTIFICATION, Kind.WITHDRAWAL)
NOTED = (Kind.EVALUATION, Kind.ROLLING, *FREE)
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


class Section(models.TextChoices):
    """Headings of an agenda, in the order in which it prints them."""

    OPENING = "ouverture", _("Ouverture")
    DECISIONS = "decisions", _("Décisions")
    COMMUNICATIONS = "communications", _("Communications")
    DEBATES = "debats", _("Débats")
    OTHER = "divers", _("Divers")


SECTION_OF = {
    Kind.MINUTES: Section.OPENING,
    Kind.EVALUATION: Section.COMMUNICATIONS,
    Kind.COMMUNICATION: Section.COMMUNICATIONS,
    Kind.DEBATE: Section.DEBATES,
    Kind.ROLLING: Section.DEBATES,
    Kind.OTHER: Section.OTHER,
}


class Audience(models.TextChoices):
    """Who may read an item, an annex or a block of the minutes (domain.md § 7)."""

    PUBLIC = "public", _("Public, une fois approuvé")
    MEMBERS = "membres", _("Membres de la plénière")
    CLOSED = "huis_clos", _("Huis clos")


WIDTH = (Audience.CLOSED, Audience.MEMBERS, Audience.PUBLIC)


def is_wider(audience, than) -> bool:
    """May people read under `audience` who may not read under `than`?"""
    return WIDTH.index(Audience(audience)) > WIDTH.index(Audience(than))


AUDIENCE_OF = {
    Kind.LAUNCH: Audience.PUBLIC,
    Kind.CONTINUATION: Audience.PUBLIC,
    Kind.RENEWAL: Audience.PUBLIC,
    Kind.STOP: Audience.PUBLIC,
}


def narrower(one, other) -> Audience:
    """The one of two audiences that fewer people belong to."""
    return Audience(other) if is_wider(one, other) else Audience(one)


class Step(models.TextChoices):
    """Somebody comes or goes while the sitting is on."""

    ARRIVES = "arrive", _("arrive")
    LEAVES = "part", _("part")


class MinutesStatus(models.TextChoices):
    DRAFT = "draft", _("PV en rédaction")
    CIRCULATED = "circulated", _("PV en relecture")
    APPROVED = "approved", _("PV approuvé")
    PUBLISHED = "published", _("PV publié")


STANDING_MINUTES = (MinutesStatus.APPROVED, MinutesStatus.PUBLISHED)


class Part(models.TextChoices):
    """What a block of the minutes was assembled from, in the order of the page."""

    OPENING = "ouverture", _("Ouverture de la séance")
    NOTE = "note", _("Note de séance")
    ROOM = "salle", _("Déports, arrivées et départs")
    DECISION = "decision", _("Décision")
    FOLLOWUP = "suites", _("Conditions et actions")
    CLOSING = "cloture", _("Levée de la séance")


class Reader(models.TextChoices):
    """As whom one reads the minutes."""

    SERVICE = "service", _("Service")
    VOICE = "voix", _("Membre avec voix")
    CONSULTATIVE = "consultatif", _("Membre à voix consultative")
    PUBLIC = "public", _("Public")


READS = {
    Reader.SERVICE: WIDTH,
    Reader.VOICE: WIDTH,
    Reader.CONSULTATIVE: (Audience.MEMBERS, Audience.PUBLIC),
    Reader.PUBLIC: (Audience.PUBLIC,),
}


class RemarkOutcome(models.TextChoices):
    TAKEN = "retenue", _("Retenue")
    NOT_TAKEN = "ecartee", _("Non retenue")
