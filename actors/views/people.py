"""Persons and organisations, made by the service when a list lacks them."""

from urllib.parse import urlencode

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import CreateView

from actors import workflow
from actors.forms import OrganisationForm, PersonForm
from actors.models import Bassin
from actors.views.form_page import FormPage, came_from
from core.views import HouseMixin, OnceMixin


class LookalikeCreate(HouseMixin, OnceMixin, FormPage, CreateView):
    """Makes somebody or something new, then goes back to where one came from."""

    permission_required = "actors.serve"
    add = None
    name = done = ""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def back(self):
        """`next` when it stays in the house, else the plenary of the bassin one serves."""
        home = Bassin.objects.visible_to(self.request.user).order_by("-is_home", "name").first()
        return came_from(self.request, reverse("actors:plenary", args=[home.code]))

    def create(self, form):
        type(self).add(
            form.instance, by=self.request.user, sure=form.cleaned_data.get("sure", False)
        )
        messages.success(self.request, self.done % {"name": form.instance})
        back = self.back()
        return f"{back}{'&' if '?' in back else '?'}{urlencode({self.name: form.instance.pk})}"


class PersonCreate(LookalikeCreate):
    form_class = PersonForm
    add = staticmethod(workflow.add_person)
    name = "personne"
    title = _("Ajouter une personne")
    explains = _("Avec ou sans compte : une personne s’inscrit elle-même quand elle en a besoin.")
    button = _("Ajouter cette personne")
    done = _("%(name)s est dans la liste.")


class OrganisationCreate(LookalikeCreate):
    form_class = OrganisationForm
    add = staticmethod(workflow.add_organisation)
    name = "organisation"
    title = _("Ajouter une organisation")
    button = _("Ajouter cette organisation")
    done = _("%(name)s est dans la liste.")
