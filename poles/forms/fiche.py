"""Forms of the demandes and of the fiche: they turn text into values and say what is wrong."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from actors.models import Bassin, Person
from actors.querysets import dated
from core import files
from core.clock import today
from core.forms import AmountField, OnceForm, VersionedModelForm
from poles.choices import Funding, Kind, Origin, Priority, SubObjective
from poles.models import Pole, PoleRequest, Theme


class RequestForm(OnceForm, forms.ModelForm):
    """A demande de pôle, as a porteur writes it: few questions, in plain words."""

    class Meta:
        model = PoleRequest
        fields = [
            "bassin",
            "title",
            "problem",
            "audience",
            "partners",
            "expected",
            "theme",
            "organisation",
        ]
        labels = {
            "title": _("En une phrase, le problème que vous voyez"),
            "problem": _("Racontez-le"),
            "audience": _("Qui le vit, et comment le savez-vous ?"),
            "partners": _("Avec qui en avez-vous déjà parlé ?"),
            "expected": _("Qu’attendez-vous d’un pôle de synergie ?"),
            "theme": _("Un secteur, une filière ou un métier déjà suivi par l’Instance ?"),
        }
        help_texts = {
            "title": _("Par exemple « Les écoles ne trouvent pas de stages en pompes à chaleur »."),
            "problem": _("Les faits, depuis quand, ce qui a déjà été tenté."),
            "partners": _(
                "Écoles, centres de formation, entreprises, syndicats, services publics…"
            ),
            "theme": _("Laissez vide si vous ne savez pas : le service cherchera avec vous."),
        }
        widgets = {
            "problem": forms.Textarea(attrs={"rows": 8}),
            "audience": forms.Textarea(attrs={"rows": 4}),
            "partners": forms.Textarea(attrs={"rows": 3}),
            "expected": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, person=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bassin"].queryset = Bassin.objects.order_by("-is_home", "name")
        self.fields["bassin"].initial = Bassin.objects.at_home().order_by("pk").first()
        self.fields["theme"].queryset = Theme.objects.select_related("bassin").order_by(
            "name", "-year"
        )
        self.fields["theme"].empty_label = _("Je ne sais pas")
        if person and person.organisation:
            self.fields["organisation"].initial = str(person.organisation)

    def clean(self):
        cleaned = super().clean()
        theme, bassin = cleaned.get("theme"), cleaned.get("bassin")
        if theme and bassin and theme.bassin_id != bassin.pk:
            self.add_error(
                "theme",
                _("Cette thématique est celle d’un autre bassin : choisissez-en une d’ici."),
            )
        return cleaned


class NewPoleForm(OnceForm, forms.ModelForm):
    """A fiche opened on the service's own initiative: a name is enough to begin."""

    class Meta:
        model = Pole
        fields = ["bassin", "title"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        bassins = Bassin.objects.filter(pk__in=user.bassins_served()).order_by("-is_home", "name")
        self.fields["bassin"].queryset = bassins
        self.fields["bassin"].initial = bassins.first()
        self.fields["bassin"].empty_label = None


class ListField(forms.MultipleChoiceField):
    """Several boxes kept as a list, in the order of the choices."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value):
        chosen = super().clean(value)
        return [key for key, _label in self.choices if key in chosen]


SECTIONS = (
    ("identite", _("Le pôle"), ("title", "theme", "lead", "deputy")),
    ("origine", _("L’origine"), ("origin", "origin_detail")),
    ("problematique", _("La problématique"), ("problem", "evidence")),
    ("priorites", _("Les priorités bruxelloises"), ("priorities", "priority_detail")),
    ("objectifs", _("Les objectifs"), ("objectives", "sub_objectives", "method")),
    (
        "acteurs",
        _("Les acteurs attendus"),
        ("actors_a", "actors_b", "actors_c", "guests", "field_workers", "existing_tools"),
    ),
    ("calendrier", _("Le calendrier"), ("planned_start_on", "calendar", "rhythm")),
    ("moyens", _("Les moyens"), ("days_asked", "resources", "funding", "funding_detail")),
    (
        "expost",
        _("L’évaluation ex post"),
        ("expost_planned_on", "expost_budget", "expost_detail"),
    ),
)


class FicheForm(VersionedModelForm):
    """The whole fiche. Only the name is asked: an incomplete fiche is saved, the panel tells."""

    says_optional = False

    origin = forms.ChoiceField(
        label=_("Origine"), choices=Origin, required=False, widget=forms.RadioSelect
    )
    priorities = ListField(label=_("Priorités"), choices=Priority, required=False)
    sub_objectives = ListField(
        label=_("Sous-objectifs visés"), choices=SubObjective, required=False
    )
    funding = ListField(
        label=_("Sources de financement envisagées"), choices=Funding, required=False
    )

    class Meta:
        model = Pole
        fields = [name for _key, _title, names in SECTIONS for name in names]
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("planned_start_on", "expost_planned_on")
        }
        field_classes = {"days_asked": AmountField, "expost_budget": AmountField}

    def __init__(self, *args, draft=None, **kwargs):
        super().__init__(*args, **kwargs)
        bassin = self.instance.bassin
        self.fields["theme"].queryset = Theme.objects.filter(bassin=bassin).order_by(
            "name", "-year"
        )
        service = (
            Person.objects.filter(dated(today(), "assignments__"), assignments__bassin=bassin)
            .distinct()
            .order_by("last_name", "first_name", "pk")
        )
        for name in ("lead", "deputy"):
            self.fields[name].queryset = service
            self.fields[name].empty_label = _("Personne")
        self.fields["theme"].empty_label = _("À choisir")
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 10 if name == "problem" else 4
        if self.instance.request_id:
            self.fields["origin"].disabled = True
        if draft and not self.is_bound:
            self.take_up(draft)

    def take_up(self, draft):
        """Shows what was being typed when the person left, and the version they began from."""
        for name, field in self.fields.items():
            if isinstance(field, ListField):
                value = draft.data.get(name, [])
                self.initial[name] = [value] if isinstance(value, str) else value
            elif name in draft.data:
                self.initial[name] = draft.data[name]
        self.fields["base_version"].initial = draft.base_version

    def sections(self):
        """(anchor, title, bound fields, how many are still empty), for the page and its summary."""
        for key, title, names in SECTIONS:
            fields = [self[name] for name in names]
            empty = sum(1 for f in fields if f.value() in (None, "", []))
            yield {"key": key, "title": title, "fields": fields, "empty": empty}

    def clean_expost_planned_on(self):
        day = self.cleaned_data["expost_planned_on"]
        if day and not 2014 <= day.year <= 2101:
            raise ValidationError(_("Donnez une année entre 2014 et 2101."))
        return day

    def clean_planned_start_on(self):
        day = self.cleaned_data["planned_start_on"]
        if day and not 2014 <= day.year <= 2101:
            raise ValidationError(_("Donnez une année entre 2014 et 2101."))
        return day


class AttachmentForm(OnceForm):
    """A file for the fiche: what it is, and the file; its content is checked before it is kept."""

    label = forms.CharField(
        label=_("Ce que c’est"),
        max_length=160,
        required=False,
        help_text=_("Par exemple « Étude sectorielle 2025 »."),
    )
    upload = forms.FileField(
        label=_("Fichier"),
        help_text=_("PDF, Word, Excel, OpenDocument ou image, 25 Mo au plus."),
        widget=forms.ClearableFileInput(attrs={"accept": files.ACCEPT_ATTRIBUTE}),
        error_messages={
            "required": _("Choisissez un fichier."),
            "empty": _("Ce fichier est vide. Choisissez-en un autre."),
        },
    )


class PoleFilter(forms.Form):
    """Filters of the list: the address keeps them, an unknown value is ignored and said."""

    says_optional = False

    q = forms.CharField(label=_("Chercher"), required=False, max_length=100)
    etat = forms.ChoiceField(label=_("État"), required=False)
    nature = forms.ChoiceField(label=_("Nature"), required=False)
    theme = forms.ModelChoiceField(
        label=_("Thématique"),
        queryset=Theme.objects.none(),
        required=False,
        empty_label=_("Toutes"),
    )
    bassin = forms.ModelChoiceField(
        label=_("Bassin"), queryset=Bassin.objects.none(), required=False, empty_label=_("Tous")
    )
    annee = forms.TypedChoiceField(label=_("Année"), required=False, coerce=int, empty_value=None)
    qui = forms.ModelChoiceField(
        label=_("Chargé·e de mission"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Tout le service"),
    )

    def __init__(self, *args, standings, poles, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["etat"].choices = [("", _("Tous")), *standings]
        self.fields["nature"].choices = [("", _("Toutes")), *Kind.choices]
        of_theme, of_lead = (poles.filter(**{n: OuterRef("pk")}) for n in ("theme", "lead"))
        self.fields["theme"].queryset = Theme.objects.filter(Exists(of_theme)).order_by(
            "name", "-year"
        )
        self.fields["bassin"].queryset = Bassin.objects.filter(
            pk__in=user.bassins_served()
        ).order_by("-is_home", "name")
        self.fields["qui"].queryset = Person.objects.filter(Exists(of_lead)).order_by(
            "last_name", "first_name", "pk"
        )
        if len(user.bassins_served()) < 2:
            del self.fields["bassin"]
        last = today().year
        self.fields["annee"].choices = [
            ("", _("Toutes")),
            *[(y, str(y)) for y in range(last + 1, last - 10, -1)],
        ]
