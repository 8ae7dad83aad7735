"""The shared diagnosis, as it is written, submitted and answered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consensus.choices import AdhesionKind
from consensus.facts.diagnoses import STATES
from consensus.models import Diagnosis
from core.forms import OnceForm, VersionedModelForm
from poles.forms.members import DayField

HELPS = {
    "text": _(
        "L’état des lieux auquel les parties adhèrent : ce que l’on constate, d’où on le tient, ce"
        " qui manque. Les paragraphes se séparent d’une ligne vide."
    )
}
WIDGETS = {"text": forms.Textarea(attrs={"rows": 18})}
KIND_HELPS = {
    AdhesionKind.ADHERES: _("Le texte dit ce que je constate aussi."),
    AdhesionKind.RESERVED: _("J’y adhère ; ma réserve est consignée avec lui."),
    AdhesionKind.LACKING: _("Je ne peux pas encore y adhérer : voici ce qui manque."),
}


class NewDiagnosisForm(OnceForm, forms.ModelForm):
    """The first words of the diagnosis of a pôle."""

    class Meta:
        model = Diagnosis
        fields = ["text"]
        widgets = WIDGETS
        help_texts = HELPS

    def __init__(self, *args, pole, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.pole = pole


class DiagnosisForm(VersionedModelForm):
    """The text, with what was being typed when there is a draft of it."""

    class Meta:
        model = Diagnosis
        fields = ["text"]
        widgets = WIDGETS
        help_texts = HELPS

    def __init__(self, *args, draft=None, **kwargs):
        super().__init__(*args, **kwargs)
        if draft is not None:
            self.initial["text"] = draft.data.get("text", self.instance.text)
            self.fields["base_version"].initial = draft.base_version


class SubmitDiagnosisForm(forms.Form):
    """By when each party answers, and what changes since the version before."""

    answer_by = DayField(
        label=_("Réponses attendues pour le"),
        help_text=_("Un rappel part trois jours avant, et ce jour-là, à qui n’a pas répondu."),
    )
    changed = forms.CharField(
        label=_("Ce qui change depuis la version précédente"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Deux phrases, que le courriel reprend."),
    )
    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AdhesionForm(forms.Form):
    """Three large choices, and why; the reason is compulsory unless one adheres."""

    kind = forms.ChoiceField(
        label=_("Adhérez-vous à cette version ?"),
        choices=AdhesionKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez l’une des trois réponses.")},
    )
    reason = forms.CharField(
        label=_("Votre réserve, ou ce qui manque"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("À écrire si vous avez une réserve ou s’il manque quelque chose."),
    )

    says_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        kind.choice_helps = {str(k.value): words for k, words in KIND_HELPS.items()}
        kind.choice_tones = {str(k.value): (STATES[k].tone, STATES[k].shape) for k in AdhesionKind}

    def clean(self):
        cleaned = super().clean()
        asked = cleaned.get("kind") in (AdhesionKind.RESERVED, AdhesionKind.LACKING)
        if asked and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Dites pourquoi : c’est ce qui fait avancer le texte."))
        return cleaned


class DiagnosisCommentForm(OnceForm):
    """A remark, kept once."""

    text = forms.CharField(
        label=_("Votre commentaire"), max_length=3000, widget=forms.Textarea(attrs={"rows": 4})
    )
