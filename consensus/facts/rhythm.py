"""Whether a pôle meets at the rhythm agreed with the Instance (accord, art. 18 § 1; P14).

Silence is counted from the last meeting held, or from the first day of the first term while none
is; nothing is supposed when the agreed words cannot be read as an interval.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import DateField, OuterRef, Subquery, Value

from consensus.choices import TO_COME, MeetingStatus
from consensus.models import Meeting
from poles.law.rhythm import Interval, interval_of
from poles.models import Pole, Term
from poles.querysets import told_above


@dataclass(frozen=True)
class Rhythm:
    """What is known on a day: the agreed words, the last meeting held, the next one foreseen."""

    agreed: str = ""
    interval: Interval | None = None
    last_on: date | None = None
    first_day: date | None = None
    next_on: date | None = None

    @property
    def since(self) -> date | None:
        """From when silence is counted."""
        return self.last_on or self.first_day

    @property
    def days(self) -> int | None:
        """How many days may pass after `since`; None when nothing can be counted."""
        if self.interval is None or self.since is None:
            return None
        return self.interval.length_from(self.since)

    @property
    def due_on(self) -> date | None:
        """The last day on which a meeting keeps the rhythm."""
        return self.interval.after(self.since) if self.days is not None else None

    def is_silent(self, on) -> bool:
        """Has more time passed than was agreed?"""
        return self.due_on is not None and on > self.due_on


@told_above
def met_by(*, on) -> dict:
    """The last meeting held by the day and the next one foreseen, in the query of a list of pôles.

    `met_as_of` says of which day they speak.
    """
    meetings = Meeting.objects.filter(pole=OuterRef("pk")).values("on")
    held = meetings.filter(status=MeetingStatus.HELD, on__lte=on).order_by("-on")
    coming = meetings.filter(status__in=TO_COME, on__gte=on).order_by("on")
    begun = Term.objects.filter(pole=OuterRef("pk"), number=1).order_by().values("starts_on")
    return {
        "met_as_of": Value(on, output_field=DateField()),
        "last_met_on": Subquery(held[:1]),
        "works_since": Subquery(begun[:1]),
        "next_meeting_on": Subquery(coming[:1]),
    }


def rhythms_of(poles, *, on) -> dict[int, Rhythm]:
    """{pole: its rhythm as the facts are for that day}. One query at most, whatever their number.

    None when the pôles come from a list that has read it already.
    """
    if not all(getattr(pole, "met_as_of", None) == on for pole in poles):
        keys = [pole.pk for pole in poles]
        poles = Pole.objects.filter(pk__in=keys).annotate(**met_by(on=on)).only("agreed_rhythm")
        poles = poles.order_by()
    return {
        pole.pk: Rhythm(
            pole.agreed_rhythm,
            interval_of(pole.agreed_rhythm),
            pole.last_met_on,
            pole.works_since,
            pole.next_meeting_on,
        )
        for pole in poles
    }
