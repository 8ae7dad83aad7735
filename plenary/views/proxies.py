"""Pages of the proxies: given by the member, signed in or by the link; noted by the secretary."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from actors.facts import regulation_of
from core.views import refused
from core.workflow import Refused
from plenary import workflow
from plenary.choices import Channel, SittingStatus
from plenary.facts import (
    possible_holders,
    sitting_title,
    voice_of,
    voices,
    why_no_proxies,
    why_not_given,
)
from plenary.forms import ProxyForm, SittingProxyForm
from plenary.views.invitation import ByLink
from plenary.views.sittings import OneSitting
from plenary.workflow.stances import HEARD


def proxy_of(sitting, voice, seated):
    """What a member may do of their proxy: who holds it, to whom it may go, why not."""
    regulation = regulation_of(sitting.body, on=sitting.on)
    why = why_no_proxies(regulation) or why_not_given(voice, seated, regulation)
    return {
        "to": voice.proxy_to,
        "why": "" if voice.proxy_to else why,
        "holders": [] if why else possible_holders(voice.mandate, seated, regulation),
        "open": sitting.status == SittingStatus.CONVENED,
    }


def asked(proxy):
    """The page says which of the two it asks, so that sending it twice asks the same thing."""
    return {"asks": ProxyForm.REVOKE if proxy["to"] else ProxyForm.GIVE}


def change_proxy(sitting, mandate, *, asks, holder, by, channel):
    """Gives a proxy, or takes it back, as the form asks. Gives what to say."""
    if asks == ProxyForm.REVOKE:
        if workflow.revoke_proxy(sitting, giver=mandate, by=by):
            return _("Votre procuration est retirée. Dites maintenant si vous venez.")
        return _("Votre procuration était déjà retirée. Dites maintenant si vous venez.")
    workflow.give_proxy(sitting, giver=mandate, holder=holder, by=by, channel=channel)
    return _("Votre voix est confiée à %(who)s.") % {"who": holder.person}


class GiveProxy(OneSitting, FormView):
    """A member who does not come gives their voice, or takes it back, before the sitting opens."""

    permission_required = "plenary.give_stance"
    template_name = "plenary/proxy.html"
    form_class = ProxyForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object = self.get_object()
            seated = voices(self.object)
            self.voice = voice_of(request.user.person, seated)
            self.proxy = proxy_of(self.object, self.voice, seated) if self.voice else None
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return asked(self.proxy) if self.proxy else {}

    def get_form_kwargs(self):
        holders = known_holders(self.proxy)
        return {**super().get_form_kwargs(), "holders": holders}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            proxy=self.proxy,
            sitting_title=sitting_title(self.object),
            back=self.object.get_absolute_url(),
            **kwargs,
        )

    def form_valid(self, form):
        try:
            if self.voice is None:
                raise Refused(_("Vous n’avez pas de mandat à la date de cette séance."))
            done = change_proxy(
                self.object,
                self.voice.mandate,
                by=self.request.user,
                channel=Channel.PAGE,
                **form.cleaned_data,
            )
        except Refused as refusal:
            return refused(self, form, refusal)
        messages.success(self.request, done)
        return HttpResponseRedirect(self.object.get_absolute_url())


def known_holders(proxy):
    """Those who may hold it; and who holds it now, so that sending it twice asks the same thing."""
    if proxy is None:
        return []
    return [*proxy["holders"], *([proxy["to"]] if proxy["to"] else [])]


class ProxyByLink(ByLink):
    """The same, by the signed link."""

    template_name = "plenary/proxy.html"
    form_class = ProxyForm

    @cached_property
    def proxy(self):
        sitting = self.invitation.sitting
        return proxy_of(sitting, self.voice, self.seated) if self.voice else None

    def get_initial(self):
        return asked(self.proxy) if self.proxy else {}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "holders": known_holders(self.proxy)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"proxy": self.proxy, "back": self.home, **kwargs})

    def form_valid(self, form):
        try:
            done = change_proxy(
                self.invitation.sitting,
                self.invitation.mandate,
                by=None,
                channel=Channel.LINK,
                **form.cleaned_data,
            )
        except Refused as refusal:
            return refused(self, form, refusal)
        messages.success(self.request, done)
        return HttpResponseRedirect(self.home)


class SittingProxies(OneSitting, FormView):
    """Every proxy of a sitting; the secretary enters one received on paper, or takes one back."""

    permission_required = "plenary.record_decision"
    template_name = "plenary/proxies.html"
    form_class = SittingProxyForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object = self.get_object()
            self.seated = voices(self.object)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        with_voice = [v.mandate for v in self.seated if not v.mandate.seat.consultative]
        return {**super().get_form_kwargs(), "givers": with_voice, "holders": with_voice}

    def get_context_data(self, **kwargs):
        sitting = self.object
        given = [v for v in self.seated if v.proxy_to]
        carried = {m.pk for v in self.seated for m in v.carries}
        return super().get_context_data(
            sitting_title=sitting_title(sitting),
            given=[{"voice": v, "is_carried": v.mandate.pk in carried} for v in given],
            why=why_no_proxies(regulation_of(sitting.body, on=sitting.on)),
            open=sitting.status in HEARD,
            **kwargs,
        )

    def form_valid(self, form):
        giver, holder = form.cleaned_data["giver"], form.cleaned_data["holder"]
        try:
            done = self.change(form.cleaned_data["asks"], giver, holder)
        except Refused as refusal:
            return refused(self, form, refusal)
        messages.success(self.request, done)
        return HttpResponseRedirect(reverse("plenary:proxies", args=[self.object.pk]))

    def change(self, asks, giver, holder):
        by, words = self.request.user, {"who": giver.person}
        if asks == ProxyForm.REVOKE:
            workflow.strike_proxy(self.object, giver=giver, by=by)
            return _("La procuration de %(who)s est retirée.") % words
        workflow.note_proxy(self.object, giver=giver, holder=holder, by=by)
        return _("La procuration de %(who)s est notée.") % words
