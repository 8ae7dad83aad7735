"""The texts of the minutes of a meeting, each with the version one began from."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consensus.models import MeetingMinutes, Point
from core.forms import OnceForm, ReasonForm, VersionedModelForm

TEXT = forms.Textarea(attrs={"rows": 14})


class _TextForm(VersionedModelForm):
    """One text; what its author was typing comes back with `draft`."""

    says_optional = False

    def __init__(self, *args, draft=None, **kwargs):
        super().__init__(*args, **kwargs)
        if draft:
            self.initial |= {k: v for k, v in draft.data.items() if k in self._meta.fields}
            self.fields["base_version"].initial = draft.base_version


class GeneralForm(_TextForm):
    """What belongs to no point."""

    class Meta:
        model = MeetingMinutes
        fields = ["text"]
        widgets = {"text": TEXT}


class RecordForm(_TextForm):
    """What was said of one point."""

    class Meta:
        model = Point
        fields = ["record"]
        widgets = {"record": TEXT}


class CorrectionForm(OnceForm, ReasonForm):
    """Why closed minutes are corrected: it is printed with the new version."""

    field_order = ["reason", "token"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Il s’imprime avec la nouvelle version.")
