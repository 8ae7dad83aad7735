"""The règlement d’ordre intérieur: what it says, setting by setting, and how it changed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import CreateView, DetailView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from actors import workflow
from actors.facts import plenary_of, regulations_of
from actors.forms import NewRegulationForm, RegulationForm
from actors.models import Bassin, Regulation
from actors.views.bassins import OneBassin
from actors.views.form_page import FormPage
from core import files
from core.clock import today
from core.views import HouseMixin, OnceMixin, VersionedFormMixin
from core.workflow import Refused


class Regulations(HouseMixin, DetailView):
    """The règlement in force today, setting by setting, and the others with their dates."""

    permission_required = "actors.view_plenary"
    template_name = "actors/regulation.html"
    slug_field = slug_url_kwarg = "code"
    context_object_name = "bassin"

    def get_queryset(self):
        return Bassin.objects.with_plenary_visible_to(self.request.user)

    def shown(self):
        return None

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            panel=regulations_of(self.object, on=today(), shown=self.shown()),
            serves=user.has_perm("actors.view_settings", self.object),
            may_change=user.has_perm("actors.change_settings", self.object),
            has_body=plenary_of(self.object) is not None,
            **kwargs,
        )


class RegulationDetail(Regulations):
    """One règlement: that of a decision of the past, or one to come."""

    def shown(self):
        found = Regulation.objects.visible_to(self.request.user)
        found = found.filter(body__bassin=self.object, pk=self.kwargs["regulation"])
        regulation = found.select_related("document").first()
        if regulation is None:
            raise Http404
        return regulation


def with_its_text(form, *, by):
    """The règlement of the form, with the file that was given beside it, once accepted.

    Read from its beginning: a save that meets another one is tried a second time.
    """
    upload = form.cleaned_data.get("upload")
    if upload:
        upload.seek(0)
        try:
            form.instance.document = files.accept(upload, by=by)
        except ValidationError as error:
            raise Refused(*error.messages) from error
    return form.instance


class RegulationCreate(OneBassin, OnceMixin, FormPage, CreateView):
    """A new règlement, from a day on."""

    permission_required = "actors.change_settings"
    form_class = NewRegulationForm
    title = _("Encoder un règlement d’ordre intérieur")
    explains = _(
        "Recopiez ce que dit le texte adopté, rien d’autre : ce qui reste vide s’imprime"
        " « à compléter d’après le ROI ». Les réglages du dernier règlement sont repris ici ;"
        " vérifiez chacun."
    )
    button = _("Encoder ce règlement")

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.bassin = self.get_object()
            self.body = plenary_of(self.bassin)
            if self.body is None:
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "body": self.body}

    def back(self):
        return self.bassin.get_absolute_url()

    def create(self, form):
        regulation = with_its_text(form, by=self.request.user)
        workflow.add_regulation(regulation, by=self.request.user)
        messages.success(self.request, _("Le règlement est encodé."))
        return regulation.get_absolute_url()


class OneRegulation(HouseMixin, SingleObjectMixin):
    """A règlement of a plenary that this person may see; its bassin answers for the rights."""

    pk_url_kwarg = "regulation"
    context_object_name = "regulation"

    def get_queryset(self):
        found = Regulation.objects.visible_to(self.request.user)
        return found.filter(body__bassin__code=self.kwargs["code"]).select_related(
            "body__bassin", "document"
        )

    def check(self, subject):
        super().check(subject.body.bassin)


class RegulationEdit(OneRegulation, VersionedFormMixin, FormPage, UpdateView):
    """Corrects a règlement by which nothing was decided."""

    permission_required = "actors.change_settings"
    form_class = RegulationForm
    title = _("Modifier le règlement d’ordre intérieur")
    explains = _(
        "Corrigez ce qui a été mal recopié. Si le règlement lui-même change, encodez-en un"
        " nouveau : l’ancien reste lisible pour ce qui a été décidé d’après lui."
    )
    button = _("Enregistrer le règlement")

    def back(self):
        return self.object.get_absolute_url()

    def save(self, form):
        with transaction.atomic():
            workflow.save_regulation(
                with_its_text(form, by=self.request.user),
                by=self.request.user,
                base_version=form.cleaned_data["base_version"],
            )
        messages.success(self.request, _("Le règlement est enregistré."))


class RegulationText(OneRegulation, View):
    """The text itself, as it was given."""

    permission_required = "actors.view_plenary"

    def get(self, request, *args, **kwargs):
        regulation = self.get_object()
        if regulation.document is None:
            raise Http404
        return files.response(regulation.document)
