"""Forms of the minutes: a block of text, when to answer, a remark, its answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import OnceForm, ReasonForm, VersionedModelForm
from plenary.choices import Audience, RemarkOutcome, is_wider
from plenary.forms.actions import day_field
from plenary.models import MinutesBlock, Remark

TEXT = forms.Textarea(attrs={"rows": 14})


def audiences_within(item):
    """Those that a block of this item may have; all of them for the sitting as a whole."""
    widest = item.audience if item else Audience.PUBLIC
    return [(a.value, a.label) for a in Audience if not is_wider(a, widest)]


class BlockForm(VersionedModelForm):
    """The text of a block and who reads it, never more people than its item."""

    says_optional = False

    class Meta:
        model = MinutesBlock
        fields = ["text", "audience"]
        widgets = {"text": TEXT, "audience": forms.RadioSelect}

    def __init__(self, *args, draft=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = audiences_within(self.instance.item)
        if draft:
            self.initial |= {k: v for k, v in draft.data.items() if k in self._meta.fields}
            self.fields["base_version"].initial = draft.base_version


class NewBlockForm(OnceForm, forms.ModelForm):
    """One more block of an item, for instance for another audience."""

    class Meta:
        model = MinutesBlock
        fields = ["text", "audience"]
        widgets = {"text": TEXT, "audience": forms.RadioSelect}

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = True
        audience = self.fields["audience"]
        audience.choices = audiences_within(item)
        audience.initial = item.audience


class RemoveBlockForm(forms.Form):
    """Carries the version of the text that was read before it is removed."""

    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class CirculateForm(forms.Form):
    """Until when the members may make remarks."""

    remarks_until = day_field(
        _("Remarques jusqu’au (inclus)"),
        help_text=_("Chaque membre reçoit un courriel avec ce jour et le lien du procès-verbal."),
    )


class CorrectForm(OnceForm, ReasonForm):
    """Why approved minutes are corrected: it is printed with the new version."""


class RemarkForm(OnceForm, forms.ModelForm):
    """What a member asks to change: of one block that they may read, or of the whole."""

    field_order = ["block", "text"]

    class Meta:
        model = Remark
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
        help_texts = {"text": _("Dites ce qu’il faut changer, et comment vous le diriez.")}

    block = forms.ModelChoiceField(
        label=_("Passage"),
        queryset=MinutesBlock.objects.none(),
        required=False,
        empty_label=_("L’ensemble du procès-verbal"),
    )

    def __init__(self, *args, blocks, **kwargs):
        """`blocks`: key of a block that this person reads → how the list calls it."""
        super().__init__(*args, **kwargs)
        field = self.fields["block"]
        field.queryset = MinutesBlock.objects.filter(pk__in=blocks).order_by("pk")
        field.label_from_instance = lambda block: blocks[block.pk]


class AnswerForm(forms.Form):
    """What the service does of a remark, and what it says to its author."""

    outcome = forms.ChoiceField(
        label=_("Suite"),
        choices=RemarkOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Dites si la remarque est retenue.")},
    )
    answer = forms.CharField(
        label=_("Réponse"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Son auteur la reçoit par courriel. Obligatoire si elle n’est pas retenue."),
    )

    says_optional = False

    def clean(self):
        cleaned = super().clean()
        refused = cleaned.get("outcome") == RemarkOutcome.NOT_TAKEN
        if refused and not cleaned.get("answer", "").strip():
            self.add_error("answer", _("Dites pourquoi la remarque n’est pas retenue."))
        return cleaned
