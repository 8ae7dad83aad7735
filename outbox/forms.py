"""Filters of the list of mails, and the words of one that waits."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.models import Bassin
from core.forms import VersionedModelForm
from outbox.choices import MailStatus, ReminderStatus
from outbox.documents import with_secrets, without_secrets
from outbox.models import Mail

FOR_A_PERSON = "a-traiter"


class MailFilter(forms.Form):
    """Kept by the address; an unknown value is said, not fatal."""

    says_optional = False

    q = forms.CharField(label=_("Objet ou destinataire"), required=False, max_length=100)
    etat = forms.ChoiceField(
        label=_("État"),
        required=False,
        choices=[("", _("Tous")), (FOR_A_PERSON, _("À traiter")), *MailStatus.choices],
    )
    sujet = forms.CharField(label=_("À propos de"), required=False, max_length=100)
    bassin = forms.ModelChoiceField(
        label=_("Bassin"), queryset=Bassin.objects.none(), required=False, empty_label=_("Tous")
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        served = Bassin.objects.filter(pk__in=user.bassins_served()).order_by("-is_home", "name")
        self.fields["bassin"].queryset = served
        if len(user.bassins_served()) < 2:
            del self.fields["bassin"]


class ReminderFilter(forms.Form):
    """Which reminders: planned, sent, overtaken, cancelled."""

    says_optional = False

    etat = forms.ChoiceField(
        label=_("État"), required=False, choices=[("", _("Tous")), *ReminderStatus.choices]
    )
    sujet = forms.CharField(label=_("À propos de"), required=False, max_length=100)


class MailForm(VersionedModelForm):
    """The words of a mail that waits or is held."""

    class Meta:
        model = Mail
        fields = ["subject", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 18})}
        help_texts = {
            "text": _(
                "Une ligne vide sépare deux paragraphes. « Mots : adresse » seul sur sa ligne "
                "devient un bouton. « lien-personnel-1 » tient la place du lien de la personne."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.original = self.instance.text
        self.initial["text"] = without_secrets(self.original)

    def clean_text(self):
        return with_secrets(self.cleaned_data["text"], self.original)


class ReleaseForm(forms.Form):
    """Which mails to release: those checked in the list, seen again before they leave."""

    mail = forms.ModelMultipleChoiceField(queryset=Mail.objects.none())

    def __init__(self, *args, mails, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mail"].queryset = mails
