"""What the sittings asked and what their decisions suppose, until it is done."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from core.french import day
from core.states import State
from plenary.models import Action, Condition, Decision

OVER = State(_("faite"), "ok", "check")
DROPPED = State(_("abandonnée"), "calm", "dash")
MET = State(_("remplie"), "ok", "check")
LATE = State(_("en retard"), "ko", "octagon")
TO_DO = State(_("à faire"), "warn", "diamond")
TO_MEET = State(_("à remplir"), "warn", "diamond")


@dataclass(frozen=True)
class Followed:
    """One action or one condition: what, who, by when, where it comes from, where it stands."""

    row: Action | Condition
    label: str
    source: str
    state: State
    is_late: bool

    @property
    def url(self) -> str:
        """Where anybody who reads this line may go: a condition is met from its decision."""
        is_condition = isinstance(self.row, Condition)
        return (self.row.decision if is_condition else self.row).get_absolute_url()


def followed(user, *, on: date, is_open=True) -> list[Followed]:
    """Actions and conditions that this user may know of, the earliest due first. Two queries."""
    actions = _actions(Action.objects.visible_to(user), is_open=is_open)
    conditions = _conditions(Decision.objects.visible_to(user), is_open=is_open)
    return _in_order(actions, conditions, on)


def open_before(sitting, *, on: date) -> list[Followed]:
    """What the other sittings of this plenary asked and is not done yet. Two queries.

    For its service, which reads all of it: what others may know of is told by `followed`.
    """
    body = sitting.body_id
    actions = _actions(Action.objects.filter(item__body=body), is_open=True)
    conditions = _conditions(Decision.objects.filter(item__body=body), is_open=True)
    return _in_order(
        actions.exclude(item__sitting=sitting),
        conditions.exclude(decision__item__sitting=sitting),
        on,
    )


def _in_order(actions, conditions, on):
    rows = [*[_action(a, on) for a in actions], *[_condition(c, on) for c in conditions]]
    return sorted(rows, key=lambda f: (f.row.due_on or date.max, f.row.text, f.row.pk))


def _actions(actions, *, is_open):
    found = actions.select_related("owner", "item__sitting")
    is_over = {"done_at": None, "dropped_at": None}
    found = found.filter(**is_over) if is_open else found.exclude(**is_over)
    return found.order_by("due_on", "pk")


def _conditions(decisions, *, is_open):
    """Those of sealed decisions: what is provisional asks nothing yet."""
    found = Condition.objects.filter(
        decision__in=decisions.sealed(), met_at__isnull=is_open
    ).select_related("owner", "decision__item__sitting")
    return found.order_by("due_on", "pk")


def _action(action, on):
    is_open = not (action.done_at or action.dropped_at)
    is_late = bool(is_open and action.due_on and action.due_on < on)
    return Followed(
        action,
        _("Action"),
        _source(action.item),
        state_of_action(action, late=is_late),
        is_late,
    )


def _source(item):
    """Where it comes from; a huis clos keeps its title, even from whoever was asked something."""
    words = {
        "item": _("Point à huis clos") if item.is_closed else item.title,
        "day": day(item.sitting.on),
    }
    return _("%(item)s, séance du %(day)s") % words


def state_of_action(action, *, late=False) -> State:
    if action.done_at:
        return OVER
    if action.dropped_at:
        return DROPPED
    return LATE if late else TO_DO


def _condition(condition, on):
    is_late = bool(condition.met_at is None and condition.due_on and condition.due_on < on)
    state = MET if condition.met_at else LATE if is_late else TO_MEET
    return Followed(
        condition,
        _("Condition de la décision %(number)s") % {"number": condition.decision.number},
        _source(condition.decision.item),
        state,
        is_late,
    )
