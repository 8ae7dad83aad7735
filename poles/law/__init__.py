"""What the accord and the note ask of a pôle. Plain Python over facts: no Django, no clock.

Sources: accord de coopération du 20 mars 2014, art. 18; note « Proposition de définition des pôles
de synergie » of the IBEFE Bruxelles. Codes are those of the domain. Only what the sources give is
quoted, faults of the scan mended (« trois années »).
"""

from poles.law.composition import (
    COMPETENCE_OF_OTHERS,
    COMPOSITION_RULES,
    GROUP_NAMES,
    GROUPS,
    P7,
    P8,
    P9,
    P13,
    P19,
    CompositionFacts,
    MemberFacts,
    in_several_groups,
    missing_groups,
)
from poles.law.fiche import FICHE_RULES, P1, P2, P3, P4, P5, P17, FicheFacts
from poles.law.launch import LAUNCH_RULES, P6, P16, P18, LaunchFacts
from poles.law.life import P14, P15, LifeFacts
from poles.law.moments import (
    CHANGE,
    CLOSING,
    CONTINUATION,
    DESIGNATION,
    EXPOST_ORDER,
    LAUNCH,
    LIFE,
    RENEWAL,
    SUBMISSION,
)
from poles.law.term import (
    P10,
    P11,
    P12,
    SINCE_LAUNCH_LIMIT,
    TERM_RULES,
    EvaluationFacts,
    TermFacts,
)

RULES = (
    P1, P2, P3, P4, P5, P6, P7, P8, P9, P10, P11, P12, P13, P14, P15, P16, P17, P18, P19,
)  # fmt: skip

__all__ = [
    "CHANGE",
    "CLOSING",
    "COMPETENCE_OF_OTHERS",
    "COMPOSITION_RULES",
    "CONTINUATION",
    "DESIGNATION",
    "EXPOST_ORDER",
    "FICHE_RULES",
    "GROUPS",
    "GROUP_NAMES",
    "LAUNCH",
    "LAUNCH_RULES",
    "LIFE",
    "P1",
    "P10",
    "P11",
    "P12",
    "P13",
    "P14",
    "P15",
    "P16",
    "P17",
    "P18",
    "P19",
    "P2",
    "P3",
    "P4",
    "P5",
    "P6",
    "P7",
    "P8",
    "P9",
    "RENEWAL",
    "RULES",
    "SINCE_LAUNCH_LIMIT",
    "SUBMISSION",
    "TERM_RULES",
    "CompositionFacts",
    "EvaluationFacts",
    "FicheFacts",
    "LaunchFacts",
    "LifeFacts",
    "MemberFacts",
    "TermFacts",
    "in_several_groups",
    "missing_groups",
]
