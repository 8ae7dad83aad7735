"""Files of the service: the page where each is given; the rest is the same for every import."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin

from actors.imports import MANDATES, ORGANISATIONS, PERSONS
from actors.models import Bassin
from core import imports
from core.imports.forms import ImportFileForm
from core.views import HouseMixin, OnceMixin


class OfBassin(HouseMixin, SingleObjectMixin):
    """A bassin whose service this person belongs to."""

    permission_required = "actors.view_settings"
    slug_field = slug_url_kwarg = "code"
    context_object_name = "bassin"
    queryset = Bassin.objects
    kind = None
    name = ""

    def get_queryset(self):
        return Bassin.objects.visible_to(self.request.user)


class GiveFile(OfBassin, OnceMixin, FormView):
    """Gives the file; nothing is written before each line was read."""

    form_class = ImportFileForm
    template_name = "imports/give.html"
    title = ""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        url, about = self.kind.back(self.object.code)
        return super().get_context_data(
            title=self.title,
            kind=self.kind,
            template_url=reverse(f"{self.name}_template", args=[self.object.code]),
            back=url,
            about=about,
            batches=imports.batches_about(self.kind, self.object.code),
            **kwargs,
        )

    def create(self, form):
        upload = form.cleaned_data["upload"]
        batch = imports.receive(self.kind, self.object.code, upload, by=self.request.user)
        return batch.get_absolute_url()


class FileTemplate(OfBassin, View):
    """A workbook to fill: the columns that are known, an example, what each says."""

    def get(self, request, *args, **kwargs):
        self.get_object()
        return imports.template_response(self.kind, self.file_name)


class OfPlenary:
    """The mandates of a plenary: a bassin that has one."""

    kind, name, file_name = MANDATES, "actors:mandates", "mandats"

    def get_queryset(self):
        return Bassin.objects.with_plenary_visible_to(self.request.user)


class MandatesImport(OfPlenary, GiveFile):
    title = _("Importer des mandats")


class MandatesTemplate(OfPlenary, FileTemplate):
    pass


class OrganisationsImport(GiveFile):
    kind, name = ORGANISATIONS, "actors:organisations"
    title = _("Importer des organisations")


class OrganisationsTemplate(FileTemplate):
    kind, file_name = ORGANISATIONS, "organisations"


class PersonsImport(GiveFile):
    kind, name = PERSONS, "actors:persons"
    title = _("Importer des personnes")


class PersonsTemplate(FileTemplate):
    kind, file_name = PERSONS, "personnes"
