"""Pages of the points of an agenda: add, change, order, move, take up again, set aside."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import CreateView, FormView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from consensus import workflow
from consensus.forms import AgainForm, PointEditForm, PointForm, WhereForm
from consensus.models import Point
from consensus.views.meetings import OneMeeting
from core.views import HouseMixin, OnceMixin, TransitionView, VersionedFormMixin
from core.workflow import Refused
from poles.views.fiche import MadeForPole


class AddToBacklog(MadeForPole):
    """A point that waits for a meeting of the pôle."""

    permission_required = "consensus.keep_meetings"
    template_name = "consensus/point_form.html"
    form_class = PointForm

    def get_queryset(self):
        return super().get_queryset().exclude(launched_on=None)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{
                "meeting": None,
                "back": reverse("consensus:meetings", args=[self.pole.pk]),
                **kwargs,
            }
        )

    def create(self, form):
        point = workflow.add_point(form.instance, by=self.request.user)
        messages.success(self.request, _("Le point attend une réunion."))
        return point.get_absolute_url()


class AddPoint(OneMeeting, OnceMixin, CreateView):
    """A point straight onto the agenda of a meeting."""

    permission_required = "consensus.keep_meetings"
    template_name = "consensus/point_form.html"
    form_class = PointForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.meeting = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        self.object = None
        kwargs = super().get_form_kwargs()
        return {**kwargs, "pole": self.meeting.pole, "meeting": self.meeting}

    def get_context_data(self, **kwargs):
        self.object = self.meeting
        return super().get_context_data(
            **{
                "meeting": self.meeting,
                "pole": self.meeting.pole,
                "back": self.meeting.get_absolute_url(),
                **kwargs,
            }
        )

    def create(self, form):
        point = workflow.add_point(form.instance, by=self.request.user)
        messages.success(self.request, _("Le point est à l’ordre du jour."))
        return point.get_absolute_url()


class OnePoint(HouseMixin, SingleObjectMixin):
    """A point of a pôle that this person may know of; one set aside says so when it is acted on."""

    permission_required = "consensus.keep_meetings"
    context_object_name = "point"

    def get_queryset(self):
        return (
            Point.objects.visible_to(self.request.user)
            .select_related("pole__bassin", "meeting", "presenter")
            .order_by("pk")
        )


class EditPoint(OnePoint, VersionedFormMixin, UpdateView):
    """Title, note, who presents it, how long."""

    template_name = "consensus/point_edit.html"
    form_class = PointEditForm

    def save(self, form):
        workflow.edit_point(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("Le point est modifié."))

    def get_success_url(self):
        return self.object.get_absolute_url()


class OrderPoint(OnePoint, View):
    """A button of the agenda: one place up, or down."""

    up = True

    def post(self, request, *args, **kwargs):
        point = self.get_object()
        try:
            workflow.order_point(point, by=request.user, up=self.up)
        except Refused as refusal:
            messages.error(request, " ".join(refusal.sentences))
        return HttpResponseRedirect(point.get_absolute_url())


class MovePoint(OnePoint, TransitionView):
    """To another meeting to come, or back to what waits."""

    form_class = WhereForm
    title = _("Déplacer le point")
    button = _("Déplacer le point")
    done = _("Le point est déplacé.")
    transition = staticmethod(workflow.move_point)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "point": self.object}

    def get_success_url(self):
        return Point.objects.get(pk=self.object.pk).get_absolute_url()


class TakeUpAgain(OnePoint, OnceMixin, FormView):
    """A copy for another meeting: the point stays where it was."""

    template_name = "components/act.html"
    form_class = AgainForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "point": self.object}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{
                "title": _("Reprendre le point à une autre réunion"),
                "button": _("Reprendre le point"),
                "explains": _("Le point reste à cette réunion ; sa copie s’inscrit à l’autre."),
                "back": self.object.get_absolute_url(),
                "panel": None,
                "consequences": [],
                "foresees": False,
                **kwargs,
            }
        )

    def create(self, form):
        copy = workflow.take_up_again(
            self.object, by=self.request.user, meeting=form.cleaned_data["meeting"]
        )
        messages.success(self.request, _("Le point est repris."))
        return copy.get_absolute_url()


class WithdrawPoint(OnePoint, TransitionView):
    """It has no object any more, and why."""

    title = _("Retirer le point")
    button = _("Retirer le point")
    done = _("Le point est retiré.")
    transition = staticmethod(workflow.withdraw_point)
