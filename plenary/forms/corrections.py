"""Sealing, correcting, following: small forms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import OnceForm


class SealForm(forms.Form):
    """Carries the version of the text that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class RectifyForm(OnceForm):
    """What is put right, and why."""

    text = forms.CharField(
        label=_("Ce qu’il faut lire"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Par exemple : « au lieu de 12 mai 2026, lire 12 mai 2027 »."),
    )
    reason = forms.CharField(
        label=_("En quoi c’est une erreur matérielle"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NoteForm(forms.Form):
    """How a condition was met."""

    note = forms.CharField(
        label=_("Comment elle est remplie"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
