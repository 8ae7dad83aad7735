"""Filters of the register of decisions: the address keeps them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.clock import today
from plenary.choices import Kind, Outcome
from poles.models import Pole

WITH, WITHOUT, WITHDRAWN = "avec", "sans", "retiree"
EFFECTS = (
    (WITH, _("A pris effet")),
    (WITHOUT, _("Sans effet")),
    (WITHDRAWN, _("Retirée depuis")),
)


class DecisionFilter(forms.Form):
    """An unknown value is ignored and said. `decisions`: those that this person may read."""

    says_optional = False

    q = forms.CharField(label=_("Chercher"), required=False, max_length=100)
    annee = forms.TypedChoiceField(label=_("Année"), required=False, coerce=int, empty_value=None)
    objet = forms.ChoiceField(
        label=_("Objet"), required=False, choices=[("", _("Tous")), *Kind.choices]
    )
    issue = forms.ChoiceField(
        label=_("Issue"), required=False, choices=[("", _("Toutes")), *Outcome.choices]
    )
    effet = forms.ChoiceField(label=_("Effet"), required=False, choices=[("", _("Tous")), *EFFECTS])
    pole = forms.ModelChoiceField(
        label=_("Pôle"), queryset=Pole.objects.none(), required=False, empty_label=_("Tous")
    )

    def __init__(self, *args, decisions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pole"].queryset = Pole.objects.filter(
            pk__in=decisions.order_by().values("item__pole")
        ).order_by("title", "pk")
        last = today().year
        self.fields["annee"].choices = [
            ("", _("Toutes")),
            *[(y, str(y)) for y in range(last + 1, last - 15, -1)],
        ]

    def is_about_content(self) -> bool:
        """Is anything asked beyond the year? A number alone answers none of it."""
        return any(v not in (None, "") for n, v in self.cleaned_data.items() if n != "annee")
