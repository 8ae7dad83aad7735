"""An appel à participation as the service writes it, section by section."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import OnceForm, ReasonForm, VersionedModelForm
from poles.choices import CallStatus
from poles.forms.members import DayField
from poles.models import Call

SECTIONS = (
    (_("Ce que l’appel dit"), ("lede", "text", "effort", "first_meeting", "designation_on")),
    (
        _("Qui vous cherchez"),
        (
            "profile_a",
            "seats_a",
            "profile_b",
            "seats_b",
            "profile_c",
            "seats_c",
            "profile_other",
            "seats_other",
        ),
    ),
    (_("Quand, et pour qui"), ("opens_on", "closes_on", "reach")),
)
FIELDS = [name for _title, names in SECTIONS for name in names]
HOW_MANY = {
    "seats_a": _("Combien de places en A"),
    "seats_b": _("Combien de places en B"),
    "seats_c": _("Combien de places en C"),
    "seats_other": _("Combien d’autres places"),
}


class CallFields(forms.ModelForm):
    """The fields of a call. Dates are days of Brussels, the last one inclusive."""

    opens_on = DayField(label=_("Ouverture le"))
    closes_on = DayField(
        label=_("Clôture le"),
        help_text=_("Ce jour-là compris, jusqu’à minuit, heure de Bruxelles."),
    )
    designation_on = DayField(label=_("Désignation par la plénière, prévue le"), required=False)

    class Meta:
        model = Call
        fields = FIELDS
        labels = {
            "lede": _("L’appel en une phrase"),
            "text": _("Pourquoi ce pôle"),
            "effort": _("Temps à prévoir"),
            "first_meeting": _("Première réunion"),
            "reach": _("Qui trouve cet appel"),
            "profile_a": _("A. Entreprises, intercommunales, partenaires sociaux"),
            "profile_b": _("B. Emploi, formation, insertion"),
            "profile_c": _("C. Enseignement qualifiant"),
            "profile_other": _("Autres personnes, qui ne comptent dans aucune catégorie"),
            **HOW_MANY,
        }
        help_texts = {
            "lede": _("Elle s’adresse à qui vous cherchez, et donne envie de lire la suite."),
            "text": _("Le problème, ce que le pôle fera, ce qui est attendu d’un membre."),
            "effort": _("Par exemple « une demi-journée tous les deux mois »."),
            "first_meeting": _("Par exemple « février 2027 »."),
            "profile_a": _(
                "Le profil recherché, en mots simples. Vide : ce groupe n’est pas cité."
            ),
            **dict.fromkeys(HOW_MANY, _("Vide : sans nombre fixé.")),
        }
        widgets = {
            "lede": forms.Textarea(attrs={"rows": 2}),
            "text": forms.Textarea(attrs={"rows": 9}),
            "reach": forms.RadioSelect,
            **{
                f"profile_{letter}": forms.Textarea(attrs={"rows": 2})
                for letter in ("a", "b", "c", "other")
            },
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reach"].choices = self.fields["reach"].choices[-2:]

    def sections(self):
        """(title, bound fields), for the page."""
        return [(title, [self[name] for name in names]) for title, names in SECTIONS]

    def clean(self):
        cleaned = super().clean()
        opens_on, closes_on = cleaned.get("opens_on"), cleaned.get("closes_on")
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error(
                "closes_on", _("La clôture précède l’ouverture : corrigez l’une des dates.")
            )
        return cleaned


class CallForm(OnceForm, CallFields):
    """A new call, prefilled from the fiche."""

    def __init__(self, *args, pole, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.pole = pole


class CallEditForm(VersionedModelForm, CallFields):
    """Corrects a call. Once it is open, its dates move by an extension alone."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.status == CallStatus.OPEN:
            for name in ("opens_on", "closes_on"):
                self.fields[name].disabled = True


class ExtendForm(ReasonForm):
    """Until when, and why: the reason is read on the public page."""

    closes_on = DayField(label=_("Nouvelle clôture, ce jour-là compris"))

    field_order = ["closes_on", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Il se lit sur la page publique de l’appel.")


class InviteForm(OnceForm):
    """Addresses as they stand in a spreadsheet or in a mail, one a line."""

    lines = forms.CharField(
        label=_("Qui inviter"),
        max_length=600_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "Une ligne par adresse : « nom ; adresse ; organisation ». Le nom et l’organisation"
            " sont facultatifs. 5 000 lignes au plus."
        ),
    )
