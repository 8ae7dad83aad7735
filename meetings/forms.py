"""Who comes and who was there, as it is asked whoever meets."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.choices import Presence


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


class AttendanceForm(forms.Form):
    """One choice per place; what is left open stays as it was.

    `seated`: rows that say their `presence` and hold their mandate or membership under the name
    `place`. `offered`: the presences to choose from.
    """

    says_optional = False
    place, prefix_of, offered = "", "", Presence.choices

    def __init__(self, *args, seated, **kwargs):
        super().__init__(*args, **kwargs)
        self.seated = {f"{self.prefix_of}_{self.held_by(row).pk}": row for row in seated}
        for name, row in self.seated.items():
            self.fields[name] = forms.ChoiceField(
                label=str(self.held_by(row).person),
                choices=[("", _("à noter")), *self.offered],
                required=False,
                initial=row.presence,
                widget=forms.Select(attrs={"class": "input"}),
            )

    def held_by(self, row):
        return getattr(row, self.place)

    def rows(self):
        """(field, row) in the order that was given, for the page."""
        return [(self[name], row) for name, row in self.seated.items()]

    def presences(self) -> dict:
        """mandate or membership → presence, only what changed."""
        return {
            self.held_by(self.seated[name]): self.cleaned_data[name]
            for name in self.changed_data
            if name in self.seated and self.cleaned_data[name]
        }
