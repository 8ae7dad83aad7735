"""Forms of a sitting: its day and place, and who was there."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.models import Body
from core.forms import OnceForm, VersionedModelForm
from meetings.forms import AttendanceForm as PlacesForm
from plenary.models import Sitting

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
WIDGETS = {
    "on": DAY,
    "starts_at": HOUR,
    "ends_at": HOUR,
    "notes": forms.Textarea(attrs={"rows": 3}),
}
FIELDS = ["on", "starts_at", "ends_at", "place", "number", "notes"]


class SittingForm(OnceForm, forms.ModelForm):
    """A sitting is foreseen: a day is enough, hour and place are asked at the convocation."""

    class Meta:
        model = Sitting
        fields = ["body", *FIELDS]
        widgets = WIDGETS
        labels = {"body": _("instance")}

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        self.fields["body"].empty_label = None
        if len(bodies) == 1:
            self.fields["body"].initial = bodies[0]
            self.fields["body"].widget = forms.HiddenInput()


def bodies_prepared(user):
    """Assemblies whose sittings this person prepares."""
    served = [b for b in user.standing.served if user.standing.serves(b, *PREPARERS)]
    return Body.objects.filter(bassin__in=served).select_related("bassin").order_by("pk")


PREPARERS = ("secretariat", "coordination")


class SittingEditForm(VersionedModelForm):
    """Day, hour, place, number and practical notes of a sitting."""

    class Meta:
        model = Sitting
        fields = FIELDS
        widgets = WIDGETS


class ConveneForm(forms.Form):
    """Why the convocation leaves late; asked only when it does."""

    late_reason = forms.CharField(
        label=_("Motif de l’urgence"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Il s’imprime sur la convocation et reste au journal."),
    )

    says_optional = False

    def __init__(self, *args, late, **kwargs):
        super().__init__(*args, **kwargs)
        if not late:
            del self.fields["late_reason"]


class AttendanceForm(PlacesForm):
    """One choice per mandate of the day."""

    place, prefix_of = "mandate", "mandat"
