"""An engagement, as it is noted and as it ends."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.models import Person
from consensus.choices import CommitmentState
from consensus.facts import who_may_commit
from consensus.models import Commitment
from core.clock import today
from core.forms import OnceForm, ReasonForm, VersionedModelForm
from poles.forms.members import DayField

HELPS = {
    "what": _("Une phrase qui commence par un verbe : on doit pouvoir dire si c’est fait."),
    "source_label": _("Par exemple : réunion du 12 mai, point 3."),
}
WIDGETS = {
    "what": forms.Textarea(attrs={"rows": 2}),
    "made_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    "due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
}


def _people(form, pole, *, kept=None):
    owner = form.fields["owner"]
    people = who_may_commit(pole, on=today()).order_by().values("pk")
    owner.queryset = Person.objects.filter(Q(pk__in=people) | Q(pk=kept)).order_by(
        "last_name", "first_name", "pk"
    )
    owner.empty_label = _("choisissez la personne")


class CommitmentForm(OnceForm, forms.ModelForm):
    """Who does what by when; noted once, even when the form is sent twice."""

    class Meta:
        model = Commitment
        fields = ["what", "owner", "made_on", "due_on", "source_label"]
        widgets = WIDGETS
        help_texts = HELPS

    def __init__(self, *args, pole, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.pole = pole
        self.fields["made_on"].initial = today()
        _people(self, pole)


class CommitmentEditForm(VersionedModelForm):
    """What was noted; the due date moves by an act of its own, with its reason."""

    class Meta:
        model = Commitment
        fields = ["what", "owner", "made_on", "source_label"]
        widgets = WIDGETS
        help_texts = HELPS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _people(self, self.instance.pole, kept=self.instance.owner_id)
        if self.instance.source_kind:
            self.fields["source_label"].required = True


class KeepForm(forms.Form):
    """Since which day it is kept, and how."""

    on = DayField(label=_("Tenu le"), initial=today)
    note = forms.CharField(
        label=_("Comment il a été tenu"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Une phrase suffit ; les évaluations du pôle la liront."),
    )


class MoveForm(ReasonForm):
    """Another day, and why."""

    due_on = DayField(label=_("Nouvelle échéance"))
    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ["due_on", "reason"]


class CommitmentFilter(forms.Form):
    """An unknown value is ignored and said. `people`: those who committed to something."""

    says_optional = False

    etat = forms.ChoiceField(
        label=_("État"), required=False, choices=[("", _("Tous")), *CommitmentState.choices]
    )
    qui = forms.ModelChoiceField(
        label=_("Qui"), queryset=Person.objects.none(), required=False, empty_label=_("Tous")
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["qui"].queryset = people
