"""The day by which an avis d’opportunité is expected is recalled to who leads the pôle."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consensus.models import Opinion
from core.agenda import Deadline, Kind, Rows, gathered_deadlines
from outbox.workflow import Occasion, Step, reminder
from poles.reminders import Circle

DAY = timedelta(days=1)


@reminder(
    "consensus.opinion",
    label=_("Avis d’opportunité attendu"),
    model=Opinion,
    template="consensus/opinion_due",
    over=_("L’avis est rendu ou classé, ou son échéance a changé."),
)
def opinion_due(*, on, only=None):
    """Three weeks before, a week before and on the day: the lead. The sources give no step."""
    rows = Opinion.objects.waiting().exclude(due_on=None)
    if only is not None:
        rows = rows.filter(pk__in=only)
    rows = list(
        rows.select_related("pole__bassin", "pole__lead", "pole__deputy").order_by("due_on", "pk")
    )
    circle = Circle.of([row.pole for row in rows], on=on)
    for row in rows:
        lead = tuple(circle.lead(row.pole))
        steps = (("-21 jours", 21), ("-7 jours", 7), ("jour", 0))
        yield Occasion(
            row,
            row.pole.bassin,
            cycle=f"échéance {row.due_on:%Y-%m-%d}",
            steps=tuple(
                Step(name, row.due_on - n * DAY, lead)
                for name, n in steps
                if row.due_on - n * DAY > row.asked_on
            ),
            context={"left": (row.due_on - on).days},
        )


@gathered_deadlines
def opinions_to_give(user, *, on):
    """Opinions that this user may know of, asked and not given yet, late ones included."""
    known = Opinion.objects.visible_to(user).waiting().exclude(due_on=None)
    asked = known.filter(asked_on__lte=on)
    yield Rows(asked, "pk", "due_on", "project", "pole__title", _deadline, person="pole__lead")


def _deadline(key, on, what, pole, facts):
    return Deadline(
        uid=f"avis-{key}",
        on=on,
        what=_("Avis d’opportunité : %(project)s") % {"project": what},
        why=_("Attendu du pôle « %(pole)s ».") % {"pole": pole},
        url=reverse("consensus:opinion", args=[key]),
        kind=Kind.OTHER,
        **facts,
    )
