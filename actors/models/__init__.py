"""Tables of the actors, split by noun."""

from actors.models.accounts import Person, Share, StaffAssignment, User
from actors.models.bassins import Bassin, Capacity, RuleSet
from actors.models.merges import Distinct, Merge
from actors.models.organisations import Organisation
from actors.models.regulations import Regulation
from actors.models.seats import Body, Mandate, Seat

__all__ = [
    "Bassin",
    "Body",
    "Capacity",
    "Distinct",
    "Mandate",
    "Merge",
    "Organisation",
    "Person",
    "Regulation",
    "RuleSet",
    "Seat",
    "Share",
    "StaffAssignment",
    "User",
]
