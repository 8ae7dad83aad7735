"""What is planned, found, concluded, replied."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.clock import today
from core.forms import OnceForm, VersionedModelForm
from evaluations.choices import Rating
from evaluations.models import Evaluation, Finding

DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
KIND_HELPS = {
    "ex_ante": _("Légère, avec la fiche."),
    "formative": _("Chemin faisant : attendue avant la décision de poursuivre au-delà d’un an."),
    "fonctionnement": _("Celle de l’accord : la plénière l’examine avant de renouveler."),
    "ex_post": _("Externe, à la fin du pôle : ses résultats et son impact."),
}


class PlanForm(OnceForm, forms.ModelForm):
    """Which evaluation, and for when."""

    class Meta:
        model = Evaluation
        fields = ["kind", "planned_on"]
        labels = {"kind": _("Quelle évaluation ?"), "planned_on": _("À clôturer pour le")}
        widgets = {"kind": forms.RadioSelect, "planned_on": DATE}

    def __init__(self, *args, pole, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.pole = pole
        self.fields["kind"].choices = self.fields["kind"].choices[-4:]
        self.fields["kind"].choice_helps = KIND_HELPS

    def clean_planned_on(self):
        day = self.cleaned_data["planned_on"]
        if day and not 2014 <= day.year <= 2101:
            raise ValidationError(_("Donnez une date entre 2014 et 2101."))
        return day


class FindingForm(VersionedModelForm):
    """One criterion: a step of the scale, and why."""

    class Meta:
        model = Finding
        fields = ["rating", "justification"]
        widgets = {"rating": forms.RadioSelect, "justification": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, message in (
            ("rating", _("Choisissez une appréciation, « non évaluable » au besoin.")),
            ("justification", _("Justifiez l’appréciation : les faits qui la fondent.")),
        ):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = message
        self.fields["rating"].choices = Rating.choices


class ConclusionForm(VersionedModelForm):
    class Meta:
        model = Evaluation
        fields = ["conclusion", "recommendations"]
        widgets = {
            "conclusion": forms.Textarea(attrs={"rows": 6}),
            "recommendations": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["conclusion"].required = True
        self.fields["conclusion"].error_messages["required"] = _("Écrivez la conclusion.")


class ReplyForm(VersionedModelForm):
    reply = forms.CharField(
        label=_("La réponse du pôle"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Elle reste jointe à l’évaluation, telle quelle, et la plénière la lit."),
        error_messages={"required": _("Écrivez la réponse du pôle.")},
    )

    class Meta:
        model = Evaluation
        fields = ["reply"]


class CloseForm(forms.Form):
    on = forms.DateField(
        label=_("Clôturée le"),
        initial=today,
        widget=DATE,
        help_text=_("Aujourd’hui, ou le jour où elle l’a été si elle précède le logiciel."),
        error_messages={"invalid": _("Écrivez une date qui existe, par exemple 12/05/2027.")},
    )

    def clean_on(self):
        day = self.cleaned_data["on"]
        if not 2014 <= day.year <= 2101:
            raise ValidationError(_("Donnez une date entre 2014 et 2101."))
        return day
