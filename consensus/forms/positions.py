"""What a seat says of a text, as it is typed on the page, behind the link, or in the room."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consensus.choices import REASONED, PositionKind
from consensus.facts.proposals import POSITION_LOOKS

MEANINGS = {
    PositionKind.AGREES: _("Le texte me convient."),
    PositionKind.RESERVED: _("Il peut être adopté ; ma réserve est consignée."),
    PositionKind.ABSTAINS: _("Je laisse les autres décider."),
    PositionKind.OBJECTS: _(
        "Il ne peut pas être adopté tel quel ; je dis ce qui lèverait l’objection."
    ),
}


class PositionForm(forms.Form):
    """Four large choices with their meaning; why, and what would lift an objection.

    `base_version`: the number of the round that was read.
    """

    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    kind = forms.ChoiceField(
        label=_("Votre position"),
        choices=PositionKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez l’une des quatre positions.")},
    )
    reason = forms.CharField(
        label=_("Motif"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("À écrire pour une réserve ou une objection."),
    )
    lifts = forms.CharField(
        label=_("Ce qui lèverait votre objection"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("À écrire si vous objectez : c’est de là que part un amendement."),
    )

    says_optional = False
    kinds = tuple(PositionKind)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        kind.choices = [(k.value, k.label) for k in self.kinds]
        kind.choice_helps = {k.value: MEANINGS[k] for k in self.kinds}
        kind.choice_tones = {k.value: POSITION_LOOKS[k] for k in self.kinds}

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind in REASONED and not cleaned.get("reason", "").strip():
            self.add_error(
                "reason",
                _("Dites pourquoi vous objectez.")
                if kind == PositionKind.OBJECTS
                else _("Dites quelle est votre réserve : elle est consignée."),
            )
        if kind == PositionKind.OBJECTS and not cleaned.get("lifts", "").strip():
            self.add_error("lifts", _("Dites ce qui lèverait votre objection."))
        return cleaned


class LiftForm(PositionForm):
    """Its author lifts an objection, and says where they stand now."""

    kinds = tuple(k for k in PositionKind if k != PositionKind.OBJECTS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["lifts"]


class MaintainForm(forms.Form):
    """Its author holds on to an objection, in the words that now fit the text."""

    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reason = forms.CharField(
        label=_("Votre raison"), max_length=3000, widget=forms.Textarea(attrs={"rows": 4})
    )
    lifts = forms.CharField(
        label=_("Ce qui la lèverait"), max_length=3000, widget=forms.Textarea(attrs={"rows": 3})
    )


class RoomForm(PositionForm):
    """What somebody said in the room, as the facilitator writes it."""

    person = forms.TypedChoiceField(
        label=_("Qui s’est exprimé·e"),
        coerce=int,
        error_messages={"invalid_choice": _("Cette personne n’a pas de siège dans ce pôle.")},
    )

    field_order = ["base_version", "person", "kind", "reason", "lifts"]

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for seat in seats for person in seat.people}
        choices = [("", _("choisissez une personne"))]
        for seat in seats:
            choices.append((seat.member.pk, seat.name))
            if seat.substitute:
                words = {"who": seat.substitute.person, "of": seat.member}
                choices.append((seat.substitute.person_id, _("%(who)s, pour %(of)s") % words))
        self.fields["person"].choices = choices
        self.fields["kind"].label = _("Sa position")

    def clean_person(self):
        return self.people.get(self.cleaned_data["person"])
