"""Settings of a bassin: who it is in its mails, what is in force, who serves, the days."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.generic import CreateView, DetailView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from actors import workflow
from actors.facts import plenary_of, regulations_of
from actors.facts.altering import forecast_of_rule_set, forecast_of_settings
from actors.forms import BassinForm, CapacityForm, NewCapacityForm, RuleSetForm
from actors.models import Bassin, Capacity, RuleSet, StaffAssignment
from actors.querysets import dated
from actors.views.form_page import FormPage
from core.clock import today
from core.views import ForeseesMixin, HouseMixin, OnceMixin, VersionedFormMixin


class OneBassin(HouseMixin, SingleObjectMixin):
    """A bassin whose settings this person may read."""

    slug_field = slug_url_kwarg = "code"
    context_object_name = "bassin"

    def get_queryset(self):
        return Bassin.objects.visible_to(self.request.user)


class BassinDetail(OneBassin, DetailView):
    """The settings of a bassin: who it is in its mails, what is in force, who serves, the days."""

    permission_required = "actors.view_settings"
    template_name = "actors/bassin.html"

    def get_context_data(self, **kwargs):
        on = today()
        staff = StaffAssignment.objects.filter(dated(on), bassin=self.object)
        rule_sets = self.object.rule_sets.order_by("source", "-starts_on", "pk")
        return super().get_context_data(
            may_change=self.request.user.has_perm("actors.change_settings", self.object),
            staff=staff.select_related("person").order_by("person__last_name", "role", "pk"),
            rule_sets=[(rule_set, holds(rule_set, on)) for rule_set in rule_sets],
            regulation=regulations_of(self.object, on=on),
            has_body=plenary_of(self.object) is not None,
            capacities=self.object.capacities.order_by("-year"),
            year=on.year,
            **kwargs,
        )


def holds(rule_set, on):
    """Is it in force on this day? The last day is inclusive."""
    return rule_set.starts_on <= on and (rule_set.ends_on is None or rule_set.ends_on >= on)


class BassinEdit(ForeseesMixin, OneBassin, VersionedFormMixin, FormPage, UpdateView):
    permission_required = "actors.change_settings"
    form_class = BassinForm
    title = _("Modifier les réglages")
    explains = _("Ce que portent les documents et les courriers du bassin.")
    button = _("Enregistrer les réglages")

    def back(self):
        return self.object.get_absolute_url()

    def foresee(self, form):
        if "asks_competence_of_all" not in form.changed_data or not form.is_valid():
            return None
        return forecast_of_settings(form.instance, on=today())

    def save(self, form):
        workflow.save_settings(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("Les réglages sont enregistrés."))


class CapacityCreate(OneBassin, OnceMixin, FormPage, CreateView):
    """Days that the service has in a year that is not there yet."""

    permission_required = "actors.change_settings"
    form_class = NewCapacityForm
    title = _("Encoder la capacité d’une année")
    explains = _("Les jours que le service peut consacrer aux pôles, toutes personnes réunies.")
    button = _("Encoder cette année")

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.bassin = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "bassin": self.bassin}

    def back(self):
        return self.bassin.get_absolute_url()

    def create(self, form):
        workflow.add_capacity(form.instance, by=self.request.user)
        messages.success(self.request, _("La capacité est encodée."))
        return self.bassin.get_absolute_url()


class OfBassin(HouseMixin, VersionedFormMixin, FormPage):
    """A row of the settings, edited by whoever may change them."""

    permission_required = "actors.change_settings"
    context_object_name = "row"

    def check(self, subject):
        super().check(subject.bassin)

    def back(self):
        return self.object.get_absolute_url()


class CapacityEdit(OfBassin, UpdateView):
    form_class = CapacityForm
    slug_field = slug_url_kwarg = "year"
    title = _("Modifier la capacité")
    button = _("Enregistrer la capacité")

    def get_queryset(self):
        found = Capacity.objects.visible_to(self.request.user).select_related("bassin")
        return found.filter(bassin__code=self.kwargs["code"])

    def get_context_data(self, **kwargs):
        title = _("Modifier la capacité de %(year)s") % {"year": self.object.year}
        return super().get_context_data(**{"title": title, **kwargs})

    def save(self, form):
        workflow.save_capacity(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("La capacité est enregistrée."))


class RuleSetEdit(ForeseesMixin, OfBassin, UpdateView):
    """By which decision a source is in force, from when to when."""

    form_class = RuleSetForm
    pk_url_kwarg = "rule_set"
    title = _("Encoder l’adoption")
    explains = _("Les verdicts citent cette décision ; vide, ils disent « adoption à encoder ».")
    button = _("Enregistrer")

    def get_queryset(self):
        found = RuleSet.objects.visible_to(self.request.user).select_related("bassin")
        return found.filter(bassin__code=self.kwargs["code"])

    def foresee(self, form):
        if not {"starts_on", "ends_on"}.intersection(form.changed_data) or not form.is_valid():
            return None
        return forecast_of_rule_set(form.instance, on=today())

    def save(self, form):
        workflow.save_rule_set(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("Les règles en vigueur sont enregistrées."))
