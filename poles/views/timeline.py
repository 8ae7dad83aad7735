"""The terms of all pôles on one picture."""

from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import ListView

from core import jobs
from core.clock import today
from core.views import HouseMixin
from poles.documents import TIMELINE, WITH_CLOSED, WITHOUT_CLOSED, poles_with_a_term
from poles.reports import timeline_of


class PoleTimeline(HouseMixin, ListView):
    """Three years and three, for every pôle that has had a term; the same in a table."""

    permission_required = "poles.list_poles"
    template_name = "poles/timeline.html"
    paginate_by = 30

    def get_queryset(self):
        return poles_with_a_term(self.request.user, on=today(), shows_closed=self.shows_closed)

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


class AskTimeline(HouseMixin, View):
    """The same on paper: a job, followed on its own page."""

    permission_required = "poles.list_poles"

    def post(self, request, *args, **kwargs):
        key = WITH_CLOSED if request.POST.get("clotures") == "1" else WITHOUT_CLOSED
        job = jobs.ask(TIMELINE, subject_id=key, by=request.user)
        return HttpResponseRedirect(job.get_absolute_url())
