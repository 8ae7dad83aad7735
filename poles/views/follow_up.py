"""The pages behind the signed link of a candidature: follow, complete, withdraw. No account."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView, TemplateView, UpdateView

from core import files
from core.clock import today
from core.forms import EmptyForm
from core.views import ByLinkMixin, VersionedFormMixin, refused
from core.workflow import Refused
from poles import workflow
from poles.forms import ApplicationEditForm
from poles.reports import (
    answers_of,
    applicant_state,
    organisation_names,
    public_call,
    read_follow_up,
    why_read_only,
)
from poles.views.public_calls import accepted


class ByFollowUp(ByLinkMixin):
    """What the applicant reads and does from the acknowledgement."""

    closed_template = "poles/follow_up_closed.html"

    def read(self, token):
        self.application = read_follow_up(token)

    @property
    def home(self):
        return reverse("poles:follow_up", args=[self.kwargs["token"]])

    @property
    def read_only(self):
        return why_read_only(self.application, on=today())


class FollowUp(ByFollowUp, TemplateView):
    """The candidature as it was sent, where it stands, and what may still be done."""

    template_name = "poles/follow_up.html"

    def get_context_data(self, **kwargs):
        application = self.application
        return super().get_context_data(
            application=application,
            row=public_call(application.call, on=today()),
            state=applicant_state(application, on=today()),
            answers=answers_of(application),
            read_only=self.read_only,
            **kwargs,
        )


class CompleteByLink(ByFollowUp, VersionedFormMixin, UpdateView):
    """Completes it until the closing; two tabs never overwrite each other."""

    template_name = "poles/follow_up_edit.html"
    form_class = ApplicationEditForm

    def get(self, request, *args, **kwargs):
        if self.read_only:
            messages.warning(request, self.read_only)
            return HttpResponseRedirect(self.home)
        return super().get(request, *args, **kwargs)

    def get_object(self, queryset=None):
        return self.application

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        names = organisation_names(self.application.call.pole.bassin)
        return {**context, "back": self.home, "organisations": names}

    def save(self, form):
        with transaction.atomic():  # a file that nothing cites is not kept
            workflow.edit_application(
                form.instance,
                base_version=form.cleaned_data["base_version"],
                attachment=accepted(form),
            )
        messages.success(self.request, _("Votre candidature est complétée."))

    def get_success_url(self):
        return self.home


class WithdrawByLink(ByFollowUp, FormView):
    """Takes it back until the closing."""

    template_name = "components/act.html"
    form_class = EmptyForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            object=self.application.number,
            title=_("Retirer ma candidature"),
            explains=_("Elle ne sera pas examinée. Vous pourrez en poser une autre."),
            button=_("Retirer ma candidature"),
            back=self.home,
            panel=None,
            consequences=[],
            **kwargs,
        )

    def form_valid(self, form):
        try:
            workflow.withdraw_application(self.application)
        except Refused as refusal:
            return refused(self, form, refusal)
        messages.success(self.request, _("Votre candidature est retirée."))
        return HttpResponseRedirect(self.home)


class AttachmentByLink(ByFollowUp, View):
    """The file that the applicant joined."""

    def get(self, request, *args, **kwargs):
        if self.application.attachment is None:
            raise Http404
        return files.response(self.application.attachment)
