"""Who comes to the house in the tests, each with the facts that make them who they are.

One row per role; fixtures, rights matrix and crawls read the same list.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress

from actors.choices import SeatGroup, StaffRole
from actors.models import User
from core.clock import today
from tests.actors.factories import (
    PASSWORD,
    MandateFactory,
    SeatFactory,
    StaffAssignmentFactory,
    UserFactory,
)

BXL, LIEGE = "BXL", "LG"


@dataclass(frozen=True)
class Role:
    """How a role is called, how its account is made, what it is in which bassin."""

    name: str
    label: str
    make: Callable
    holds: tuple[str, ...] = ()
    bassin: str = ""


def _nobody(bassins):
    return None


def _account(bassins):
    return UserFactory()


def _staff(function, code=BXL):
    return lambda bassins: UserFactory(serves=bassins[code], role=function)


def _member(bassins):
    return UserFactory(sits=bassins[BXL])


def _president(bassins):
    return UserFactory(chairs=bassins[BXL])


def _consultative(bassins):
    seat = SeatFactory(body__bassin=bassins[BXL], group=SeatGroup.GUEST, consultative=True)
    user = UserFactory()
    MandateFactory(seat=seat, person=user.person)
    return user


def _former_officer(bassins):
    yesterday = today() - timedelta(days=1)
    user = UserFactory()
    StaffAssignmentFactory(person=user.person, bassin=bassins[BXL], ends_on=yesterday)
    return user


def _administrator(bassins):
    """As `createsuperuser` leaves it: every right of the admin, no person, no function."""
    user = User.objects.create_superuser("administration@example.org", PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


OFFICER, SECRETARY = _staff(StaffRole.OFFICER), _staff(StaffRole.SECRETARY)
COORDINATION, MANAGER = _staff(StaffRole.COORDINATION), _staff(StaffRole.ADMIN)
ELSEWHERE = _staff(StaffRole.OFFICER, LIEGE)

ROLES = {
    role.name: role
    for role in (
        Role("anonymous", "personne sans compte", _nobody),
        Role("outsider", "inscrit·e sans lien", _account),
        Role("porteur", "porteur de la demande", _account),
        Role("service", "chargé·e de mission", OFFICER, ("service",), BXL),
        Role("secretary", "secrétariat", SECRETARY, ("service", "secrétariat"), BXL),
        Role("coordinator", "coordination", COORDINATION, ("service", "coordination"), BXL),
        Role("manager", "administration du bassin", MANAGER, ("service", "administration"), BXL),
        Role("president", "présidence", _president, ("plénière", "présidence"), BXL),
        Role("plenary_member", "membre de la plénière", _member, ("plénière",), BXL),
        Role("consultative", "invité·e de la plénière", _consultative, ("plénière",), BXL),
        Role("pole_member", "membre du pôle", _account),
        Role("guest", "invité·e du pôle", _account),
        Role("former_officer", "ancien·ne du service", _former_officer),
        Role("liege_service", "service de Liège", ELSEWHERE, ("service",), LIEGE),
        Role("administrator", "administration du site", _administrator, ("site",)),
    )
}
