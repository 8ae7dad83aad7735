"""What addresses speak of, and everybody who may come."""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.people import BXL, ROLES

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@dataclass(frozen=True)
class Thing:
    """One object that addresses speak of: its kind, its state in words, its bassin.

    `arguments`: what addresses take of it; `ties`: what some roles are to it, beside what they are
    in its bassin.
    """

    kind: str
    state: str
    object: Any
    bassin: str
    arguments: dict = field(compare=False)
    ties: dict = field(default_factory=dict, compare=False)
    query: str = ""

    def __str__(self):
        return f"{self.kind} {self.state} ({self.bassin})"

    def url(self, route) -> str:
        """The address of a route about this object."""
        given = {name: self.arguments[name] for name in route.parameters}
        return reverse(route.name, kwargs=given) + self.query

    def is_meant_by(self, route) -> bool:
        """Does it have all that the address takes?"""
        return set(route.parameters) <= set(self.arguments)

    def relations(self, role_name) -> set[str]:
        """What this role is to this object: the words of the matrix."""
        role = ROLES[role_name]
        held = set(role.holds) if role.bassin == self.bassin else set()
        return everybody(role_name) | held | self.ties.get(role_name, set())


def everybody(role_name) -> set[str]:
    return {"public"} if role_name == "anonymous" else {"public", "connecté"}


@dataclass
class World:
    """The accounts by role and the things by kind."""

    bassins: dict
    users: dict
    clients: dict
    things: list[Thing] = field(default_factory=list)

    def client(self, role_name) -> Client:
        """Signed in once for all; what the last page had to say is forgotten."""
        client = self.clients[role_name]
        client.cookies.pop("messages", None)
        return client

    def add(self, kind, state, row, bassin, arguments, ties=None, query="") -> Thing:
        thing = Thing(kind, state, row, bassin, arguments, ties or {}, query)
        self.things.append(thing)
        return thing

    def of(self, kind) -> list[Thing]:
        return [thing for thing in self.things if thing.kind == kind]

    def one(self, kind, state, bassin=BXL) -> Thing:
        return next(t for t in self.of(kind) if (t.state, t.bassin) == (state, bassin))

    def service_of(self, code):
        """The account of the service of a bassin."""
        return self.users["service" if code == BXL else "liege_service"]

    def relations(self, role_name) -> set[str]:
        """What this role is somewhere: for pages that speak of no object."""
        ties = {word for t in self.things for word in t.ties.get(role_name, ())}
        return everybody(role_name) | set(ROLES[role_name].holds) | ties
