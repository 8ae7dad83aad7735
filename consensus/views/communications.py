"""Pages of what a pôle communicates to the plenary: record it, read it."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.generic import DetailView
from django.views.generic.detail import SingleObjectMixin

from consensus import workflow
from consensus.forms import CommunicationForm
from consensus.models import Communication
from core.views import HouseMixin
from poles.views.fiche import MadeForPole


class Communicate(MadeForPole):
    """The service records what the pôle adopted; it is due to the plenary at once."""

    permission_required = "consensus.communicate"
    template_name = "consensus/communicate.html"
    form_class = CommunicationForm

    def create(self, form):
        workflow.communicate(form.instance, by=self.request.user)
        messages.success(
            self.request,
            _(
                "La communication est encodée : elle est due à la plénière jusqu’à figurer dans un"
                " procès-verbal."
            ),
        )
        return self.pole.get_absolute_url()


class OneCommunication(HouseMixin, SingleObjectMixin):
    """A communication that this person may know of, with its pôle."""

    context_object_name = "communication"

    def get_queryset(self):
        return (
            Communication.objects.visible_to(self.request.user)
            .select_related("pole__bassin", "recorded_by__own_person")
            .order_by("pk")
        )


class CommunicationDetail(OneCommunication, DetailView):
    """What the pôle communicates; the plenary adds where it stands."""

    permission_required = "consensus.view_communication"
    template_name = "consensus/communication.html"
