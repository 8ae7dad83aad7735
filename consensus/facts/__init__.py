"""Facts of what a pôle does together: the parts of its page and who keeps what register here."""

from consensus.facts.commitments import the_pole_and_its_service
from consensus.facts.communications import told_to_the_plenary
from consensus.facts.dossier import Part, part, parts_of

__all__ = ["Part", "part", "parts_of", "the_pole_and_its_service", "told_to_the_plenary"]
