"""Avis d’opportunité in each state: `OpinionFactory(pole=pole, given=True)`."""

from datetime import timedelta

from django.utils import timezone
from factory import LazyAttribute, LazyFunction, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from consensus.models import Opinion
from core.clock import today
from tests.actors.factories import UserFactory
from tests.consensus.factories import CommunicationFactory
from tests.poles.factories import PoleFactory

DAY = timedelta(days=1)


class OpinionFactory(DjangoModelFactory):
    """Asked ten days ago by a pôle de compétitivité; a row as the acts leave it, without them."""

    class Meta:
        model = Opinion

    pole = SubFactory(PoleFactory, active=True)
    origin = "demande"
    asked_by = "Pôle de compétitivité (fictif)"
    asked_on = LazyFunction(lambda: today() - 10 * DAY)
    due_on = LazyFunction(lambda: today() + 20 * DAY)
    project = Sequence(lambda n: f"Atelier partagé {n}")
    project_words = "Un atelier ouvert aux écoles et aux entreprises."
    carrier = "Clim’Avenir ASBL"
    impact = "Trente emplois, deux écoles."
    text = "Le pôle y voit une réponse au manque de places."
    recorded_at = LazyFunction(timezone.now)
    recorded_by = SubFactory(UserFactory)

    class Params:
        opened = Trait(status="consensus")
        adopted = Trait(
            opened=True,
            adopted_on=LazyFunction(lambda: today() - 3 * DAY),
            adopted_words="Réuni ce jour, le pôle adopte l’avis par consensus.",
        )
        given = Trait(
            adopted=True,
            status="given",
            given_on=LazyFunction(today),
            year=LazyFunction(lambda: today().year),
            serial=Sequence(lambda n: 500 + n),
            number=LazyAttribute(lambda o: f"AO-{o.year}-TEST-{o.serial}"),
            frozen="{}",
            sha256="0" * 64,
        )
        transmitted = Trait(
            given=True,
            status="transmitted",
            transmitted_to="Pôle de compétitivité (fictif)",
            transmitted_on=LazyFunction(today),
            communication=LazyAttribute(
                lambda o: CommunicationFactory(pole=o.pole, kind="information")
            ),
        )
        declined = Trait(status="declined", declined_reason="Hors de la filière du pôle.")
