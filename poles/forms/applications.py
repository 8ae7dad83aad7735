"""A candidature as somebody without an account writes it, and what keeps robots away.

No service outside is asked: a field that people do not see, the time that reading takes, and a
limit per address (`core.limits`). Each refusal says what to do, and everything typed stays.
"""

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actors.choices import Category
from core import files
from core.forms import OnceForm, VersionedModelForm
from poles.choices import Presence
from poles.models import Application

SALT = "poles.candidature.began"
CATEGORIES = (
    (Category.A, _("des entreprises ou des partenaires sociaux")),
    (Category.B, _("de l’emploi, de la formation ou de l’insertion")),
    (Category.C, _("de l’enseignement qualifiant")),
    (Category.OTHER, _("autre, par exemple l’enseignement supérieur")),
)
PRESENCES = (
    (Presence.FIELD, _("sur le terrain : soin, accompagnement, cours, atelier")),
    (Presence.INSTITUTIONAL, _("à la direction, à la coordination, au siège")),
)
APART = _("Vous ne compteriez dans aucune des trois catégories de l’accord de coopération.")
FIELDS = [
    "organisation_name",
    "category",
    "first_name",
    "last_name",
    "email",
    "phone",
    "function",
    "presence",
    "territory",
    "competence",
    "motivation",
]
UPLOAD = {
    "required": False,
    "widget": forms.ClearableFileInput(attrs={"accept": files.ACCEPT_ATTRIBUTE}),
}


class ApplicationFields(forms.ModelForm):
    """Few questions, in plain words; what the law asks of a member is explained."""

    category = forms.ChoiceField(
        label=_("Elle est plutôt du côté"),
        choices=CATEGORIES,
        widget=forms.RadioSelect,
        help_text=_("Le service vérifie. En cas de doute, choisissez « autre »."),
        error_messages={"required": _("Choisissez l’un des quatre côtés.")},
    )
    presence = forms.ChoiceField(
        label=_("Vous travaillez"),
        choices=PRESENCES,
        widget=forms.RadioSelect,
        help_text=_("Le pôle a besoin des deux, et d’abord de qui fait le métier."),
        error_messages={"required": _("Choisissez l’une des deux réponses.")},
    )
    upload = forms.FileField(
        label=_("Une pièce à joindre"),
        help_text=_(
            "Un seul fichier : PDF, Word, Excel, OpenDocument ou image, 25 Mo au plus. Si l’envoi"
            " est refusé, il faut le choisir à nouveau."
        ),
        **UPLOAD,
    )

    class Meta:
        model = Application
        fields = FIELDS
        labels = {
            "organisation_name": _("Votre organisation"),
            "first_name": _("Prénom"),
            "last_name": _("Nom"),
            "email": _("Adresse électronique"),
            "phone": _("Téléphone"),
            "function": _("Votre fonction"),
            "territory": _("Ce que vous faites sur le territoire du bassin"),
            "competence": _("Ce que vous connaissez du thème"),
            "motivation": _("Ce que vous apporteriez au pôle"),
        }
        help_texts = {
            "organisation_name": _(
                "Son nom ou son sigle. Si elle n’est pas dans la liste, écrivez-le en entier."
            ),
            "email": _("L’accusé de réception et le lien de suivi y arrivent."),
            "territory": _(
                "L’accord de coopération demande des membres actifs sur ce territoire. Y travailler"
                " suffit : il n’est pas nécessaire d’y avoir son siège."
            ),
            "competence": _(
                "Un métier, une formation que vous donnez, des années de pratique : ce qui"
                " permettra à la plénière d’en juger."
            ),
            "motivation": _(
                "Une expérience, un constat, une idée de projet. Quelques lignes suffisent."
            ),
        }
        widgets = {
            "organisation_name": forms.TextInput(
                attrs={"autocomplete": "organization", "list": "organisations"}
            ),
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
            "function": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "territory": forms.Textarea(attrs={"rows": 3}),
            "competence": forms.Textarea(attrs={"rows": 4}),
            "motivation": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].choice_helps = {str(Category.OTHER.value): APART}

    def suggest(self, call):
        """With JavaScript, names of organisations come while one types; without, the list stays."""
        self.fields["organisation_name"].widget.attrs |= {
            "hx-get": reverse("poles:call_organisations", args=[call.uuid]),
            "hx-trigger": "input changed delay:300ms",
            "hx-target": "#organisations",
        }

    def clean_organisation_name(self):
        name = " ".join(self.cleaned_data["organisation_name"].split())
        if not any(c.isalnum() for c in name):
            raise ValidationError(_("Écrivez le nom de l’organisation, en lettres."))
        return name


class ApplicationForm(OnceForm, ApplicationFields):
    """A new candidature. `website` is for robots alone; `began` says when the page was opened."""

    website = forms.CharField(
        label=_("Laissez ce champ vide"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    began = forms.CharField(widget=forms.HiddenInput, required=False)
    consent = forms.BooleanField(
        label=_(
            "J’accepte que le service IBEFE garde ces données le temps de l’appel, puis du pôle si"
            " je suis désigné·e."
        ),
        help_text=_(
            "Elles servent à choisir les membres du pôle. Seul le service les lit ; la plénière"
            " voit les personnes qui lui sont proposées. Vous pouvez les corriger ou les retirer."
        ),
        error_messages={"required": _("Sans votre accord, le service ne peut rien garder.")},
    )

    def __init__(self, *args, call, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.call = call
        self.suggest(call)
        self.fields["began"].initial = began_now()

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("website"):
            self.add_error(
                None,
                _(
                    "Cet envoi ressemble à celui d’un robot : un champ que l’on ne voit pas est"
                    " rempli. Videz-le si votre navigateur l’a complété, puis envoyez à nouveau."
                ),
            )
        self._take_time(cleaned.get("began", ""))
        return cleaned

    def _take_time(self, began):
        try:
            signing.loads(began, salt=SALT, max_age=settings.APPLICATION_SECONDS)
        except signing.SignatureExpired:
            return
        except signing.BadSignature:
            self.data = self.data.copy()
            self.data["began"] = began_now()
            self.add_error(
                None, _("La page était incomplète. Rien n’est perdu : envoyez à nouveau.")
            )
            return
        if self.errors:
            return
        self.add_error(
            None,
            _(
                "Vous êtes plus rapide que nous : attendez quelques secondes, puis envoyez à"
                " nouveau. Rien n’est perdu."
            ),
        )


def began_now() -> str:
    """The signed instant at which the page was opened."""
    return signing.dumps("", salt=SALT)


class AddressForm(forms.Form):
    """Where the link of a candidature goes again."""

    email = forms.EmailField(
        label=_("Adresse électronique"),
        help_text=_("Celle que vous avez écrite dans la candidature."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class ApplicationEditForm(VersionedModelForm, ApplicationFields):
    """Completed by the link; the address stays, since the link goes with it."""

    class Meta(ApplicationFields.Meta):
        fields = [name for name in FIELDS if name != "email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].label = _("Remplacer la pièce jointe")
        self.suggest(self.instance.call)
