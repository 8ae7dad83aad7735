"""Every form that somebody may send: who, on what, with which valid values.

Found by trying: each page of ours is opened by each role on each thing until its own form, filled
as a browser would, is accepted. `VALUES` gives what cannot be guessed.
"""

from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from tests.html import Form, forms_of
from tests.rights.matrix import PAGES
from tests.routes import our_routes
from tests.tables import changes, snapshot

SENDERS = (
    "service",
    "secretary",
    "coordinator",
    "president",
    "porteur",
    "plenary_member",
    "pole_member",
    "administrator",
)
VALUES = {}


@dataclass
class Submission:
    """One form that was accepted."""

    route: object
    role: str
    thing: object
    url: str
    form: Form | None
    data: dict
    changes: list

    def __str__(self):
        return f"{self.route.name} by {self.role} on {self.thing or '–'}"


@contextmanager
def taken_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def sent(world, role, url, data):
    """Posts and gives the answer and what it changed; the caller takes it back."""
    before = snapshot()
    answer = world.client(role).post(url, _rewound(data))
    return answer, changes(before, snapshot())


def _rewound(data):
    for value in data.values():
        if hasattr(value, "seek"):
            value.seek(0)
    return data


def found(world) -> tuple[list[Submission], list[str]]:
    """(one submission for each address that takes POST, the addresses where none was accepted)."""
    submissions, refused = [], []
    for route in our_routes():
        if not route.implements("post"):
            continue
        accepted = next(_tried(world, route), None)
        if accepted:
            submissions.append(accepted)
        else:
            refused.append(route.name)
    return submissions, refused


def _tried(world, route):
    page = PAGES[route.name]
    for role in SENDERS:
        for thing in page.things(world, route):
            url = thing.url(route) if thing else reverse(route.name)
            form = _form(world, role, route, url)
            data = form.filled(**VALUES.get(route.name, {})) if form else VALUES.get(route.name, {})
            with taken_back():
                answer, changed = sent(world, role, url, data)
            if answer.status_code in (200, 302) and changed:
                yield Submission(route, role, thing, url, form, data, changed)


def _form(world, role, route, url):
    """The page's own form; None where the address only takes a POST."""
    if not route.implements("get"):
        return None
    with taken_back():
        answer = world.client(role).get(url)
        if answer.status_code != 200:
            return None
        return own_form(answer, url)


def own_form(answer, url):
    """The form that the page sends to itself."""
    path = url.partition("?")[0]
    return next((f for f in forms_of(answer, url) if f.action.partition("?")[0] == path), None)
