"""The terms of several pôles on one picture: three years and three, today, decisions, expiries.

Positions are computed here once; the template draws the same SVG in the page and on paper.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from core.deadlines import term_limit
from core.french import SHORT_MONTHS, day
from core.states import State
from poles.choices import Standing
from poles.models import DecisionRef, Term
from poles.reports.standing import OVER, status_of

LEFT, RIGHT = 232, 1180
TOP, ROW = 44, 38
LETTERS = 32
FLAG = 94
WIDE_ENOUGH = 52
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Bar:
    """One term, or the term that a renewal could open. `kind`: t1, t2, over, maybe."""

    kind: str
    x: int
    width: int
    label: str = ""

    @property
    def text_x(self) -> int:
        return self.x + 6


@dataclass(frozen=True)
class Row:
    """One pôle: its bars and marks, and the words of the table."""

    title: str
    short: str
    url: str
    state: State
    y: int
    bars: list[Bar]
    decisions: list[int]
    expiry: int | None
    terms: list[str]
    decided: list[str]
    expires_on: date | None

    @property
    def bar_y(self) -> int:
        return self.y + 7

    @property
    def text_y(self) -> int:
        return self.y + 18

    @property
    def mark_y(self) -> int:
        return self.y + 28

    @property
    def mark_top(self) -> int:
        return self.y + 23

    @property
    def base_y(self) -> int:
        return self.y + ROW


@dataclass(frozen=True)
class Year:
    label: int
    x: int

    @property
    def text_x(self) -> int:
        return self.x + 6


@dataclass(frozen=True)
class Timeline:
    """What `poles/_timeline.html` draws, from 0 to 1184."""

    rows: list[Row]
    years: list[Year] = field(default_factory=list)
    today_x: int | None = None
    today_label: str = ""

    @property
    def bottom(self) -> int:
        return TOP + ROW * len(self.rows)

    @property
    def height(self) -> int:
        return self.bottom + 30

    @property
    def flag_x(self) -> int:
        return min(self.today_x - FLAG // 2, RIGHT - FLAG)

    @property
    def flag_text_x(self) -> int:
        return self.flag_x + FLAG // 2

    @property
    def flag_text_y(self) -> int:
        return self.bottom + 19

    @property
    def flag_y(self) -> int:
        return self.bottom + 4

    @property
    def span(self) -> str:
        return f"{self.years[0].label} – {self.years[-1].label}"


@dataclass(frozen=True)
class Scale:
    """Days to units, over whole years."""

    first: date
    last: date

    def x(self, value: date) -> int:
        share = (value - self.first).days / ((self.last - self.first).days + 1)
        return max(LEFT, min(RIGHT, round(LEFT + (RIGHT - LEFT) * share)))


def timeline_of(poles, *, on) -> Timeline:
    """The picture of these pôles on the day, in three queries whatever their number.

    `poles`: pôles `with_term` and `standing`; those without a term are left out.
    """
    return next(iter(timelines_of(poles, on=on)), Timeline([]))


def timelines_of(poles, *, on, most=None) -> list[Timeline]:
    """The same, cut in pictures of `most` pôles under the same years, one for each sheet."""
    kept = [pole for pole in poles if pole.first_day]
    effective = DecisionRef.objects.effective().order_by("on", "pk")
    prefetch_related_objects(
        kept,
        Prefetch("terms", Term.objects.order_by("number")),
        Prefetch("decisions", effective),
    )
    if not kept:
        return []
    scale, most = _scale(kept, on), most or len(kept)
    return [_drawn(kept[n : n + most], scale, on) for n in range(0, len(kept), most)]


def _drawn(poles, scale, on) -> Timeline:
    years = range(scale.first.year, scale.last.year + 1)
    return Timeline(
        rows=[_row(pole, TOP + ROW * index, scale) for index, pole in enumerate(poles)],
        years=[Year(year, scale.x(date(year, 1, 1))) for year in years],
        today_x=scale.x(on),
        today_label=day(on, months=SHORT_MONTHS),
    )


def _scale(poles, on) -> Scale:
    first = min([p.first_day for p in poles] + [on])
    last = max([_reach(p) for p in poles] + [on])
    return Scale(date(first.year, 1, 1), date(last.year, 12, 31))


def _reach(pole) -> date:
    """The last day drawn for a pôle: what was decided, or what a renewal could reach."""
    if _may_renew(pole):
        return term_limit(pole.last_day + ONE_DAY)
    return pole.last_day


def _may_renew(pole) -> bool:
    alive = pole.standing not in (*OVER, Standing.EXPIRED)
    return alive and len(pole.terms.all()) == 1


def _row(pole, y, scale) -> Row:
    terms = list(pole.terms.all())
    decisions = list(pole.decisions.all())
    alive = pole.standing not in (*OVER, Standing.EXPIRED)
    bars = [_bar(pole, term, scale) for term in terms if _shown(pole, term)]
    if _may_renew(pole):
        begins = pole.last_day + ONE_DAY
        bars.append(_between("maybe", begins, term_limit(begins), scale))
    return Row(
        title=pole.title,
        short=pole.title if len(pole.title) <= LETTERS else f"{pole.title[: LETTERS - 1]}…",
        url=pole.get_absolute_url(),
        state=status_of(pole),
        y=y,
        bars=bars,
        decisions=[scale.x(d.on) for d in decisions],
        expiry=scale.x(pole.last_day + ONE_DAY) if alive else None,
        terms=[_in_words(term) for term in terms],
        decided=[f"{day(d.on)} : {d.label}" for d in decisions],
        expires_on=pole.last_day if alive or pole.standing == Standing.EXPIRED else pole.ended_on,
    )


def _shown(pole, term) -> bool:
    return not (pole.standing in OVER and pole.ended_on and term.starts_on > pole.ended_on)


def _bar(pole, term, scale) -> Bar:
    last = term.ends_on
    if pole.standing in OVER and pole.ended_on:
        last = min(last, pole.ended_on)
    over = pole.standing in (*OVER, Standing.EXPIRED)
    kind = "over" if over else ("t1" if term.number == 1 else "t2")
    return _between(kind, term.starts_on, last, scale, _("terme %(n)d") % {"n": term.number})


def _between(kind, first, last, scale, label="") -> Bar:
    x = scale.x(first)
    width = max(scale.x(last + ONE_DAY) - x - 2, 2)
    return Bar(kind, x, width, label if width >= WIDE_ENOUGH else "")


def _in_words(term) -> str:
    dates = f"{day(term.starts_on)} – {day(term.ends_on)}"
    words = _("terme %(n)d : %(dates)s") % {"n": term.number, "dates": dates}
    return _("%(words)s, par régularisation") % {"words": words} if term.regularised else words
