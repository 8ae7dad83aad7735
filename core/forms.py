"""What forms share: a receipt token, a reason, the version one began from."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from core import french


class AmountField(forms.DecimalField):
    """A number as people write it: « 18 000,50 », « 18 000 € ».

    A text field on purpose: a browser sends nothing for what its number field does not understand,
    and what was typed would be lost without a word.
    """

    default_error_messages = {"invalid": _("Écrivez un nombre, par exemple 12 ou 2,5.")}
    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value):
        if isinstance(value, str):
            value = "".join(value.replace("€", "").split()).replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value):
        return french.amount(value) if isinstance(value, Decimal) else value


class OnceForm(forms.Form):
    """Carries the token that makes a creation happen once."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, token="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = token


class EmptyForm(forms.Form):
    """An act that asks nothing more than its button."""


class ReasonForm(forms.Form):
    """An act that must say why: the reason is kept in the history and in the journal."""

    reason = forms.CharField(
        label=_("Motif"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Il reste dans l’historique et, s’il y a lieu, il est envoyé à la personne."),
    )


class VersionedModelForm(forms.ModelForm):
    """A model form that remembers the version it began from."""

    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["base_version"].initial = self.instance.version

    def compared_fields(self):
        """Names of the model fields that the form edits, in its order."""
        return [name for name in self.fields if name in self._meta.fields]
