"""What the designation of everybody who is proposed would give, for the pages that show it."""

from django.utils.translation import gettext as _

from core.clock import today
from core.law import Panel
from core.verdicts import Known, verdicts_for
from poles.reports import composition_after
from poles.reports.gathered import proposals_of
from poles.verdicts import composition, designation


def designation_ahead(pole, *, known=None) -> dict:
    """The composition by category after it, and every rule of the designation; for a template.

    `known`: the pôle as the page asks it today, so that each kind of facts is read once.
    """
    known = known or Known([pole], on=today())
    moment, proposal = designation(pole, known=known)
    keys = [p.pk for p in known.of(proposals_of, pole.pk)]
    if not keys:
        return {"keys": keys}
    verdicts = verdicts_for(moment, pole, on=known.on, proposal=proposal, known=known)
    facts = composition(pole, on=known.on, proposal=proposal, known=known)
    return {
        "keys": keys,
        "groups": composition_after(facts),
        "panel": Panel(_("Ce que disent les règles"), verdicts, act=_("La désignation")),
    }
