"""The pages behind the signed link: GET shows, POST acts; nobody signs in."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView

from core.views import ByLinkMixin, refused
from core.workflow import Refused
from plenary import workflow
from plenary.choices import APPROVED, Channel
from plenary.facts import (
    agenda_of,
    read_link,
    sitting_state,
    sitting_title,
    stances_due,
    veil,
    voices,
)
from plenary.forms import PresenceForm, RecusalForm, StanceForm
from plenary.models import Stance
from plenary.views.items import (
    asked_of_recusal,
    change_recusal,
    is_heard,
    my_recusal,
    say_presence,
)
from plenary.views.sittings import no_proxies


class ByLink(ByLinkMixin, FormView):
    """What the holder of a mandate reads and answers from the convocation."""

    def read(self, token):
        self.invitation = read_link(token)
        sitting, mandate = self.invitation.sitting, self.invitation.mandate
        self.seated = voices(sitting)
        self.voice = next((v for v in self.seated if v.mandate.pk == mandate.pk), None)

    def items(self):
        """What this link lets one read."""
        return self.invitation.sitting.items.open_to(self.invitation.mandate)

    @property
    def home(self):
        return reverse("plenary:invitation", args=[self.kwargs["token"]])

    def get_context_data(self, **kwargs):
        sitting = self.invitation.sitting
        return super().get_context_data(
            sitting=sitting,
            sitting_title=sitting_title(sitting),
            mandate=self.invitation.mandate,
            voice=self.voice,
            token=self.kwargs["token"],
            home=self.home,
            **kwargs,
        )


class Invitation(ByLink):
    """The sitting, « je serai là », and the items that wait for a stance."""

    template_name = "plenary/invitation.html"
    form_class = PresenceForm

    def get_initial(self):
        return {"presence": self.voice.presence} if self.voice else {}

    def get_context_data(self, **kwargs):
        sitting, token = self.invitation.sitting, self.kwargs["token"]
        rows = agenda_of(sitting, seen=self.items())
        every = self.request.GET.get("avis") == "tous"
        return super().get_context_data(
            state=sitting_state(sitting),
            rows=rows,
            to_answer=self.voice
            and stances_due(sitting, self.voice, rows, token=token, every=every),
            proxy_url=reverse("plenary:invitation_proxy", args=[token]),
            no_proxies=no_proxies(sitting),
            **kwargs,
        )

    def form_valid(self, form):
        say_presence(self.request, self.invitation.sitting, self.invitation.mandate, form, by=None)
        return HttpResponseRedirect(self.home)


class StanceByLink(ByLink):
    """One item and its three choices, as on the page of somebody who signed in."""

    template_name = "plenary/stance_by_link.html"
    form_class = StanceForm

    def dispatch(self, request, *args, **kwargs):
        self.item = None
        return super().dispatch(request, *args, **kwargs)

    def get_item(self):
        """The item of this sitting: no other one opens with this link."""
        if self.item is None:
            self.item = (
                self.items()
                .on_the_agenda()
                .filter(pk=self.kwargs["pk"], kind__in=APPROVED)
                .select_related("pole", "presenter", "sitting__body__bassin")
                .order_by("pk")
                .first()
            )
        if self.item is None:
            raise Http404
        return self.item

    def get_initial(self):
        said = Stance.objects.filter(item=self.get_item(), mandate=self.invitation.mandate).first()
        return {"kind": said.kind, "reason": said.reason} if said else {}

    def get_context_data(self, **kwargs):
        item = self.get_item()
        return super().get_context_data(
            item=item,
            aside=my_recusal(item, self.invitation.mandate),
            heard=is_heard(item),
            back=self.home,
            recuse_url=reverse("plenary:invitation_recuse", args=[self.kwargs["token"], item.pk]),
            **kwargs,
        )

    def act(self, form):
        workflow.give_stance(
            self.get_item(),
            mandate=self.invitation.mandate,
            channel=Channel.LINK,
            **form.cleaned_data,
        )
        return _("Votre avis est enregistré. Vous pouvez en changer jusqu’à la décision.")

    def form_valid(self, form):
        try:
            done = self.act(form)
        except Refused as refusal:
            return refused(self, form, refusal)
        messages.success(self.request, done)
        return HttpResponseRedirect(self.home)


class RecuseByLink(StanceByLink):
    """A déport by the link."""

    template_name = "plenary/recuse_by_link.html"
    form_class = RecusalForm

    def items(self):
        """A huis clos that one left opens here again, to come back to it."""
        aside = self.invitation.sitting.items.left_by(self.invitation.mandate.person)
        return super().items() | aside

    def get_initial(self):
        return asked_of_recusal(my_recusal(self.get_item(), self.invitation.mandate))

    def get_context_data(self, **kwargs):
        context, item = super().get_context_data(**kwargs), self.get_item()
        if item.is_closed and context["aside"]:
            context["item"] = veil(item)
        return context

    def act(self, form):
        return change_recusal(
            self.get_item(), self.invitation.mandate, by=None, **form.cleaned_data
        )
