"""What anybody may read of a pôle, from launch on, from a whitelist of fields."""

from urllib.parse import urlencode

from django.http import Http404
from django.views.generic import DetailView, ListView

from core.clock import today
from core.search import folded
from core.views import PUBLIC, HouseMixin
from poles.choices import SINCE_LAUNCH, Kind
from poles.models import Pole

PUBLIC_FIELDS = ("pk", "title", "problem", "launched_on", "ended_on", "bassin__name")
PUBLIC_THEME = ("theme__name", "theme__kind", "theme__year")


class PublicList(HouseMixin, ListView):
    """Pôles from launch on, from a whitelist of fields: title, theme, problem, dates."""

    permission_required = PUBLIC
    template_name = "poles/public_list.html"
    paginate_by = 30

    def get_queryset(self):
        found = Pole.objects.public()
        theme = self.request.GET.get("nature", "")
        if theme in Kind.values:
            found = found.filter(theme__kind=theme)
        for word in folded(self.request.GET.get("q", "")[:100]).split():
            found = found.filter(search_text__contains=word)
        return (
            found.with_term(on=today())
            .values(*PUBLIC_FIELDS, *PUBLIC_THEME, "term_starts_on", "term_ends_on")
            .order_by("title", "pk")
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        asked = {k: self.request.GET.get(k, "")[:100] for k in ("q", "nature")}
        rows = [public_row(values) for values in context["page_obj"]]
        return {
            **context,
            "rows": rows,
            "asked": asked,
            "kinds": Kind.choices,
            "query": urlencode({k: v for k, v in asked.items() if v}),
        }


class PublicDetail(HouseMixin, DetailView):
    """One pôle as anybody may read it."""

    permission_required = PUBLIC
    template_name = "poles/public_detail.html"

    def get_object(self, queryset=None):
        values = (
            Pole.objects.public()
            .with_term(on=today())
            .filter(pk=self.kwargs["pk"], status__in=SINCE_LAUNCH)
            .values(*PUBLIC_FIELDS, *PUBLIC_THEME, "term_starts_on", "term_ends_on")
            .first()
        )
        if values is None:
            raise Http404
        return values

    def get_context_data(self, **kwargs):
        return {"view": self, "row": public_row(self.object)}


def public_row(values):
    """The whitelisted values with the words that the page prints."""
    kind = values["theme__kind"]
    return {
        **values,
        "kind": Kind(kind).label if kind else "",
        "bassin": values["bassin__name"],
        "theme": values["theme__name"],
        "over": values["ended_on"] is not None,
    }
