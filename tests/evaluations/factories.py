"""Evaluations in every state: `EvaluationFactory(pole=pole, closed=True)`."""

from datetime import timedelta

from factory import LazyAttribute, LazyFunction, SubFactory, Trait
from factory.django import DjangoModelFactory

from core.clock import today
from evaluations.choices import CRITERIA, EvaluationStatus, Kind, Rating
from evaluations.models import Evaluation, Finding
from tests.actors.factories import UserFactory
from tests.poles.factories import PoleFactory

DAY = timedelta(days=1)


class EvaluationFactory(DjangoModelFactory):
    """Of functioning, of term 1 unless told. Once open, `written` findings stand or wait."""

    class Meta:
        model = Evaluation

    pole = SubFactory(PoleFactory, active=True)
    kind = Kind.FUNCTIONING
    term_number = 1
    planned_on = LazyFunction(lambda: today() + 30 * DAY)
    written = False

    class Params:
        opened = Trait(status=EvaluationStatus.OPEN, opened_on=LazyFunction(today))
        in_reply = Trait(
            status=EvaluationStatus.REPLY,
            opened_on=LazyFunction(today),
            conclusion="Le pôle fonctionne.",
            written=True,
        )
        closed = Trait(
            status=EvaluationStatus.CLOSED,
            opened_on=LazyAttribute(lambda e: e.closed_on),
            closed_on=LazyFunction(today),
            closed_by=SubFactory(UserFactory),
            conclusion="Le pôle fonctionne.",
            written=True,
        )
        presented = Trait(
            closed=True,
            status=EvaluationStatus.PRESENTED,
            presented_on=LazyAttribute(lambda e: e.closed_on),
        )

    @classmethod
    def _create(cls, model_class, *args, written, **fields):
        evaluation = super()._create(model_class, *args, **fields)
        if evaluation.status == EvaluationStatus.PLANNED:
            return evaluation
        words = {"rating": Rating.GOOD, "justification": "Constaté."} if written else {}
        for rank, criterion in enumerate(CRITERIA[Kind(evaluation.kind)]):
            Finding.objects.create(evaluation=evaluation, criterion=criterion, rank=rank, **words)
        return evaluation
