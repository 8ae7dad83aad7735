"""Every form that somebody may send: who, on what, with which valid values.

Found by trying: each page of ours is opened by each role on each thing that the matrix gives it
until its own form, filled as a browser would, writes something. What cannot be guessed stands in
`circumstances`.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction
from django.urls import reverse

from tests.html import Form, own_form
from tests.rights.matrix import PAGES
from tests.routes import shared_routes
from tests.safety.circumstances import FIRST, QUERIES, SENDERS, VALUES
from tests.tables import changes, snapshot

DONE = (200, 302)


@dataclass
class Submission:
    """One form that was accepted."""

    route: object
    role: str
    thing: object
    url: str
    form: Form | None
    data: dict
    changes: list = field(repr=False)

    def __str__(self):
        return f"{self.route.name} by {self.role} on {self.thing or '–'}"

    def sent(self, world, **more):
        """Sends it, with other values; the caller is inside `taken_back`."""
        return sent(world, self.role, self.url, {**self.data, **more})


@contextmanager
def taken_back(world=None, route=None, thing=None):
    """Nothing written inside stays; what must have happened before `route` happens first."""
    with transaction.atomic():
        if route and route.name in FIRST:
            FIRST[route.name](world, thing)
        yield
        transaction.set_rollback(True)


def again(world, submission):
    """The same place, as it was before the submission."""
    return taken_back(world, submission.route, submission.thing)


def sent(world, role, url, data, *, before=None):
    """Posts and gives the answer and what it changed; the caller takes it back.

    `before`: a snapshot already taken of the same rows.
    """
    if before is None:
        before = snapshot()
    answer = world.client(role).post(url, _rewound(data))
    if answer.status_code not in DONE:
        return answer, []
    return answer, changes(before, snapshot())


def _rewound(data):
    for value in data.values():
        if hasattr(value, "seek"):
            value.seek(0)
    return data


def found(world) -> tuple[list[Submission], list[str]]:
    """(one submission for each address that takes POST, the addresses where none was accepted).

    Of the addresses that this engine walks.
    """
    submissions, refused, untouched = [], [], snapshot()
    for route in shared_routes():
        if not route.implements("post"):
            continue
        before = None if route.name in FIRST else untouched
        accepted = next(_tried(world, route, before), None)
        if accepted:
            submissions.append(accepted)
        else:
            refused.append(route.name)
    return submissions, refused


# Who was accepted on what, by address: the same towns are built for each module, and the search is
# long. Only the order of the search follows from it.
ACCEPTED = {}


def likeliest_first(world, route):
    """The openings of the address, the one that was accepted in an earlier module first."""
    known = ACCEPTED.get(route.name)
    found = list(openings(world, route))
    return sorted(found, key=lambda opening: (opening[0], str(opening[1])) != known)


def openings(world, route):
    """(role, thing, url) for each role on each thing that the matrix gives it."""
    page = PAGES[route.name]
    query = QUERIES[route.name](world) if route.name in QUERIES else ""
    for role in SENDERS:
        for thing in page.things(world, route):
            relations = thing.relations(role) if thing else world.relations(role)
            if not page.refusal(thing, relations):
                url = thing.url(route) if thing else reverse(route.name)
                yield role, thing, url + query


def _tried(world, route, before):
    for role, thing, url in likeliest_first(world, route):
        with taken_back(world, route, thing):
            form = _form(world, role, route, url)
            data = filled(world, route, thing, form)
            changed = sent_once_read(world, role, url, data, before=before)
        if changed:
            ACCEPTED[route.name] = (role, str(thing))
            yield Submission(route, role, thing, url, form, data, changed)


def filled(world, route, thing, form) -> dict:
    """The form as a browser would send it, with the values that cannot be guessed."""
    given = VALUES[route.name](world, thing) if route.name in VALUES else {}
    return form.filled(**given) if form else given


def sent_once_read(world, role, url, data, *, before=None) -> list:
    """What it changes; what a page shows before it saves is read, then `data` is sent again."""
    answer, changed = sent(world, role, url, data, before=before)
    is_page = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    form = own_form(answer, url) if is_page and not changed else None
    if form is None or "vu" not in form.names:
        return changed
    data["vu"] = form.filled()["vu"]
    return sent(world, role, url, data, before=before)[1]


def _form(world, role, route, url):
    """The page's own form; None where the address only takes a POST."""
    if not route.implements("get"):
        return None
    answer = world.client(role).get(url)
    return own_form(answer, url) if answer.status_code == 200 else None
