"""Who arrives and who leaves, from the live sheet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.choices import Presence
from plenary.choices import Step


class MovementForm(forms.Form):
    """One button per mandate of the day: « arrive » or « part », according to where they are."""

    move = forms.ChoiceField(
        error_messages={
            "required": _("Choisissez qui arrive ou qui part."),
            "invalid_choice": _("Cette personne n’a pas de mandat à la date de la séance."),
        }
    )

    def __init__(self, *args, seated, **kwargs):
        super().__init__(*args, **kwargs)
        self.mandates = {v.mandate.pk: v.mandate for v in seated}
        self.fields["move"].choices = [
            (f"{step}-{pk}", step) for pk in self.mandates for step in Step.values
        ]

    def act(self) -> dict:
        """The keyword arguments of workflow.note_movement."""
        step, _sep, key = self.cleaned_data["move"].partition("-")
        return {"mandate": self.mandates[int(key)], "step": Step(step)}


def moves_of(seated) -> list[dict]:
    """What may be noted of each mandate: the contrary of where they are."""
    return [
        {
            "voice": voice,
            "step": Step.LEAVES if voice.presence == Presence.PRESENT else Step.ARRIVES,
        }
        for voice in seated
    ]
