"""The delay of a convocation, as the règlement has it; what it leaves out is not supposed."""

from dataclasses import dataclass
from datetime import date, timedelta

import holidays
from django.utils.translation import gettext as _

from actors.facts import regulation_of
from core.french import day

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class Notice:
    """What the règlement asks of a convocation. `last_day`: to leave in time; None: not entered."""

    words: str
    signatories: str
    last_day: date | None = None

    def is_late(self, on) -> bool:
        return self.last_day is not None and on > self.last_day


def notice_of(sitting) -> Notice:
    """The delay and the signatories of the règlement in force on the day of the sitting."""
    regulation = regulation_of(sitting.body, on=sitting.on)
    signatories = regulation.signatories if regulation else ""
    if regulation is None or not regulation.convocation_days:
        words = _("Délai de convocation non encodé : à compléter d’après le ROI.")
        return Notice(words, signatories)
    count, working = regulation.convocation_days, regulation.convocation_working_days
    last = days_before(sitting.on, count, working=working)
    unit = _("jours ouvrables (samedis, dimanches et jours fériés non comptés)")
    words = _(
        "Délai de convocation d’après le ROI : %(n)d %(unit)s, donc le %(day)s au plus tard."
    ) % {"n": count, "unit": unit if working else _("jours"), "day": day(last)}
    return Notice(words, signatories, last)


def days_before(on, count, *, working) -> date:
    """The day that comes `count` days earlier; only those worked in Belgium count when asked."""
    if not working:
        return on - count * DAY
    closed = holidays.country_holidays("BE", years=range(on.year - 1, on.year + 1))
    while count:
        on -= DAY
        count -= on.weekday() < SATURDAY and on not in closed
    return on
