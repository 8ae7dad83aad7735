"""Panels that the pôles lend to the pages of others. Each brings its own queries."""

from django import template

from core.clock import today
from poles.choices import PoleStatus, Standing
from poles.reports import composition_of, load_of

register = template.Library()


@register.inclusion_tag("poles/_capacity.html")
def capacity_gauge(bassin, year):
    """Days of the service used, granted and asked in the year, against what it has (P16)."""
    return {"load": load_of(bassin, year=int(year))}


@register.inclusion_tag("poles/_members_brief.html")
def members_brief(pole, on=None):
    """Names by legal category on the day; an empty category says so."""
    return {"composition": composition_of(pole, on=on or today())}


@register.inclusion_tag("poles/_life_acts.html", takes_context=True)
def life_acts(context, pole):
    """What the service may do next in the life of a launched pôle. Needs `standing`."""
    user = context["request"].user
    manages = user.has_perm("poles.manage_members", pole)
    in_hand = pole.status in (PoleStatus.LAUNCHED, PoleStatus.ACTIVE)
    return {
        "pole": pole,
        "proposes": manages and in_hand and pole.standing != Standing.EXPIRED,
        "ends": pole.standing == Standing.EXPIRED and user.has_perm("poles.end_works", pole),
        "closes": pole.status == PoleStatus.ENDED and user.has_perm("poles.close_file", pole),
        "writes": in_hand
        and user.has_perm("poles.change_pole", pole)
        and pole.decisions.to_write().exists(),
    }
