"""Forms of accounts, of the settings of a bassin, of seats, persons and organisations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.choices import ProxyRule, QuorumRule
from actors.models import Bassin, Capacity, Mandate, Organisation, Person, Regulation, RuleSet
from core import files
from core.clock import today
from core.forms import AmountField, OnceForm, VersionedModelForm


def date_input():
    """The date field of the browser, whatever the language."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SignupForm(forms.Form):
    """What open registration asks beside the address and the password: a name.

    The person is made with the account; it is nobody else's until the address is verified.
    """

    first_name = forms.CharField(label=_("Prénom"), max_length=80)
    last_name = forms.CharField(label=_("Nom"), max_length=80)

    field_order = ["first_name", "last_name", "email", "password1", "password2"]

    def signup(self, request, user):
        Person.objects.create(
            user=user,
            first_name=self.cleaned_data["first_name"].strip(),
            last_name=self.cleaned_data["last_name"].strip(),
            email=user.email,
        )


class BassinForm(VersionedModelForm):
    """The settings that the documents and the mails of the bassin use."""

    class Meta:
        model = Bassin
        fields = [
            "letterhead",
            "reply_address",
            "mailbox",
            "appeals",
            "shows_positions",
            "has_rolling_agenda",
            "has_minutes_item",
            "has_communications_item",
            "has_other_item",
            "asks_competence_of_all",
        ]
        widgets = {
            "letterhead": forms.Textarea(attrs={"rows": 4}),
            "appeals": forms.Textarea(attrs={"rows": 6}),
        }


class DaysField(AmountField):
    """Days with at most one decimal."""

    def __init__(self, **kwargs):
        super().__init__(min_value=0, max_value=10_000, max_digits=6, decimal_places=1, **kwargs)


