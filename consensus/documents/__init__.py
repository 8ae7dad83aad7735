"""Papers of what a pôle does together."""

from consensus.documents.calendars import calendar_of, in_calendars
from consensus.documents.diagnoses import DIAGNOSIS, diagnosis_html
from consensus.documents.minutes import MINUTES_PDF, minutes_html, minutes_pdf
from consensus.documents.opinions import OPINION, frozen_opinion, opinion_html

__all__ = [
    "DIAGNOSIS",
    "MINUTES_PDF",
    "OPINION",
    "calendar_of",
    "diagnosis_html",
    "frozen_opinion",
    "in_calendars",
    "minutes_html",
    "minutes_pdf",
    "opinion_html",
]
