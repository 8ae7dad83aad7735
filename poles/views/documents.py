"""The dossier of a pôle, asked from its page: a job, followed on its own page."""

from django.http import HttpResponseRedirect
from django.views import View
from django.views.generic.detail import SingleObjectMixin

from core import jobs
from core.views import HouseMixin
from poles.documents import DOSSIER
from poles.models import Pole


class AskDossier(HouseMixin, SingleObjectMixin, View):
    """Asks for the dossier; the page of the work shows its progress, then the file."""

    permission_required = "poles.view_verdicts"

    def get_queryset(self):
        return Pole.objects.visible_to(self.request.user).order_by("pk")

    def post(self, request, *args, **kwargs):
        pole = self.get_object()
        job = jobs.ask(DOSSIER, subject_id=pole.pk, by=request.user)
        return HttpResponseRedirect(job.get_absolute_url())
