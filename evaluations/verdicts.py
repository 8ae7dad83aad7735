"""What evaluations answer for the acts of the pôles: P11, E1, E3."""

from django.urls import reverse

from core.verdicts import examiner
from evaluations.choices import UNDER_WAY, Kind
from evaluations.law import E1, E3, ClosedFacts
from evaluations.models import Evaluation
from poles import law
from poles.verdicts import ask


def _urls(pole):
    url = reverse("evaluations:list", args=[pole.pk])
    return {"evaluation": url, "evaluations": url}


@examiner(law.RENEWAL)
def functioning(pole, *, on, moment, proposal=None):
    """P11: the term that would be renewed was evaluated, and the plenary has examined it."""
    last = pole.terms.order_by("-number").first()
    found = (
        Evaluation.objects.closed_by(on)
        .filter(pole=pole, kind=Kind.FUNCTIONING, term_number=last.number if last else 0)
        .first()
    )
    examined_on = found.presented_on if found else None
    facts = law.EvaluationFacts(
        closed_on=found.closed_on if found else None,
        examined_on=examined_on if examined_on and examined_on <= on else None,
    )
    return ask((law.P11,), facts, pole, moment=moment, on=on, urls=_urls(pole))


@examiner(law.CONTINUATION)
def formative(pole, *, on, moment, proposal=None):
    facts = _facts(pole, Kind.FORMATIVE, on=on)
    return ask((E1,), facts, pole, moment=moment, on=on, urls=_urls(pole))


@examiner(law.CLOSING)
def expost(pole, *, on, moment, proposal=None):
    facts = _facts(pole, Kind.EX_POST, on=on)
    return ask((E3,), facts, pole, moment=moment, on=on, urls=_urls(pole))


def _facts(pole, kind, *, on):
    ours = Evaluation.objects.filter(pole=pole, kind=kind)
    closed = ours.closed_by(on).order_by("-closed_on").first()
    return ClosedFacts(
        is_under_way=ours.filter(status__in=UNDER_WAY).exists(),
        closed_on=closed.closed_on if closed else None,
    )
