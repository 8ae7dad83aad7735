"""Pages of the service for the calls of a pôle: prepare, open, extend, cancel."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import DetailView, FormView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from core.clock import today
from core.forms import EmptyForm
from core.french import day
from core.views import OnceMixin, TransitionView, VersionedFormMixin
from poles import workflow
from poles.choices import CallStanding, CallStatus
from poles.forms import CallEditForm, CallForm, ExtendForm
from poles.forms.calls import InviteForm
from poles.law import GROUP_NAMES
from poles.models import Call
from poles.models.calls import MOST
from poles.reports import (
    call_standing,
    call_state,
    call_under_way,
    counts_of,
    sought_by,
    when_of,
)
from poles.views.fiche import MadeForPole
from poles.views.members import OfAPole
from poles.views.pages import PolePage
from poles.workflow.invitations import ask_invitations

USUAL_LENGTH = timedelta(days=30)
GROUPS = ("a", "b", "c")


def lede_of(pole, sought) -> str:
    """« Deux places à prendre… »: whom these vacant places await, and for which theme."""
    places = sum(sought.values())
    groups = ", ".join(GROUP_NAMES[letter.upper()] for letter in sought)
    words = ngettext(
        "%(n)d place est à prendre autour de la table, pour « %(theme)s », en catégorie"
        " %(groups)s.",
        "%(n)d places sont à prendre autour de la table, pour « %(theme)s », en catégorie"
        " %(groups)s.",
        places,
    ) % {"n": places, "theme": pole.theme.name if pole.theme else pole.title, "groups": groups}
    return words if len(words) <= Call._meta.get_field("lede").max_length else ""


class Calls(PolePage):
    """Every call of a pôle, the latest first, and whether another one may be prepared."""

    permission_required = "poles.manage_calls"
    template_name = "poles/calls.html"
    tab = "calls"

    def get_context_data(self, **kwargs):
        on = today()
        calls = Call.objects.visible_to(self.request.user).filter(pole=self.object)
        calls = list(calls.select_related("pole").order_by("-opens_on", "-pk"))
        return super().get_context_data(
            rows=[(c, call_state(c, on=on), when_of(c, on=on)) for c in calls],
            may_prepare=self.object.status not in workflow.OVER
            and all(c.status != CallStatus.DRAFT for c in calls),
            **kwargs,
        )


class PrepareCall(MadeForPole):
    """A call prefilled with what the fiche says of whom the pôle needs."""

    permission_required = "poles.manage_calls"
    template_name = "poles/call_form.html"
    form_class = CallForm

    def get_initial(self):
        """From the fiche; from the page of the members, only the places that are vacant there."""
        pole, sought = self.pole, self.sought()
        initial = {
            "text": pole.problem,
            "effort": pole.rhythm,
            "profile_a": pole.actors_a[:1000],
            "profile_b": pole.actors_b[:1000],
            "profile_c": pole.actors_c[:1000],
            "opens_on": today(),
            "closes_on": today() + USUAL_LENGTH,
        }
        if sought:
            initial |= dict.fromkeys((f"profile_{x}" for x in GROUPS if x not in sought), "")
            initial |= {f"seats_{letter}": count for letter, count in sought.items()}
            initial["lede"] = lede_of(pole, sought)
        return initial

    def sought(self) -> dict[str, int]:
        """« ?a=1&c=2 »: how many places of each category; anything else is left out."""
        asked = {letter: self.request.GET.get(letter, "") for letter in GROUPS}
        counts = {letter: int(n) for letter, n in asked.items() if n.isdecimal() and len(n) < 3}
        return {letter: n for letter, n in counts.items() if 0 < n <= MOST}

    def get_context_data(self, **kwargs):
        back = reverse("poles:calls", args=[self.pole.pk])
        return super().get_context_data(
            call=None, back=back, under_way=call_under_way(self.pole, on=today()), **kwargs
        )

    def create(self, form):
        call = workflow.prepare_call(form.instance, by=self.request.user)
        messages.success(self.request, _("L’appel est prêt à relire. Il n’est pas encore publié."))
        return call.get_absolute_url()


class OneCall(OfAPole):
    permission_required = "poles.manage_calls"
    pk_url_kwarg = "call"

    def get_queryset(self):
        return (
            Call.objects.visible_to(self.request.user)
            .filter(pole=self.kwargs["pk"])
            .select_related("pole__bassin", "pole__theme", "opened_by", "cancelled_by")
        )


class CallPage(OneCall, DetailView):
    """One call as the service follows it: its address, its dates, what may be done."""

    template_name = "poles/call.html"
    context_object_name = "call"

    def get_context_data(self, **kwargs):
        call, on = self.object, today()
        standing = call_standing(call, on=on)
        in_preparation = standing == CallStanding.DRAFT
        return super().get_context_data(
            pole=call.pole,
            state=call_state(call, on=on),
            when=when_of(call, on=on),
            sought=sought_by(call),
            published=call.opened_at is not None,
            address=f"{settings.SITE_URL}{call.public_url}",
            in_preparation=in_preparation,
            extendable=call.status == CallStatus.OPEN,
            cancellable=call.status != CallStatus.CANCELLED,
            counts=counts_of(call),
            why_not=workflow.reasons_not_to_open(call, on=on) if in_preparation else [],
            **kwargs,
        )


class EditCall(OneCall, VersionedFormMixin, UpdateView):
    """Corrects a call; what was published changes at once on its public page."""

    template_name = "poles/call_form.html"
    form_class = CallEditForm
    context_object_name = "call"

    def get_context_data(self, **kwargs):
        back = self.object.get_absolute_url()
        return super().get_context_data(**{"pole": self.object.pole, "back": back, **kwargs})

    def save(self, form):
        workflow.edit_call(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("L’appel est enregistré."))

    def get_success_url(self):
        return self.object.get_absolute_url()


class OpenCall(OneCall, TransitionView):
    form_class = EmptyForm
    title = _("Publier cet appel")
    button = _("Publier l’appel")
    done = _("L’appel est publié.")
    transition = staticmethod(workflow.open_call)

    def consequences(self, subject):
        return [
            _("Chacun peut poser sa candidature du %(first)s au %(last)s, ces jours compris.")
            % {"first": day(subject.opens_on), "last": day(subject.closes_on)},
            _("L’appel se clôt ce jour-là de lui-même ; vous pourrez le prolonger avec un motif."),
            _("Il paraît sur le site et dans son fil.")
            if subject.reach == "public"
            else _("Il ne paraît nulle part : seules les personnes qui ont son adresse le lisent."),
        ]


class InviteToCall(OneCall, OnceMixin, SingleObjectMixin, FormView):
    """Pasted addresses receive the link of the call; the page of the work tells line by line."""

    template_name = "poles/call_invite.html"
    form_class = InviteForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(call=self.object, pole=self.object.pole, **kwargs)

    def create(self, form):
        job = ask_invitations(self.object, form.cleaned_data["lines"], by=self.request.user)
        return job.get_absolute_url()


class ExtendCall(OneCall, TransitionView):
    form_class = ExtendForm
    title = _("Prolonger cet appel")
    explains = _("La nouvelle date et votre motif se lisent sur la page publique.")
    button = _("Prolonger l’appel")
    done = _("L’appel est prolongé.")
    transition = staticmethod(workflow.extend_call)


class CancelCall(OneCall, TransitionView):
    title = _("Annuler cet appel")
    explains = _("Plus personne ne peut y répondre. Sa page publique dit votre motif.")
    button = _("Annuler l’appel")
    done = _("L’appel est annulé.")
    transition = staticmethod(workflow.cancel_call)
