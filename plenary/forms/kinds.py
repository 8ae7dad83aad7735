"""What each kind of item asks besides the outcome."""

from datetime import timedelta
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.deadlines import term_limit
from evaluations.models import Evaluation
from plenary.choices import Kind, Outcome, Result
from plenary.facts import carried_by
from plenary.forms.actions import day_field
from plenary.forms.record import RADIO, OutcomeForm, People
from poles.choices import PoleStatus
from poles.models import MemberProposal, Membership

ONE_DAY = timedelta(days=1)


class LaunchForm(OutcomeForm):
    """Three results apart: the launch, the call, the priority; and the days granted."""

    asks = ("call", "priority", "days")

    def add_particular(self):
        decided = bool(self.decision)
        self.fields["call"] = forms.ChoiceField(
            label=_("Appel à participation"),
            choices=[("oui", _("Validé")), ("non", _("Pas décidé"))],
            widget=RADIO,
            required=False,
            initial=("oui" if self.known.get("call") else "non") if decided else None,
        )
        self.fields["priority"] = forms.ChoiceField(
            label=_("Priorité de l’IBEFE"),
            choices=[("oui", _("Reconnue")), ("non", _("Non reconnue"))],
            widget=RADIO,
            required=False,
            initial=("oui" if self.known.get("priority") else "non") if decided else None,
        )
        self.fields["days"] = forms.DecimalField(
            label=_("Jours du service accordés par an"),
            required=False,
            min_value=0,
            max_value=366,
            max_digits=5,
            decimal_places=1,
            localize=True,
            initial=Decimal(self.known["days"]) if self.known.get("days") else None,
        )

    def clean(self):
        cleaned = super().clean()
        self.require("call", "priority")
        return cleaned

    def results(self):
        if not self.is_favourable:
            return {}
        days = self.cleaned_data.get("days")
        return {
            "call": self.cleaned_data["call"] == "oui",
            "priority": self.cleaned_data["priority"] == "oui",
            "days": f"{days.normalize():f}" if days is not None else "",
        }


class DesignationForm(OutcomeForm):
    """Who is designated among the candidates, who is excluded, from when."""

    asks = ("accepted", "excluded", "starts_on", "ends_on")

    @property
    def opens_term(self):
        return self.item.pole.status != PoleStatus.ACTIVE

    def add_particular(self):
        pole, sat_on = self.item.pole, self.item.sitting.on
        self.fields["accepted"] = People(
            label=_("Personnes désignées"),
            required=False,
            queryset=MemberProposal.objects.pending()
            .filter(pole=pole)
            .select_related("person", "organisation", "substitute_of")
            .order_by("category", "organisation__name_fr", "person__last_name", "pk"),
            initial=self.known.get("accepted", []),
            help_text=_("Décochez qui n’est pas désigné : la personne reste candidate."),
        )
        if not self.opens_term:
            self.fields["excluded"] = People(
                label=_("Membres exclus"),
                required=False,
                queryset=Membership.objects.standing(on=sat_on)
                .designated()
                .filter(pole=pole)
                .select_related("person", "organisation", "substitute_of__person")
                .order_by("category", "person__last_name", "pk"),
                initial=self.known.get("excluded", []),
            )
        self.fields["starts_on"] = day_field(
            _("Premier jour du terme") if self.opens_term else _("Premier jour des désignations"),
            required=False,
            initial=self.known.get("starts_on") or sat_on,
        )
        if self.opens_term:
            self.fields["ends_on"] = day_field(
                _("Dernier jour du terme (inclus)"),
                required=False,
                initial=self.known.get("ends_on") or term_limit(sat_on),
                help_text=_("Trois ans au plus : la veille du troisième anniversaire."),
            )

    def clean(self):
        cleaned = super().clean()
        if self.is_favourable and not (cleaned.get("accepted") or cleaned.get("excluded")):
            self.add_error("accepted", _("Cochez au moins une personne, ou choisissez « Refusé »."))
        if cleaned.get("accepted"):
            self.require("starts_on", *(["ends_on"] if self.opens_term else []))
        if self.is_favourable and cleaned.get("excluded") and not cleaned.get("motivation"):
            self.add_error("motivation", _("Une exclusion se motive."))
        return cleaned

    def considered(self):
        """Whom the item asked for: somebody proposed since, and not chosen, goes on waiting."""
        waiting = [row.pk for row in self.fields["accepted"].queryset]
        asked = carried_by(self.item)
        return waiting if asked is None else [pk for pk in waiting if pk in asked]

    def results(self):
        if not self.is_favourable:
            return {}
        cleaned = self.cleaned_data
        found = {
            "accepted": [row.pk for row in cleaned.get("accepted") or []],
            "excluded": [row.pk for row in cleaned.get("excluded") or []],
            "considered": self.considered(),
        }
        for name in ("starts_on", "ends_on"):
            if cleaned.get(name):
                found[name] = cleaned[name].isoformat()
        return found


