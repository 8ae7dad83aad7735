"""How long a term may run, and when it may be renewed (P10–P12)."""

from dataclasses import dataclass
from datetime import date

from core.deadlines import term_limit
from core.french import day
from core.law import Finding, Force, Rule, Source, met, unmet
from poles.law.moments import ACCORD_18_1, DESIGNATION, RENEWAL


@dataclass(frozen=True)
class TermFacts:
    """The term that would be opened (P10, P12)."""

    starts_on: date | None
    ends_on: date | None
    launched_on: date | None
    renewals_before: int = 0


@dataclass(frozen=True)
class EvaluationFacts:
    """The evaluation of functioning of the term that would be renewed (P11)."""

    closed_on: date | None = None
    examined_on: date | None = None


def _three_years(f: TermFacts) -> Finding:
    if f.starts_on is None or f.ends_on is None:
        return unmet("Le premier et le dernier jour du terme sont à indiquer.")
    limit = term_limit(f.starts_on)
    if f.ends_on < f.starts_on:
        return unmet("Le dernier jour précède le premier.")
    if f.ends_on > limit:
        return unmet(
            f"Le terme finirait le {day(f.ends_on)} ; le dernier jour possible est le {day(limit)}."
        )
    return met(f"Du {day(f.starts_on)} au {day(f.ends_on)} inclus.")


def _three_years_since_launch(f: TermFacts) -> Finding:
    if f.launched_on is None or f.ends_on is None:
        return met()
    limit = term_limit(f.launched_on)
    if f.ends_on > limit:
        return unmet(
            f"Le terme finirait le {day(f.ends_on)}, plus de trois ans après le lancement du"
            f" {day(f.launched_on)}. Si l’Instance compte depuis le lancement, le dernier jour est"
            f" le {day(limit)}."
        )
    return met()


def _evaluated(f: EvaluationFacts) -> Finding:
    if f.closed_on is None:
        return unmet(
            "Aucune évaluation de fonctionnement n’est clôturée pour ce terme.",
            fix="evaluation",
            fix_label="Évaluer le fonctionnement",
        )
    if f.examined_on is None:
        return unmet(
            f"L’évaluation est clôturée depuis le {day(f.closed_on)}, mais la plénière ne l’a pas"
            " encore examinée.",
            fix="evaluation",
            fix_label="L’inscrire à une séance",
        )
    return met(f"Examinée par la plénière le {day(f.examined_on)}.")


def _once(f: TermFacts) -> Finding:
    if f.renewals_before:
        times = f" {f.renewals_before} fois" if f.renewals_before > 1 else ""
        return unmet(f"Ce pôle a déjà été renouvelé{times}.")
    return met("Ce serait le premier renouvellement.")


P10 = Rule(
    "P10",
    *ACCORD_18_1,
    Force.BINDING,
    (DESIGNATION, RENEWAL),
    "Le terme ne dépasse pas trois ans.",
    "Rapprochez le dernier jour du terme.",
    _three_years,
    "Il est créé pour une durée limitée à trois années maximum",
)
P11 = Rule(
    "P11",
    *ACCORD_18_1,
    Force.BINDING,
    (RENEWAL,),
    "Le fonctionnement du pôle a été évalué, et l’évaluation examinée par la plénière.",
    "Clôturez l’évaluation de fonctionnement, puis faites-la examiner par la plénière.",
    _evaluated,
    "renouvelable après évaluation de son fonctionnement par l’Instance bassin",
)
P12 = Rule(
    "P12",
    Source.NOTE,
    "point 2",
    Force.NOTE,
    (RENEWAL,),
    "Un seul renouvellement.",
    "Demandez à la plénière une dérogation motivée.",
    _once,
    "Il est prévu pour une durée de 3 ans renouvelable une fois.",
)
SINCE_LAUNCH_LIMIT = Rule(
    "P10",
    *ACCORD_18_1,
    Force.WARNING,
    (DESIGNATION,),
    "Le terme finit au plus tard trois ans après le lancement.",
    "Choisissez une fin plus proche, ou gardez celle-ci en connaissance de cause.",
    _three_years_since_launch,
)

TERM_RULES = (P10, P12, SINCE_LAUNCH_LIMIT)
