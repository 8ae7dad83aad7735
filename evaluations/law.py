"""What the note asks of evaluations. E2 is announced: listed, not asked yet.

Source: note « Proposition de définition des pôles de synergie » of the IBEFE Bruxelles, point 3.
Codes are those of the domain.
"""

from dataclasses import dataclass
from datetime import date

from core.french import day
from core.law import Finding, Force, Moment, Rule, Source, met, unmet
from poles.law import CLOSING, CONTINUATION

ASSIGNMENT = Moment("evaluations.assignment", "Confier l’évaluation ex post")

NOTE_3 = (Source.NOTE, "point 3")


@dataclass(frozen=True)
class ClosedFacts:
    """What is known of one kind of evaluation: under way, closed, or never planned."""

    is_under_way: bool = False
    closed_on: date | None = None


def _closed(f: ClosedFacts, *, kind: str, action: str) -> Finding:
    if f.closed_on:
        return met(f"Clôturée le {day(f.closed_on)}.")
    if f.is_under_way:
        return unmet(
            f"Une évaluation {kind} est en cours, pas encore clôturée.",
            fix="evaluations",
            fix_label="La mener à son terme",
        )
    return unmet(f"Aucune évaluation {kind} n’est prévue.", fix="evaluations", fix_label=action)


def _formative(f: ClosedFacts) -> Finding:
    return _closed(f, kind="formative", action="Prévoir l’évaluation formative")


def _expost(f: ClosedFacts) -> Finding:
    return _closed(f, kind="ex post", action="Prévoir l’évaluation ex post")


E1 = Rule(
    "E1",
    *NOTE_3,
    Force.NOTE,
    (CONTINUATION,),
    "Une évaluation formative est clôturée avant la décision de poursuivre au-delà d’un an.",
    "Clôturez l’évaluation formative.",
    _formative,
    quote="Cette évaluation doit permettre également d’apporter les éléments nécessaires à la"
    " décision de poursuivre le projet ou non (au-delà d’un an).",
)
E2 = Rule(
    "E2",
    *NOTE_3,
    Force.NOTE,
    (ASSIGNMENT,),
    "L’évaluateur ex post est externe : ni membre, ni porteur, ni du service.",
    "Choisissez un prestataire externe.",
    quote="Evaluation externe à la fin du pôle de synergie",
)
E3 = Rule(
    "E3",
    *NOTE_3,
    Force.NOTE,
    (CLOSING,),
    "L’évaluation ex post est clôturée avant que le dossier ne le soit.",
    "Clôturez l’évaluation ex post.",
    _expost,
    quote="Cette évaluation ex-post permettra de déterminer les résultats et l’impact du pôle de"
    " synergie.",
)

RULES = (E1, E2, E3)
