"""The page of an item, and what a member says of it: on the page or by the signed link."""

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import DetailView, FormView

from core.views import refused
from core.workflow import Refused
from plenary import workflow
from plenary.choices import APPROVED, OPEN_ITEMS, ItemStatus
from plenary.documents import results_in_words
from plenary.facts import (
    item_state,
    roll_call,
    sitting_title,
    veil,
    voice_at,
    voice_of,
    voices,
)
from plenary.forms import PresenceForm, RecusalForm, StanceForm
from plenary.models import AgendaItem, Annex, Recusal, Stance
from plenary.verdicts import panel_before
from plenary.views.agenda import OneItem
from plenary.views.sittings import OneSitting
from plenary.workflow.stances import HEARD


def is_heard(item):
    """May members still say what they think of it?"""
    return (
        item.kind in APPROVED
        and item.status == ItemStatus.LISTED
        and item.sitting is not None
        and item.sitting.status in HEARD
    )


def my_recusal(item, mandate):
    return Recusal.objects.filter(item=item, mandate=mandate, lifted_at=None).first()


def annexes_of(item, user):
    """The annexes that this person may read, and whether each came after the convocation."""
    convened = item.sitting.convened_at if item.sitting else None
    joined = (
        Annex.objects.visible_to(user)
        .standing()
        .filter(item=item)
        .select_related("stored")
        .order_by("position", "pk")
    )
    return [{"annex": a, "late": convened is not None and a.added_at > convened} for a in joined]


class ItemDetail(OneItem, DetailView):
    """The item: what is asked, what the rules say, what the members think, what was decided."""

    permission_required = "plenary.view_item"
    template_name = "plenary/item.html"

    def get_queryset(self):
        joined = Annex.objects.standing().filter(item=OuterRef("pk"))
        return (
            super()
            .get_queryset()
            .select_related("decision__drafted_by__own_person")
            .annotate(has_annexes=Exists(joined))
        )

    def get_context_data(self, **kwargs):
        item, user = self.object, self.request.user
        decision = getattr(item, "decision", None)
        seated = voices(item.sitting, item=item) if item.sitting else []
        voice = voice_of(user.person, seated)
        aside = bool(voice and voice.is_recused)
        context = super().get_context_data(
            decision=decision,
            state=item_state(item, decision),
            sitting=item.sitting,
            sitting_title=sitting_title(item.sitting) if item.sitting else "",
            rows=results_in_words(decision) if decision else [],
            prepares=user.has_perm("plenary.prepare_sitting", item),
            seals=user.has_perm("plenary.seal_decision", item),
            voice=voice,
            aside=aside,
            heard=is_heard(item),
            **kwargs,
        )
        if not aside:
            context.update(self.judgement(item, user, voice, seated))
            context["annexes"] = annexes_of(item, user) if item.has_annexes else []
            context["joins"] = context["prepares"] and item.status in OPEN_ITEMS
        return context

    def judgement(self, item, user, voice, seated):
        """What somebody who stands aside does not see."""
        found = {"panel": None, "roll": None, "stance": None}
        if item.status == ItemStatus.LISTED:
            found["panel"] = panel_before(item, mends=user.has_perm("plenary.ask_item", item))
        if item.kind not in APPROVED or item.sitting is None:
            return found
        roll = roll_call(item, seated)
        if user.has_perm("plenary.view_stances", item):
            found["roll"] = roll
        mine = (s for v, s in roll.answered if voice and v.mandate == voice.mandate)
        found["stance"] = next(mine, None)
        return found


