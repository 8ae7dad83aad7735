"""What evaluations answer for the acts of the pôles: P11, E1, E3."""

from collections import defaultdict

from django.urls import reverse

from core.verdicts import examiner
from evaluations.choices import Kind
from evaluations.law import E1, E3, ClosedFacts
from evaluations.models import Evaluation
from poles import law
from poles.reports import terms_of
from poles.verdicts import ask


def _urls(pole):
    url = reverse("evaluations:list", args=[pole.pk])
    return {"evaluation": url, "evaluations": url}


def evaluations_of(poles, *, on) -> dict[int, list[Evaluation]]:
    """The evaluations of these pôles, the last closed first; the day is asked of each."""
    found = defaultdict(list)
    rows = Evaluation.objects.filter(pole__in=poles).defer("conclusion", "recommendations", "reply")
    for evaluation in rows.order_by("-closed_on", "-pk"):
        found[evaluation.pole_id].append(evaluation)
    return found


@examiner(law.RENEWAL)
def functioning(pole, *, on, moment, known, proposal=None):
    """P11: the term that would be renewed was evaluated, and the plenary has examined it."""
    last = known.of(terms_of, pole.pk).number
    closed = _closed(pole, Kind.FUNCTIONING, on=on, known=known)
    found = [e for e in closed if e.term_number == last]
    examined_on = found[0].presented_on if found else None
    facts = law.EvaluationFacts(
        closed_on=found[0].closed_on if found else None,
        examined_on=examined_on if examined_on and examined_on <= on else None,
    )
    return ask((law.P11,), facts, pole, moment=moment, known=known, urls=_urls)


@examiner(law.CONTINUATION)
def formative(pole, *, on, moment, known, proposal=None):
    facts = _facts(pole, Kind.FORMATIVE, on=on, known=known)
    return ask((E1,), facts, pole, moment=moment, known=known, urls=_urls)


@examiner(law.CLOSING)
def expost(pole, *, on, moment, known, proposal=None):
    facts = _facts(pole, Kind.EX_POST, on=on, known=known)
    return ask((E3,), facts, pole, moment=moment, known=known, urls=_urls)


def _closed(pole, kind, *, on, known):
    ours = known.of(evaluations_of, pole.pk)
    return [e for e in ours if e.kind == kind and e.closed_on and e.closed_on <= on]


def _facts(pole, kind, *, on, known):
    """Under way on the day: planned or begun, and not closed yet."""
    ours = [e for e in known.of(evaluations_of, pole.pk) if e.kind == kind]
    closed = _closed(pole, kind, on=on, known=known)
    return ClosedFacts(
        is_under_way=len(ours) > len(closed),
        closed_on=closed[0].closed_on if closed else None,
    )
