"""Tables of the plenary, split by noun."""

from plenary.models.agendas import AgendaVersion
from plenary.models.decisions import Action, Condition, Decision
from plenary.models.items import AgendaItem, Annex, CommunicationLine, Recusal, Stance
from plenary.models.minutes import Minutes, MinutesBlock, Remark
from plenary.models.presences import Movement, Proxy
from plenary.models.reading import PrivateNote, ReadMark
from plenary.models.rolling import RollingTheme, RollingTurn
from plenary.models.sittings import Attendance, Sitting

__all__ = [
    "Action",
    "AgendaItem",
    "AgendaVersion",
    "Annex",
    "Attendance",
    "CommunicationLine",
    "Condition",
    "Decision",
    "Minutes",
    "MinutesBlock",
    "Movement",
    "PrivateNote",
    "Proxy",
    "ReadMark",
    "Recusal",
    "Remark",
    "RollingTheme",
    "RollingTurn",
    "Sitting",
    "Stance",
]
