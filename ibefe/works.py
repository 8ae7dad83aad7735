"""The page of one long work: its progress, then its file, for who asked it."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import DetailView
from django.views.generic.detail import SingleObjectMixin

from core import files, jobs
from core.models import Job, JobStatus
from core.views import SIGNED_IN, HouseMixin
from core.workflow import Refused

STOP_POLLING = 286
UNDER_WAY = (JobStatus.QUEUED, JobStatus.RUNNING)


class OneJob(HouseMixin):
    """A job is known to its asker alone, as long as they may have its object."""

    permission_required = SIGNED_IN

    def get_queryset(self):
        return (
            Job.objects.filter(asked_by=self.request.user)
            .select_related("result", "asked_by")
            .order_by("pk")
        )

    def get_object(self, queryset=None):
        job = super().get_object(queryset)
        self.subject = jobs.subject_of(job, self.request.user)
        if self.subject is None:
            raise Http404
        return job


class JobPage(OneJob, DetailView):
    """Progress, then the download link. htmx asks again by itself; without it the page does."""

    context_object_name = "job"

    def get_template_names(self):
        return ["ibefe/_job.html" if self.request.htmx else "ibefe/job.html"]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            under_way=self.object.status in UNDER_WAY,
            done=self.object.status == JobStatus.DONE,
            label=jobs.KINDS[self.object.kind].label,
            subject=self.subject,
            **kwargs,
        )

    def render_to_response(self, context, **kwargs):
        answer = super().render_to_response(context, **kwargs)
        if self.request.htmx and not context["under_way"]:
            answer.status_code = STOP_POLLING
        return answer


class JobFile(OneJob, SingleObjectMixin, View):
    """The file that was made; the right is asked again at this very moment."""

    def get(self, request, *args, **kwargs):
        job = self.get_object()
        if job.result is None:
            raise Http404
        return files.response(job.result)


class JobAgain(OneJob, SingleObjectMixin, View):
    """A failed work is put back in the queue."""

    def post(self, request, *args, **kwargs):
        job = self.get_object()
        try:
            jobs.ask_again(job, by=request.user)
        except Refused as refusal:
            messages.warning(request, " ".join(refusal.sentences))
        else:
            messages.success(request, _("La fabrication recommence."))
        return HttpResponseRedirect(job.get_absolute_url())
