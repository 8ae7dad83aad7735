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
