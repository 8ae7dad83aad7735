"""From the candidates of a pôle to the plenary: one click, whose effect is shown first."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.clock import today
from core.forms import EmptyForm
from core.law import Panel
from core.verdicts import verdicts_for
from core.views import TransitionView
from plenary import workflow
from poles.models import Pole
from poles.verdicts import candidates, designation


class AskDesignation(TransitionView):
    """Puts everybody who is proposed for a pôle to the plenary, as one item."""

    permission_required = "plenary.ask_item"
    form_class = EmptyForm
    title = _("Proposer cette désignation à la plénière")
    explains = _("Un seul point porte toutes les personnes proposées ; il attend une séance.")
    button = _("Proposer cette désignation à la plénière")
    done = _("La désignation est proposée à la plénière.")
    transition = staticmethod(workflow.ask_designation)

    def get_queryset(self):
        return Pole.objects.visible_to(self.request.user).select_related("bassin", "lead")

    def panel(self, subject):
        moment, proposal = designation(subject)
        verdicts = verdicts_for(moment, subject, on=today(), proposal=proposal)
        return Panel(_("Ce que disent les règles"), verdicts, act=_("La désignation"))

    def consequences(self, subject):
        names = [m.name for m in candidates(subject)]
        return [_("Elle est appelée à désigner : %(names)s.") % {"names": ", ".join(names)}]

    def get_success_url(self):
        return f"{reverse('poles:members', args=[self.object.pk])}#designation"
