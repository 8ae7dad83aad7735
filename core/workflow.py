"""The one mechanism by which a status changes."""

from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from core import journal


class Refused(Exception):
    """An act that is not possible now. `reasons`: every one, as verdicts or as sentences."""

    def __init__(self, *reasons):
        super().__init__(*[str(getattr(r, "reason", r)) for r in reasons])
        self.reasons = list(reasons)

    @property
    def sentences(self) -> list[str]:
        """The reasons in words, for a message or a form."""
        return [
            f"{r.rule.statement} {r.reason}".strip() if hasattr(r, "rule") else str(r)
            for r in self.reasons
        ]


class WrongState(Refused):
    """Somebody was quicker: the object is no longer in a state from which the act is possible."""


def refuse_unless_lawful(verdicts):
    """Raises Refused with every blocking verdict at once; the rest passes."""
    blocking = [v for v in verdicts if v.blocks]
    if blocking:
        raise Refused(*blocking)


@contextmanager
def transition(instance, to, *, allowed, by, act, reason="", role="", data=None):
    """Lock the row, check the step exists, let the caller write the facts, save with history.

    One transaction: status, facts, history and one line of the journal, or nothing. `act` is the
    name in the journal ("poles.submit"), `data` what it adds (may be filled by the caller inside).
    """
    facts = {} if data is None else data
    with transaction.atomic():
        instance.refresh_from_db(
            from_queryset=type(instance)._base_manager.select_for_update(of=("self",))
        )
        before = instance.status
        if to not in allowed.get(before, ()):
            state = instance.get_status_display()
            raise WrongState(_("Impossible depuis l’état « %(state)s ».") % {"state": state})
        yield facts
        instance.status = to
        instance._history_user, instance._change_reason = by, reason
        instance.save()
        journal.append(
            act,
            about=instance,
            by=by,
            role=role,
            data={"from": before, "to": to, "reason": reason, **facts},
        )


@contextmanager
def recorded(instance, *, within, by, act, reason="", role="", data=None):
    """An act that writes facts and leaves the status as it is: same lock, history and journal.

    `within`: the statuses in which the act is possible, read under the lock.
    """
    facts = {} if data is None else data
    with transaction.atomic():
        instance.refresh_from_db(
            from_queryset=type(instance)._base_manager.select_for_update(of=("self",))
        )
        if instance.status not in within:
            state = instance.get_status_display()
            raise WrongState(_("Impossible depuis l’état « %(state)s ».") % {"state": state})
        yield facts
        instance._history_user, instance._change_reason = by, reason
        instance.save()
        journal.append(act, about=instance, by=by, role=role, data={"reason": reason, **facts})