class ContinuationForm(OutcomeForm):
    asks = ("result",)

    def add_particular(self):
        self.fields["result"] = forms.ChoiceField(
            label=_("Suite donnée"),
            choices=Result.choices,
            widget=RADIO,
            required=False,
            initial=self.known.get("result"),
            help_text=_("Un refus arrête le pôle."),
        )

    def clean(self):
        cleaned = super().clean()
        self.require("result")
        if cleaned.get("outcome") == Outcome.CONDITIONAL and cleaned.get("result") == Result.STOP:
            self.add_error("result", _("Un arrêt n’a pas de conditions : choisissez « Validé »."))
        return cleaned

    def results(self):
        if self.cleaned_data["outcome"] == Outcome.REFUSED:
            return {"result": Result.STOP.value}
        return {"result": self.cleaned_data["result"]} if self.is_favourable else {}


class RenewalForm(OutcomeForm):
    """The next term starts the day after the last one; only its end is chosen."""

    asks = ("starts_on", "ends_on")

    def add_particular(self):
        last = self.item.pole.terms.order_by("-number").first()
        if last is None:
            raise ValidationError(_("Ce pôle n’a pas encore de terme."))
        first = last.ends_on + ONE_DAY
        self.late = last.ends_on < self.item.sitting.on
        self.fields["starts_on"] = day_field(
            _("Premier jour du terme"),
            initial=first,
            disabled=True,
            help_text=_("Le lendemain du terme précédent, quelle que soit la date de la décision."),
        )
        self.fields["ends_on"] = day_field(
            _("Dernier jour du terme (inclus)"),
            required=False,
            initial=self.known.get("ends_on") or term_limit(first),
            help_text=_("Trois ans au plus : la veille du troisième anniversaire."),
        )

    def clean(self):
        cleaned = super().clean()
        self.require("ends_on")
        return cleaned

    def results(self):
        if not self.is_favourable:
            return {}
        return {
            "starts_on": self.cleaned_data["starts_on"].isoformat(),
            "ends_on": self.cleaned_data["ends_on"].isoformat(),
            **({"regularised": True} if self.late else {}),
        }


class ModalitiesForm(OutcomeForm):
    asks = ("rhythm",)

    def add_particular(self):
        self.fields["rhythm"] = forms.CharField(
            label=_("Rythme convenu"),
            required=False,
            max_length=120,
            initial=self.known.get("rhythm", ""),
            help_text=_("Par exemple « tous les deux mois »."),
        )

    def clean(self):
        cleaned = super().clean()
        self.require("rhythm")
        return cleaned

    def results(self):
        return {"rhythm": self.cleaned_data["rhythm"]} if self.is_favourable else {}


class DerogationForm(OutcomeForm):
    """The rules asked for are set aside, each with the motivation of the plenary."""

    def clean(self):
        cleaned = super().clean()
        if self.is_favourable and not cleaned.get("motivation"):
            self.add_error("motivation", _("Une dérogation se motive."))
        return cleaned

    def act(self):
        rules = self.item.proposal.get("rules", []) if self.is_favourable else []
        motive = self.cleaned_data.get("motivation", "")
        return {**super().act(), "derogations": dict.fromkeys(rules, motive)}


class EvaluationForm(OutcomeForm):
    """In a reprise, which evaluation the plenary examined; else the item says it."""

    @property
    def asks(self):
        return ("evaluation",) if "evaluation" in self.fields else ()

    def add_particular(self):
        if "evaluation" in self.item.proposal:
            return
        self.fields["evaluation"] = forms.ModelChoiceField(
            label=_("Évaluation examinée"),
            queryset=Evaluation.objects.to_present().filter(pole=self.item.pole).order_by("pk"),
            empty_label=_("Choisissez l’évaluation"),
            help_text=_("Elle doit être clôturée à la date de la séance."),
        )

    def proposal(self):
        return {"evaluation": self.cleaned_data["evaluation"].pk}


FORMS = {
    Kind.EVALUATION: EvaluationForm,
    Kind.LAUNCH: LaunchForm,
    Kind.DESIGNATION: DesignationForm,
    Kind.CONTINUATION: ContinuationForm,
    Kind.RENEWAL: RenewalForm,
    Kind.MODALITIES: ModalitiesForm,
    Kind.DEROGATION: DerogationForm,
}


def outcome_form(kind) -> type[OutcomeForm]:
    """The form of this kind of item."""
    return FORMS.get(Kind(kind), OutcomeForm)
