"""What the apps above say of a change to an organisation or a person, before it is saved."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from core.shifts import Forecast

FORESEERS: list[Callable] = []
SEATERS: list[Callable] = []


def foresees_organisations(function):
    """Registers `function(organisation, *, on) -> iterable[Foreseen]`: the rules it changes."""
    FORESEERS.append(function)
    return function


def forecast_of(organisation, *, on) -> Forecast:
    """What the rules would say if the organisation became what this row, not saved yet, says."""
    found = [f for function in FORESEERS for f in function(organisation, on=on)]
    return Forecast(_("Si %(name)s change") % {"name": organisation}, tuple(found))


def tells_of_seats(function):
    """Registers `function(person) -> iterable[str]`: the seats that a death must end first."""
    SEATERS.append(function)
    return function


def seats_held_by(person) -> list[str]:
    """Where this person still sits, in sentences that say where their death is recorded."""
    return [sentence for function in SEATERS for sentence in function(person)]
