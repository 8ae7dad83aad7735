"""Tables of the pôles, split by noun."""

from poles.models.applications import Application
from poles.models.calls import Call
from poles.models.members import DecisionRef, MemberProposal, Membership, Term
from poles.models.permissions import PoleUserObjectPermission
from poles.models.poles import Attachment, FicheVersion, Pole
from poles.models.requests import PoleRequest
from poles.models.resources import ServiceDays
from poles.models.statements import ConformityStatement
from poles.models.themes import JobTitle, Mobility, Occupation, Theme

__all__ = [
    "Application",
    "Attachment",
    "Call",
    "ConformityStatement",
    "DecisionRef",
    "FicheVersion",
    "JobTitle",
    "MemberProposal",
    "Membership",
    "Mobility",
    "Occupation",
    "Pole",
    "PoleRequest",
    "PoleUserObjectPermission",
    "ServiceDays",
    "Term",
    "Theme",
]
