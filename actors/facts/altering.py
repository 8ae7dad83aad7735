"""What the apps above say of a change to the reference data, before it is saved."""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from core.shifts import Forecast

# What the rules read of an organisation.
RULED = ("name_fr", "sector", "is_higher_education")
FORESEERS: list[Callable] = []
RULERS: list[Callable] = []
SEATERS: list[Callable] = []


def foresees_organisations(function):
    """Registers `function(organisations, *, on) -> iterable[Foreseen]`: the rules they change."""
    FORESEERS.append(function)
    return function


def forecast_of(*organisations, on) -> Forecast:
    """What the rules would say if organisations became what these rows, not saved yet, say."""
    found = [f for function in FORESEERS for f in function(organisations, on=on)]
    if len(organisations) == 1:
        title = _("Si %(name)s change") % {"name": organisations[0]}
    else:
        title = _("Si ces organisations changent")
    return Forecast(title, tuple(found), names=True)


def foresees_rules(function):
    """Registers `function(bassin, *, days, as_if) -> iterable[Foreseen]`: the rules it changes.

    `days`: those on which the answers may be others, in order. `as_if()`: a context in which the
    setting is what it would be.
    """
    RULERS.append(function)
    return function


def forecast_of_settings(bassin, *, on) -> Forecast:
    """What the rules would say if the bassin were what this row, not saved yet, says."""
    title = _("Si les réglages de %(name)s changent") % {"name": bassin}
    if bassin.pk is None:
        return Forecast(title, ())
    return _if_written(bassin, bassin, [on], title)


def forecast_of_rule_set(rule_set, *, on) -> Forecast:
    """What the rules would say, from today on, if this row, not saved yet, were what it says."""
    standing = type(rule_set).objects.filter(pk=rule_set.pk)
    turns = {on}
    for row in (rule_set, *standing):
        turns.add(row.starts_on)
        if row.ends_on is not None:
            turns.add(row.ends_on + timedelta(days=1))
    title = _("Si « %(rules)s » change") % {"rules": rule_set.get_source_display()}
    return _if_written(rule_set, rule_set.bassin, sorted(d for d in turns if d >= on), title)


def _if_written(row, bassin, days, title):
    as_if = lambda: _written(row)  # noqa: E731
    found = [f for function in RULERS for f in function(bassin, days=days, as_if=as_if)]
    return Forecast(title, tuple(found), names=True)


@contextmanager
def _written(row):
    """The row stands as it says while one asks, then as it stood: nothing of it is kept."""
    values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
    with transaction.atomic():
        type(row)(**values).save_base(raw=True)
        yield
        transaction.set_rollback(True)


def tells_of_seats(function):
    """Registers `function(person) -> iterable[str]`: the seats that a death must end first."""
    SEATERS.append(function)
    return function


def seats_held_by(person) -> list[str]:
    """Where this person still sits, in sentences that say where their death is recorded."""
    return [sentence for function in SEATERS for sentence in function(person)]
