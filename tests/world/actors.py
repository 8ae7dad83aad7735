"""The bassins with their settings, their seats and who holds them."""

from datetime import date

from actors.models import RuleSet
from core.clock import today
from tests.actors.factories import (
    CapacityFactory,
    MandateFactory,
    OrganisationFactory,
    PersonFactory,
    SeatFactory,
)


def build(world):
    for code, bassin in world.bassins.items():
        CapacityFactory(bassin=bassin, year=today().year)
        free = SeatFactory(body__bassin=bassin)
        arguments = {
            "code": bassin.code,
            "year": today().year,
            "rule_set": RuleSet.objects.filter(bassin=bassin).order_by("pk").first().pk,
            "seat": free.pk,
        }
        world.add("bassin", "", bassin, code, arguments)
        mandate = MandateFactory(seat=SeatFactory(body__bassin=bassin))
        world.add("mandat", "", mandate, code, {"pk": mandate.pk})


def grow(world, by):
    bassin = world.bassins["BXL"]
    OrganisationFactory.create_batch(by)
    PersonFactory.create_batch(by)
    for _number in range(by):
        MandateFactory(seat=SeatFactory(body__bassin=bassin))
        year = bassin.capacities.order_by("year").first().year - 1
        CapacityFactory(bassin=bassin, year=year)
        RuleSet.objects.create(
            bassin=bassin,
            source="note",
            starts_on=date(year - 20, 1, 1),
            ends_on=date(year - 20, 12, 31),
        )
