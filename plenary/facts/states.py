"""States of sittings, items and outcomes: a word, a shape, a tone."""

from django.utils.translation import gettext as _

from core.french import weekday
from core.states import State
from plenary.choices import ItemStatus, MinutesStatus, Outcome, SittingStatus, StanceKind

SITTING_STATES = {
    SittingStatus.PREPARING: ("calm", "dotted-circle"),
    SittingStatus.CONVENED: ("accent", "half-circle"),
    SittingStatus.IN_SESSION: ("ok", "full-circle"),
    SittingStatus.HELD: ("calm", "square"),
    SittingStatus.CANCELLED: ("ko", "octagon"),
}
OUTCOME_STATES = {
    Outcome.ACCEPTED: ("ok", "check"),
    Outcome.CONDITIONAL: ("ok", "triangle"),
    Outcome.REFUSED: ("ko", "octagon"),
    Outcome.POSTPONED: ("warn", "hourglass"),
    Outcome.WITHDRAWN: ("calm", "dash"),
    Outcome.NOTED: ("ok", "check"),
}
ITEM_STATES = {
    ItemStatus.WAITING: ("warn", "diamond"),
    ItemStatus.LISTED: ("calm", "empty-circle"),
    ItemStatus.RECORDED: ("warn", "diamond"),
    ItemStatus.SEALED: ("ok", "check"),
    ItemStatus.REMOVED: ("calm", "dash"),
}
MINUTES_STATES = {
    MinutesStatus.DRAFT: ("calm", "dotted-circle"),
    MinutesStatus.CIRCULATED: ("accent", "half-circle"),
    MinutesStatus.APPROVED: ("ok", "check"),
    MinutesStatus.PUBLISHED: ("ok", "full-circle"),
}
STANCE_STATES = {
    StanceKind.FAVOURABLE: ("ok", "full-circle"),
    StanceKind.RESERVED: ("warn", "triangle"),
    StanceKind.UNFAVOURABLE: ("ko", "octagon"),
}


def sitting_title(sitting) -> str:
    """« Plénière n° 61, jeudi 3 décembre 2026 »."""
    number = sitting.number
    name = _("Plénière n° %(number)s") % {"number": number} if number else _("Plénière")
    return f"{name}, {weekday(sitting.on)}"


def sitting_state(sitting) -> State:
    label = sitting.get_status_display()
    if sitting.is_reprise:
        label = _("%(state)s, reprise") % {"state": label}
    return State(label, *SITTING_STATES[sitting.status])


def minutes_state(minutes) -> State:
    return State(minutes.get_status_display(), *MINUTES_STATES[minutes.status])


def outcome_state(outcome) -> State:
    return State(str(Outcome(outcome).label), *OUTCOME_STATES[outcome])


def stance_state(stance) -> State:
    return State(stance.get_kind_display(), *STANCE_STATES[stance.kind])


def item_state(item, decision=None) -> State:
    """The outcome once there is one; provisional while it is not sealed."""
    if decision is None or item.status not in (ItemStatus.RECORDED, ItemStatus.SEALED):
        return State(item.get_status_display(), *ITEM_STATES[item.status])
    if item.status == ItemStatus.RECORDED:
        label = _("%(outcome)s, à sceller") % {"outcome": decision.get_outcome_display()}
        return State(label, "warn", "diamond")
    return decision_state(decision)


def decision_state(decision) -> State:
    """The outcome, and loudly when it had no effect or was withdrawn since."""
    if decision.is_effective is False:
        label = _("%(outcome)s, sans effet") % {"outcome": decision.get_outcome_display()}
        return State(label, "ko", "octagon")
    return outcome_state(decision.outcome)
