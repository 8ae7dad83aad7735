"""Pages of the rolling agenda: the rota, the files presented sitting by sitting, the choice."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import CreateView, DetailView, FormView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from actors.models import Body, Organisation
from core.clock import today
from core.forms import EmptyForm
from core.views import HouseMixin, OnceMixin, TransitionView, VersionedFormMixin
from plenary import workflow
from plenary.facts.rolling import next_presenter, rota, rounds, themes_to_deepen
from plenary.forms import ThemeEditForm, ThemeForm, TurnForm
from plenary.models import RollingTheme, RollingTurn, Sitting


def page_of(body_id):
    return reverse("plenary:rolling", args=[body_id])


def bodies_known(user):
    """The assemblies whose plenary this person may know of."""
    bassins = [*user.bassins_served(), *user.bassins_sat_in()]
    return Body.objects.filter(bassin__in=bassins).select_related("bassin").order_by("pk")


class OneBody(HouseMixin, SingleObjectMixin):
    """An assembly that this person may know of."""

    context_object_name = "body"

    def get_queryset(self):
        return bodies_known(self.request.user)


class Rolling(OneBody, DetailView):
    """Whose turn it is, what was presented and chosen, sitting by sitting."""

    permission_required = "plenary.view_rolling"
    template_name = "plenary/rolling.html"

    def get_context_data(self, **kwargs):
        body, on = self.object, today()
        coming = Sitting.objects.visible_to(self.request.user).filter(body=body).to_come(on=on)
        following = coming.order_by("on", "pk").first()
        turns, found = rota(body), rounds(body)
        return super().get_context_data(
            turns=turns,
            next=next_presenter(body, on=following.on if following else on),
            following=following,
            rounds=found,
            waiting=themes_to_deepen(body, on=following.on if following else on),
            prepares=self.request.user.has_perm("plenary.prepare_sitting", body),
            is_on=body.bassin.has_rolling_agenda,
            may_set=self.request.user.has_perm("actors.change_settings", body.bassin),
            **kwargs,
        )


class OfBody(OneBody):
    """A form about an assembly: the assembly is asked about before the form."""

    permission_required = "plenary.prepare_sitting"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object, self.body = None, self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def check(self, subject):
        if subject is not None:
            super().check(subject)

    def get_context_data(self, **kwargs):
        return super().get_context_data(body=self.body, back=page_of(self.body.pk), **kwargs)


class AddTurn(OfBody, OnceMixin, FormView):
    """An organisation that sits there comes last in the rota."""

    template_name = "plenary/rolling_form.html"
    form_class = TurnForm

    def get_form_kwargs(self):
        seated = Organisation.objects.filter(mandates__seat__body=self.body)
        taken = RollingTurn.objects.filter(body=self.body).values("organisation")
        return {
            **super().get_form_kwargs(),
            "organisations": seated.exclude(pk__in=taken).distinct().order_by("name_fr", "pk"),
        }

    def create(self, form):
        workflow.add_turn(self.body, form.cleaned_data["organisation"], by=self.request.user)
        messages.success(self.request, _("L’organisation a son tour."))
        return page_of(self.body.pk)


class AddTheme(OfBody, OnceMixin, CreateView):
    """A file in progress that an organisation presented."""

    template_name = "plenary/rolling_form.html"
    form_class = ThemeForm

    def get_form_kwargs(self):
        turns = RollingTurn.objects.filter(body=self.body).values("organisation")
        return {
            **super().get_form_kwargs(),
            "body": self.body,
            "organisations": Organisation.objects.filter(pk__in=turns).order_by("name_fr", "pk"),
        }

    def create(self, form):
        workflow.present_theme(form.instance, by=self.request.user)
        messages.success(self.request, _("Le dossier est encodé."))
        return page_of(self.body.pk)


class OneTurn(HouseMixin, SingleObjectMixin, View):
    """A turn of the rota, moved or removed by a button."""

    permission_required = "plenary.prepare_sitting"

    def get_queryset(self):
        bodies = bodies_known(self.request.user)
        return RollingTurn.objects.filter(body__in=bodies).select_related("body", "organisation")

    def post(self, request, *args, **kwargs):
        turn = self.get_object()
        body_id = turn.body_id
        self.act(turn)
        return HttpResponseRedirect(page_of(body_id))


class MoveTurn(OneTurn):
    def act(self, turn):
        workflow.move_turn(turn, by=self.request.user, up=self.kwargs["way"] == "monter")


class RemoveTurn(OneTurn):
    def act(self, turn):
        workflow.remove_turn(turn, by=self.request.user)
        messages.success(
            self.request,
            _("%(name)s n’a plus de tour ; ses dossiers restent.") % {"name": turn.organisation},
        )


class OneTheme(HouseMixin, SingleObjectMixin):
    """A file that was presented in an assembly that this person may know of."""

    permission_required = "plenary.prepare_sitting"
    context_object_name = "theme"

    def get_queryset(self):
        return RollingTheme.objects.filter(body__in=bodies_known(self.request.user)).select_related(
            "body__bassin", "organisation", "presented_in", "item"
        )

    def get_success_url(self):
        return page_of(self.object.body_id)


class EditTheme(OneTheme, VersionedFormMixin, UpdateView):
    """Corrects a file until an item carries it."""

    template_name = "plenary/rolling_form.html"
    form_class = ThemeEditForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{"body": self.object.body, "back": page_of(self.object.body_id), **kwargs}
        )

    def save(self, form):
        workflow.edit_theme(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("Le dossier est modifié."))


class ChooseTheme(OneTheme, TransitionView):
    """The members chose the theme of the next sitting: the secretary notes it."""

    form_class = EmptyForm
    title = _("Choisir ce thème pour la prochaine séance")
    button = _("Noter ce choix")
    done = _("Le choix est noté.")
    transition = staticmethod(workflow.choose)

    def consequences(self, subject):
        return [
            _("« %(title)s », présenté par %(name)s, devient un point de la prochaine séance.")
            % {"title": subject.title, "name": subject.organisation},
            _("Un autre choix de la même séance lui cède la place."),
        ]
