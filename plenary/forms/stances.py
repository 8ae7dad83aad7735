"""What a member says: whether they come, what they think, whether they stand aside."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.choices import Presence
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


class PresenceForm(forms.Form):
    """Do you come?"""

    presence = forms.ChoiceField(
        label=_("Serez-vous là ?"),
        choices=[
            (Presence.PRESENT.value, _("Je serai là")),
            (Presence.EXCUSED.value, _("Je m’excuse")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez l’une des deux réponses.")},
    )
