"""Two bassins, everything in each of its states, and everybody who may come.

What is walked (rights, crawls, query counts) is walked here. A new kind of object is a function of
the module of its app; `grow` gives more of everything that a page may list.
"""

from time import time

from django.db import transaction
from django.test import Client

from tests.actors.factories import BassinFactory
from tests.people import BXL, LIEGE, ROLES
from tests.world import (
    actors,
    consensus,
    consensus_commitments,
    consensus_diagnoses,
    consensus_meetings,
    consensus_opinions,
    consensus_proposals,
    evaluations,
    outbox,
    plenary,
    poles,
    published,
    rolling,
)
from tests.world.things import Thing, World

HOUR = 3600
CONSENSUS = (
    consensus,
    consensus_commitments,
    consensus_proposals,
    consensus_diagnoses,
    consensus_meetings,
    consensus_opinions,
)
APPS = (actors, poles, plenary, published, *CONSENSUS, rolling, evaluations, outbox)

__all__ = ["Thing", "World", "build", "grow"]


@transaction.atomic
def build() -> World:
    bassins = {BXL: BassinFactory(), LIEGE: BassinFactory(code=LIEGE)}
    users = {name: role.make(bassins) for name, role in ROLES.items()}
    clients = {name: _signed_in(user) for name, user in users.items()}
    world = World(bassins, users, clients)
    for app in APPS:
        app.build(world)
    return world


def _signed_in(user) -> Client:
    """A client that has just given its password, where an act asks for it.

    Its session was seen already, so that no page has to save it: what it writes is taken back.
    """
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "password", "at": time() + HOUR, "reauthenticated": True}
        ]
        session["account_authentication_methods_user"] = str(user.pk)
        session["began_at"] = session["seen_at"] = int(time()) + HOUR
        session.save()
    return client


def grow(world, by):
    """`by` more of everything that a page may list."""
    for app in APPS:
        app.grow(world, by)
