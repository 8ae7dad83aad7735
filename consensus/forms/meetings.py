"""A meeting of a pôle as it is typed: alone or in a series, its day, its people."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.models import Person
from actors.querysets import dated
from consensus.choices import Cadence
from consensus.facts.meetings import LONGEST, days_of_series
from consensus.models import Meeting
from consensus.workflow.attendance import NOTED
from core.clock import today
from core.forms import OnceForm, VersionedModelForm
from meetings.choices import Presence
from meetings.forms import AttendanceForm as PlacesForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
FIELDS = ["on", "starts_at", "ends_at", "place", "link", "facilitator", "notes"]
WIDGETS = {
    "on": DAY,
    "starts_at": HOUR,
    "ends_at": HOUR,
    "link": forms.URLInput,
    "notes": forms.Textarea(attrs={"rows": 3}),
}


def people_around(pole, *, on):
    """Members and guests of the pôle, and the service of its bassin: who may lead or present."""
    of_the_pole = dated(on, "memberships__") & Q(memberships__pole=pole)
    of_the_service = dated(on, "assignments__") & Q(assignments__bassin=pole.bassin_id)
    return (
        Person.objects.filter(of_the_pole | of_the_service, died_on=None)
        .distinct()
        .order_by("last_name", "first_name", "pk")
    )


def _choices_of_people(form, name, pole):
    field = form.fields[name]
    known = getattr(form.instance, f"{name}_id")
    found = people_around(pole, on=today())
    if known and not found.filter(pk=known).exists():
        found = Person.objects.filter(Q(pk__in=found) | Q(pk=known)).order_by("last_name", "pk")
    field.queryset = found
    field.empty_label = _("Personne en particulier")


class MeetingForm(OnceForm, forms.ModelForm):
    """One meeting, or the first of a series. `days()`: each day that it would plan."""

    every = forms.IntegerField(
        label=_("Intervalle (en semaines ou en mois)"), required=False, min_value=1, max_value=52
    )
    cadence = forms.ChoiceField(
        label=_("Répétition"),
        required=False,
        choices=[
            ("", _("Une seule réunion")),
            (Cadence.WEEKS.value, _("Toutes les n semaines")),
            (Cadence.MONTHS.value, _("Tous les n mois")),
        ],
        help_text=_("Chaque réunion d’une série se modifie et s’annule seule."),
    )
    until = forms.DateField(label=_("Dernier jour de la série"), required=False, widget=DAY)
    field_order = ["token", *FIELDS[:-1], "notes", "cadence", "every", "until"]

    class Meta:
        model = Meeting
        fields = FIELDS
        widgets = WIDGETS

    def __init__(self, *args, pole, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.pole = pole
        _choices_of_people(self, "facilitator", pole)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("cadence"):
            return cleaned
        if not cleaned.get("every") and "every" not in self.errors:
            self.add_error(
                "every", _("Dites combien de semaines ou de mois séparent deux réunions.")
            )
        until, on = cleaned.get("until"), cleaned.get("on")
        if not until and "until" not in self.errors:
            self.add_error("until", _("Dites jusqu’à quand la série se répète."))
        if until and on and until < on:
            self.add_error("until", _("La série finit avant sa première réunion."))
        if not self.errors and len(self.days()) > LONGEST:
            self.add_error("until", _("Une série compte %(n)d réunions au plus.") % {"n": LONGEST})
        return cleaned

    def days(self) -> list:
        """Each day of the series, or the one of the meeting; of a valid form."""
        typed = self.cleaned_data
        if not typed.get("cadence"):
            return [typed["on"]]
        return days_of_series(typed["on"], **self.series())

    def series(self) -> dict:
        """What workflow.plan asks of a series; nothing for a meeting alone."""
        typed = self.cleaned_data
        if not typed.get("cadence"):
            return {}
        return {name: typed[name] for name in ("every", "cadence", "until")}


class MeetingEditForm(VersionedModelForm):
    """One meeting, of a series or not: what changes concerns it alone."""

    class Meta:
        model = Meeting
        fields = FIELDS
        widgets = WIDGETS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _choices_of_people(self, "facilitator", self.instance.pole)


class MeetingAttendanceForm(PlacesForm):
    """One choice per member or guest of the day."""

    place, prefix_of = "membership", "place"
    offered = [(one.value, one.label) for one in map(Presence, NOTED)]
