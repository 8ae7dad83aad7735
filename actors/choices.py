"""Closed lists of the actors."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """Legal categories of art. 18 § 1; OTHER is a full member who counts for no group."""

    A = "A", _("A. Entreprises, intercommunales, partenaires sociaux")
    B = "B", _("B. Emploi, formation, insertion")
    C = "C", _("C. Enseignement qualifiant")
    OTHER = "autre", _("Autre membre désigné")


class Sector(models.TextChoices):
    PUBLIC = "public", _("public")
    PRIVATE = "privé", _("privé")
    NON_PROFIT = "associatif", _("associatif")
    JOINT = "paritaire", _("paritaire")


class StaffRole(models.TextChoices):
    """Functions of the service IBEFE, each dated."""

    OFFICER = "charge", _("chargé·e de mission")
    COORDINATION = "coordination", _("coordination")
    SECRETARY = "secretariat", _("secrétariat de la plénière")
    ADMIN = "administration", _("administration")


class SeatGroup(models.TextChoices):
    """Groups of the plenary."""

    CHAIR = "presidence", _("Présidence")
    EDUCATION = "enseignement", _("Enseignement qualifiant")
    TRAINING = "formation_emploi", _("Formation, emploi, insertion")
    SOCIAL = "sociaux", _("Interlocuteurs sociaux")
    GUEST = "consultatif", _("Invités avec voix consultative")


class Rank(models.TextChoices):
    EFFECTIVE = "effectif", _("effectif")
    ALTERNATE = "suppleant", _("suppléant")


class RuleSource(models.TextChoices):
    """What a rule set puts in force; the same values as core.law.Source."""

    ACCORD = "accord", _("Accord de coopération du 20 mars 2014")
    NOTE = "note", _("Note de l’IBEFE Bruxelles")


class QuorumRule(models.TextChoices):
    """How many voices must be there; a number of them, or a share of the seats with a voice."""

    MORE_THAN_HALF = "majorite", _("plus de la moitié des voix")
    HALF = "moitie", _("la moitié des voix au moins")
    THIRD = "tiers", _("un tiers des voix au moins")
    NUMBER = "nombre", _("un nombre fixe de voix")
    NONE = "aucun", _("aucun quorum")


class DecisionRule(models.TextChoices):
    CONSENSUS = "consensus", _("par consensus")
    SIMPLE = "simple", _("à la majorité simple")
    ABSOLUTE = "absolue", _("à la majorité absolue")
    TWO_THIRDS = "deux_tiers", _("aux deux tiers")


class ProxyRule(models.TextChoices):
    ADMITTED = "admises", _("admises")
    FORBIDDEN = "exclues", _("exclues")


class AlternateRule(models.TextChoices):
    """When the alternate takes the voice of the effective member."""

    EXCUSED = "excuse", _("remplacent l’effectif excusé ou absent")
    NEVER = "jamais", _("sans voix, même si l’effectif est absent")


class RecordKind(models.TextChoices):
    """What has a record of its own that may stand twice; the values are the names of the models."""

    ORGANISATION = "organisation", _("organisation")
    PERSON = "person", _("personne")
