"""Papers of what a pôle does together."""

from consensus.documents.calendars import calendar_of, in_calendars
from consensus.documents.diagnoses import DIAGNOSIS, diagnosis_html
from consensus.documents.minutes import MINUTES_PDF, minutes_html, minutes_pdf

__all__ = [
    "DIAGNOSIS",
    "MINUTES_PDF",
    "calendar_of",
    "diagnosis_html",
    "in_calendars",
    "minutes_html",
    "minutes_pdf",
]
