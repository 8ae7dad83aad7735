"""The private note of a reader."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NoteToSelfForm(forms.Form):
    """A note that nobody else reads; the version it began from, 0 when there was none."""

    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = forms.CharField(
        label=_("Ma note privée"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Vous seul·e la lisez : ni le service, ni les autres membres."),
    )

    says_optional = False
