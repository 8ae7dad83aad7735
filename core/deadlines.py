"""Dates of the law: anniversaries, limits of a term, months before a day. Plain Python.

A term is kept as its last inclusive day. Source of the limit: accord de coopération du 20 mars
2014, art. 18 § 1, « une durée limitée à trois années maximum ».
"""

from calendar import monthrange
from datetime import date, timedelta

TERM_YEARS = 3


def anniversary(start: date, years: int) -> date:
    """The same day `years` later; a missing 29 February counts as 1 March."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return date(start.year + years, 3, 1)


def term_limit(start: date) -> date:
    """Last inclusive day that a term begun on `start` may have (rule P10)."""
    return anniversary(start, TERM_YEARS) - timedelta(days=1)


def first_year_end(start: date) -> date:
    """Last day of the first year: the day before the first anniversary, like the end of a term."""
    return anniversary(start, 1) - timedelta(days=1)


def months_before(day: date, months: int) -> date:
    """The same day of the month, `months` earlier; a missing day becomes the last of the month."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    month += 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_after(day: date, months: int) -> date:
    """The same day of the month, `months` later; a missing day becomes the last of the month."""
    return months_before(day, -months)
