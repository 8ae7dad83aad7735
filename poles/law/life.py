"""How a pôle lives: it meets, and tells the plenary what it decides (P14, P15).

P14 is asked by what the pôle does together, which alone knows when it met; P15 by the plenary,
which alone knows what it was told.
"""

from dataclasses import dataclass
from datetime import date

from core.french import day
from core.law import Finding, Force, Rule, met, unmet
from poles.law.moments import ACCORD_18_1, LIFE, RENEWAL


@dataclass(frozen=True)
class LifeFacts:
    """How the pôle lives (P14, P15)."""

    agreed_rhythm: str = ""
    rhythm_days: int | None = None
    last_meeting_on: date | None = None
    first_day: date | None = None
    on: date | None = None
    not_communicated: tuple[str, ...] = ()


def _meets(f: LifeFacts) -> Finding:
    if not f.agreed_rhythm:
        return unmet("Le rythme des réunions n’est pas fixé avec l’Instance.")
    agreed, held = f"Rythme convenu : {f.agreed_rhythm}.", _last_held(f)
    if f.rhythm_days is None or f.on is None:
        return met(f"{agreed} {held} À comparer vous-même : ce rythme ne se lit pas en jours.")
    since = f.last_meeting_on or f.first_day
    if since and (f.on - since).days > f.rhythm_days:
        return unmet(
            f"Pas de réunion depuis {(f.on - since).days} jours ; rythme convenu :"
            f" {f.agreed_rhythm}.",
            fix="meetings",
            fix_label="Voir les réunions",
        )
    return met(f"{agreed} {held}")


def _last_held(f: LifeFacts) -> str:
    if f.last_meeting_on:
        return f"Dernière réunion tenue le {day(f.last_meeting_on)}."
    return "Aucune réunion tenue n’est encodée."


def _communicated(f: LifeFacts) -> Finding:
    if f.not_communicated:
        return unmet(
            f"Pas encore communiqué à la plénière : {', '.join(f.not_communicated)}.",
            fix="communications",
            fix_label="Voir les communications",
        )
    return met()


P14 = Rule(
    "P14",
    *ACCORD_18_1,
    Force.WARNING,
    (RENEWAL, LIFE),
    "Le pôle se réunit régulièrement, au rythme convenu avec l’Instance.",
    "Convenez d’un rythme avec l’Instance, puis tenez les réunions.",
    _meets,
    "Un pôle de synergies se réunit de manière régulière et selon des modalités concertées avec"
    " l’Instance bassin.",
)
P15 = Rule(
    "P15",
    *ACCORD_18_1,
    Force.WARNING,
    (RENEWAL, LIFE),
    "Les décisions et les orientations du pôle sont communiquées à la plénière.",
    "Inscrivez la communication à une séance.",
    _communicated,
    "Les pôles de synergies communiquent les décisions prises et les orientations à l’Instance"
    " bassin concernée.",
)
