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


class ProposalKind(models.TextChoices):
    """What a pôle may settle by consensus (art. 18 § 1 and § 2)."""

    DECISION = "decision", _("Décision")
    ORIENTATION = "orientation", _("Orientation")
    MODALITIES = "modalites", _("Modalités de réunion")
    ENDORSEMENT = "portage", _("Endossement d’un projet")
    OPINION = "avis", _("Avis d’opportunité")


class ProposalStatus(models.TextChoices):
    OPEN = "open", _("En discussion")
    ADOPTED = "adopted", _("Adoptée")
    REFERRED = "referred", _("Renvoyée à la plénière")
    WITHDRAWN = "withdrawn", _("Retirée")


class PositionKind(models.TextChoices):
    """What a seat says of a text: never a vote, nothing here is counted as one."""

    AGREES = "adhere", _("J’adhère")
    RESERVED = "reserve", _("J’adhère avec réserve")
    ABSTAINS = "abstention", _("Je m’abstiens")
    OBJECTS = "objection", _("J’objecte")


AGREEING = (PositionKind.AGREES, PositionKind.RESERVED)
REASONED = (PositionKind.RESERVED, PositionKind.OBJECTS)


class PositionChannel(models.TextChoices):
    """How a position came in; what was said aloud says who wrote it down."""

    PAGE = "page", _("sur la page")
    LINK = "lien", _("par le lien du courriel")
    ROOM = "seance", _("en réunion")


class ObjectionStatus(models.TextChoices):
    RAISED = "raised", _("Soulevée")
    INTEGRATED = "integrated", _("Intégrée")
    MAINTAINED = "maintained", _("Maintenue")
    LIFTED = "lifted", _("Levée")
    LAPSED = "lapsed", _("Éteinte")


STANDING_OBJECTIONS = (ObjectionStatus.RAISED, ObjectionStatus.MAINTAINED)
LIVING_OBJECTIONS = (*STANDING_OBJECTIONS, ObjectionStatus.INTEGRATED)


class Recipients(models.TextChoices):
    """To whom of a pôle a message goes."""

    MEMBERS = "membres", _("Les membres désignés et leurs suppléants")
    GUESTS = "invites", _("Les invités")
    CANDIDATES = "candidats", _("Les personnes proposées à la plénière, et les candidats à l’appel")


class AdhesionKind(models.TextChoices):
    """What a party says of a version of the shared diagnosis."""

    ADHERES = "adhere", _("J’adhère")
    RESERVED = "reserve", _("J’adhère avec réserve")
    LACKING = "manque", _("Il manque quelque chose")


class AnswerChannel(models.TextChoices):
    """How an answer came in."""

    PAGE = "page", _("sur la page")
    LINK = "lien", _("par le lien du courriel")


class MeetingStatus(models.TextChoices):
    """Where a meeting of the pôle stands."""

    PLANNED = "planned", _("Planifiée")
    INVITED = "invited", _("Invitation envoyée")
    HELD = "held", _("Tenue")
    CANCELLED = "cancelled", _("Annulée")


TO_COME = (MeetingStatus.PLANNED, MeetingStatus.INVITED)


class Cadence(models.TextChoices):
    """What a series is counted in."""

    WEEKS = "semaines", _("semaines")
    MONTHS = "mois", _("mois")


class MinutesStatus(models.TextChoices):
    """The minutes of a meeting: written by the service, read by the pôle, then closed."""

    DRAFT = "draft", _("En rédaction")
    SENT = "sent", _("Envoyé aux membres")
    CLOSED = "closed", _("Clos")


READ_BY_ALL = (MinutesStatus.SENT, MinutesStatus.CLOSED)


class OpinionStatus(models.TextChoices):
    """The life of an avis d’opportunité (art. 18 § 2)."""

    REQUESTED = "requested", _("Demandé")
    CONSENSUS = "consensus", _("En concertation")
    GIVEN = "given", _("Rendu")
    TRANSMITTED = "transmitted", _("Transmis")
    DECLINED = "declined", _("Sans suite")


class OpinionOrigin(models.TextChoices):
    """Who asked for it: the accord knows both."""

    ASKED = "demande", _("À la demande d’une instance")
    OWN = "initiative", _("De la propre initiative du pôle")
