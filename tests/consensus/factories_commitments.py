"""Engagements in each of their states: `CommitmentFactory(pole=pole, late=True)`."""

from datetime import timedelta

from factory import LazyAttribute, LazyFunction, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from consensus.models import Commitment
from core.clock import today
from tests.poles.factories import PoleFactory

DAY = timedelta(days=1)


class CommitmentFactory(DjangoModelFactory):
    """Taken twenty days ago by a member of an active pôle, for in twenty days."""

    class Meta:
        model = Commitment

    pole = SubFactory(PoleFactory, active=True)
    what = Sequence(lambda n: f"Écrire la note {n}")
    owner = LazyAttribute(lambda c: c.pole.memberships.order_by("pk").first().person)
    made_on = LazyFunction(lambda: today() - 20 * DAY)
    due_on = LazyFunction(lambda: today() + 20 * DAY)
    source_label = "Réunion du pôle"

    class Params:
        late = Trait(due_on=LazyFunction(lambda: today() - 5 * DAY))
        kept = Trait(done_on=LazyFunction(today), done_note="Note envoyée aux membres.")
        dropped = Trait(dropped_on=LazyFunction(today), dropped_reason="Une autre note suffit.")
