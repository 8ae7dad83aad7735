"""The outcome of an item: what every kind asks, and what each kind adds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.files import ACCEPT_ATTRIBUTE
from core.law import Force
from plenary.choices import UNDECIDED, Outcome
from plenary.facts.states import OUTCOME_STATES
from plenary.workflow import outcomes_of

CONDITIONS = 4
UNFAVOURABLE = (Outcome.REFUSED, Outcome.WITHDRAWN)
RADIO = forms.RadioSelect


def day_field(label, **kwargs):
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        **kwargs,
    )


class People(forms.ModelMultipleChoiceField):
    """Persons to tick, with their organisation, category and presence."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, row):
        words = [str(row.person), str(row.organisation or "")]
        if row.category:
            words.append(_("catégorie %(c)s") % {"c": row.category})
        words.append(row.get_presence_display())
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
        self._add_document()
        self._add_conditions()
        self._add_derogations(verdicts)

    def add_particular(self):
        """What this kind of item asks besides."""

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
        known = list(self.decision.conditions.order_by("pk")) if self.decision else []
        if Outcome.CONDITIONAL.value not in dict(self.fields["outcome"].choices):
            self.condition_names = []
            return
        count = max(CONDITIONS, len(known) + 1)
        self.condition_names = [(f"condition_{n}", f"echeance_{n}") for n in range(1, count + 1)]
        for (text, due), row in zip(
            self.condition_names, [*known, *[None] * (count - len(known))], strict=True
        ):
            number = text.rpartition("_")[2]
            self.fields[text] = forms.CharField(
                label=_("Condition %(n)s") % {"n": number},
                required=False,
                max_length=400,
                initial=row.text if row else "",
            )
            self.fields[due] = day_field(
                _("Échéance %(n)s") % {"n": number},
                required=False,
                initial=row.due_on if row else None,
            )

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
        return [(self[text], self[due]) for text, due in self.condition_names]

    def derogation_fields(self):
        return [self[name] for name in self.derogation_names]

    @property
    def has_conditions(self):
        return any(self[text].value() for text, _due in self.condition_names)

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
        for text, due in self.condition_names:
            if cleaned.get(due) and not cleaned.get(text):
                self.add_error(text, _("Une échéance est donnée : écrivez sa condition."))
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
            "derogations": {
                code: cleaned[name].strip()
                for name, code in self.derogation_names.items()
                if cleaned.get(name, "").strip()
            },
            "conditions": [
                (cleaned[text], cleaned.get(due))
                for text, due in self.condition_names
                if cleaned.get(text)
            ],
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
