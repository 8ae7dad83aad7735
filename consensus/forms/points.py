"""A point of an agenda as it is typed, and where it goes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consensus.forms.meetings import people_around
from consensus.models import Meeting, Point
from core.clock import today
from core.forms import OnceForm, VersionedModelForm
from core.french import weekday

FIELDS = ["title", "text", "presenter", "minutes"]
WIDGETS = {"text": forms.Textarea(attrs={"rows": 4})}


class _PointForm(forms.ModelForm):
    def explain(self, pole):
        presenter = self.fields["presenter"]
        presenter.queryset = people_around(pole, on=today())
        presenter.empty_label = _("Personne en particulier")


class PointForm(OnceForm, _PointForm):
    """A new point: of a meeting, or of the backlog of the pôle."""

    class Meta:
        model = Point
        fields = FIELDS
        widgets = WIDGETS

    def __init__(self, *args, pole, meeting=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.pole, self.instance.meeting = pole, meeting
        self.explain(pole)


class PointEditForm(VersionedModelForm, _PointForm):
    """A point that is changed before its meeting."""

    class Meta:
        model = Point
        fields = FIELDS
        widgets = WIDGETS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.explain(self.instance.pole)


class ToMeeting(forms.ModelChoiceField):
    """A meeting to come, by its day; none of them is the backlog."""

    def label_from_instance(self, meeting):
        return weekday(meeting.on)


class WhereForm(forms.Form):
    """Which meeting a point goes to, the next one first."""

    says_optional = False

    def __init__(self, *args, point, **kwargs):
        super().__init__(*args, **kwargs)
        to_come = (
            Meeting.objects.filter(pole=point.pole_id)
            .to_come(on=today())
            .exclude(pk=point.meeting_id)
            .order_by("on", "pk")
        )
        self.fields["meeting"] = ToMeeting(
            label=_("Réunion"),
            queryset=to_come,
            required=False,
            initial=to_come.first(),
            empty_label=_("aucune : il attend une réunion"),
        )


class AgainForm(OnceForm, WhereForm):
    """The same for a copy: made once, even when the form is sent twice."""
