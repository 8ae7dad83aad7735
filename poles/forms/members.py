"""Who is proposed, who is invited, who leaves: what was typed, checked field by field."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.choices import Category
from actors.models import Organisation, Person
from core.clock import today
from core.forms import OnceForm, VersionedModelForm
from poles.choices import Presence
from poles.models import MemberProposal, Membership
from poles.workflow import seat_of

FIRST, LAST = 2014, 2101
UNKNOWN_PERSON = _("Une personne que le logiciel ne connaît pas encore")


class DayField(forms.DateField):
    """A day within the time of the accord, typed or picked."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        kwargs.setdefault(
            "error_messages", {"invalid": _("Écrivez une date qui existe, par exemple 12/05/2027.")}
        )
        super().__init__(**kwargs)

    def clean(self, value):
        day = super().clean(value)
        if day and not FIRST <= day.year <= LAST:
            raise ValidationError(_("Donnez une date entre 2014 et 2101."))
        return day


class CompositionDateForm(forms.Form):
    """The day of which one asks who sits."""

    says_optional = False

    le = DayField(
        label=_("Composition au"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input"}),
    )


class PersonFields(forms.Form):
    """Somebody known, found by name, or somebody new: first name, last name, address."""

    person = forms.ModelChoiceField(
        label=_("Personne"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Cette personne n’est pas connue : cherchez-la.")},
    )
    first_name = forms.CharField(
        label=_("Prénom, si la personne est nouvelle"), max_length=80, required=False
    )
    last_name = forms.CharField(
        label=_("Nom, si la personne est nouvelle"), max_length=80, required=False
    )
    email = forms.EmailField(
        label=_("Adresse électronique, si la personne est nouvelle"),
        required=False,
        help_text=_("Sans adresse, rien ne lui est envoyé."),
    )
    says_optional = False

    def set_people(self, user, found):
        """`found`: persons to choose among; any person that `user` may see is accepted."""
        field = self.fields["person"]
        field.queryset = Person.objects.visible_to(user)
        known = [(p.pk, f"{p} – {p.organisation}" if p.organisation else str(p)) for p in found]
        field.choices = [*known, ("", UNKNOWN_PERSON)]
        field.initial = found[0].pk if len(found) == 1 else ""

    def clean(self):
        cleaned = super().clean()
        new = {n: cleaned.get(n) for n in ("first_name", "last_name")}
        if cleaned.get("person"):
            if any(new.values()):
                self.add_error(
                    "person", _("Choisissez une personne connue, ou nommez-en une nouvelle.")
                )
            return cleaned
        for name, value in new.items():
            if not value and not self.has_error("person"):
                self.add_error(name, _("Choisissez une personne, ou donnez son prénom et son nom."))
        return cleaned

    @property
    def new_person(self):
        """An unsaved Person, or None when a known one was chosen."""
        if self.cleaned_data.get("person"):
            return None
        words = {n: self.cleaned_data[n] for n in ("first_name", "last_name", "email")}
        return Person(organisation=self.cleaned_data.get("organisation"), **words)


class MemberFields(forms.ModelForm):
    """What the law asks of a member: for whom, in which category, where, competent in what."""

    def set_organisations(self, pole):
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.in_bassin(pole.bassin).order_by("name_fr")
        field.required = False
        field.empty_label = _("Celle de la personne")
        self.fields["presence"].widget = forms.RadioSelect()
        self.fields["presence"].choices = Presence.choices
        self.fields["category"].required = False
        self.fields["category"].choices = [
            ("", _("Celle de l’organisation, par défaut")),
            *Category.choices,
        ]
        self.set_members(pole)

    def set_members(self, pole):
        """Whom one may stand in for: each member, and whoever is proposed for a seat."""
        field = self.fields["substitute_of"]
        seats = Membership.objects.seated().filter(pole=pole, ends_on=None)
        asked = MemberProposal.objects.pending().filter(pole=pole, substitute_of=None)
        field.queryset = (
            Person.objects.filter(Q(memberships__in=seats) | Q(member_proposals__in=asked))
            .exclude(pk=self.instance.person_id)
            .distinct()
            .order_by("last_name", "first_name", "pk")
        )
        field.empty_label = _("Personne : membre effectif")

    def check_member(self, cleaned):
        """Fills what follows from the person and the organisation, and says what is missing."""
        person, member = cleaned.get("person"), cleaned.get("substitute_of")
        seat = seat_of(self.instance.pole, member) if member else None
        if seat is not None:
            cleaned["organisation"] = cleaned.get("organisation") or seat.organisation
            cleaned["category"] = cleaned.get("category") or seat.category
        if not cleaned.get("organisation") and person is not None:
            cleaned["organisation"] = person.organisation
        organisation = cleaned.get("organisation")
        if organisation is None:
            self.add_error(
                "organisation",
                _("Indiquez l’organisation : c’est pour elle qu’un membre siège et compte."),
            )
            return
        cleaned["category"] = cleaned.get("category") or organisation.category
        if not cleaned["category"]:
            self.add_error(
                "category",
                _(
                    "%(organisation)s n’a pas de catégorie par défaut : choisissez-en une, ou"
                    " invitez la personne sans qu’elle compte."
                )
                % {"organisation": organisation},
            )
        self.check_higher_education(cleaned, organisation)

    def check_higher_education(self, cleaned, organisation):
        """P19: invited, never counted, unless the plenary is asked to derogate."""
        counts = cleaned.get("category") in (Category.A, Category.B, Category.C)
        if organisation.is_higher_education and counts and not cleaned.get("derogation_reason"):
            self.add_error(
                "category",
                _(
                    "L’enseignement supérieur peut être invité, il ne compte pas (note, point 2) :"
                    " invitez la personne, choisissez « autre membre désigné », ou motivez une"
                    " demande de dérogation."
                ),
            )


MEMBER_FIELDS = [
    "substitute_of",
    "organisation",
    "category",
    "presence",
    "active_on_territory",
    "competent",
    "competence",
    "derogation_reason",
]
MEMBER_LABELS = {
    "substitute_of": _("Suppléant·e de"),
    "active_on_territory": _("Actif sur le territoire du bassin"),
    "competent": _("Compétent dans le thème du pôle"),
    "competence": _("En quoi"),
    "derogation_reason": _("Demander une dérogation : motif"),
}
MEMBER_HELPS = {
    "substitute_of": _(
        "Un·e suppléant·e est de la même organisation et de la même catégorie, siège quand le"
        " membre est absent et ne compte pas en plus."
    ),
    "active_on_territory": _("Y travailler suffit : il n’est pas nécessaire d’y avoir son siège."),
    "competent": _("L’accord le demande en tout cas de l’enseignement qualifiant (C)."),
    "competence": _("Ce qui permettra à la plénière d’en juger."),
    "derogation_reason": _("Seulement pour une école supérieure que l’on voudrait faire compter."),
}
MEMBER_WIDGETS = {
    "competence": forms.Textarea(attrs={"rows": 3}),
    "derogation_reason": forms.Textarea(attrs={"rows": 2}),
}


class ProposalForm(OnceForm, PersonFields, MemberFields):
    """Somebody proposed to the plenary."""

    class Meta:
        model = MemberProposal
        fields = MEMBER_FIELDS
        labels, help_texts, widgets = MEMBER_LABELS, MEMBER_HELPS, MEMBER_WIDGETS

    field_order = ["token", "person", "first_name", "last_name", "email", *MEMBER_FIELDS]

    def __init__(self, *args, pole, user, found, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.pole = pole
        self.set_people(user, found)
        self.set_organisations(pole)

    def clean(self):
        cleaned = super().clean()
        self.check_member(cleaned)
        return cleaned

    def _post_clean(self):
        """The model has no person yet when a new one is named: the workflow makes it."""
        person = self.cleaned_data.get("person")
        if person is not None:
            self.instance.person = person
        super()._post_clean()


class ProposalEditForm(VersionedModelForm, MemberFields):
    """Corrects a proposal before the plenary decides; the person stays."""

    class Meta:
        model = MemberProposal
        fields = MEMBER_FIELDS
        labels, help_texts, widgets = MEMBER_LABELS, MEMBER_HELPS, MEMBER_WIDGETS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.set_organisations(self.instance.pole)
        self.fields["organisation"].empty_label = None

    def clean(self):
        cleaned = super().clean()
        cleaned["person"] = self.instance.person
        self.check_member(cleaned)
        return cleaned


class GuestForm(OnceForm, PersonFields, forms.ModelForm):
    """Somebody whom the service invites: comments, never counts."""

    starts_on = DayField(label=_("À partir du"), initial=today)

    class Meta:
        model = Membership
        fields = ["organisation", "presence", "starts_on"]
        labels = {"organisation": _("Organisation")}

    field_order = [
        "token",
        "person",
        "first_name",
        "last_name",
        "email",
        "organisation",
        "presence",
        "starts_on",
    ]

    def __init__(self, *args, pole, user, found, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.pole = pole
        self.set_people(user, found)
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.in_bassin(pole.bassin).order_by("name_fr")
        field.empty_label = _("Celle de la personne")
        self.fields["presence"].widget = forms.RadioSelect()
        self.fields["presence"].choices = Presence.choices

    def clean(self):
        cleaned = super().clean()
        person = cleaned.get("person")
        if not cleaned.get("organisation") and person is not None:
            cleaned["organisation"] = person.organisation
        return cleaned

    def _post_clean(self):
        self.instance.is_guest, self.instance.category = True, ""
        if self.cleaned_data.get("person") is not None:
            self.instance.person = self.cleaned_data["person"]
        super()._post_clean()


class DeathForm(forms.Form):
    on = DayField(label=_("Jour du décès"))


class DepartureForm(forms.Form):
    """A resignation, or the end of an invitation: its last day, and what was said."""

    on = DayField(
        label=_("Dernier jour"),
        initial=today,
        help_text=_("Le dernier jour où la personne siège, compris."),
    )
    detail = forms.CharField(
        label=_("Précisions"),
        required=False,
        max_length=300,
        help_text=_("Par exemple « lettre du 3 mai, change de fonction »."),
    )
