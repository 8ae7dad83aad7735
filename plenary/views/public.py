"""What anybody may read of the plenary once its minutes are published, from a whitelist of fields.

Nothing here comes from `visible_to`: who is signed in reads the same page as whoever is not.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from core.states import State
from core.views import PUBLIC, HouseMixin
from plenary.choices import Kind
from plenary.facts import outcome_state, sitting_title
from plenary.models import Decision, Sitting
from poles.models import Pole

PUBLIC_FIELDS = (
    "number",
    "year",
    "outcome",
    "text",
    "is_effective",
    "bassin__name",
    "bassin__code",
    "item__kind",
    "item__title",
    "item__pole",
    "item__pole__title",
    "item__sitting__on",
    "item__sitting__number",
    "rectifies__number",
    "withdraws__number",
    "withdrawn_by__number",
    "withdrawn_by__is_effective",
)
ORDER = ("-year", "-serial", "pk")


class PublicDecisions(HouseMixin, ListView):
    """The published decisions, year by year, the last first."""

    permission_required = PUBLIC
    template_name = "plenary/public_decisions.html"
    paginate_by = 30

    def get_queryset(self):
        self.asked = {k: self.request.GET.get(k, "")[:100] for k in ("q", "annee")}
        found = Decision.objects.public().found(self.asked["q"])
        if self.asked["annee"] in self.years():
            found = found.filter(year=self.asked["annee"])
        return found.values(*PUBLIC_FIELDS).order_by(*ORDER)

    def years(self):
        """The years in which something is published, as the address says them."""
        found = Decision.objects.public().order_by("-year").values_list("year", flat=True)
        return [str(year) for year in found.distinct()]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        count = context["paginator"].count
        return {
            **context,
            "rows": [public_row(values) for values in context["page_obj"]],
            "asked": self.asked,
            "count": count,
            "noun": _("décision") if count < 2 else _("décisions"),
            "years": self.years(),
            "query": urlencode({k: v for k, v in self.asked.items() if v}),
            "canonical": settings.SITE_URL + reverse("published:decisions"),
        }


class PublicDecision(HouseMixin, DetailView):
    """One decision at its permanent address: its number."""

    permission_required = PUBLIC
    template_name = "plenary/public_decision.html"

    def get_object(self, queryset=None):
        values = (
            Decision.objects.public()
            .with_publication()
            .filter(number=self.kwargs["number"])
            .values(*PUBLIC_FIELDS, "published_at")
            .order_by("pk")
            .first()
        )
        if values is None:
            raise Http404
        return values

    def get_context_data(self, **kwargs):
        row = public_row(self.object)
        rectified_by = (
            Decision.objects.public()
            .filter(rectifies__number=row["number"])
            .order_by("sealed_at", "pk")
            .values_list("number", flat=True)
        )
        links = links_to({row["withdrawn_by"], row["rectifies__number"], row["withdraws__number"]})
        return {
            "view": self,
            "row": row,
            "withdrawn_by": links.get(row["withdrawn_by"]),
            "rectifies": links.get(row["rectifies__number"]),
            "withdraws": links.get(row["withdraws__number"]),
            "rectified_by": [
                Cited(n, reverse("published:decision", args=[n])) for n in rectified_by
            ],
            "pole": Pole.objects.public()
            .filter(pk=row["item__pole"])
            .values("pk", "title")
            .order_by("pk")
            .first(),
            "canonical": settings.SITE_URL + reverse("published:decision", args=[row["number"]]),
        }


@dataclass(frozen=True)
class Cited:
    """The number of another decision, and its page when anybody may read it."""

    number: str
    url: str = ""


def links_to(numbers) -> dict[str, Cited]:
    """These decisions as a page cites them. One query."""
    numbers = [n for n in numbers if n]
    public = set(
        Decision.objects.public()
        .filter(number__in=numbers)
        .order_by("number")
        .values_list("number", flat=True)
    )
    return {
        n: Cited(n, reverse("published:decision", args=[n]) if n in public else "") for n in numbers
    }


def public_row(values):
    """The whitelisted values with the words that the page prints."""
    state = outcome_state(values["outcome"])
    if values["is_effective"] is False:
        state = State(f"{state.label}, sans effet", "ko", "octagon")
    sitting = Sitting(on=values["item__sitting__on"], number=values["item__sitting__number"])
    return {
        **values,
        "title": values["item__title"],
        "on": sitting.on,
        "day": sitting.on.isoformat(),
        "sitting": sitting_title(sitting),
        "kind": str(Kind(values["item__kind"]).label),
        "state": state,
        "withdrawn_by": (values["withdrawn_by__number"] or "")
        if values["withdrawn_by__is_effective"]
        else "",
    }
