"""A proposal as it is opened, amended, deferred, closed; what is written to a pôle."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.facts import staff_of
from actors.models import Person
from consensus.choices import ProposalKind, Recipients
from consensus.models import Proposal
from consensus.workflow import kinds_offered
from core.clock import today
from core.forms import OnceForm, ReasonForm
from poles.models import Membership

KIND_HELPS = {
    ProposalKind.DECISION: _("Ce que le pôle décide ; une fois adoptée, due à la plénière."),
    ProposalKind.ORIENTATION: _("La direction de ses travaux ; due à la plénière aussi."),
    ProposalKind.MODALITIES: _("Son rythme de réunion, à convenir avec l’Instance."),
    ProposalKind.ENDORSEMENT: _("Le pôle porte un projet devant la plénière."),
    ProposalKind.OPINION: _("Le pôle rend un avis (art. 18 § 2)."),
}
RHYTHM = _("Pour des modalités : par exemple « tous les deux mois ».")


def day_input():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RhythmMixin:
    """The rhythm is asked of modalités, and of nothing else."""

    def check_rhythm(self, kind, cleaned):
        asked, rhythm = kind == ProposalKind.MODALITIES, cleaned.get("rhythm", "").strip()
        if asked and not rhythm:
            self.add_error("rhythm", _("Écrivez le rythme que vous proposez."))
        if rhythm and kind and not asked:
            self.add_error("rhythm", _("Un rythme ne se propose que pour des modalités."))


class ProposalForm(RhythmMixin, OnceForm, forms.ModelForm):
    """A text put to the consensus of a pôle, once even when it is sent twice."""

    text = forms.CharField(
        label=_("Le texte"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Les membres adhèrent à ces mots-là ; la plénière les lira tels quels."),
    )
    rhythm = forms.CharField(
        label=_("Rythme de réunion proposé"), required=False, max_length=120, help_text=RHYTHM
    )

    class Meta:
        model = Proposal
        fields = [
            "kind",
            "title",
            "deadline",
            "silence_counts",
            "hides_answers",
            "facilitator",
            "review_on",
        ]
        widgets = {
            "kind": forms.RadioSelect,
            "deadline": day_input(),
            "review_on": day_input(),
        }
        help_texts = {
            "deadline": _("Ce jour-là compris."),
            "silence_counts": _(
                "L’invitation le dira, et cela ne changera plus. Sans cela, chaque siège doit"
                " répondre, fût-ce pour s’abstenir."
            ),
            "hides_answers": _("Pour que personne ne s’aligne sur les premiers à répondre."),
            "review_on": _("Le texte adopté reviendra ce jour-là."),
        }

    field_order = ["kind", "title", "text", "rhythm", *Meta.fields[2:]]

    def __init__(self, *args, pole, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.pole = pole
        kind, offered = self.fields["kind"], kinds_offered()
        kind.choices = [(k.value, k.label) for k in offered]
        kind.choice_helps = {k.value: KIND_HELPS[k] for k in offered}
        kind.error_messages["required"] = _("Choisissez la nature de la proposition.")
        members = Membership.objects.standing(on=today()).designated().filter(pole=pole)
        staff = staff_of(pole.bassin, on=today())
        people = Person.objects.filter(memberships__in=members) | Person.objects.filter(
            pk__in=staff.values("pk")
        )
        facilitator = self.fields["facilitator"]
        facilitator.queryset = people.distinct().order_by("last_name", "first_name", "pk")
        facilitator.empty_label = _("choisissez une personne")

    def clean_deadline(self):
        deadline = self.cleaned_data["deadline"]
        if deadline < today():
            raise forms.ValidationError(_("Ce jour est passé : laissez le temps de répondre."))
        return deadline

    def clean(self):
        cleaned = super().clean()
        self.check_rhythm(cleaned.get("kind"), cleaned)
        until, review = cleaned.get("deadline"), cleaned.get("review_on")
        if until and review and review <= until:
            self.add_error("review_on", _("La relecture vient après le délai des positions."))
        return cleaned


class OpinionProposalForm(ProposalForm):
    """The text of an opinion, put to the consensus of its pôle."""

    def __init__(self, *args, pole, **kwargs):
        super().__init__(*args, pole=pole, **kwargs)
        del self.fields["kind"], self.fields["rhythm"]


class AmendForm(RhythmMixin, forms.Form):
    """A new wording; `base_version` is the round that was read."""

    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = forms.CharField(
        label=_("Le texte amendé"), max_length=6000, widget=forms.Textarea(attrs={"rows": 10})
    )
    rhythm = forms.CharField(
        label=_("Rythme de réunion proposé"), required=False, max_length=120, help_text=RHYTHM
    )
    summary = forms.CharField(
        label=_("Ce qui change, en une phrase"),
        max_length=200,
        help_text=_("Les membres le lisent dans l’invitation et dans la liste des versions."),
    )
    integrated = forms.TypedMultipleChoiceField(
        label=_("Objections auxquelles ce texte répond"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Elles cessent de tenir, mais leur auteur·e peut les maintenir. Les autres sont"
            " reportées sur le nouveau texte."
        ),
    )
    deadline = forms.DateField(
        label=_("Positions attendues jusqu’au"), widget=day_input(), help_text=_("Ce jour compris.")
    )

    says_optional = False

    def __init__(self, *args, proposal, standing, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = proposal.kind
        if proposal.kind != ProposalKind.MODALITIES:
            del self.fields["rhythm"]
        if standing:
            self.fields["integrated"].choices = [
                (o.pk, _("%(who)s : %(lifts)s") % {"who": o.author, "lifts": o.lifts})
                for o in standing
            ]
        else:
            del self.fields["integrated"]

    def clean(self):
        cleaned = super().clean()
        if "rhythm" in self.fields:
            self.check_rhythm(self.kind, cleaned)
        return cleaned


class DeferForm(ReasonForm):
    """Until when, and why: a later day, or the day of a later meeting."""

    deadline = forms.DateField(
        label=_("Positions attendues jusqu’au"),
        widget=day_input(),
        help_text=_("Le nouveau délai, ou le jour de la réunion où l’on en reparle."),
    )

    field_order = ["deadline", "reason"]


class ReviewForm(forms.Form):
    """What came of an adopted text, and when it comes back."""

    words = forms.CharField(
        label=_("Ce que la relecture a donné"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    next_on = forms.DateField(
        label=_("Prochaine relecture"),
        required=False,
        widget=day_input(),
        help_text=_("Vide : le texte ne revient plus."),
    )

    says_optional = False


class AdoptForm(forms.Form):
    """The round that was read, and nothing else."""

    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class CommentForm(OnceForm):
    """What somebody of the pôle says of a text."""

    text = forms.CharField(
        label=_("Votre commentaire"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MessageForm(OnceForm):
    """What the service writes to people of a pôle; seen with its recipients before it leaves."""

    to = forms.MultipleChoiceField(
        label=_("À qui"),
        choices=Recipients.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choisissez au moins un groupe de destinataires.")},
    )
    subject = forms.CharField(label=_("Objet"), max_length=150)
    text = forms.CharField(
        label=_("Message"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("« Bonjour », le nom de chacun·e et votre signature s’ajoutent."),
    )
