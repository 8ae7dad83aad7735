"""What is asked of a launch: who decides it, its three results, the days of the service."""

from dataclasses import dataclass
from decimal import Decimal

from core.law import Finding, Force, Rule, Source, met, unmet
from poles.law.moments import ACCORD_18_1, LAUNCH


@dataclass(frozen=True)
class LaunchFacts:
    """What the plenary is about to decide at a launch (P6, P16, P18)."""

    decided_by_instance: bool
    opens_call: bool
    is_priority: bool
    days_asked: Decimal | None
    days_available: Decimal | None
    days_committed: Decimal
    year: int


def _decided(f: LaunchFacts) -> Finding:
    if f.decided_by_instance:
        return met()
    return unmet("Le lancement n’est pas encore décidé par l’Instance.")


def _load(f: LaunchFacts) -> Finding:
    if f.days_asked is None:
        return unmet(
            "La fiche ne dit pas combien de jours du service elle demande.",
            fix="days_asked",
            fix_label="Indiquer les jours demandés",
        )
    if f.days_available is None:
        return unmet(
            f"Les jours disponibles du service en {f.year} ne sont pas encodés.",
            fix="capacity",
            fix_label="Encoder la capacité du service",
        )
    left = f.days_available - f.days_committed
    if f.days_asked > left:
        free = f"{_n(left)} encore libres" if left > 0 else "plus aucun de libre"
        return unmet(
            f"{_n(f.days_asked)} jours demandés, {free} sur {_n(f.days_available)} en {f.year}.",
            fix="capacity",
            fix_label="Voir la charge du service",
        )
    return met(f"{_n(f.days_asked)} jours demandés, {_n(left)} libres en {f.year}.")


def _n(days: Decimal) -> str:
    return f"{days.normalize():f}".replace(".", ",")


def _call_and_priority(f: LaunchFacts) -> Finding:
    lacks = []
    if not f.opens_call:
        lacks.append("l’appel à participation n’est pas décidé")
    if not f.is_priority:
        lacks.append("la priorité n’est pas reconnue")
    if lacks:
        return unmet(f"{' et '.join(lacks).capitalize()}.")
    return met()


P6 = Rule(
    "P6",
    *ACCORD_18_1,
    Force.BINDING,
    (LAUNCH,),
    "La création du pôle est décidée par l’Instance.",
    "Faites sceller la décision de lancement.",
    _decided,
    "L’Instance bassin détermine combien et quels pôles de synergies elle crée",
)
P16 = Rule(
    "P16",
    Source.NOTE,
    "point 4",
    Force.WARNING,
    (LAUNCH,),
    "Le service a les jours que le pôle demande.",
    "Revoyez les jours demandés, ou la capacité de l’année.",
    _load,
    "Le développement des pôles de synergie dépend donc des ressources du service et des priorités"
    " de travail.",
)
P18 = Rule(
    "P18",
    Source.NOTE,
    "point 3",
    Force.NOTE,
    (LAUNCH,),
    "Le lancement ouvre l’appel à participation et reconnaît le pôle comme une priorité.",
    "Faites décider l’appel et la priorité, ou motivez la dérogation.",
    _call_and_priority,
    "les membres s’accordent sur le fait que le développement du pôle de synergie constitue une"
    " priorité de l’IBEFE",
)
LAUNCH_RULES = (P6, P16, P18)
