"""Tables of the actors, split by noun."""

from actors.models.accounts import Person, Share, StaffAssignment, User
from actors.models.bassins import Bassin, Capacity, RuleSet
from actors.models.organisations import Organisation
from actors.models.seats import Body, Mandate, Seat

__all__ = [
    "Bassin",
    "Body",
    "Capacity",
    "Mandate",
    "Organisation",
    "Person",
    "RuleSet",
    "Seat",
    "Share",
    "StaffAssignment",
    "User",
]
