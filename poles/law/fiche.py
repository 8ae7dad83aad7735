"""What is asked of the fiche when it is submitted (P1–P5, P17)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.law import Finding, Force, Rule, Source, met, unmet
from poles.law.moments import ACCORD_18_1, EXPOST_ORDER, SUBMISSION


@dataclass(frozen=True)
class FicheFacts:
    """What the fiche says, asked at submission (P1–P5, P17)."""

    theme_kind: str
    theme_year: int | None
    theme_in_bassin: bool
    problem: str
    origin: str
    has_request: bool
    priorities: tuple[str, ...]
    priority_detail: str
    expost_planned_on: date | None
    expost_budget: Decimal | None
    missing: tuple[tuple[str, str], ...] = ()


def _theme(f: FicheFacts) -> Finding:
    if not f.theme_kind:
        return unmet(
            "Aucune thématique commune n’est choisie.",
            fix="theme",
            fix_label="Choisir la thématique",
        )
    if not f.theme_in_bassin:
        return unmet(
            "La thématique choisie est celle d’un autre bassin.",
            fix="theme",
            fix_label="Choisir une thématique du bassin",
        )
    if not f.theme_year:
        return unmet(
            "La thématique n’a pas d’année d’identification.",
            fix="theme",
            fix_label="Choisir une thématique datée",
        )
    return met(f"Thématique identifiée en {f.theme_year}.")


def _problem(f: FicheFacts) -> Finding:
    if not f.problem.strip():
        return unmet(
            "La problématique n’est pas encore décrite.",
            fix="problem",
            fix_label="Décrire la problématique",
        )
    return met()


def _priorities(f: FicheFacts) -> Finding:
    if not f.priorities:
        return unmet(
            "Aucune priorité bruxelloise n’est cochée.",
            fix="priorities",
            fix_label="Choisir une priorité",
        )
    if "autre" in f.priorities and not f.priority_detail.strip():
        return unmet(
            "L’autre priorité n’est pas nommée.",
            fix="priority_detail",
            fix_label="Nommer la priorité",
        )
    return met()


def _origin(f: FicheFacts) -> Finding:
    if f.origin not in ("demande", "service"):
        return unmet(
            "L’origine n’est pas indiquée : demande d’un porteur, ou initiative du service.",
            fix="origin",
            fix_label="Indiquer l’origine",
        )
    if f.origin == "demande" and not f.has_request:
        return met("Demande d’un porteur, antérieure au logiciel.")
    return met("Demande d’un porteur." if f.origin == "demande" else "Initiative du service.")


def _expost(f: FicheFacts) -> Finding:
    lacks = []
    if f.expost_planned_on is None:
        lacks.append("le calendrier")
    if f.expost_budget is None:
        lacks.append("le budget")
    if lacks:
        return unmet(
            f"Il manque {' et '.join(lacks)} de l’évaluation par un prestataire externe.",
            fix="expost_planned_on" if f.expost_planned_on is None else "expost_budget",
            fix_label="Compléter l’évaluation ex post",
        )
    return met()


def _complete(f: FicheFacts) -> Finding:
    if f.missing:
        names = ", ".join(label for _name, label in f.missing)
        return unmet(f"Il manque : {names}.", fix=f.missing[0][0], fix_label="Compléter la fiche")
    return met("Diagnostic, acteurs, objectifs, calendrier et moyens sont là.")


P1 = Rule(
    "P1",
    *ACCORD_18_1,
    Force.BINDING,
    (SUBMISSION,),
    "Le pôle est rattaché à une thématique identifiée par l’Instance : un secteur, une filière ou"
    " un métier, avec son année.",
    "Choisissez la thématique commune dans la fiche.",
    _theme,
    "Un pôle de synergies est obligatoirement constitué autour d’un secteur d’activité, d’une"
    " filière professionnelle, ou d’un métier identifié par l’Instance bassin",
)
P2 = Rule(
    "P2",
    Source.NOTE,
    "point 3",
    Force.NOTE,
    (SUBMISSION,),
    "La problématique est présentée par le service dans la fiche.",
    "Décrivez la problématique dans la fiche.",
    _problem,
    "Réalisation d’une fiche projet par le service pour présenter la problématique",
)
P3 = Rule(
    "P3",
    Source.NOTE,
    "point 2",
    Force.NOTE,
    (SUBMISSION,),
    "La problématique répond à une priorité bruxelloise au moins.",
    "Cochez la priorité et dites en quoi le pôle y répond.",
    _priorities,
    "Ces problématiques doivent répondre à des priorités bruxelloises en matière de synergies"
    " Enseignement-Formation-Emploi",
)
P4 = Rule(
    "P4",
    Source.NOTE,
    "point 3",
    Force.NOTE,
    (SUBMISSION,),
    "L’origine est indiquée : demande d’un porteur de projet, ou initiative du service.",
    "Indiquez l’origine dans la fiche.",
    _origin,
    "suite à la demande d’un porteur de projet ou à l’initiative d’un membre du service",
)
P5 = Rule(
    "P5",
    Source.NOTE,
    "point 3",
    {SUBMISSION: Force.WARNING, EXPOST_ORDER: Force.NOTE},
    (SUBMISSION, EXPOST_ORDER),
    "L’évaluation ex post a un calendrier et un budget pour un prestataire externe.",
    "Donnez la date et le budget de l’évaluation ex post.",
    _expost,
    "Sont à programmer lors de cette étape un calendrier de mise en œuvre ainsi que le budget pour"
    " pouvoir faire appel à un prestataire externe.",
)
P17 = Rule(
    "P17",
    Source.PRACTICE,
    "",
    Force.WARNING,
    (SUBMISSION,),
    "La fiche est complète : diagnostic, acteurs attendus, objectifs, calendrier, moyens demandés.",
    "Complétez la fiche.",
    _complete,
)
FICHE_RULES = (P1, P2, P3, P4, P5, P17)
