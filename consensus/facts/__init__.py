"""Facts of what a pôle does together: the parts of its page and who keeps what register here."""

from consensus.facts.commitments import (
    commitment_state,
    committed,
    lateness,
    rows_of,
    the_pole_and_its_service,
    who_may_commit,
)
from consensus.facts.communications import told_to_the_plenary
from consensus.facts.dossier import Part, part, parts_of
from consensus.facts.sources import addresses_of, comes_from, source

__all__ = [
    "Part",
    "addresses_of",
    "comes_from",
    "commitment_state",
    "committed",
    "lateness",
    "part",
    "parts_of",
    "rows_of",
    "source",
    "the_pole_and_its_service",
    "told_to_the_plenary",
    "who_may_commit",
]
