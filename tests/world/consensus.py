"""What the pôles communicate to the plenary: due, and taken into an item."""

from plenary.choices import Kind
from plenary.models import CommunicationLine
from tests.consensus.factories import CommunicationFactory
from tests.people import BXL, LIEGE
from tests.plenary.factories import ItemFactory


def build(world):
    for code in (BXL, LIEGE):
        running = world.one("pôle", "en cours", code)
        for state in ("due", "inscrite") if code == BXL else ("due",):
            row = CommunicationFactory(pole=running.object)
            world.add("communication", state, row, code, {"pk": row.pk}, running.ties)
    _taken(world)


def _taken(world):
    sitting = world.one("séance", "en préparation").object
    row = world.one("communication", "inscrite").object
    item = ItemFactory(sitting=sitting, body=sitting.body, kind=Kind.COMMUNICATION, pole=None)
    CommunicationLine.objects.create(item=item, communication=row)
    arguments = {"pk": item.pk, "communication": row.pk}
    world.add("point", "d’une séance en préparation", item, BXL, arguments)


def grow(world, by):
    pole = world.one("pôle", "en cours").object
    item = world.of("communication")[1].object
    line = CommunicationLine.objects.get(communication=item)
    for _number in range(by):
        CommunicationFactory(pole=pole)
        taken = CommunicationFactory(pole=pole)
        CommunicationLine.objects.create(item=line.item, communication=taken)
