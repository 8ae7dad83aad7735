"""What the service writes to the people of a pôle: typed, seen with its recipients, sent."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.generic import FormView

from consensus import workflow
from consensus.facts import recipients_of
from consensus.forms import MessageForm
from core.canonical import canonical, sha256
from core.clock import today
from core.views import OnceMixin
from poles.views.fiche import OnePole


class WriteToPole(OnePole, OnceMixin, FormView):
    """The same form twice: first what would leave and to whom, then it leaves, once."""

    permission_required = "consensus.write_to_pole"
    template_name = "consensus/message.html"
    form_class = MessageForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{"pole": self.object, "recipients": [], "seen": "", **kwargs}
        )

    def recipients(self, form):
        return recipients_of(self.object, form.cleaned_data["to"], on=today())

    def form_valid(self, form):
        """What was not seen as it is does not leave."""
        recipients = self.recipients(form)
        seen = _print_of(form, recipients)
        if self.request.POST.get("vu") == seen or not recipients:
            return super().form_valid(form)
        return self.render_to_response(
            self.get_context_data(form=form, recipients=recipients, seen=seen)
        )

    def create(self, form):
        count = workflow.write_to_pole(
            self.object,
            recipients=self.recipients(form),
            subject=form.cleaned_data["subject"],
            text=form.cleaned_data["text"],
            by=self.request.user,
        )
        messages.success(
            self.request,
            _("Le message part.") if count == 1 else _("%(n)d messages partent.") % {"n": count},
        )
        return self.object.get_absolute_url()


def _print_of(form, recipients) -> str:
    """Of what was shown: these words, to these addresses."""
    words = [form.cleaned_data["subject"], form.cleaned_data["text"]]
    return sha256(canonical([*words, sorted(r.address for r in recipients)]))
