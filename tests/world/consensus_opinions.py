"""An avis d’opportunité in each state of its life."""

from tests.consensus.factories_opinions import OpinionFactory
from tests.people import BXL, LIEGE

STATES = {
    "demandé": {},
    "en concertation": {"opened": True},
    "adopté": {"adopted": True},
    "rendu": {"given": True},
    "transmis": {"transmitted": True},
    "sans suite": {"declined": True},
}


def build(world):
    for code in (BXL, LIEGE):
        running = world.one("pôle", "en cours", code)
        for state, traits in STATES.items() if code == BXL else [("demandé", {})]:
            row = OpinionFactory(pole=running.object, **traits)
            world.add("avis", state, row, code, {"pk": row.pk}, running.ties)


def grow(world, by):
    pole = world.one("pôle", "en cours").object
    for _number in range(by):
        OpinionFactory(pole=pole)
        OpinionFactory(pole=pole, given=True)
        OpinionFactory(pole=pole, transmitted=True)
