"""Tables of the plenary, split by noun."""

from plenary.models.decisions import Condition, Decision
from plenary.models.items import AgendaItem, Recusal, Stance
from plenary.models.sittings import Attendance, Sitting

__all__ = [
    "AgendaItem",
    "Attendance",
    "Condition",
    "Decision",
    "Recusal",
    "Sitting",
    "Stance",
]
