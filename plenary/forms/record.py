"""The outcome of an item: what every kind asks, and what each kind adds."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.files import ACCEPT_ATTRIBUTE
from core.forms import VersionedModelForm
from core.law import Force
from plenary.choices import UNDECIDED, Outcome
from plenary.facts.states import OUTCOME_STATES
from plenary.forms.actions import add_rows, people_of, rows_in
from plenary.models import AgendaItem
from plenary.workflow import outcomes_of

CONDITIONS, ACTIONS = 4, 3
UNFAVOURABLE = (Outcome.REFUSED, Outcome.WITHDRAWN)
RADIO = forms.RadioSelect
NOT_IN_A_DRAFT = {"base_version", "record", "record_version", "document"}


def _row_names(names, count):
    return [tuple(f"{name}_{n}" for name in names) for n in range(1, count + 1)]


class People(forms.ModelMultipleChoiceField):
    """Persons to tick, with their organisation, category and presence."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, row):
        words = [str(row.person), str(row.organisation or "")]
        if row.category:
            words.append(_("catégorie %(c)s") % {"c": row.category})
        words.append(row.get_presence_display())
        if row.stands_in_for:
            words.append(_("suppléant·e de %(who)s") % {"who": row.stands_in_for})
        return ", ".join(str(w) for w in words if w)


