"""Pages of the annexes of an item: join, read, order, remove."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin

from core import files
from core.views import HouseMixin, OnceMixin
from core.workflow import Refused
from plenary import workflow
from plenary.forms import AnnexForm
from plenary.models import Annex
from plenary.views.agenda import OneItem


class JoinAnnexes(OneItem, OnceMixin, FormView):
    """Several files at once. If one is refused, none is kept, and each refusal names its file."""

    permission_required = "plenary.prepare_sitting"
    template_name = "plenary/annexes.html"
    form_class = AnnexForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "item": self.object}

    def create(self, form):
        chosen = form.cleaned_data
        annexes = workflow.join(
            self.object,
            accepted(chosen["uploads"], by=self.request.user),
            title=chosen["title"],
            audience=chosen["audience"],
            by=self.request.user,
        )
        done = _("L’annexe est jointe.") if len(annexes) == 1 else _("Les annexes sont jointes.")
        messages.success(self.request, done)
        return f"{self.object.get_absolute_url()}#annexes"


def accepted(uploads, *, by):
    """The stored files, in order; every refusal at once, each with the name of its file."""
    stored, reasons = [], []
    for upload in uploads:
        try:
            stored.append(files.accept(upload, by=by))
        except ValidationError as trouble:
            reasons += [f"{upload.name} : {sentence}" for sentence in trouble.messages]
    if not reasons:
        return stored
    for one in stored:
        one.file.delete(save=False)
    raise Refused(*reasons, _("Aucun fichier n’est joint : choisissez-les à nouveau."))


class OneAnnex(HouseMixin, SingleObjectMixin, View):
    """An annex that this person may read; its item answers for the rights."""

    pk_url_kwarg = "annex"

    def get_queryset(self):
        return (
            Annex.objects.visible_to(self.request.user)
            .standing()
            .filter(item=self.kwargs["pk"])
            .select_related("item__body", "item__sitting", "stored")
            .order_by("pk")
        )

    def check(self, subject):
        super().check(subject.item if subject else None)


class ReadAnnex(OneAnnex):
    permission_required = "plenary.view_item"

    def get(self, request, *args, **kwargs):
        return files.response(self.get_object().stored)


class AnnexAct(OneAnnex):
    """A button on an annex; its refusal is said on the page of the item."""

    permission_required = "plenary.prepare_sitting"

    def post(self, request, *args, **kwargs):
        annex = self.get_object()
        try:
            self.act(annex)
        except Refused as refusal:
            messages.error(request, " ".join(refusal.sentences))
        return HttpResponseRedirect(f"{annex.item.get_absolute_url()}#annexes")


class MoveAnnex(AnnexAct):
    """Up or down by one."""

    def act(self, annex):
        workflow.move_annex(annex, by=self.request.user, up=self.kwargs["way"] == "monter")


class RemoveAnnex(AnnexAct):
    def act(self, annex):
        workflow.remove_annex(annex, by=self.request.user)
        messages.success(self.request, _("L’annexe n’est plus jointe au point."))
