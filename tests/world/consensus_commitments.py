"""An engagement in each of its states; one of the member who comes, late ones of their lead."""

from tests.consensus.factories_commitments import CommitmentFactory
from tests.people import BXL, LIEGE

STATES = {
    "à tenir": {},
    "en retard": {"late": True},
    "tenu": {"kept": True},
    "abandonné": {"dropped": True},
}


def build(world):
    for code in (BXL, LIEGE):
        running = world.one("pôle", "en cours", code)
        for state, traits in STATES.items() if code == BXL else [("à tenir", {})]:
            owner = {"owner": world.users["pole_member"].person} if code == BXL else {}
            row = CommitmentFactory(pole=running.object, **owner, **traits)
            ties = dict(running.ties)
            if code == BXL:
                ties["pole_member"] = {*running.ties["pole_member"], "engagé"}
            world.add("engagement", state, row, code, {"pk": row.pk}, ties)


def grow(world, by):
    pole = world.one("pôle", "en cours").object
    for _number in range(by):
        CommitmentFactory(pole=pole, late=True)
        CommitmentFactory(pole=pole, owner=world.users["pole_member"].person)
        CommitmentFactory(pole=pole, kept=True)
