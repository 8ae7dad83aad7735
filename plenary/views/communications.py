"""Pages of the communications of the pôles: those due, taken into a sitting, corrected."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView, ListView, UpdateView

from consensus.forms import CommunicationEditForm
from consensus.models import Communication
from consensus.views import OneCommunication
from core.clock import today
from core.forms import ReasonForm
from core.views import HouseMixin, OnceMixin, TransitionView, VersionedFormMixin
from core.workflow import Refused
from plenary import workflow
from plenary.choices import SittingStatus
from plenary.facts import sitting_title
from plenary.facts.communications import due_communications, standings
from plenary.forms import TakeForm
from plenary.forms.sittings import bodies_prepared
from plenary.views.agenda import OneItem, open_sittings

PAGE = 30


class CommunicationList(HouseMixin, ListView):
    """Every communication of the pôles that one serves: those due first, then the latest."""

    permission_required = "plenary.ask_item"
    template_name = "plenary/communications.html"
    paginate_by = PAGE

    def due(self):
        return due_communications(on=today()).filter(
            pole__bassin__in=self.request.user.bassins_served()
        )

    def get_queryset(self):
        user = self.request.user
        return (
            Communication.objects.visible_to(user)
            .filter(pole__bassin__in=user.bassins_served())
            .exclude(pk__in=self.due().values("pk"))
            .select_related("pole")
            .order_by("-adopted_on", "-pk")
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        due = list(self.due())
        return {
            **context,
            "due": due,
            "late": [c.pk for c in due if c.due_on and c.due_on < today()],
            "rows": standings(list(context["page_obj"].object_list)),
            "prepares": self.request.user.has_perm("plenary.prepare_sitting"),
        }


class Take(HouseMixin, OnceMixin, FormView):
    """Several communications at once into a sitting: those due, all ticked."""

    permission_required = "plenary.prepare_sitting"
    template_name = "plenary/take.html"
    form_class = TakeForm

    def due(self):
        bassins = [body.bassin_id for body in bodies_prepared(self.request.user)]
        return due_communications(on=today()).filter(pole__bassin__in=bassins)

    def get_initial(self):
        sittings = open_sittings(self.request.user)
        asked = self.request.GET.get("seance", "")
        chosen = sittings.filter(pk=asked).first() if asked.isdigit() else None
        prepared = sittings.filter(status=SittingStatus.PREPARING).first()
        sitting = chosen or prepared or sittings.first()
        due = self.due().filter(pole__bassin=sitting.body.bassin_id) if sitting else ()
        return {"sitting": sitting, "communications": [c.pk for c in due]}

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "due": self.due(),
            "sittings": open_sittings(self.request.user),
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            has_sittings=open_sittings(self.request.user).exists(),
            has_due=self.due().exists(),
            **kwargs,
        )

    def create(self, form):
        sitting = form.cleaned_data["sitting"]
        item = workflow.take(
            sitting,
            form.cleaned_data["communications"],
            by=self.request.user,
            urgent_reason=form.cleaned_data["urgent_reason"],
        )
        messages.success(
            self.request,
            _("À l’ordre du jour, %(sitting)s : %(item)s.")
            % {"item": item.title, "sitting": sitting_title(sitting)},
        )
        return item.get_absolute_url()


class Leave(OneItem, View):
    """Takes one communication off an item whose agenda is not sent yet."""

    permission_required = "plenary.prepare_sitting"

    def post(self, request, *args, **kwargs):
        item = self.get_object()
        communication = Communication.objects.filter(
            pk=kwargs["communication"], pole__bassin=item.body.bassin_id
        ).first()
        if communication is None:
            raise Http404
        try:
            workflow.leave(item, communication, by=request.user)
        except Refused as refusal:
            messages.error(request, " ".join(refusal.sentences))
        else:
            messages.success(request, _("La communication est ôtée du point : elle reste due."))
        return HttpResponseRedirect(item.get_absolute_url())


class EditCommunication(OneCommunication, VersionedFormMixin, UpdateView):
    """Corrects a communication that no sent agenda carries."""

    permission_required = "consensus.communicate"
    template_name = "consensus/communication_edit.html"
    form_class = CommunicationEditForm

    def save(self, form):
        workflow.edit_communication(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("La communication est modifiée."))

    def get_success_url(self):
        return self.object.get_absolute_url()


class WithdrawCommunication(OneCommunication, TransitionView):
    """It was recorded by mistake."""

    permission_required = "consensus.communicate"
    form_class = ReasonForm
    title = _("Retirer la communication")
    button = _("Retirer la communication")
    done = _("La communication est retirée : elle n’est plus due à la plénière.")
    transition = staticmethod(workflow.withdraw_communication)

    def consequences(self, subject):
        return [_("Elle reste lisible, avec votre motif ; elle ne s’inscrit plus à une séance.")]