class NewCapacityForm(OnceForm, forms.ModelForm):
    """The days of a year that is not there yet."""

    days = DaysField(label=_("Jours disponibles"))

    class Meta:
        model = Capacity
        fields = ["year", "days"]

    def __init__(self, *args, bassin, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.bassin = bassin
        last = bassin.capacities.order_by("-year").first()
        self.fields["year"].initial = last.year + 1 if last else today().year


class CapacityForm(VersionedModelForm):
    """The days of a year that is there."""

    days = DaysField(label=_("Jours disponibles"))

    class Meta:
        model = Capacity
        fields = ["days"]


class RuleSetForm(VersionedModelForm):
    """By which decision a source is in force, from when to when."""

    class Meta:
        model = RuleSet
        fields = ["adopted_by", "starts_on", "ends_on"]
        widgets = {"starts_on": date_input(), "ends_on": date_input()}


class TellsRegulation(forms.ModelForm):
    """What the règlement says; an empty field is printed « à compléter d’après le ROI »."""

    upload = forms.FileField(
        label=_("Texte du règlement"),
        required=False,
        help_text=_(
            "PDF, Word, OpenDocument ou image, 25 Mo au plus. Le service et la plénière le lisent."
        ),
        widget=forms.FileInput(attrs={"accept": files.ACCEPT_ATTRIBUTE}),
        error_messages={"empty": _("Ce fichier est vide. Choisissez-en un autre.")},
    )

    class Meta:
        model = Regulation
        fields = [
            "starts_on",
            "adopted_by",
            "quorum",
            "quorum_number",
            "decision_rule",
            "proxies",
            "proxies_per_holder",
            "convocation_days",
            "convocation_working_days",
            "alternates",
            "signatories",
        ]
        widgets = {"starts_on": date_input()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("quorum", "decision_rule", "proxies", "alternates"):
            choices = self.fields[name].choices
            self.fields[name].choices = [("", _("À compléter d’après le ROI")), *choices[1:]]

    def clean(self):
        """What contradicts itself is said beside the field that gives way."""
        cleaned = super().clean()
        number, quorum = cleaned.get("quorum_number"), cleaned.get("quorum")
        if quorum == QuorumRule.NUMBER and not number and "quorum_number" not in self.errors:
            self.add_error("quorum_number", _("Donnez ce nombre, ou choisissez un autre quorum."))
        if quorum != QuorumRule.NUMBER and number:
            self.add_error(
                "quorum_number",
                _(
                    "Ce nombre ne vaut que pour « un nombre fixe de voix » : choisissez-le, ou"
                    " videz ce champ."
                ),
            )
        if cleaned.get("proxies") == ProxyRule.FORBIDDEN and cleaned.get("proxies_per_holder"):
            self.add_error(
                "proxies_per_holder", _("Les procurations sont exclues : videz ce champ.")
            )
        if cleaned.get("convocation_working_days") and not cleaned.get("convocation_days"):
            self.add_error(
                "convocation_days", _("Donnez ce délai, ou décochez « jours ouvrables ».")
            )
        return cleaned


class NewRegulationForm(OnceForm, TellsRegulation):
    """A règlement from a day on; it begins as a copy of the last one, to be checked."""

    COPIED = TellsRegulation.Meta.fields[2:]

    def __init__(self, *args, body, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.body = body
        last = body.regulations.order_by("-starts_on", "-pk").first()
        if last:
            self.initial |= {name: getattr(last, name) for name in self.COPIED}


class RegulationForm(VersionedModelForm, TellsRegulation):
    """A règlement by which nothing was decided yet."""

    class Meta(TellsRegulation.Meta):
        pass

    def compared_fields(self):
        """Two people who give two texts disagree, though the text is no field of the form."""
        return [*super().compared_fields(), "document"]


def people():
    """Persons who may be chosen, with their organisation in the label."""
    return (
        Person.objects.filter(died_on=None)
        .select_related("organisation")
        .order_by("last_name", "first_name", "pk")
    )


class PersonField(forms.ModelChoiceField):
    """A person by family name, with the organisation that tells two namesakes apart."""

    def label_from_instance(self, person):
        name = f"{person.last_name} {person.first_name}"
        return f"{name} ({person.organisation})" if person.organisation else name


class TakesSeat(forms.ModelForm):
    """Who takes a seat. Without an organisation, the one of the person."""

    person = PersonField(
        queryset=Person.objects.none(),
        label=_("Personne"),
        empty_label=_("Choisissez une personne"),
    )

    class Meta:
        model = Mandate
        fields = ["person", "organisation", "starts_on", "ends_on", "source"]
        widgets = {"starts_on": date_input(), "ends_on": date_input()}
        help_texts = {
            "ends_on": _("Dernier jour, s’il est déjà connu."),
            "source": _("Arrêté, décision ou courrier qui désigne, avec sa date."),
        }

    def __init__(self, *args, user, seat, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.seat = seat
        self.fields["person"].queryset = people().visible_to(user)
        self.fields["organisation"].empty_label = _("Celle de la personne")
        self.fields["organisation"].queryset = (
            Organisation.objects.visible_to(user).in_bassin(seat.body.bassin).order_by("name_fr")
        )

    def clean(self):
        cleaned = super().clean()
        person = cleaned.get("person")
        if person and not cleaned.get("organisation"):
            cleaned["organisation"] = person.organisation
        return cleaned


class MandateForm(OnceForm, TakesSeat):
    """A seat that is free at those dates."""

    class Meta(TakesSeat.Meta):
        fields = ["person", "organisation", "rank", "starts_on", "ends_on", "source"]


class SuccessorForm(TakesSeat):
    """The seat of somebody, from the day after: the rank stays. Sent twice, the version tells."""

    reason = forms.CharField(
        label=_("Motif du remplacement"),
        max_length=Mandate._meta.get_field("end_reason").max_length,
        help_text=_("Démission, décès, nouvelle désignation… Il reste avec le mandat qui finit."),
    )
    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, mandate, **kwargs):
        super().__init__(*args, seat=mandate.seat, **kwargs)
        self.instance.rank = mandate.rank
        self.fields["base_version"].initial = mandate.version


class EndMandateForm(VersionedModelForm):
    """The last day of a mandate, and why it ends."""

    class Meta:
        model = Mandate
        fields = ["ends_on", "end_reason"]
        widgets = {"ends_on": date_input()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].required = self.fields["end_reason"].required = True


class LookalikeForm(OnceForm, forms.ModelForm):
    """Makes somebody or something new; « sure » is asked once a lookalike was shown."""

    sure = forms.BooleanField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            del self.fields["sure"]

    def validate_unique(self):
        """Asked by the workflow, once the token is known: sent twice is not a namesake."""


class PersonForm(LookalikeForm):
    sure = forms.BooleanField(label=_("C’est bien quelqu’un d’autre"), required=False)

    class Meta:
        model = Person
        fields = ["first_name", "last_name", "email", "organisation", "position"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.visible_to(user).order_by(
            "name_fr"
        )


class AddressForm(VersionedModelForm):
    """The address of somebody who has none."""

    class Meta:
        model = Person
        fields = ["email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True


class OrganisationForm(LookalikeForm):
    sure = forms.BooleanField(label=_("C’est bien une autre organisation"), required=False)

    class Meta:
        model = Organisation
        fields = Organisation.IDENTITY
        help_texts = {
            "category": _(
                "Celle de l’article 18 § 1 qu’elle porte d’ordinaire. Vide : elle est invitée, sauf"
                " décision contraire de l’Instance."
            ),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bassin"].queryset = Bassin.objects.order_by("-is_home", "name")
