"""The first step of a reprise: which pôle, what was decided, when."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.clock import today
from plenary.choices import PAST
from plenary.forms.actions import day_field
from poles.choices import PoleStatus
from poles.models import Pole

POSSIBLE = (PoleStatus.PROPOSED, PoleStatus.LAUNCHED, PoleStatus.ACTIVE)


class ChoosePastForm(forms.Form):
    """Asked by GET: the second step is then made for this pôle, this kind and this day."""

    pole = forms.ModelChoiceField(
        label=_("Pôle"),
        queryset=Pole.objects.none(),
        empty_label=_("Choisissez un pôle"),
        help_text=_(
            "Le pôle doit exister : ouvrez sa fiche et soumettez-la, puis reprenez ses décisions"
            " dans l’ordre."
        ),
    )
    kind = forms.ChoiceField(
        label=_("Objet de la décision"), choices=[(k.value, k.label) for k in PAST]
    )
    on = day_field(_("Date de la séance"))
    number = forms.IntegerField(
        label=_("Numéro de la séance"),
        required=False,
        min_value=1,
        max_value=32000,
        help_text=_("S’il est connu."),
    )

    def __init__(self, *args, bassins, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pole"].queryset = (
            Pole.objects.filter(bassin__in=bassins, status__in=POSSIBLE)
            .select_related("bassin")
            .order_by("title", "pk")
        )

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on >= today():
            raise forms.ValidationError(
                _("Une reprise est passée : pour aujourd’hui ou plus tard, préparez une séance.")
            )
        return on
