"""What a member says: whether they come, what they think, whether they stand aside."""

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.choices import StanceKind
from plenary.facts import STANCE_STATES

REASON = _("Motif")


class StanceForm(forms.Form):
    """Three large choices, and why; the reason is compulsory unless favourable."""

    kind = forms.ChoiceField(
        label=_("Votre avis"),
        choices=StanceKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez l’un des trois avis.")},
    )
    reason = forms.CharField(
        label=REASON,
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("À écrire si vous avez une réserve ou si vous êtes défavorable."),
    )

    says_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        kind.choice_tones = {str(k.value): look for k, look in STANCE_STATES.items()}

    def clean(self):
        cleaned = super().clean()
        reserved = cleaned.get("kind") in (StanceKind.RESERVED, StanceKind.UNFAVOURABLE)
        if reserved and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Dites pourquoi : votre motif aide la plénière à décider."))
        return cleaned


class RecusalForm(forms.Form):
    """A déport; why is theirs to say. `asks` tells a resend from a change of mind."""

    DECLARE, LIFT = "declare", "lift"

    asks = forms.ChoiceField(
        choices=[(DECLARE, DECLARE), (LIFT, LIFT)], required=False, widget=forms.HiddenInput
    )
    reason = forms.CharField(
        label=REASON,
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Par exemple : « mon organisation est candidate »."),
    )

    def clean_asks(self):
        return self.cleaned_data["asks"] or self.DECLARE


class ProxyForm(forms.Form):
    """To whom the voice goes; `asks` tells a resend from a change of mind."""

    GIVE, REVOKE = "donner", "retirer"

    asks = forms.ChoiceField(
        choices=[(GIVE, GIVE), (REVOKE, REVOKE)], required=False, widget=forms.HiddenInput
    )
    holder = forms.TypedChoiceField(
        label=_("Donner procuration à"),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": _("Cette personne ne peut pas porter cette voix.")},
    )

    says_optional = False

    def __init__(self, *args, holders, **kwargs):
        super().__init__(*args, **kwargs)
        self.holders = {m.pk: m for m in holders}
        named = [(pk, _named(m)) for pk, m in self.holders.items()]
        self.fields["holder"].choices = [("", _("choisissez un membre")), *named]

    def clean_asks(self):
        return self.cleaned_data["asks"] or self.GIVE

    def clean_holder(self):
        return self.holders.get(self.cleaned_data["holder"])

    def clean(self):
        cleaned = super().clean()
        gives = cleaned.get("asks", self.GIVE) == self.GIVE
        if gives and "holder" in cleaned and not cleaned["holder"]:
            self.add_error("holder", _("Choisissez le membre qui portera la voix."))
        return cleaned


class SittingProxyForm(ProxyForm):
    """A proxy that the secretary received on paper: from whom, to whom."""

    giver = forms.TypedChoiceField(
        label=_("Procuration donnée par"),
        coerce=int,
        error_messages={"invalid_choice": _("Ce mandat ne court pas à la date de la séance.")},
    )

    field_order = ["asks", "giver", "holder"]

    def __init__(self, *args, givers, **kwargs):
        super().__init__(*args, **kwargs)
        self.givers = {m.pk: m for m in givers}
        named = [(pk, _named(m)) for pk, m in self.givers.items()]
        self.fields["holder"].label = _("Portée par")
        self.fields["giver"].choices = [("", _("choisissez un membre")), *named]

    def clean_giver(self):
        return self.givers.get(self.cleaned_data["giver"])


def _named(mandate):
    """« Anne Dupont (Actiris) »."""
    found = str(mandate.person)
    return f"{found} ({mandate.organisation})" if mandate.organisation else found
