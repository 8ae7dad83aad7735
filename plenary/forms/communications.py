"""Forms of the communications of the pôles: which ones, into which sitting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consensus.models import Communication
from core.forms import OnceForm
from core.french import day
from plenary.forms.items import URGENT
from plenary.models import Sitting


class Told(forms.ModelMultipleChoiceField):
    """Communications to tick, each with its pôle and the day it was adopted."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, row):
        return _("%(title)s – %(pole)s, adoptée le %(day)s") % {
            "title": row.title,
            "pole": row.pole,
            "day": day(row.adopted_on),
        }


class TakeForm(OnceForm):
    """Which communications that are due go to which sitting."""

    communications = Told(
        label=_("Communications à inscrire"),
        queryset=Communication.objects.none(),
        error_messages={
            "required": _("Cochez au moins une communication."),
            "invalid_choice": _(
                "L’une des communications cochées n’est plus à inscrire : un point la porte déjà."
                " Vérifiez la liste."
            ),
        },
    )
    sitting = forms.ModelChoiceField(
        label=_("À la séance"), queryset=Sitting.objects.none(), empty_label=None
    )
    urgent_reason = forms.CharField(
        label=_("Motif de l’urgence"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=URGENT,
    )

    def __init__(self, *args, due, sittings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["communications"].queryset = due
        self.fields["sitting"].queryset = sittings

    def clean(self):
        cleaned = super().clean()
        sitting = cleaned.get("sitting")
        elsewhere = [
            c.title
            for c in cleaned.get("communications") or ()
            if sitting and c.pole.bassin_id != sitting.body.bassin_id
        ]
        if elsewhere:
            self.add_error(
                "sitting",
                _("Cette séance est d’un autre bassin que « %(title)s ».")
                % {"title": elsewhere[0]},
            )
        return cleaned
