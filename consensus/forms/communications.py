"""What a pôle tells the plenary, as the service records it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consensus.models import Communication
from core.forms import OnceForm, VersionedModelForm

KIND_HELPS = {
    "decision": _("Ce que le pôle a décidé par consensus."),
    "orientation": _("La direction que le pôle donne à ses travaux."),
    "information": _("Ce que le pôle fait savoir, sans l’avoir décidé."),
}
FIELDS = ["kind", "title", "text", "adopted_on"]
WIDGETS = {
    "kind": forms.RadioSelect,
    "text": forms.Textarea(attrs={"rows": 6}),
    "adopted_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
}
HELPS = {"text": _("La plénière le lira tel quel, et il figurera au procès-verbal.")}


def _explain(form):
    kind = form.fields["kind"]
    kind.choices = kind.choices[-len(KIND_HELPS) :]
    kind.choice_helps = KIND_HELPS
    kind.error_messages["required"] = _("Choisissez la nature de la communication.")


class CommunicationForm(OnceForm, forms.ModelForm):
    """A communication is recorded once, even when the form is sent twice."""

    class Meta:
        model = Communication
        fields = FIELDS
        widgets = WIDGETS
        help_texts = HELPS

    def __init__(self, *args, pole, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.pole = pole
        _explain(self)


class CommunicationEditForm(VersionedModelForm):
    """A communication that is corrected before the plenary holds it."""

    class Meta:
        model = Communication
        fields = FIELDS
        widgets = WIDGETS
        help_texts = HELPS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _explain(self)
