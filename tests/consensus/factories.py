"""What a pôle tells the plenary: `CommunicationFactory(pole=pole, withdrawn=True)`."""

from datetime import timedelta

from django.utils import timezone
from factory import LazyAttribute, LazyFunction, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from consensus.models import Communication
from core.clock import today
from tests.actors.factories import UserFactory
from tests.poles.factories import PoleFactory

DAY = timedelta(days=1)


class CommunicationFactory(DjangoModelFactory):
    """A decision of an active pôle, adopted three days ago and recorded since."""

    class Meta:
        model = Communication

    pole = SubFactory(PoleFactory, active=True)
    kind = "decision"
    title = Sequence(lambda n: f"Communication {n}")
    text = LazyAttribute(lambda c: f"Le pôle adopte {c.title}.")
    adopted_on = LazyFunction(lambda: today() - 3 * DAY)
    recorded_at = LazyFunction(timezone.now)
    recorded_by = SubFactory(UserFactory)

    class Params:
        withdrawn = Trait(
            withdrawn_at=LazyFunction(timezone.now),
            withdrawn_by=SubFactory(UserFactory),
            withdrawn_reason="Encodée deux fois.",
        )
