"""Who may what with sittings, items and decisions, from facts of the day."""

from actors.choices import StaffRole
from actors.models import Body
from core.permissions import grants
from plenary.models import (
    Action,
    AgendaItem,
    Decision,
    Minutes,
    MinutesBlock,
    Remark,
    RollingTheme,
    RollingTurn,
    Sitting,
)
from poles.models import Pole

PREPARERS = (StaffRole.SECRETARY, StaffRole.COORDINATION)


def _bassin_of(subject):
    if isinstance(subject, Decision):
        return subject.bassin_id
    if isinstance(subject, Action):
        subject = subject.item
    if isinstance(subject, Sitting | AgendaItem | RollingTheme | RollingTurn):
        return subject.body.bassin_id
    if isinstance(subject, Body | Pole):
        return subject.bassin_id
    if isinstance(subject, MinutesBlock | Remark):
        subject = subject.minutes
    if isinstance(subject, Minutes):
        return subject.sitting.body.bassin_id
    return None


@grants("plenary.list_sittings")
def knows_the_plenary(user, _subject):
    """Menu and calendar: the service and the members of a plenary."""
    return bool(user.standing.served or user.standing.seats)


@grants(
    "plenary.view_rolling",
    "plenary.view_sitting",
    "plenary.view_item",
    "plenary.view_decision",
    "plenary.view_minutes",
    "plenary.view_action",
)
def sees(user, subject):
    """Whoever it is visible to reads it (`visible_to` has answered before)."""
    return subject is not None


@grants("plenary.prepare_sitting", "plenary.record_decision", "plenary.write_minutes")
def prepares(user, subject):
    """The secretary and the coordination; without an object, those of some bassin."""
    standing = user.standing
    if subject is None:
        return any(standing.serves(b, *PREPARERS) for b in standing.served)
    return standing.serves(_bassin_of(subject), *PREPARERS)


@grants("plenary.ask_item", "plenary.follow_condition")
def serves(user, subject):
    """Anybody of the service asks for an item, and follows conditions."""
    if subject is None:
        return bool(user.standing.served)
    return user.standing.serves(_bassin_of(subject))


@grants("plenary.finish_action")
def sees_it_done(user, subject):
    """Whoever was asked, and anybody of the service."""
    if subject is None:
        return False
    mine = user.person is not None and subject.owner_id == user.person.pk
    return mine or serves(user, subject)


@grants("plenary.seal_decision")
def may_seal(user, subject):
    """The présidence or the coordination; that it is not the drafter is for the act to refuse."""
    if subject is None:
        return False
    bassin = _bassin_of(subject)
    return user.standing.chairs(bassin) or user.standing.serves(bassin, StaffRole.COORDINATION)


@grants("plenary.give_stance", "plenary.make_remark")
def sits(user, subject):
    """Whoever sits in the plenary today; the voice of the day is for the act to judge."""
    return subject is not None and user.standing.sits_in(_bassin_of(subject))


@grants("plenary.view_stances")
def sees_stances(user, subject):
    """The service always; the members when the setting of the bassin says so."""
    if subject is None:
        return False
    bassin = subject.body.bassin
    return user.standing.serves(bassin.pk) or (
        bassin.shows_positions and user.standing.sits_in(bassin.pk)
    )
