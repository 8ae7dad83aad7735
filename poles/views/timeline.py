"""The terms of all pôles on one picture."""

from django.utils.translation import gettext as _
from django.views.generic import ListView

from core.clock import today
from core.views import HouseMixin
from poles.choices import PoleStatus
from poles.models import Pole
from poles.reports import timeline_of


class PoleTimeline(HouseMixin, ListView):
    """Three years and three, for every pôle that has had a term; the same in a table."""

    permission_required = "poles.list_poles"
    template_name = "poles/timeline.html"
    paginate_by = 30

    def get_queryset(self):
        on = today()
        found = Pole.objects.visible_to(self.request.user).with_term(on=on).standing(on=on)
        if not self.shows_closed:
            found = found.exclude(status=PoleStatus.CLOSED)
        return found.exclude(first_day=None).order_by("first_day", "title", "pk")

    @property
    def shows_closed(self):
        return self.request.GET.get("clotures") == "1"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "timeline": timeline_of(context["object_list"], on=today()),
            "shows_closed": self.shows_closed,
            "query": "clotures=1" if self.shows_closed else "",
            "noun": _("pôle") if context["paginator"].count == 1 else _("pôles"),
        }
