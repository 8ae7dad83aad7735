"""The published minutes as anybody reads them: their public text, at an address that stays."""

from datetime import date

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.views.generic import DetailView, ListView

from core.views import PUBLIC, HouseMixin
from plenary.facts import sitting_title
from plenary.facts.minutes import blocks_for
from plenary.facts.publication import MINUTES_FIELDS, PUBLIC_READING, minutes_row
from plenary.models import Decision, Minutes


class PublicMinutesList(HouseMixin, ListView):
    """The published minutes, the last sitting first."""

    permission_required = PUBLIC
    template_name = "plenary/public_minutes_list.html"
    paginate_by = 30

    def get_queryset(self):
        return (
            Minutes.objects.last_published().values(*MINUTES_FIELDS).order_by("-sitting__on", "pk")
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "rows": [minutes_row(values) for values in context["page_obj"]],
            "canonical": settings.SITE_URL + reverse("published:minutes_list"),
        }


class PublicMinutes(HouseMixin, DetailView):
    """The minutes of one sitting: the last published version, or the one that the address names.

    A version that was replaced stays readable, and says by which.
    """

    permission_required = PUBLIC
    template_name = "plenary/public_minutes.html"
    context_object_name = "minutes"

    def get_object(self, queryset=None):
        found = (
            Minutes.objects.public()
            .filter(
                sitting__body__bassin__code=self.kwargs["bassin"],
                sitting__on=day_of(self.kwargs["day"]),
            )
            .select_related("sitting__body__bassin")
            .order_by("-number", "pk")
        )
        self.versions = list(found)
        asked = self.kwargs.get("version")
        for minutes in self.versions:
            if asked in (None, minutes.number):
                return minutes
        raise Http404

    def get_context_data(self, **kwargs):
        minutes, last = self.object, self.versions[0]
        place = [self.kwargs["bassin"], self.kwargs["day"]]
        published = Decision.objects.public().filter(item__sitting=minutes.sitting_id)
        return {
            "view": self,
            "seen": blocks_for(minutes, PUBLIC_READING),
            "title": sitting_title(minutes.sitting),
            "bassin": minutes.sitting.body.bassin.name,
            "published_at": minutes.published_at,
            "version": minutes.number,
            "last": last.number,
            "replaced": minutes.number < last.number,
            "earlier": [
                {"number": m.number, "url": reverse("published:version", args=[*place, m.number])}
                for m in self.versions[1:]
            ],
            "readable": list(published.order_by("serial").values_list("number", flat=True)),
            "address": reverse("published:minutes", args=place),
            "canonical": settings.SITE_URL + reverse("published:minutes", args=place),
        }


def day_of(text):
    """The day that an address names; 404 for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
