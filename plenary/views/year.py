"""The year of the sittings: twelve months, a day to choose."""

from calendar import Calendar
from datetime import MAXYEAR, MINYEAR, date

from django.views.generic import TemplateView

from core.clock import today
from core.french import MONTHS, WEEKDAYS, day
from core.holidays import holidays
from core.views import HouseMixin
from plenary.choices import SittingStatus
from plenary.facts import sitting_state, sitting_title
from plenary.models import Sitting

SATURDAY = 5


class SittingYear(HouseMixin, TemplateView):
    """Every sitting of a year that this person may know of; another day is a click away."""

    permission_required = "plenary.list_sittings"
    template_name = "plenary/year.html"

    def get_context_data(self, **kwargs):
        user, year = self.request.user, self.year()
        sittings = list(
            Sitting.objects.visible_to(user)
            .filter(on__year=year)
            .exclude(status=SittingStatus.CANCELLED)
            .order_by("on", "pk")
        )
        prepares = user.has_perm("plenary.prepare_sitting")
        return super().get_context_data(
            year=year,
            before=year - 1,
            after=year + 1,
            months=months(year, sittings, on=today(), prepares=prepares),
            rows=[
                {"sitting": s, "title": sitting_title(s), "state": sitting_state(s)}
                for s in sittings
            ],
            weekdays=[(name[0], name) for name in WEEKDAYS],
            prepares=prepares,
            **kwargs,
        )

    def year(self) -> int:
        """The year asked for; this one when it makes no sense."""
        asked = self.request.GET.get("annee", "")
        if asked.isdecimal() and len(asked) == 4 and MINYEAR < int(asked) < MAXYEAR:
            return int(asked)
        return today().year


def months(year, sittings, *, on, prepares) -> list[dict]:
    """Twelve months of weeks of days; a day of another month is None."""
    held = {}
    for sitting in sittings:
        held.setdefault(sitting.on, []).append(sitting)
    off, weeks = holidays(year), Calendar().monthdatescalendar
    return [
        {
            "name": MONTHS[month - 1],
            "weeks": [
                [
                    _cell(d, held, off, on=on, prepares=prepares) if d.month == month else None
                    for d in week
                ]
                for week in weeks(year, month)
            ],
        }
        for month in range(1, 13)
    ]


def _cell(on_day: date, held, off, *, on, prepares):
    sittings = [
        {"sitting": s, "title": sitting_title(s), "state": sitting_state(s)}
        for s in held.get(on_day, ())
    ]
    is_off = on_day in off or on_day.weekday() >= SATURDAY
    return {
        "day": on_day,
        "words": day(on_day),
        "sittings": sittings,
        "today": on_day == on,
        "off": is_off,
        "holiday": off.get(on_day, ""),
        "free": prepares and not sittings and not is_off and on_day >= on,
    }
