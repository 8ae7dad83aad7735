"""The day by which an avis d’opportunité is expected is recalled to who leads the pôle."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from consensus.models import Opinion
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
