"""Closed lists of the evaluations, in the words of the note (point 3) and of article 18 § 1."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    EX_ANTE = "ex_ante", _("évaluation ex ante")
    FORMATIVE = "formative", _("évaluation formative")
    FUNCTIONING = "fonctionnement", _("évaluation de fonctionnement")
    EX_POST = "ex_post", _("évaluation ex post")


class EvaluationStatus(models.TextChoices):
    PLANNED = "planned", _("Prévue")
    OPEN = "open", _("Ouverte")
    REPLY = "reply", _("Droit de réponse")
    CLOSED = "closed", _("Clôturée")
    PRESENTED = "presented", _("Examinée par la plénière")


UNDER_WAY = (EvaluationStatus.PLANNED, EvaluationStatus.OPEN, EvaluationStatus.REPLY)
SINCE_CLOSED = (EvaluationStatus.CLOSED, EvaluationStatus.PRESENTED)
SINCE_REPLY = (EvaluationStatus.REPLY, *SINCE_CLOSED)


class Rating(models.TextChoices):
    """Four steps and « non évaluable », each with its justification."""

    POOR = "insuffisant", _("insuffisant")
    PARTIAL = "partiel", _("partiel")
    GOOD = "satisfaisant", _("satisfaisant")
    VERY_GOOD = "tres_satisfaisant", _("très satisfaisant")
    UNKNOWN = "non_evaluable", _("non évaluable")


class Criterion(models.TextChoices):
    RESOURCES = "ressources", _("Mobilisation des ressources")
    CALENDAR = "calendrier", _("Respect du calendrier des activités")
    MEETINGS = "reunions", _("Régularité des réunions, selon les modalités concertées")
    CONSENSUS = "consensus", _("Décisions prises par consensus")
    COMMUNICATION = "communication", _("Communication des décisions et orientations à la plénière")
    COMPOSITION = "composition", _("Diversité et présence des trois catégories d’acteurs")
    DIAGNOSIS = "diagnostic", _("Adhésion à un diagnostic partagé")
    COBUILD = "coconstruire", _("Projets co-construits par une méthode participative")
    SPACE = "environnement", _("Environnement de travail et mise en réseau")
    LINKS = "relations", _("Relations nouvelles et engagements concrets")
    SHARING = "partage", _("Partage de connaissance, mutualisation des ressources")
    EVALUATION = "evaluation", _("Évaluation continue au bénéfice des porteurs")
    POLICY = "politiques", _("Contribution aux politiques croisées")
    NEED = "besoin", _("Pertinence de la problématique")
    FEASIBILITY = "faisabilite", _("Faisabilité : acteurs, calendrier, moyens")
    RESULTS = "resultats", _("Résultats du pôle")
    IMPACT = "impact", _("Impact du pôle")


SUB_OBJECTIVES = (
    Criterion.DIAGNOSIS,
    Criterion.COBUILD,
    Criterion.SPACE,
    Criterion.LINKS,
    Criterion.SHARING,
    Criterion.EVALUATION,
    Criterion.POLICY,
)
CRITERIA = {
    Kind.EX_ANTE: (Criterion.NEED, Criterion.FEASIBILITY),
    Kind.FORMATIVE: (Criterion.RESOURCES, Criterion.CALENDAR, *SUB_OBJECTIVES),
    Kind.FUNCTIONING: (
        Criterion.MEETINGS,
        Criterion.CONSENSUS,
        Criterion.COMMUNICATION,
        Criterion.COMPOSITION,
        Criterion.RESOURCES,
        Criterion.CALENDAR,
    ),
    Kind.EX_POST: (Criterion.RESULTS, Criterion.IMPACT, *SUB_OBJECTIVES),
}
