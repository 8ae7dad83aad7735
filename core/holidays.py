"""The ten legal holidays of Belgium (arrêté royal du 18 avril 1974, art. 1)."""

from datetime import date, timedelta
from functools import cache

from django.utils.translation import gettext as _


@cache
def holidays(year: int) -> dict[date, str]:
    """The day of each holiday of the year, and its name."""
    easter, one = easter_of(year), timedelta(days=1)
    return {
        date(year, 1, 1): _("Nouvel An"),
        easter + one: _("lundi de Pâques"),
        date(year, 5, 1): _("fête du Travail"),
        easter + 39 * one: _("Ascension"),
        easter + 50 * one: _("lundi de Pentecôte"),
        date(year, 7, 21): _("fête nationale"),
        date(year, 8, 15): _("Assomption"),
        date(year, 11, 1): _("Toussaint"),
        date(year, 11, 11): _("Armistice"),
        date(year, 12, 25): _("Noël"),
    }


def easter_of(year: int) -> date:
    """Easter Sunday (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    rest = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, before = divmod(h + rest - 7 * m + 114, 31)
    return date(year, month, before + 1)
