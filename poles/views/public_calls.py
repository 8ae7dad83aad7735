"""What anybody may read of the calls, and the form by which one answers without an account."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import CreateView, FormView, TemplateView

from core import files
from core.clock import today
from core.limits import is_too_often
from core.views import PUBLIC, HouseMixin, OnceMixin
from core.workflow import Refused
from poles import workflow
from poles.forms import AddressForm, ApplicationForm
from poles.models import Call
from poles.reports import (
    follow_up_path,
    organisation_names,
    public_call,
    public_calls,
    why_no_answer,
)

TOO_MANY = 429
SUGGESTED = 20


class PublicCalls(HouseMixin, TemplateView):
    """Calls of the site, open or soon to be, the first to close first."""

    permission_required = PUBLIC
    template_name = "poles/public_calls.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(rows=public_calls(on=today()), **kwargs)


class ByAddress(HouseMixin):
    """A page about one call, found by its address alone: in preparation, it does not exist."""

    permission_required = PUBLIC

    def dispatch(self, request, *args, **kwargs):
        calls = Call.objects.published().select_related("pole__bassin", "pole__theme")
        self.call = get_object_or_404(calls, uuid=kwargs["uuid"])
        return super().dispatch(request, *args, **kwargs)


@method_decorator(never_cache, name="dispatch")
class PublicCallPage(ByAddress, OnceMixin, CreateView):
    """One call as anybody may read it, and its form while it is open.

    A call that is not listed is found by this address alone. A form that was kept open past the
    closing is refused in words, with everything that was typed still on the page.
    """

    template_name = "poles/public_call.html"
    form_class = ApplicationForm

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("instance", None)
        return {**kwargs, "call": self.call}

    def get_context_data(self, **kwargs):
        on = today()
        context = super().get_context_data(row=public_call(self.call, on=on), **kwargs)
        answers = not why_no_answer(self.call, on=on) or context["form"].is_bound
        bassin = self.call.pole.bassin
        names = organisation_names(bassin) if answers else []
        again = reverse("poles:link_again", args=[self.call.uuid])
        return {**context, "answers": answers, "organisations": names, "again": again}

    def form_valid(self, form):
        if is_too_often(self.request, "candidature", most=settings.APPLICATIONS_PER_HOUR):
            return too_often(self, form)
        return super().form_valid(form)

    def create(self, form):
        application = workflow.submit_application(form.instance, attachment=accepted(form))
        messages.success(
            self.request,
            _("Votre candidature est reçue sous le numéro %(number)s. Un courriel le confirme.")
            % {"number": application.number},
        )
        return follow_up_path(application)


class CallOrganisations(ByAddress, View):
    """Names that begin to look like what is typed, of organisations alone; JavaScript asks it."""

    def get(self, request, *args, **kwargs):
        asked = request.GET.get("organisation_name", "")[:100]
        names = organisation_names(self.call.pole.bassin, asked, most=SUGGESTED)
        options = format_html_join("", '<option value="{}"></option>', ((n,) for n in names))
        return HttpResponse(options)


class LinkAgain(ByAddress, FormView):
    """The link of a candidature is sent again to its own address; the answer tells nothing else."""

    template_name = "poles/link_again.html"
    form_class = AddressForm

    def get_context_data(self, **kwargs):
        row = public_call(self.call, on=today())
        return super().get_context_data(row=row, **kwargs)

    def form_valid(self, form):
        if is_too_often(self.request, "lien", most=settings.APPLICATIONS_PER_HOUR):
            return too_often(self, form)
        workflow.send_link_again(self.call, email=form.cleaned_data["email"])
        messages.success(
            self.request,
            _(
                "Si une candidature de cette adresse répond à cet appel, son lien vient d’y partir."
                " Regardez aussi parmi les indésirables."
            ),
        )
        return HttpResponseRedirect(self.call.public_url)


def too_often(view, form):
    """The form again, everything typed kept, and when one may come back (429)."""
    form.add_error(
        None,
        _(
            "Trop d’envois viennent de la même connexion. Rien n’est perdu : attendez une heure,"
            " puis envoyez à nouveau, ou écrivez au service."
        ),
    )
    response = view.render_to_response(view.get_context_data(form=form))
    response.status_code = TOO_MANY
    return response


def accepted(form):
    """The file of the form once its content is checked, or None; a refusal says why."""
    upload = form.cleaned_data.get("upload")
    if not upload:
        return None
    try:
        return files.accept(upload, by=None)
    except ValidationError as error:
        raise Refused(*error.messages) from error
