"""Positions of the pictures that the server draws. Six years are 600 units wide."""

from dataclasses import dataclass, field
from datetime import date, timedelta

WIDTH = 600


@dataclass(frozen=True)
class TermLabel:
    """One term under the bar: « Terme 1 », « 12 mars 2024 – 11 mars 2027 »."""

    label: str
    dates: str


@dataclass(frozen=True)
class Key:
    """One line of the legend; `mark` is "today" or "last"."""

    mark: str
    label: str


@dataclass(frozen=True)
class TermBar:
    """What `components/_term_bar.html` and `_term_bar_mini.html` draw, from 0 to 600.

    `figure` is the large number (« 114 jours »), `caption` what it counts, `title` the whole
    picture in one sentence for who does not see it.
    """

    title: str
    figure: str
    past_width: int
    left_width: int
    next_x: int
    next_width: int
    today_x: int | None = None
    last_x: int | None = None
    caption: str = ""
    terms: list[TermLabel] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)


def term_bar(
    *,
    starts_on: date,
    ends_on: date,
    horizon: date,
    on: date,
    last_useful_on: date | None = None,
    renewable: bool = True,
    **words,
) -> TermBar:
    """The bar of a pôle at the day `on`.

    `starts_on`: first day of term 1. `ends_on`: last inclusive day decided so far. `horizon`: last
    inclusive day that two terms may reach. `last_useful_on`: last sitting that can still renew.
    `words`: title, figure, caption, terms, keys.
    """

    def place(day: date) -> int:
        span = (horizon - starts_on).days + 1
        return max(0, min(WIDTH, round(WIDTH * (day - starts_on).days / span)))

    decided = place(ends_on + timedelta(days=1))
    return TermBar(
        past_width=min(place(on), decided),
        left_width=decided,
        next_x=decided,
        next_width=WIDTH - decided if renewable else 0,
        today_x=place(on) if starts_on <= on <= horizon else None,
        last_x=place(last_useful_on) if last_useful_on else None,
        **words,
    )


PATTERNS = 6


@dataclass(frozen=True)
class Part:
    """One part of a whole: where it stands from 0 to 600, how it is drawn, what it counts."""

    x: int
    width: int
    pattern: int
    count: int


@dataclass(frozen=True)
class ShareBar:
    """What `components/_share_bar.html` draws: the parts of one whole, told in `title`."""

    label: str
    title: str
    parts: list[Part]


def share_bar(counts: list[int], *, label: str, title: str) -> ShareBar:
    """One bar as wide as the whole; each part keeps its pattern, whatever the others count."""
    whole, done, parts = sum(counts), 0, []
    for place, count in enumerate(counts):
        if count:
            x, end = (round(WIDTH * n / whole) for n in (done, done + count))
            parts.append(Part(x, end - x, place % PATTERNS, count))
        done += count
    return ShareBar(label, title, parts)