class GiveStance(OneItem, FormView):
    """Three large choices, on a page of its own: the phone's page."""

    permission_required = "plenary.give_stance"
    template_name = "plenary/stance.html"
    form_class = StanceForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object = self.get_object()
            sitting = self.object.sitting
            self.voice = (
                voice_of(request.user.person, voices(sitting, item=self.object))
                if sitting
                else None
            )
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        if self.voice is None:
            return {}
        said = Stance.objects.filter(item=self.object, mandate=self.voice.mandate).first()
        return {"kind": said.kind, "reason": said.reason} if said else {}

    def get_context_data(self, **kwargs):
        item = self.object
        return super().get_context_data(
            voice=self.voice,
            aside=bool(self.voice and self.voice.is_recused),
            sitting_title=sitting_title(item.sitting) if item.sitting else "",
            heard=is_heard(item),
            back=item.get_absolute_url(),
            recuse_url=reverse("plenary:recuse", args=[item.pk]),
            **kwargs,
        )

    def act(self, form):
        if self.voice is None:
            raise Refused(_("Vous n’avez pas de mandat à la date de cette séance."))
        workflow.give_stance(
            self.object, mandate=self.voice.mandate, by=self.request.user, **form.cleaned_data
        )
        return _("Votre avis est enregistré. Vous pouvez en changer jusqu’à la décision.")

    def form_valid(self, form):
        try:
            done = self.act(form)
        except Refused as refusal:
            return refused(self, form, refusal)
        messages.success(self.request, done)
        return HttpResponseRedirect(self.back_to())

    def back_to(self):
        """Where the answer was given from: the reading of the item, or the page of the sitting."""
        item = self.object
        if self.request.GET.get("retour") == "lire":
            return reverse("plenary:read_item", args=[item.sitting_id, item.pk])
        return item.sitting.get_absolute_url()


class Recuse(GiveStance):
    """A déport, or its end: the same page says which."""

    template_name = "plenary/recuse.html"
    form_class = RecusalForm

    def get_queryset(self):
        """A huis clos that one left opens here again, to come back to it."""
        return super().get_queryset() | self.left()

    def left(self):
        if self.request.user.person is None:
            return AgendaItem.objects.none()
        return AgendaItem.objects.left_by(self.request.user.person)

    def get_context_data(self, **kwargs):
        context, item = super().get_context_data(**kwargs), self.object
        if item.is_closed and context["aside"]:
            context.update(item=veil(item), back=item.sitting.get_absolute_url())
        return context

    def get_initial(self):
        return asked_of_recusal(self.voice and self.voice.is_recused)

    def act(self, form):
        if self.voice is None:
            raise Refused(_("Vous n’avez pas de mandat à la date de cette séance."))
        return change_recusal(
            self.object, self.voice.mandate, by=self.request.user, **form.cleaned_data
        )


def asked_of_recusal(stands):
    """The page says which of the two it asks, so that sending it twice asks the same thing."""
    return {"asks": RecusalForm.LIFT if stands else RecusalForm.DECLARE}


def change_recusal(item, mandate, *, asks, reason, by):
    """Declares a déport, or lifts it, as the form asks. Gives what to say."""
    if asks == RecusalForm.LIFT:
        if workflow.lift_recusal(item, mandate=mandate, by=by):
            return _("Votre déport est levé : vous pouvez donner votre avis.")
        return _("Votre déport était déjà levé : vous pouvez donner votre avis.")
    _recusal, is_new = workflow.recuse(item, mandate=mandate, reason=reason, by=by)
    if is_new:
        return _("Votre déport est déclaré : ce point ne vous est plus soumis.")
    return _("Votre déport était déjà déclaré : ce point ne vous est plus soumis.")


class AnswerPresence(OneSitting, View):
    """« Je serai là », « Je m’excuse », from the page of the sitting."""

    permission_required = "plenary.view_sitting"

    def post(self, request, *args, **kwargs):
        sitting = self.get_object()
        voice = voice_at(request.user.person, sitting)
        form = PresenceForm(request.POST)
        if voice is None:
            messages.error(request, _("Vous n’avez pas de mandat à la date de cette séance."))
        elif not form.is_valid():
            messages.error(request, _("Choisissez l’une des deux réponses."))
        else:
            say_presence(request, sitting, voice.mandate, form, by=request.user)
        return HttpResponseRedirect(sitting.get_absolute_url())


def say_presence(request, sitting, mandate, form, *, by):
    try:
        workflow.answer_presence(
            sitting, mandate=mandate, presence=form.cleaned_data["presence"], by=by
        )
    except Refused as refusal:
        messages.error(request, " ".join(refusal.sentences))
    else:
        messages.success(request, _("Votre réponse est enregistrée. Merci."))
