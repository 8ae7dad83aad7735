"""What the law says of an outcome: the same on the page, at the seal, and in the frozen text."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.law import Panel, Verdict
from core.shifts import Forecast
from core.verdicts import examiner, exempts, verdicts_for
from plenary.choices import FAVOURABLE, Kind, Outcome, Result
from plenary.facts import derogations_of, lacks_of_minutes
from plenary.facts.communications import not_communicated
from plenary.notifications import has_own_letters, told_of
from poles import law
from poles.models import MemberProposal
from poles.verdicts import (
    Arrival,
    Departure,
    LaunchProposal,
    RenewalProposal,
    ask,
    designation,
    foresee,
    undesignation,
)

ONCE_SEALED = gettext_lazy("Les règles du pôle, une fois la décision scellée")

exempts(derogations_of)


@examiner(law.LIFE, law.RENEWAL)
def communicated(pole, *, on, moment, known, proposal=None):
    """P15: the pôle lives below the plenary and does not know what the plenary was told."""
    facts = law.LifeFacts(not_communicated=tuple(known.of(not_communicated, pole.pk)))
    return ask((law.P15,), facts, pole, moment=moment, known=known, urls=_urls)


def _urls(pole):
    return {"communications": f"{pole.get_absolute_url()}#communications"}


def _day(results, name):
    return date.fromisoformat(results[name]) if results.get(name) else None


def _launch(pole, results):
    days = results.get("days")
    return law.LAUNCH, LaunchProposal(
        call=bool(results.get("call")),
        priority=bool(results.get("priority")),
        days_granted=Decimal(days) if days else None,
    )


def _designation(pole, results):
    moment, proposal = designation(
        pole,
        accepted=list(results.get("accepted", [])),
        starts_on=_day(results, "starts_on"),
        ends_on=_day(results, "ends_on"),
    )
    return moment, replace(proposal, leaving=tuple(results.get("excluded", [])))


def _continuation(pole, results):
    return law.CONTINUATION, None


def _renewal(pole, results):
    return law.RENEWAL, RenewalProposal(_day(results, "starts_on"), _day(results, "ends_on"))


ASKED_AT = {
    Kind.LAUNCH: _launch,
    Kind.DESIGNATION: _designation,
    Kind.CONTINUATION: _continuation,
    Kind.RENEWAL: _renewal,
}


def verdicts_about(
    kind, pole, *, on, results, derogations=(), reconstituted=False
) -> list[Verdict]:
    """Every rule for a favourable outcome of this kind, as the facts would be after it.

    `derogations`: codes of the rules of the note that the plenary sets aside here; those that an
    earlier decision set aside for the pôle count as well.
    """
    if kind not in ASKED_AT or results.get("result") == Result.STOP:
        return []
    moment, proposal = ASKED_AT[kind](pole, results)
    return [
        replace(
            verdict,
            derogated=verdict.derogated
            or verdict.asks_derogation
            and verdict.rule.code in derogations,
            reconstituted=reconstituted,
        )
        for verdict in verdicts_for(moment, pole, on=on, proposal=proposal)
    ]


def verdicts_of(decision) -> list[Verdict]:
    """The verdicts of a noted outcome on the day of its sitting; none for an unfavourable one."""
    if decision.outcome not in FAVOURABLE:
        return []
    item = decision.item
    return verdicts_about(
        Kind(item.kind),
        item.pole,
        on=item.sitting.on,
        results=decision.results,
        derogations=tuple(decision.derogations),
        reconstituted=decision.reconstituted,
    )


def forecast_of(decision) -> Forecast | None:
    """Each rule of the pôle that the seal changes by who comes and who leaves, and when."""
    item, results = decision.item, decision.results
    if decision.outcome not in FAVOURABLE:
        return None
    if item.kind == Kind.WITHDRAWAL:
        return _forecast_of_withdrawal(item)
    if item.kind != Kind.DESIGNATION:
        return None
    on, starts_on = item.sitting.on, _day(results, "starts_on")
    rows = MemberProposal.objects.pending().filter(pole=item.pole, pk__in=results["accepted"])
    accepted = tuple(rows.select_related("person", "organisation").order_by("pk"))
    changes = []
    if accepted:
        changes.append(Arrival(accepted, starts_on or on, _day(results, "ends_on")))
    if excluded := results.get("excluded"):
        changes.append(Departure(frozenset(excluded), on))
    return Forecast(ONCE_SEALED, foresee([item.pole], *changes, on=on))


def _forecast_of_withdrawal(item):
    """A designation that nothing followed: the others are not undone, or change no composition."""
    old = item.cites
    if old.item.kind != Kind.DESIGNATION or not old.is_effective:
        return None
    change = undesignation(old.item.pole.decisions.get(uuid=old.uuid))
    if change is None:
        return None
    return Forecast(ONCE_SEALED, foresee([old.item.pole], change, on=item.sitting.on))


@dataclass(frozen=True)
class DecisionPanel(Panel):
    """« Pourquoi pas ? » of a decision: the plenary may always decide; the law tells the effect."""

    @property
    def intro(self) -> str:
        if self.blocking:
            return (
                "Scellée ainsi, la décision serait gardée « sans effet ». Voici ce qui manque, et"
                " où y remédier avant de sceller."
            )
        if self.warnings:
            return "La décision aura son effet. Ces points restent à regarder."
        return "La décision aura son effet : toutes les règles sont remplies."


def without_links(verdicts):
    return [replace(verdict, remedy_url="") for verdict in verdicts]


def panel_of(decision, *, mends=True) -> DecisionPanel | None:
    """The panel of a noted outcome; None when no rule is asked. `mends`: as in panel_before."""
    verdicts = verdicts_of(decision)
    if not verdicts:
        return None
    if not mends:
        verdicts = without_links(verdicts)
    return DecisionPanel("Ce que disent les règles", verdicts, act="Cette décision")


def panel_before(item, *, mends=True) -> DecisionPanel | None:
    """The rules as they stand for what is proposed, before any outcome is noted.

    `mends`: whoever reads can mend; others get the remedy in words, without a link that refuses.
    """
    if item.pole is None or item.sitting is None:
        return None
    verdicts = verdicts_about(
        Kind(item.kind), item.pole, on=item.sitting.on, results=asked_of(item)
    )
    if not verdicts:
        return None
    if not mends:
        verdicts = without_links(verdicts)
    return DecisionPanel("Si la plénière valide, ce que disent les règles", verdicts)


def asked_of(item) -> dict:
    """The results that the service asks for, by default all that the kind may give."""
    defaults = {"call": True, "priority": True} if item.kind == Kind.LAUNCH else {}
    if item.kind == Kind.LAUNCH and item.pole.days_asked is not None:
        defaults["days"] = str(item.pole.days_asked)
    if item.kind == Kind.DESIGNATION:
        defaults["accepted"] = list(
            item.pole.proposals.pending().order_by("pk").values_list("pk", flat=True)
        )
    return {**defaults, **item.proposal}


def consequences_of(decision) -> list[str]:
    """What the seal would do, in words, for the page that asks for it."""
    without = [v.rule.code for v in verdicts_of(decision) if v.blocks]
    found = changes(decision, without=without)
    if decision.reconstituted:
        found.append(_("C’est une reprise : personne n’est prévenu."))
    else:
        found.append(_told(told_of(decision, effective=not without)))
        if not without and has_own_letters(decision):
            found.append(LETTERS[Kind(decision.item.kind)])
    found.append(
        _("Un sceau ne se défait pas : on rectifie une erreur, ou la plénière retire la décision.")
    )
    return found


def changes(decision, *, without) -> list[str]:
    """What changes by it. `without`: codes of the rules that would leave it without effect."""
    number = _("La décision reçoit le prochain numéro de %(year)s et son texte est figé.") % {
        "year": decision.item.sitting.on.year
    }
    if not without:
        return [number, *_effects(decision)]
    return [
        number,
        _("Elle serait gardée sans effet : %(codes)s. Rien ne change pour le pôle.")
        % {"codes": ", ".join(without)},
    ]


def noted_blocks(decision) -> list[dict]:
    """The rules that were against it when it was noted, read from the row: no query."""
    return [
        v
        for v in decision.verdicts
        if not v["met"] and v["in_force"] and not v["derogated"] and v["force"] in ("B", "N")
    ]


def _told(people):
    if not people:
        return _("La lettre de la décision est préparée pour la boîte du service.")
    return _("Une lettre est préparée pour %(names)s ; elle attend d’être libérée.") % {
        "names": ", ".join(map(str, people))
    }


def _effects(decision):
    kind, outcome = Kind(decision.item.kind), Outcome(decision.outcome)
    if outcome == Outcome.POSTPONED:
        return [_("Une copie du point attend la prochaine séance.")]
    if outcome == Outcome.NOTED:
        return [_("La plénière en a pris acte à la date de la séance.")]
    if outcome == Outcome.WITHDRAWN:
        if kind == Kind.LAUNCH:
            return [_("La fiche revient « En préparation » au service.")]
        return [_("Le point n’est plus à l’ordre du jour ; rien d’autre ne change.")]
    words = (REFUSALS if outcome == Outcome.REFUSED else CHANGES).get(kind)
    if kind == Kind.MINUTES and outcome != Outcome.REFUSED:
        words = " ".join(lacks_of_minutes(decision.item)) or words
    found = [words] if words else [_("Rien d’autre ne change.")]
    if kind == Kind.CONTINUATION and decision.results.get("result") == Result.STOP:
        found = [REFUSALS[kind]]
    if outcome == Outcome.CONDITIONAL:
        found.append(_("Les conditions sont suivies jusqu’à ce qu’elles soient remplies."))
    return found


CHANGES = {
    Kind.LAUNCH: _("Le pôle passe « Lancé » à la date de la séance."),
    Kind.DESIGNATION: _(
        "Les personnes désignées deviennent membres ; la première désignation ouvre le terme et"
        " fait passer le pôle « En cours »."
    ),
    Kind.CONTINUATION: _("Le pôle continue au-delà de sa première année."),
    Kind.RENEWAL: _("Le terme suivant s’ouvre, le lendemain du précédent."),
    Kind.STOP: _("Le pôle passe « Terminé » et la désignation de ses membres prend fin."),
    Kind.MODALITIES: _("Le rythme convenu devient celui du pôle."),
    Kind.MODIFICATION: _("Le service peut modifier la fiche du pôle, en une nouvelle version."),
    Kind.DEROGATION: _("Les règles citées sont écartées pour ce pôle."),
    Kind.MINUTES: _("Le procès-verbal est approuvé : son texte est figé, avec son empreinte."),
    Kind.RECTIFICATION: _("La correction s’ajoute à la décision visée ; son effet ne change pas."),
    Kind.WITHDRAWAL: _(
        "L’effet de la décision visée est défait ; ce qui ne peut pas l’être est listé."
    ),
}
LETTERS = {
    Kind.LAUNCH: _("La personne qui avait demandé le pôle, s’il y en a une, est prévenue."),
    Kind.DESIGNATION: _("Chaque personne désignée ou exclue a sa lettre, à libérer."),
    Kind.RENEWAL: _("Chaque membre du pôle a sa lettre, à libérer."),
    Kind.STOP: _("Chaque membre du pôle a sa lettre, à libérer."),
}
REFUSALS = {
    Kind.LAUNCH: _("Le pôle passe « Non retenu » ; la fiche pourra être retravaillée."),
    Kind.DESIGNATION: _("Les personnes proposées restent candidates."),
    Kind.CONTINUATION: _(
        "Le pôle s’arrête : il passe « Terminé » et la désignation de ses membres prend fin."
    ),
    Kind.RENEWAL: _("Le pôle n’est pas renouvelé : il finit à sa date."),
    Kind.STOP: _("Le pôle reste en cours."),
    Kind.MINUTES: _("Le procès-verbal revient en rédaction."),
}
