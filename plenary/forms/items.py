"""Forms of the agenda: put on, ask, write a free point, edit."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.facts import staff_of
from core.clock import today
from core.forms import OnceForm, VersionedModelForm
from core.law import Force
from evaluations.law import RULES as EVALUATION_RULES
from plenary.choices import ASKED, FREE, Audience, Kind
from plenary.models import AgendaItem, Sitting
from poles.choices import PoleStatus
from poles.law import RULES
from poles.models import Pole

URGENT = _("Demandé seulement si la convocation est déjà partie.")


class NumberedItem(forms.ModelChoiceField):
    """An item of an agenda already sent, as it prints: « 4. Lancer le pôle… »."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Après le point"),
            queryset=AgendaItem.objects.none(),
            required=False,
            empty_label=_("le dernier de l’ordre du jour"),
            help_text=_("Le point ajouté prend un sous-numéro : après le point 4, il est le 4.1."),
            **kwargs,
        )

    def label_from_instance(self, item):
        return f"{item.printed_number}. {item.title}"


class UrgentForm(forms.Form):
    """Once the convocation has left, an item needs a reason, and a place under another one."""

    urgent_reason = forms.CharField(
        label=_("Motif de l’urgence"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=URGENT,
    )
    after = NumberedItem()

    def offer_places(self, *sittings):
        """The numbered items of these sittings; nothing is asked when none was convened."""
        places = (
            AgendaItem.objects.on_the_agenda()
            .filter(sitting__in=sittings)
            .exclude(number=None)
            .order_by("sitting__on", "position", "pk")
        )
        if places:
            self.fields["after"].queryset = places
        else:
            del self.fields["after"]


class PutOnForm(UrgentForm):
    """Which waiting item goes to which sitting."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=60)
    sitting = forms.ModelChoiceField(
        label=_("À la séance"), queryset=Sitting.objects.none(), empty_label=None
    )

    field_order = ["key", "sitting", "urgent_reason", "after"]

    def __init__(self, *args, sittings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sitting"].queryset = sittings
        self.fields["sitting"].initial = sittings.first()
        self.offer_places(*sittings)

    def clean(self):
        cleaned = super().clean()
        after, sitting = cleaned.get("after"), cleaned.get("sitting")
        if after and sitting and after.sitting_id != sitting.pk:
            self.add_error("after", _("Ce point est d’une autre séance : choisissez-en un autre."))
        return cleaned


class AudienceForm(forms.ModelForm):
    """Who reads an item: a huis clos says its ground, another audience has none."""

    def clean(self):
        cleaned = super().clean()
        ground = cleaned.get("closed_ground", "").strip()
        closed = cleaned.get("audience") == Audience.CLOSED
        if closed and not ground:
            self.add_error("closed_ground", _("Écrivez pourquoi ce point se traite à huis clos."))
        if ground and not closed and "audience" in cleaned:
            self.add_error(
                "closed_ground",
                _("Ce motif ne vaut que pour un huis clos : choisissez-le, ou effacez le motif."),
            )
        return cleaned


class FreeItemForm(UrgentForm, OnceForm, AudienceForm):
    """A communication, a debate, « divers »."""

    kind = forms.ChoiceField(label=_("Objet"), choices=[(k.value, k.label) for k in FREE])

    class Meta:
        model = AgendaItem
        fields = ["title", "text", "presenter", "minutes", "audience", "closed_ground"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}

    field_order = ["kind", *Meta.fields, "urgent_reason", "after"]

    def __init__(self, *args, sitting, **kwargs):
        super().__init__(*args, **kwargs)
        _presenters(self, sitting.body.bassin)
        self.offer_places(sitting)
        if sitting.status == "preparing":
            del self.fields["urgent_reason"]


class ItemForm(VersionedModelForm, AudienceForm):
    """What members read of an item before the sitting, and who reads it."""

    class Meta:
        model = AgendaItem
        fields = [
            "title",
            "section",
            "text",
            "presenter",
            "minutes",
            "audience",
            "closed_ground",
        ]
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _presenters(self, self.instance.body.bassin)


def _presenters(form, bassin):
    form.fields["presenter"].queryset = staff_of(bassin, on=today())
    form.fields["presenter"].empty_label = _("à préciser")


def note_rules():
    """Rules of the note from which the plenary may derogate by a decision of its own."""
    return [
        rule
        for rule in (*RULES, *EVALUATION_RULES)
        if rule.is_active
        and any(m.by_plenary and rule.force_at(m) is Force.NOTE for m in rule.moments)
    ]


class AskForm(OnceForm):
    """The service asks that an item about a pôle be put to the plenary."""

    kind = forms.ChoiceField(label=_("Objet"), choices=[(k.value, k.label) for k in ASKED])
    pole = forms.ModelChoiceField(
        label=_("Pôle"), queryset=Pole.objects.none(), empty_label=_("Choisissez un pôle")
    )
    text = forms.CharField(
        label=_("Ce que vous demandez, et pourquoi"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Les membres le liront avec la convocation."),
    )
    rhythm = forms.CharField(
        label=_("Rythme de réunion proposé"),
        required=False,
        max_length=120,
        help_text=_("Pour des modalités : par exemple « tous les deux mois »."),
    )
    rules = forms.MultipleChoiceField(
        label=_("Règles auxquelles déroger"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Pour une dérogation : règles de la note seulement ; l’accord oblige."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pole"].queryset = (
            Pole.objects.visible_to(user)
            .filter(
                bassin__in=user.bassins_served(),
                status__in=(PoleStatus.PROPOSED, PoleStatus.LAUNCHED, PoleStatus.ACTIVE),
            )
            .select_related("bassin")
            .order_by("title", "pk")
        )
        self.fields["rules"].choices = [(r.code, f"{r.code}. {r.statement}") for r in note_rules()]

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind == Kind.MODALITIES and not cleaned.get("rhythm"):
            self.add_error("rhythm", _("Écrivez le rythme que vous proposez."))
        if kind == Kind.DEROGATION and not cleaned.get("rules"):
            self.add_error("rules", _("Cochez au moins une règle."))
        return cleaned

    def proposal(self) -> dict:
        """What is asked, by kind, as the item keeps it."""
        kind = self.cleaned_data["kind"]
        if kind == Kind.MODALITIES:
            return {"rhythm": self.cleaned_data["rhythm"]}
        if kind == Kind.DEROGATION:
            return {"rules": self.cleaned_data["rules"]}
        return {}
