"""Engagements are recalled to who keeps them, and to the lead once late (domain.md § 8)."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consensus.models import Commitment
from core.agenda import Deadline, Kind, Rows, gathered_deadlines
from outbox.workflow import Occasion, Step, reminder
from poles.choices import PoleStatus
from poles.reminders import Circle

DAY = timedelta(days=1)


def _to_keep(only=None):
    """Open, with a day, in a pôle whose file is not closed."""
    found = Commitment.objects.open().exclude(due_on=None)
    if only is not None:
        found = found.filter(pk__in=only)
    return found.exclude(pole__status=PoleStatus.CLOSED).select_related(
        "pole__bassin", "pole__lead", "pole__deputy", "owner"
    )


@reminder(
    "consensus.commitment",
    label=_("Engagement à tenir"),
    model=Commitment,
    template="consensus/commitment_due",
    over=_("L’engagement est tenu ou abandonné, ou son échéance a changé."),
)
def commitment_due(*, on, only=None):
    """A week before and on the day: its owner. The day after, and a month later: the lead too.

    The sources give no step: a week leaves room to say that another day is needed. Another day is
    another cycle: what left for the first one does not silence the second.
    """
    rows = list(_to_keep(only).order_by("due_on", "pk"))
    circle = Circle.of([row.pole for row in rows], on=on)
    for row in rows:
        owner, both = (row.owner,), _once([row.owner, *circle.lead(row.pole)])
        steps = [("-7 jours", -7, owner), ("jour", 0, owner)]
        steps += [("+1 jour", 1, both), ("+30 jours", 30, both)]
        yield Occasion(
            row,
            row.pole.bassin,
            cycle=f"échéance {row.due_on:%Y-%m-%d}",
            steps=tuple(
                Step(name, row.due_on + n * DAY, to)
                for name, n, to in steps
                if row.due_on + n * DAY > row.made_on
            ),
            context={"left": (row.due_on - on).days},
        )


def _once(people):
    """Each person once, in the order of the list."""
    return tuple({person.pk: person for person in people}.values())


@gathered_deadlines
def engagements(user, *, on):
    """Open engagements that this user may know of, late ones included."""
    open_ones = Commitment.objects.visible_to(user).open().exclude(due_on=None)
    known = open_ones.exclude(pole__status=PoleStatus.CLOSED).filter(made_on__lte=on)
    yield Rows(known, "pk", "due_on", "what", "pole__title", _deadline, person="owner")


def _deadline(key, on, what, pole, facts):
    return Deadline(
        uid=f"engagement-{key}",
        on=on,
        what=what,
        why=_("Engagement dans le pôle « %(pole)s ».") % {"pole": pole},
        url=reverse("consensus:commitment", args=[key]),
        kind=Kind.COMMITMENT,
        **facts,
    )
