"""Facts of what a pôle does together: the parts of its page and who keeps what register here."""

from consensus.facts.adhesion_links import DiagnosisInvitation, diagnosis_link, read_diagnosis_link
from consensus.facts.commitments import (
    commitment_state,
    committed,
    lateness,
    rows_of,
    the_pole_and_its_service,
    who_may_commit,
)
from consensus.facts.communications import told_to_the_plenary
from consensus.facts.diagnoses import (
    Picture,
    Said,
    asked_on,
    current_version,
    headings,
    picture_among,
    picture_of,
    shared_diagnosis,
)
from consensus.facts.discussions import Discussion, Weighing, discussion_of, weigh
from consensus.facts.dossier import Part, part, parts_of
from consensus.facts.facilitation import FACILITATION
from consensus.facts.links import link_for, read_link
from consensus.facts.modalities import modalities_adopted
from consensus.facts.proposals import lines_of, listed, texts_of_the_pole
from consensus.facts.reading import Reading, reading_of
from consensus.facts.recipients import recipients_of
from consensus.facts.seats import Seat, seat_of, seats_among, seats_of
from consensus.facts.sources import addresses_of, comes_from, source

__all__ = [
    "DiagnosisInvitation",
    "Discussion",
    "FACILITATION",
    "Part",
    "Picture",
    "Reading",
    "Said",
    "Seat",
    "Weighing",
    "addresses_of",
    "asked_on",
    "comes_from",
    "commitment_state",
    "committed",
    "current_version",
    "diagnosis_link",
    "discussion_of",
    "headings",
    "lateness",
    "lines_of",
    "link_for",
    "listed",
    "modalities_adopted",
    "part",
    "parts_of",
    "picture_among",
    "picture_of",
    "read_diagnosis_link",
    "read_link",
    "reading_of",
    "recipients_of",
    "rows_of",
    "seat_of",
    "seats_among",
    "seats_of",
    "shared_diagnosis",
    "source",
    "texts_of_the_pole",
    "the_pole_and_its_service",
    "told_to_the_plenary",
    "weigh",
    "who_may_commit",
]
