"""What the screen of conformity is narrowed by, and the day of a statement."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.clock import today
from core.forms import OnceForm
from poles.choices import Standing
from poles.forms.members import DayField
from poles.reports import NAMES, STATES


def day_input():
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class ConformityFilter(forms.Form):
    """Choices come from the pôles that one may compare, so that no filter leads nowhere."""

    says_optional = False

    le = DayField(label=gettext_lazy("Au"), required=False, widget=day_input())
    regle = forms.ChoiceField(label=gettext_lazy("Règle"), required=False)
    verdict = forms.ChoiceField(label=gettext_lazy("Réponse"), required=False)
    situation = forms.ChoiceField(label=gettext_lazy("État du pôle"), required=False)
    qui = forms.TypedChoiceField(
        label=gettext_lazy("Suivi par"), required=False, coerce=int, empty_value=None
    )
    bassin = forms.TypedChoiceField(
        label=gettext_lazy("Bassin"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args, poles, **kwargs):
        super().__init__(*args, **kwargs)
        everything = [("", _("Toutes"))]
        rules = [(code, f"{code}. {name}") for code, name in NAMES.items()]
        self.fields["regle"].choices = everything + rules
        self.fields["verdict"].choices = everything + [(k, s.label) for k, s in STATES.items()]
        there = {pole.standing for pole in poles}
        self.fields["situation"].choices = [
            ("", _("Tous")),
            *[(value, label) for value, label in Standing.choices if value in there],
        ]
        leads = {(pole.lead.pk, str(pole.lead)) for pole in poles if pole.lead}
        self.fields["qui"].choices = _named(_("Tout le service"), leads)
        bassins = {(pole.bassin.pk, str(pole.bassin)) for pole in poles}
        self.fields["bassin"].choices = _named(_("Tous"), bassins)
        if len(bassins) < 2:
            del self.fields["bassin"]

    def keeps(self, row) -> bool:
        """Does this row of the screen answer every filter chosen?"""
        chosen, pole = self.cleaned_data, row.pole
        return (
            (not chosen.get("situation") or pole.standing == chosen["situation"])
            and (not chosen.get("qui") or pole.lead_id == chosen["qui"])
            and (not chosen.get("bassin") or pole.bassin_id == chosen["bassin"])
            and row.answers(code=chosen.get("regle", ""), key=chosen.get("verdict", ""))
        )


def _named(everything, pairs):
    return [("", everything), *sorted(pairs, key=lambda pair: pair[1].lower())]


class StatementForm(OnceForm):
    """The day that an état de conformité states: today unless told, past or to come."""

    on = DayField(
        label=gettext_lazy("À la date du"),
        initial=today,
        widget=day_input(),
        help_text=gettext_lazy(
            "Passée ou à venir : l’état dit ce que les faits encodés aujourd’hui en montrent."
        ),
    )

    def __init__(self, *args, pole, **kwargs):
        super().__init__(*args, **kwargs)
        self.pole = pole
