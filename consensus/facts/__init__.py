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
from consensus.facts.due import meetings_to_see_to
from consensus.facts.facilitation import FACILITATION, MEETINGS_LED, POINTS_PRESENTED
from consensus.facts.links import link_for, read_link
from consensus.facts.meetings import (
    Attended,
    Row,
    attended,
    concerned_by,
    days_of_series,
    following,
    foreseen,
    meeting_state,
    minutes_state,
    off_day,
    when_it_meets,
)
from consensus.facts.minutes import last_minutes, living, reading
from consensus.facts.modalities import modalities_adopted
from consensus.facts.opinions import opinion_state, opinions_of_the_pole
from consensus.facts.proposals import lines_of, listed, texts_of_the_pole
from consensus.facts.reading import Reading, reading_of
from consensus.facts.recipients import recipients_of
from consensus.facts.rhythm import Rhythm, rhythms_of
from consensus.facts.seats import Seat, seat_of, seats_among, seats_of
from consensus.facts.settled import TEXT, commitments_of, taken_from, text_under_way
from consensus.facts.sources import addresses_of, comes_from, source

__all__ = [
    "FACILITATION",
    "MEETINGS_LED",
    "POINTS_PRESENTED",
    "TEXT",
    "Attended",
    "DiagnosisInvitation",
    "Discussion",
    "Part",
    "Picture",
    "Reading",
    "Rhythm",
    "Row",
    "Said",
    "Seat",
    "Weighing",
    "addresses_of",
    "asked_on",
    "attended",
    "comes_from",
    "commitment_state",
    "commitments_of",
    "committed",
    "concerned_by",
    "current_version",
    "days_of_series",
    "diagnosis_link",
    "discussion_of",
    "following",
    "foreseen",
    "headings",
    "last_minutes",
    "lateness",
    "lines_of",
    "link_for",
    "listed",
    "living",
    "meeting_state",
    "meetings_to_see_to",
    "minutes_state",
    "modalities_adopted",
    "off_day",
    "opinion_state",
    "opinions_of_the_pole",
    "part",
    "parts_of",
    "picture_among",
    "picture_of",
    "read_diagnosis_link",
    "read_link",
    "reading",
    "reading_of",
    "recipients_of",
    "rhythms_of",
    "rows_of",
    "seat_of",
    "seats_among",
    "seats_of",
    "shared_diagnosis",
    "source",
    "taken_from",
    "text_under_way",
    "texts_of_the_pole",
    "the_pole_and_its_service",
    "told_to_the_plenary",
    "weigh",
    "when_it_meets",
    "who_may_commit",
]
