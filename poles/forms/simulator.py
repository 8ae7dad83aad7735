"""What one supposes of the composition of a pôle: it is in the address, nothing is kept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.choices import Category, Sector
from actors.models import Organisation
from core.clock import today
from poles.choices import Presence
from poles.forms.members import DayField
from poles.models import MemberProposal, Membership


class Members(forms.ModelMultipleChoiceField):
    """People to tick, each with their organisation and their category."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, row):
        return f"{row.person}, {row.organisation} ({row.get_category_display()[:1]})"


class SimulatorForm(forms.Form):
    """Who leaves, who comes, which organisation changes, and on which day."""

    le = DayField(
        label=_("Jour du changement"),
        help_text=_("Qui part siège encore ce jour-là ; qui vient commence ce jour-là."),
        initial=today,
    )
    part = Members(label=_("Quittent le pôle"), queryset=None, required=False)
    vient = Members(label=_("Sont désignés"), queryset=None, required=False)
    organisation = forms.ModelChoiceField(
        label=_("Organisation d’un membre de plus"), queryset=None, required=False
    )
    categorie = forms.ChoiceField(
        label=_("Sa catégorie légale"), choices=[("", "–"), *Category.choices], required=False
    )
    presence = forms.ChoiceField(
        label=_("Sa présence"), choices=[("", "–"), *Presence.choices], required=False
    )
    change = forms.ModelChoiceField(
        label=_("Organisation dont le statut change"), queryset=None, required=False
    )
    statut = forms.ChoiceField(
        label=_("Son nouveau statut"), choices=[("", "–"), *Sector.choices], required=False
    )
    says_optional = False

    def __init__(self, *args, pole, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Membership.objects.filter(pole=pole, ends_on=None).designated()
        self.fields["part"].queryset = rows.select_related("person", "organisation").order_by(
            "category", "person__last_name", "pk"
        )
        waiting = MemberProposal.objects.pending().filter(pole=pole)
        self.fields["vient"].queryset = waiting.select_related("person", "organisation").order_by(
            "category", "person__last_name", "pk"
        )
        for name in ("part", "vient"):
            if not self.fields[name].queryset:
                del self.fields[name]
        known = Organisation.objects.in_bassin(pole.bassin).order_by("name_fr")
        self.fields["organisation"].queryset = known
        seated = Organisation.objects.filter(memberships__in=rows).distinct()
        self.fields["change"].queryset = seated.order_by("name_fr")
        for name in ("organisation", "change"):
            self.fields[name].empty_label = "–"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("organisation") and not cleaned.get("categorie"):
            cleaned["categorie"] = cleaned["organisation"].category
            if not cleaned["categorie"]:
                self.add_error("categorie", _("Choisissez la catégorie du membre de plus."))
        if cleaned.get("change") and not cleaned.get("statut"):
            self.add_error("statut", _("Choisissez le nouveau statut."))
        return cleaned

    @property
    def supposes(self) -> bool:
        """Was at least one change chosen?"""
        names = ("part", "vient", "organisation", "change")
        return any(self.cleaned_data.get(name) for name in names)
