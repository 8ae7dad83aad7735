"""What the plenary prints: sentences, frozen texts, and the PDF made from those texts alone."""

from plenary.documents.agendas import (
    AGENDA,
    CONVOCATION,
    agenda_html,
    convocation_html,
    frozen_agenda,
    jobs_of,
)
from plenary.documents.extracts import EXTRACT, extract, extract_html, frozen_decision
from plenary.documents.minutes import (
    MINUTES_DOCX,
    MINUTES_PDF,
    asked_as,
    minutes_docx,
    minutes_html,
    minutes_pdf,
)
from plenary.documents.sentences import people_of, results_in_words, sentence
from plenary.documents.sheets import SHEET, sheet, sheet_html

__all__ = [
    "AGENDA",
    "CONVOCATION",
    "EXTRACT",
    "MINUTES_DOCX",
    "MINUTES_PDF",
    "SHEET",
    "agenda_html",
    "asked_as",
    "convocation_html",
    "extract",
    "extract_html",
    "frozen_agenda",
    "frozen_decision",
    "jobs_of",
    "minutes_docx",
    "minutes_html",
    "minutes_pdf",
    "people_of",
    "results_in_words",
    "sentence",
    "sheet",
    "sheet_html",
]