class OutcomeForm(forms.Form):
    """Outcome, motivation, sentence, conditions, derogations. `results()` is what was decided.

    `item`: the item, with its sitting and its pôle. `decision`: the noted outcome that one changes,
    or None. `asked`: what the service asks for. `verdicts`: the rules as they stand, so that those
    of the note may be set aside with a reason.
    """

    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    outcome = forms.ChoiceField(
        label=_("Issue"),
        widget=RADIO,
        error_messages={"required": _("Choisissez l’issue du point.")},
    )
    motivation = forms.CharField(
        label=_("Motivation"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Obligatoire pour un refus, un retrait, un arrêt ou une régularisation."),
    )
    text = forms.CharField(
        label=_("Phrase du procès-verbal"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Laissez vide : la phrase est proposée d’après vos choix."),
    )

    asks = ()
    says_optional = False

    def __init__(self, *args, item, decision=None, asked=None, verdicts=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.item, self.decision = item, decision
        self.known = decision.results if decision else (asked or {})
        self.fields["base_version"].initial = decision.version if decision else 0
        outcome = self.fields["outcome"]
        outcome.choices = [
            (o.value, o.label)
            for o in outcomes_of(item.kind)
            if not (item.sitting.is_reprise and o in UNDECIDED)
        ]
        outcome.choice_tones = {str(o.value): look for o, look in OUTCOME_STATES.items()}
        if decision:
            outcome.initial = decision.outcome
            self.fields["motivation"].initial = decision.motivation
            self.fields["text"].initial = decision.text
        self.add_particular()
        self._add_record()
        self._add_document()
        self._add_conditions()
        self._add_actions()
        self._add_derogations(verdicts)

    def add_particular(self):
        """What this kind of item asks besides."""

    def _add_record(self):
        """What is said of the item, in the live sheet; its own version, so that two may write."""
        if not self.is_live:
            return
        self.fields["record"] = AgendaItem._meta.get_field("record").formfield(
            widget=forms.Textarea(attrs={"rows": 5}),
            initial=self.item.record,
        )
        self.fields["record_version"] = forms.IntegerField(
            widget=forms.HiddenInput, min_value=0, required=False, initial=self.item.version
        )

    def _add_document(self):
        """A decision of the past comes with what proves it."""
        if not self.item.sitting.is_reprise:
            return
        kept = self.decision.document if self.decision else None
        self.fields["document"] = forms.FileField(
            label=_("Document d’époque"),
            required=kept is None,
            help_text=_("Joint : %(name)s. Choisissez-en un autre pour le remplacer.")
            % {"name": kept.name}
            if kept
            else _(
                "Le procès-verbal ou l’extrait qui la prouve : PDF, Word, image, 25 Mo au plus."
            ),
            widget=forms.FileInput(attrs={"accept": ACCEPT_ATTRIBUTE}),
        )

    def _add_conditions(self):
        """One blank row more than those that are known; who is asked once the item is on agenda."""
        known = list(self.decision.conditions.order_by("pk")) if self.decision else []
        self.condition_names = []
        if Outcome.CONDITIONAL.value not in dict(self.fields["outcome"].choices):
            return
        names = ("condition", "echeance", "charge") if self.is_live else ("condition", "echeance")
        self.condition_names = _row_names(names, max(CONDITIONS, len(known) + 1))
        add_rows(
            self,
            self.condition_names,
            labels=(_("Condition %(n)s"), _("Échéance %(n)s"), _("Qui s’en charge %(n)s")),
            known=known,
            people=self.people,
        )

    def _add_actions(self):
        """What the sitting asks of somebody, in the live sheet: always blank rows, only to add."""
        self.action_names = []
        if not self.is_live:
            return
        names = ("action", "action_echeance", "action_charge")
        self.action_names = _row_names(names, ACTIONS)
        add_rows(
            self,
            self.action_names,
            labels=(
                _("Action %(n)s"),
                _("Échéance de l’action %(n)s"),
                _("Qui se charge de l’action %(n)s"),
            ),
            known=[],
            people=self.people,
        )

    @property
    def is_live(self):
        """A row of an agenda, in the live sheet; a decision of the past has none yet."""
        return self.item.pk is not None and not self.item.sitting.is_reprise

    @cached_property
    def people(self):
        return list(people_of(self.item.sitting)) if self.is_live else []

    def _add_derogations(self, verdicts):
        kept = self.decision.derogations if self.decision else {}
        self.derogation_names = {}
        for verdict in verdicts:
            if verdict.force is not Force.NOTE or not verdict.in_force:
                continue
            code = verdict.rule.code
            name = f"derogation_{code}"
            self.derogation_names[name] = code
            self.fields[name] = forms.CharField(
                label=_("Déroger à la règle %(code)s, motif") % {"code": code},
                required=False,
                max_length=2000,
                initial=kept.get(code, ""),
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=" ".join([verdict.rule.statement, "" if verdict.met else verdict.reason]),
            )

    def particular(self):
        """The fields of this kind, for the page."""
        return [self[name] for name in self.asks if name in self.fields]

    def condition_fields(self):
        return [[self[name] for name in names] for names in self.condition_names]

    def action_fields(self):
        return [[self[name] for name in names] for names in self.action_names]

    def actions(self) -> list[tuple]:
        """What is asked here of somebody: (what, by when, who)."""
        return rows_in(self.cleaned_data, self.action_names)

    def draft(self, *, without_actions=False) -> dict:
        """The raw fields of the outcome as typed, for the draft; empty when nothing was changed."""
        left_out = {*NOT_IN_A_DRAFT}
        if without_actions:
            left_out.update(name for names in self.action_names for name in names)
        if not set(self.changed_data) - left_out:
            return {}
        names = [name for name in self.fields if name not in left_out]
        typed = {name: self.data.getlist(name) for name in names if name in self.data}
        return {
            name: values if isinstance(self.fields[name], forms.ModelMultipleChoiceField) else last
            for name, values in typed.items()
            for last in values[-1:]
        }

    def derogations(self) -> dict:
        """The rules of the note that are set aside, each with its reason."""
        named = {code: self.cleaned_data.get(name) for name, code in self.derogation_names.items()}
        return {code: why.strip() for code, why in named.items() if why and why.strip()}

    def derogation_fields(self):
        return [self[name] for name in self.derogation_names]

    @property
    def has_conditions(self):
        return any(self[names[0]].value() for names in self.condition_names)

    @property
    def has_actions(self):
        return any(self[names[0]].value() for names in self.action_names)

    @property
    def has_derogations(self):
        return any(self[name].value() for name in self.derogation_names)

    def clean(self):
        cleaned = super().clean()
        if self.data.get("number"):
            self.add_error(
                None,
                _("Le numéro d’une décision ne se choisit pas : le sceau prend le suivant."),
            )
        if cleaned.get("outcome") in UNFAVOURABLE and not cleaned.get("motivation"):
            self.add_error(
                "motivation", _("Motivez cette issue : on le doit à ceux qu’elle concerne.")
            )
        for names, words in (
            (self.condition_names, _("Écrivez la condition que cette ligne précise.")),
            (self.action_names, _("Écrivez l’action que cette ligne précise.")),
        ):
            for text, *more in names:
                if any(cleaned.get(name) for name in more) and not cleaned.get(text):
                    self.add_error(text, words)
        return cleaned

    def results(self) -> dict:
        """What was decided, as plain data."""
        return {}

    def proposal(self) -> dict:
        """What the item of a reprise keeps besides its outcome."""
        return {}

    def act(self) -> dict:
        """The keyword arguments of workflow.record."""
        cleaned = self.cleaned_data
        return {
            "base_version": cleaned["base_version"],
            "outcome": Outcome(cleaned["outcome"]),
            "results": self.results(),
            "motivation": cleaned["motivation"],
            "text": cleaned["text"],
            "derogations": self.derogations(),
            "conditions": rows_in(cleaned, self.condition_names),
        }

    @property
    def is_favourable(self):
        return self.cleaned_data.get("outcome") in (Outcome.ACCEPTED, Outcome.CONDITIONAL)

    def require(self, *names):
        """These fields must be filled when the outcome is favourable."""
        if not self.is_favourable:
            return
        for name in names:
            if self.cleaned_data.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, _("Ce choix manque pour valider le point."))


class WriteUpForm(VersionedModelForm):
    """What was said of an item, on a page of its own: where two texts are compared."""

    class Meta:
        model = AgendaItem
        fields = ["record"]
        widgets = {"record": forms.Textarea(attrs={"rows": 12})}
