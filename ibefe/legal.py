"""Cadre légal: each rule the house knows, its one source, where it acts, and who meets it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from actors.models import RuleSet
from actors.querysets import dated
from core.clock import today
from core.law import FORCE_LABELS, Rule
from core.registers import is_asked, rules
from core.views import PUBLIC, HouseMixin
from poles.law import LIFE
from poles.reports import columns_of, compared, conformity_of

FAMILIES = {
    "P": _("La vie d’un pôle"),
    "J": _("Les fiches projet"),
    "E": _("Les évaluations"),
}
IN_A_SITTING = _("point de la plénière, puis son sceau")
ALL_ALONG = _("pages du pôle et tableau de conformité")
BY_THE_SERVICE = _("acte du service")


@dataclass(frozen=True)
class Entry:
    """One code of the domain: the rules it holds (two when a lighter reading warns beside it)."""

    code: str
    rules: tuple[Rule, ...]

    @property
    def is_asked(self) -> bool:
        return any(is_asked(rule) for rule in self.rules)

    @property
    def readings(self) -> list[tuple[Rule, list[tuple[str, str, str]]]]:
        """Each rule with, for each of its moments: the act, its force there, where it is asked."""
        return [
            (rule, [(m.label, FORCE_LABELS[rule.force_at(m)], where(m)) for m in rule.moments])
            for rule in self.rules
        ]


def where(moment) -> str:
    """Where somebody meets the rules of this moment."""
    if moment.by_plenary:
        return IN_A_SITTING
    return ALL_ALONG if moment == LIFE else BY_THE_SERVICE


@cache
def families() -> list[tuple[str, list[Entry]]]:
    """Every rule of every app, by family and code."""
    by_code: dict[str, list[Rule]] = {}
    for registered in rules():
        by_code.setdefault(registered.rule.code, []).append(registered.rule)
    entries = [Entry(code, tuple(found)) for code, found in by_code.items()]
    return [(title, [e for e in entries if e.code[0] == key]) for key, title in FAMILIES.items()]


@dataclass(frozen=True)
class Met:
    """How many pôles give each answer to a rule, and how many it is not asked of."""

    tallies: list
    apart: int


def who_meets(user, *, on) -> dict[str, Met]:
    """By code, what the pôles that this person may compare answer on the day."""
    rows = conformity_of(list(compared(user, on=on)), on=on)
    screen = reverse("poles:conformity")
    return {
        column.code: Met(
            [
                (state, count, f"{screen}?regle={column.code}&verdict={key}")
                for key, state, count in column.tallies
                if count
            ],
            len(rows) - sum(column.counts.values()),
        )
        for column in columns_of(rows)
    }


def in_force(bassins: Iterable[int], *, on):
    """The sources in force on the day in these bassins, or in the one at home."""
    bassins = list(bassins)
    whose = Q(bassin__in=bassins) if bassins else Q(bassin__is_home=True)
    found = RuleSet.objects.filter(dated(on), whose).select_related("bassin")
    return found.order_by("bassin__name", "source", "starts_on")


class LegalFrame(HouseMixin, TemplateView):
    """Anybody reads the rules; who compares the pôles reads how many meet each."""

    permission_required = PUBLIC
    template_name = "ibefe/legal.html"

    def get_context_data(self, **kwargs):
        user, on = self.request.user, today()
        compares = user.has_perm("poles.compare_verdicts")
        met = who_meets(user, on=on) if compares else {}
        bassins = []
        if user.is_authenticated:
            bassins = [*user.bassins_served(), *user.bassins_sat_in()]
        return super().get_context_data(
            families=[
                (title, [(entry, met.get(entry.code)) for entry in entries])
                for title, entries in families()
            ],
            in_force=in_force(bassins, on=on),
            compares=compares,
            on=on,
            **kwargs,
        )
