"""Forms of the rolling agenda: who takes a turn, which file was presented."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.models import Organisation
from core.forms import OnceForm, VersionedModelForm
from core.french import day
from plenary.choices import DECIDING_SITTINGS
from plenary.models import RollingTheme, Sitting


class TurnForm(OnceForm):
    """Which organisation comes last in the rota."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        empty_label=_("Choisissez une organisation"),
        help_text=_("Celles qui siègent dans cette plénière et n’ont pas encore leur tour."),
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations


class SittingOfThemes(forms.ModelChoiceField):
    """Sittings that took place, by their day."""

    def label_from_instance(self, row):
        return _("Séance du %(day)s") % {"day": day(row.on)}


class ThemeForm(OnceForm, forms.ModelForm):
    """A file in progress, as it was presented briefly at a sitting."""

    class Meta:
        model = RollingTheme
        fields = ["presented_in", "organisation", "title", "text"]
        field_classes = {"presented_in": SittingOfThemes}
        labels = {"presented_in": _("À quelle séance ?")}
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, body, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.body = body
        field = self.fields["presented_in"]
        field.required, field.empty_label = True, None
        field.queryset = Sitting.objects.filter(body=body, status__in=DECIDING_SITTINGS).order_by(
            "-on", "-pk"
        )
        self.fields["organisation"].queryset = organisations
        self.fields["organisation"].empty_label = _("Choisissez une organisation")


class ThemeEditForm(VersionedModelForm):
    """A file that is corrected before an item carries it."""

    class Meta:
        model = RollingTheme
        fields = ["title", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
