"""Figures and pictures of the pôles, read-only, split by noun."""

from poles.reports.capacity import Load, granted_days, load_of, months_of
from poles.reports.members import (
    Composition,
    composition_of,
    memberships_of,
    proposal_rows,
)
from poles.reports.standing import mini_bar, status_of, term_bar
from poles.reports.timeline import Timeline, timeline_of, timelines_of

__all__ = [
    "Composition",
    "Load",
    "Timeline",
    "composition_of",
    "granted_days",
    "load_of",
    "memberships_of",
    "mini_bar",
    "months_of",
    "proposal_rows",
    "status_of",
    "term_bar",
    "timeline_of",
    "timelines_of",
]
