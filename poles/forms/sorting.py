"""Sorting the candidatures of a call: filters, criteria, whom to retain, what is answered."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from actors.choices import Category
from actors.models import Organisation, Person
from core.forms import ReasonForm, VersionedModelForm
from poles.choices import ApplicationStatus, Check, Presence
from poles.models import Application, Call
from poles.reports import CRITERIA, PLACEHOLDERS

BRACES = re.compile(r"\{([^{}]*)\}")
ANSWERS = ["designated_text", "not_designated_text", "reserve_text", "not_retained_text"]


class ApplicationFilter(forms.Form):
    """Filters of the table: the address keeps them, an unknown value is ignored."""

    says_optional = False

    etat = forms.ChoiceField(
        label=_("État"), required=False, choices=[("", _("Tous")), *ApplicationStatus.choices]
    )
    categorie = forms.ChoiceField(
        label=_("Catégorie"), required=False, choices=[("", _("Toutes")), *Category.choices]
    )
    presence = forms.ChoiceField(
        label=_("Point de vue"), required=False, choices=[("", _("Tous")), *Presence.choices]
    )


class ExamineForm(VersionedModelForm):
    """The criteria, one by one, and private notes."""

    class Meta:
        model = Application
        fields = [*CRITERIA, "note"]
        labels = {
            "category_checked": _("Dans la catégorie qu’elle dit"),
            "territory_checked": _("Active sur le territoire du bassin"),
            "competence_checked": _("Compétente dans le thème"),
            "mandate_checked": _("Parle au nom de son organisation"),
            "note": _("Notes du service"),
        }
        help_texts = {"note": _("Elles restent dans le service : la personne ne les lit jamais.")}
        widgets = {"note": forms.Textarea(attrs={"rows": 4})}

    says_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in CRITERIA:
            self.fields[name].choices = [("", _("pas encore regardé")), *Check.choices]


class RetainForm(forms.Form):
    """As what this person is proposed: everything known is chosen already."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        help_text=_("C’est pour elle que la personne siège et compte."),
    )
    person = forms.ModelChoiceField(
        label=_("Personne"), queryset=Person.objects.none(), required=False
    )
    category = forms.ChoiceField(label=_("Catégorie légale"), choices=Category.choices)
    active_on_territory = forms.BooleanField(
        label=_("Active sur le territoire du bassin"), required=False
    )
    competent = forms.BooleanField(label=_("Compétente dans le thème du pôle"), required=False)

    says_optional = False

    def __init__(self, *args, application, **kwargs):
        super().__init__(*args, **kwargs)
        self.application = application
        organisation = self.fields["organisation"]
        organisation.queryset = Organisation.objects.in_bassin(
            application.call.pole.bassin
        ).order_by("name_fr")
        organisation.empty_label = _("La créer : « %(name)s »") % {
            "name": application.organisation_name
        }
        person = self.fields["person"]
        person.queryset = Person.objects.like(
            email=application.email,
            first_name=application.first_name,
            last_name=application.last_name,
        )
        person.empty_label = _("L’encoder : %(name)s") % {"name": application.name}

    def clean(self):
        cleaned = super().clean()
        organisation = cleaned.get("organisation")
        counts = cleaned.get("category") in (Category.A, Category.B, Category.C)
        if organisation and organisation.is_higher_education and counts:
            self.add_error(
                "category",
                _(
                    "L’enseignement supérieur peut être invité, il ne compte pas (note, point 2) :"
                    " choisissez « autre membre désigné »."
                ),
            )
        return cleaned


class SetAsideForm(ReasonForm):
    """In reserve or not retained: the reason goes into the answer, as it is written."""

    to = forms.ChoiceField(
        label=_("Décision du service"),
        choices=[
            (s.value, s.label) for s in (ApplicationStatus.RESERVE, ApplicationStatus.NOT_RETAINED)
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez « en réserve » ou « non retenue ».")},
    )

    field_order = ["to", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _(
            "Il est repris tel quel dans la réponse : écrivez-le pour la personne."
        )


class AnswersForm(VersionedModelForm):
    """What the answers say, outcome by outcome; unknown words in braces are refused."""

    class Meta:
        model = Call
        fields = ANSWERS
        labels = {
            "designated_text": _("À qui est désigné·e par la plénière"),
            "not_designated_text": _("À qui n’a pas été désigné·e et reste candidat·e"),
            "reserve_text": _("À qui reste en réserve"),
            "not_retained_text": _("À qui n’est pas retenu·e"),
        }
        widgets = {name: forms.Textarea(attrs={"rows": 8}) for name in ANSWERS}

    def clean(self):
        cleaned = super().clean()
        for name in ANSWERS:
            unknown = [w for w in BRACES.findall(cleaned.get(name, "")) if w not in PLACEHOLDERS]
            if unknown:
                self.add_error(name, _unknown(unknown))
        for name in ("reserve_text", "not_retained_text"):
            if name in cleaned and "{motif}" not in cleaned[name]:
                self.add_error(name, _("La réponse est motivée : gardez-y {motif}."))
        return cleaned


def _unknown(words):
    return ValidationError(
        _("{%(word)s} n’est pas connu. Vous pouvez écrire : %(known)s.")
        % {"word": words[0], "known": ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)}
    )
