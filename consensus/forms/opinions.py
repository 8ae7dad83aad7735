"""An avis d’opportunité, as it is recorded, adopted, given and transmitted."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consensus.choices import OpinionOrigin, OpinionStatus
from consensus.models import Opinion
from core.clock import today
from core.forms import OnceForm, VersionedModelForm
from poles.forms.members import DayField
from poles.models import Pole

FIELDS = [
    "origin",
    "asked_by",
    "asked_on",
    "due_on",
    "project",
    "carrier",
    "project_words",
    "impact",
    "text",
]
HELPS = {
    "asked_by": _("Le pôle de compétitivité ou le mécanisme de financement, tel qu’il se nomme."),
    "impact": _("Ce que le projet changerait pour l’emploi et la formation dans le bassin."),
    "text": _("Ce que le pôle en pense : c’est ce texte qu’il adopte, et qui est transmis."),
}
WIDGETS = {
    "origin": forms.RadioSelect,
    "asked_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    "due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    "project_words": forms.Textarea(attrs={"rows": 4}),
    "impact": forms.Textarea(attrs={"rows": 6}),
    "text": forms.Textarea(attrs={"rows": 8}),
}


class _Asked:
    """Who asks it is named, or nobody is."""

    def clean(self):
        cleaned = super().clean()
        asked = cleaned.get("origin") == OpinionOrigin.ASKED
        if asked and not cleaned.get("asked_by", "").strip():
            self.add_error("asked_by", _("Nommez l’instance qui demande l’avis."))
        return cleaned

    def _choices(self):
        self.fields["origin"].choices = OpinionOrigin.choices


class OpinionForm(_Asked, OnceForm, forms.ModelForm):
    """Recorded once, even when the form is sent twice; impact and text may come later."""

    class Meta:
        model = Opinion
        fields = FIELDS
        widgets = WIDGETS
        help_texts = HELPS

    def __init__(self, *args, pole, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.pole = pole
        self.fields["asked_on"].initial = today()
        self._choices()


class OpinionEditForm(_Asked, VersionedModelForm):
    """While the pôle has not adopted it."""

    class Meta:
        model = Opinion
        fields = FIELDS
        widgets = WIDGETS
        help_texts = HELPS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._choices()


class AdoptOpinionForm(forms.Form):
    """The day, and the sentence by which the pôle adopted it."""

    on = DayField(label=_("Adopté par le pôle le"), initial=today)
    words = forms.CharField(
        label=_("La phrase qui le dit"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Par exemple : « Réuni le 12 mai, le pôle adopte par consensus l’avis ci-dessous, sans"
            " objection. » Un pôle décide par consensus (accord, art. 18 § 1)."
        ),
    )


class GiveOpinionForm(forms.Form):
    on = DayField(label=_("Rendu le"), initial=today)


class TransmitOpinionForm(forms.Form):
    """To whom, and when."""

    to = forms.CharField(label=_("Transmis à"), max_length=300)
    on = DayField(label=_("Transmis le"), initial=today)


class OpinionFilter(forms.Form):
    """An unknown value is ignored and said. `poles`: those of which an opinion may be read."""

    says_optional = False

    q = forms.CharField(label=_("Chercher"), required=False, max_length=100)
    etat = forms.ChoiceField(
        label=_("État"), required=False, choices=[("", _("Tous")), *OpinionStatus.choices]
    )
    origine = forms.ChoiceField(
        label=_("Origine"), required=False, choices=[("", _("Toutes")), *OpinionOrigin.choices]
    )
    annee = forms.TypedChoiceField(label=_("Année"), required=False, coerce=int, empty_value=None)
    pole = forms.ModelChoiceField(
        label=_("Pôle"), queryset=Pole.objects.none(), required=False, empty_label=_("Tous")
    )

    def __init__(self, *args, poles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pole"].queryset = poles
        last = today().year
        self.fields["annee"].choices = [
            ("", _("Toutes")),
            *[(y, str(y)) for y in range(last, last - 13, -1)],
        ]
