"""The directory: organisations and persons, each with its page; an old address leads to the new."""

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import ngettext
from django.views.generic import DetailView, ListView

from actors.choices import RecordKind
from actors.facts.duties import held_by
from actors.facts.merging import fields_of_one, found_in_directory, moving
from actors.forms.merging import DirectoryFilter
from actors.models import Merge, Organisation, Person
from core.clock import today
from core.filters import FilteredMixin
from core.views import HouseMixin

PER_PAGE = 50


class Directory(HouseMixin, FilteredMixin, ListView):
    """Who and what the house knows. `avec`: a record beside which another is looked for."""

    permission_required = "actors.view_directory"
    template_name = "actors/directory.html"
    paginate_by = PER_PAGE
    context_object_name = "records"

    @cached_property
    def form(self):
        form = DirectoryFilter(self.request.GET)
        form.is_valid()
        return form

    @property
    def kind(self):
        return self.form.cleaned_data.get("quoi") or RecordKind.ORGANISATION

    @cached_property
    def beside(self):
        """The record that one wants to merge, when the address names one."""
        given = self.request.GET.get("avec", "")
        if not given.isdigit() or len(given) > 18:
            return None
        model = Person if self.kind == RecordKind.PERSON else Organisation
        return model.objects.visible_to(self.request.user).filter(pk=given).first()

    def noun(self, count):
        if self.kind == RecordKind.PERSON:
            return ngettext("personne", "personnes", count)
        return ngettext("organisation", "organisations", count)

    def get_queryset(self):
        return found_in_directory(
            self.request.user,
            kind=self.kind,
            words=self.form.cleaned_data.get("q", ""),
            but=self.beside,
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "form": self.form,
            "people": self.kind == RecordKind.PERSON,
            "beside": self.beside,
            "count": context["paginator"].count,
            "noun": self.noun(context["paginator"].count),
            "query": self.address(),
            "chips": [c for c in self.chips() if self.form.cleaned_data.get("q")][-1:],
        }


class Record(HouseMixin, DetailView):
    """One record: what it says, what points to it, the merges it took part in."""

    permission_required = "actors.view_directory"

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            return self.moved(request)

    def moved(self, request):
        """The service is led from a merged record to the one that holds what it had."""
        rows = self.model._base_manager.filter(pk=self.kwargs["pk"])
        gone = rows.exclude(merged_into=None).select_related("merged_into").first()
        if gone is None or not request.user.standing.served:
            raise Http404
        return HttpResponseRedirect(gone.merged_into.get_absolute_url())

    def get_queryset(self):
        if not self.request.user.standing.served:
            return self.model.objects.none()
        return self.model.objects.visible_to(self.request.user)

    def get_context_data(self, **kwargs):
        merges = Merge.objects.visible_to(self.request.user).of(self.object)
        kind = self.object._meta.model_name
        return super().get_context_data(
            fields=fields_of_one(self.object),
            moving=moving(self.object),
            merges=merges.select_related("merged_by", "undone_by").order_by("-merged_at", "-pk"),
            compare=f"{reverse('actors:directory')}?quoi={kind}&avec={self.object.pk}",
            **kwargs,
        )


class OrganisationPage(Record):
    model = Organisation
    template_name = "actors/record.html"

    def get_queryset(self):
        return super().get_queryset().select_related("bassin")


class PersonPage(Record):
    model = Person
    template_name = "actors/record.html"

    def get_queryset(self):
        return super().get_queryset().select_related("organisation", "user")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            held=held_by(self.object, self.request.user, on=today()), **kwargs
        )
