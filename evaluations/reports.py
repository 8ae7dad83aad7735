"""States of an evaluation in words, and the facts that stand beside each judgement."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.clock import today
from core.french import day
from core.states import State
from evaluations.choices import Criterion, EvaluationStatus, Rating
from poles.reports import composition_of

LOOKS = {
    EvaluationStatus.PLANNED: ("calm", "dotted-circle"),
    EvaluationStatus.OPEN: ("accent", "half-circle"),
    EvaluationStatus.REPLY: ("warn", "diamond"),
    EvaluationStatus.CLOSED: ("ok", "full-circle"),
    EvaluationStatus.PRESENTED: ("ok", "check"),
}
RATINGS = {
    Rating.POOR: ("ko", "octagon"),
    Rating.PARTIAL: ("warn", "triangle"),
    Rating.GOOD: ("ok", "half-circle"),
    Rating.VERY_GOOD: ("ok", "full-circle"),
    Rating.UNKNOWN: ("calm", "dash"),
}


@dataclass(frozen=True)
class FindingRow:
    """One criterion of the page: what is found, or what remains to be written."""

    label: str
    state: State
    justification: str
    url: str


def state_of(evaluation) -> State:
    return State(evaluation.get_status_display(), *LOOKS[evaluation.status])


def rating_state(finding) -> State:
    if not finding.rating:
        return State(_("à écrire"), "calm", "dotted-circle")
    return State(finding.get_rating_display(), *RATINGS[finding.rating])


def finding_rows(findings) -> list[FindingRow]:
    return [
        FindingRow(str(f), rating_state(f), f.justification, f.get_absolute_url()) for f in findings
    ]


def missing_to_close(evaluation, findings) -> list[str]:
    """Everything that is still to be written before the evaluation may be closed."""
    lacks = [
        _("« %(criterion)s » n’est pas encore apprécié.") % {"criterion": f}
        for f in findings
        if not f.rating or not f.justification.strip()
    ]
    if not evaluation.conclusion.strip():
        lacks.append(_("La conclusion n’est pas écrite."))
    return lacks


def facts_for(criterion, pole) -> list[tuple[str, str]]:
    """What the software knows of this criterion, with where it comes from."""
    return FACTS.get(criterion, _nothing)(pole)


def _nothing(pole):
    return []


def _composition(pole):
    sitting = composition_of(pole, on=today())
    counts = [(g.letter, len(g.members)) for g in sitting.groups]
    field = sum(m.presence == "terrain" for g in sitting.groups for m in g.members)
    return [
        (_("Membres par catégorie"), ", ".join(f"{letter} : {n}" for letter, n in counts)),
        (_("Membres de terrain"), str(field)),
        (_("Autres membres désignés"), str(len(sitting.others))),
        (_("Invités"), str(len(sitting.guests))),
    ]


def _resources(pole):
    used = sum(row.days for row in pole.service_days.order_by("month"))
    granted = pole.days_granted
    return [
        (_("Jours accordés par an"), f"{granted.normalize():f}" if granted else _("non dit")),
        (_("Jours utilisés jusqu’ici"), f"{used:f}" if used else "0"),
    ]


def _calendar(pole):
    term = pole.terms.order_by("-number").first()
    found = []
    if pole.planned_start_on:
        found.append((_("Début souhaité dans la fiche"), day(pole.planned_start_on)))
    if pole.launched_on:
        found.append((_("Lancé"), day(pole.launched_on)))
    if term:
        found.append((_("Terme en cours"), f"{day(term.starts_on)} – {day(term.ends_on)}"))
    return found


def _meetings(pole):
    return [(_("Rythme convenu avec l’Instance"), pole.agreed_rhythm or _("non fixé"))]


FACTS = {
    Criterion.COMPOSITION: _composition,
    Criterion.RESOURCES: _resources,
    Criterion.CALENDAR: _calendar,
    Criterion.MEETINGS: _meetings,
}
