"""Pages of the days that the service spends on a pôle."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import UpdateView

from core.clock import today
from core.french import MONTHS
from core.views import VersionedFormMixin
from poles import workflow
from poles.choices import SINCE_LAUNCH
from poles.forms import DaysForm
from poles.models import ServiceDays
from poles.reports import load_of, months_of
from poles.views.fiche import OnePole
from poles.views.pages import PolePage


class Days(PolePage):
    """The months of a year, and the load of the service in that year (rule P16)."""

    permission_required = "poles.enter_days"
    template_name = "poles/days.html"
    tab = "days"

    def get_context_data(self, **kwargs):
        pole, last = self.object, today().year
        first = pole.launched_on.year if pole.launched_on else last
        year = self.request.GET.get("annee", str(last))
        if not year.isdigit() or not first <= int(year) <= last:
            raise Http404
        year = int(year)
        months = months_of(pole, year=year, on=today())
        return super().get_context_data(
            year=year,
            years=[(y, y == year) for y in range(first, last + 1)],
            months=months,
            total=sum(m.days for m in months),
            load=load_of(pole.bassin, year=year),
            launched=pole.status in SINCE_LAUNCH,
            may_set=self.request.user.has_perm("actors.change_settings", pole.bassin),
            **kwargs,
        )


class DaysEdit(OnePole, VersionedFormMixin, UpdateView):
    """The days of one month: two people who write it at once are shown both texts."""

    permission_required = "poles.enter_days"
    template_name = "poles/days_month.html"
    form_class = DaysForm

    def get_object(self, queryset=None):
        self.pole = super().get_object(queryset)
        month = self.kwargs["month"]
        if not 1 <= month <= 12 or not 2014 <= self.kwargs["year"] <= 2101:
            raise Http404
        first = date(self.kwargs["year"], month, 1)
        known = ServiceDays.objects.filter(pole=self.pole, month=first).first()
        return known or ServiceDays(pole=self.pole, month=first, version=0)

    def get_context_data(self, **kwargs):
        month = self.kwargs["month"]
        label = f"{MONTHS[month - 1]} {self.kwargs['year']}"
        return super().get_context_data(
            **{"pole": self.pole, "month": label, "back": self.get_success_url(), **kwargs}
        )

    def save(self, form):
        workflow.enter_days(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("Les jours sont enregistrés."))

    def get_success_url(self):
        return f"{reverse('poles:days', args=[self.pole.pk])}?annee={self.kwargs['year']}"
