"""Days of the service: asked, granted, used, against what it has in the year (rule P16)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, Q, Subquery, Sum
from django.utils.translation import gettext as _

from actors.models import Bassin, Capacity
from core.french import MONTHS, NBSP, number
from poles.choices import SINCE_LAUNCH, PoleStatus
from poles.models import Pole, ServiceDays


@dataclass(frozen=True)
class Gauge:
    """One line of `components/_gauge.html`."""

    label: str
    value: str
    most: str
    words: str
    over: bool


@dataclass(frozen=True)
class Load:
    """The days of the service of a bassin in one year. `available`: None when nobody said."""

    year: int
    available: Decimal | None
    asked: Decimal
    granted: Decimal
    used: Decimal

    @property
    def gauges(self) -> list[Gauge]:
        """What is used, what is granted, and what it would be if all that is asked were granted."""
        if self.available is None:
            return []
        return [
            self._gauge(_("Utilisés"), self.used),
            self._gauge(_("Accordés"), self.granted),
            self._gauge(_("Accordés et demandés"), self.granted + self.asked),
        ]

    def _gauge(self, label, value):
        words = _("%(value)s jours sur %(available)s") % {
            "value": number_of(value),
            "available": number_of(self.available),
        }
        most = max(self.available, Decimal(1))
        return Gauge(label, f"{min(value, most)}", f"{most}", words, value > self.available)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The same in plain lines, for who has no gauge to read."""
        return [
            (_("Demandés, décision attendue"), in_days(self.asked)),
            (_("Accordés par la plénière"), in_days(self.granted)),
            (_("Utilisés"), in_days(self.used)),
        ]


def number_of(value) -> str:
    """« 20 », « 12,5 »: no useless decimal."""
    return number(int(value)) if value == int(value) else number(value.normalize())


def in_days(value) -> str:
    return f"{number_of(value)}{NBSP}j"


def service_days(bassins, *, year) -> dict[int, tuple[Decimal | None, Decimal]]:
    """By bassin: the days available in the year, None when nobody said, and those granted to the
    pôles that live there at some time of the year. One query.
    """
    capacity = Capacity.objects.filter(bassin=OuterRef("pk"), year=year).order_by()
    lives = _poles_in(OuterRef("pk"), year).filter(_lives_in(year)).order_by()
    granted = lives.values("bassin").annotate(total=Sum("days_granted")).values("total")
    rows = Bassin.objects.filter(pk__in=bassins).order_by("pk")
    found = rows.values_list("pk", Subquery(capacity.values("days")[:1]), Subquery(granted[:1]))
    return {pk: (available, total or Decimal(0)) for pk, available, total in found}


def _poles_in(bassin, year):
    return Pole.objects.filter(bassin=bassin).with_term(on=date(year, 12, 31))


def _lives_in(year) -> Q:
    """Launched, and neither ended nor out of its last term, at some time of the year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return (
        Q(status__in=SINCE_LAUNCH, launched_on__lte=last)
        & (Q(ended_on=None) | Q(ended_on__gte=first))
        & (Q(last_day=None) | Q(last_day__gte=first))
    )


def load_of(bassin, *, year) -> Load:
    """Asked, granted and used in one year, in two queries."""
    capacity = Capacity.objects.filter(bassin=bassin, year=year).first()
    used = ServiceDays.objects.filter(pole=OuterRef("pk"), month__year=year).values("pole")
    days = (
        _poles_in(bassin.pk, year)
        .annotate(days_used=Subquery(used.annotate(total=Sum("days")).values("total")))
        .aggregate(
            asked=Sum("days_asked", filter=Q(status=PoleStatus.PROPOSED)),
            granted=Sum("days_granted", filter=_lives_in(year)),
            used=Sum("days_used"),
        )
    )
    return Load(
        year=year,
        available=capacity.days if capacity else None,
        **{name: total or Decimal(0) for name, total in days.items()},
    )


@dataclass(frozen=True)
class Month:
    """One month of the page of the days; `days` is 0 when nobody wrote it."""

    number: int
    label: str
    days: Decimal
    note: str
    is_open: bool


def months_of(pole, *, year, on) -> list[Month]:
    """The twelve months of a year; those before the launch or to come cannot be written."""
    rows = {
        row.month.month: row
        for row in ServiceDays.objects.filter(pole=pole, month__year=year).order_by("month")
    }
    first = pole.launched_on.replace(day=1) if pole.launched_on else None
    months = []
    for index, label in enumerate(MONTHS, start=1):
        row = rows.get(index)
        begins = date(year, index, 1)
        months.append(
            Month(
                index,
                label,
                row.days if row else Decimal(0),
                row.note if row else "",
                is_open=first is not None and first <= begins <= on,
            )
        )
    return months
