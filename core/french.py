"""French as it is printed: dates, durations, numbers, spaces that do not break."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")
NBSP = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"
MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
).split()
SHORT_MONTHS = "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split()
WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()

_BEFORE_SIGN = re.compile(r"(?<=\S)[ \u202f](?=[;:!?»%€])|(?<=«)[ \u202f](?=\S)")
_NUMBER_SIGN = re.compile(r"\b([Nn]°|art\.|§) (?=\S)")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


def in_brussels(value: date | datetime) -> date | datetime:
    """An aware instant as the clocks of Brussels show it; a day stays as it is."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(BRUSSELS)
    return value


def day(value: date | datetime, *, months=MONTHS) -> str:
    """« 12 mai 2027 », « 1er mai 2027 »."""
    return f"{day_and_month(value, months=months)} {in_brussels(value).year}"


def day_and_month(value: date | datetime, *, months=MONTHS) -> str:
    """« 12 mai »; with SHORT_MONTHS « 24 nov. »."""
    value = in_brussels(value)
    number = "1er" if value.day == 1 else value.day
    return f"{number} {months[value.month - 1]}"


def weekday(value: date | datetime) -> str:
    """« jeudi 3 décembre 2026 »."""
    return f"{WEEKDAYS[in_brussels(value).weekday()]} {day(value)}"


def clock(value: datetime) -> str:
    """« 9 h 30 », « 10 h » on the hour."""
    value = in_brussels(value)
    minutes = f"{NBSP}{value.minute:02}" if value.minute else ""
    return f"{value.hour}{NBSP}h{minutes}"


def moment(value: datetime) -> str:
    """« 3 décembre 2026 à 10 h 42 »."""
    return f"{day(value)} à {clock(value)}"


def days(count: int) -> str:
    """« 114 jours », « 1 jour », « aujourd’hui », « 39 jours de retard »."""
    if count == 0:
        return "aujourd’hui"
    words = f"{number(abs(count))}{NBSP}{'jour' if abs(count) == 1 else 'jours'}"
    return words if count > 0 else f"{words} de retard"


def number(value) -> str:
    """« 35 000 », « 1 234,5 »: narrow no-break spaces, a comma for decimals."""
    return f"{value:,}".replace(",", NARROW).replace(".", ",")


def amount(value) -> str:
    """« 35 000 », « 12 000,50 », « 2,5 »: decimals as they are kept, only when there are some."""
    return number(int(value) if value == int(value) else value)


def euros(value) -> str:
    """« 35 000 € »; cents only when there are some."""
    amount = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
    return f"{amount.replace(',', NARROW).replace('.', ',')}{NBSP}€"


def size(count: int) -> str:
    """« 229 ko », « 1,4 Mo »: the weight of a file."""
    if count < 1_000_000:
        return f"{number(max(1, round(count / 1000)))}{NBSP}ko"
    return f"{number(round(count / 1_000_000, 1))}{NBSP}Mo"


def nbsp(text: str) -> str:
    """The same text whose « ; : ! ? » never begin a line."""
    return _NUMBER_SIGN.sub(rf"\1{NBSP}", _BEFORE_SIGN.sub(NBSP, text))


def typographic(text: str) -> str:
    """Typed text as a printer sets it: apostrophes, ellipses, no-break spaces."""
    return nbsp(_APOSTROPHE.sub("’", text).replace("...", "…"))
