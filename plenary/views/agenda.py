"""Pages of the agenda: what waits, put on, ask, order, edit, remove."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import CreateView, FormView, TemplateView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from actors.models import Body
from core.clock import today
from core.views import HouseMixin, OnceMixin, TransitionView, VersionedFormMixin, refused
from core.workflow import Refused
from plenary import workflow
from plenary.choices import ItemStatus, SittingStatus
from plenary.facts import is_listed, sitting_title, waiting_in
from plenary.forms import AskForm, FreeItemForm, ItemForm, PutOnForm
from plenary.forms.sittings import bodies_prepared
from plenary.models import AgendaItem, Sitting
from plenary.views.sittings import OneSitting


class OneItem(HouseMixin, SingleObjectMixin):
    """An item that this person may know of, with its sitting and its pôle."""

    context_object_name = "item"

    def get_queryset(self):
        return (
            AgendaItem.objects.visible_to(self.request.user)
            .select_related(
                "body__bassin",
                "sitting__body__bassin",
                "pole__bassin",
                "presenter",
                "cites",
                "postponed_from__sitting",
            )
            .order_by("pk")
        )


def waits_for_a_sitting(request, item):
    """What is asked belongs to a sitting, and the item is on no agenda: said on its page."""
    messages.error(request, _("Ce point attend une séance : inscrivez-le d’abord à l’une d’elles."))
    return HttpResponseRedirect(item.get_absolute_url())


def open_sittings(user):
    """Sittings to which this person may add an item, the next one first."""
    return (
        Sitting.objects.open_to_items()
        .filter(body__in=bodies_prepared(user))
        .select_related("body__bassin")
        .order_by("on", "pk")
    )


class WaitingList(HouseMixin, TemplateView):
    """Everything that waits for the plenary; one click puts it on an agenda."""

    permission_required = "plenary.ask_item"
    template_name = "plenary/waiting.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        sittings = list(open_sittings(user))
        bodies = Body.objects.filter(bassin__in=user.bassins_served()).select_related("bassin")
        groups = [
            {
                "body": body,
                "rows": waiting_in(body.bassin, on=today()),
                "next": next((s for s in sittings if s.body_id == body.pk), None),
                "others": [s for s in sittings if s.body_id == body.pk][1:],
            }
            for body in bodies.order_by("pk")
        ]
        return super().get_context_data(
            groups=groups,
            several=len(groups) > 1,
            prepares=user.has_perm("plenary.prepare_sitting"),
            preparing=SittingStatus.PREPARING,
            **kwargs,
        )


class PutOn(HouseMixin, FormView):
    """Puts something that waits on the agenda of a sitting; asks why once it is convened."""

    permission_required = "plenary.prepare_sitting"
    template_name = "plenary/put_on.html"
    form_class = PutOnForm

    def get_initial(self):
        return {"key": self.request.GET.get("point", "")}

    def get_form_kwargs(self):
        kwargs = {**super().get_form_kwargs(), "sittings": open_sittings(self.request.user)}
        point = self.request.GET.get("point")
        if point and "data" in kwargs and not kwargs["data"].get("key"):
            kwargs["data"] = kwargs["data"].copy()
            kwargs["data"]["key"] = point
        return kwargs

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        waiting = self.waiting(context["form"]["key"].value() or "")
        return {**context, "waiting": waiting, "has_sittings": open_sittings(self.request.user)}

    def waiting(self, key):
        """What waits under this key in a bassin that this person prepares. 404 otherwise."""
        for body in bodies_prepared(self.request.user):
            for found in waiting_in(body.bassin, on=today()):
                if found.key == key:
                    return found
        raise Http404

    def form_valid(self, form):
        sitting = form.cleaned_data["sitting"]
        if is_listed(sitting, form.cleaned_data["key"]):
            messages.info(self.request, _("Ce point est déjà à l’ordre du jour de cette séance."))
            return HttpResponseRedirect(sitting.get_absolute_url())
        waiting = self.waiting(form.cleaned_data["key"])
        item = workflow.from_fact(waiting, body=sitting.body)
        if item.body_id != sitting.body_id:
            raise Http404
        try:
            workflow.put_on(
                sitting,
                item,
                by=self.request.user,
                urgent_reason=form.cleaned_data["urgent_reason"],
                after=form.cleaned_data.get("after"),
            )
        except Refused as refusal:
            return refused(self, form, refusal)
        messages.success(
            self.request,
            _("À l’ordre du jour, %(sitting)s : %(item)s.")
            % {"item": item.title, "sitting": sitting_title(sitting)},
        )
        return HttpResponseRedirect(sitting.get_absolute_url())


class AskItem(HouseMixin, OnceMixin, FormView):
    """The service asks for an item about a pôle; it waits for a sitting."""

    permission_required = "plenary.ask_item"
    template_name = "plenary/ask.html"
    form_class = AskForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_initial(self):
        return {"pole": self.request.GET.get("pole"), "kind": self.request.GET.get("objet")}

    def create(self, form):
        pole = form.cleaned_data["pole"]
        body = Body.objects.filter(bassin=pole.bassin).order_by("pk").first()
        if body is None:
            raise Refused(_("L’instance de ce bassin n’a pas encore ses sièges : encodez-les."))
        workflow.ask(
            AgendaItem(
                body=body,
                kind=form.cleaned_data["kind"],
                pole=pole,
                text=form.cleaned_data["text"],
                proposal=form.proposal(),
                presenter=pole.lead,
            ),
            by=self.request.user,
        )
        messages.success(self.request, _("Le point attend une séance."))
        return reverse("plenary:waiting")


class AddFreeItem(OneSitting, OnceMixin, CreateView):
    """A communication, a debate, « divers », straight onto the agenda."""

    permission_required = "plenary.prepare_sitting"
    template_name = "plenary/item_form.html"
    form_class = FreeItemForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.sitting = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        self.object = None
        return {**super().get_form_kwargs(), "sitting": self.sitting}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            sitting=self.sitting, back=self.sitting.get_absolute_url(), **kwargs
        )

    def create(self, form):
        item = form.instance
        item.body, item.kind = self.sitting.body, form.cleaned_data["kind"]
        workflow.add_free(
            self.sitting,
            item,
            by=self.request.user,
            urgent_reason=form.cleaned_data.get("urgent_reason", ""),
            after=form.cleaned_data.get("after"),
        )
        messages.success(self.request, _("Le point est à l’ordre du jour."))
        return self.sitting.get_absolute_url()


class EditItem(OneItem, VersionedFormMixin, UpdateView):
    """What members read before the sitting: title, note, who presents, how long."""

    permission_required = "plenary.prepare_sitting"
    template_name = "plenary/item_form.html"
    form_class = ItemForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{"sitting": self.object.sitting, "back": self.object.get_absolute_url(), **kwargs}
        )

    def save(self, form):
        workflow.edit_item(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("Le point est modifié."))

    def get_success_url(self):
        return self.object.get_absolute_url()


class MoveItem(OneItem, View):
    """Up or down by one: a button, so the keyboard does it too."""

    permission_required = "plenary.prepare_sitting"

    def post(self, request, *args, **kwargs):
        item = self.get_object()
        if item.sitting is None:
            return waits_for_a_sitting(request, item)
        try:
            workflow.move(item, by=request.user, up=kwargs["way"] == "monter")
        except Refused as refusal:
            messages.error(request, " ".join(refusal.sentences))
        return HttpResponseRedirect(f"{item.sitting.get_absolute_url()}#point-{item.pk}")


class ItemAct(OneItem, TransitionView):
    """An act of the secretary on an item, with a reason."""

    permission_required = "plenary.prepare_sitting"


class RemoveItem(ItemAct):
    title = _("Retirer le point de l’ordre du jour")
    button = _("Retirer le point")
    done = _("Le point n’est plus à l’ordre du jour.")
    transition = staticmethod(workflow.remove)

    def get_success_url(self):
        return reverse("plenary:waiting")

    def consequences(self, subject):
        return [_("Il attend à nouveau, sauf un point libre, qui est écarté.")]


class DropItem(ItemAct):
    title = _("Écarter ce point")
    button = _("Écarter le point")
    done = _("Le point est écarté.")
    transition = staticmethod(workflow.drop)

    def get_success_url(self):
        return reverse("plenary:waiting")

    def consequences(self, subject):
        if subject.status != ItemStatus.WAITING:
            return []
        return [
            _("Il ne sera plus proposé à la plénière ; il reste lisible dans l’historique."),
            _("Si les faits l’appellent encore, il reviendra de lui-même dans ce qui attend."),
        ]
