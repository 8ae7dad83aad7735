"""Every form that somebody may send: who, on what, with which valid values.

Found by trying: each page of ours is opened by each role on each thing that the matrix gives it
until its own form, filled as a browser would, writes something. `VALUES` gives what cannot be
guessed, `FIRST` what must have happened before.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.urls import reverse

from core import drafts
from core.clock import today
from evaluations.choices import Rating
from evaluations.models import Evaluation
from outbox.choices import MailStatus
from outbox.models import Mail
from plenary.choices import ItemStatus, SittingStatus
from plenary.models import Sitting
from poles.models import DecisionRef
from tests.html import Form, forms_of
from tests.plenary.factories import ItemFactory
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
DONE = (200, 302)
DAY = timedelta(days=1)


def _no_condition(world, thing):
    return {f"{name}_{n}": "" for name in ("condition", "echeance") for n in range(1, 5)}


def _to_release(world, thing):
    waiting = Mail.objects.filter(bassin=world.bassins["BXL"], status=MailStatus.WAITING)
    return {"mail": [str(pk) for pk in waiting.order_by("pk").values_list("pk", flat=True)]}


def _to_seal(world, thing):
    noted = thing.object.items.filter(status=ItemStatus.RECORDED).select_related("decision")
    return {"point": [f"{item.pk}-{item.decision.version}" for item in noted.order_by("pk")]}


def _somebody(world, thing):
    name = uuid4().hex
    return {"first_name": name, "last_name": name, "email": f"{name}@example.org"}


def _as_typed(world, thing):
    """What the page of the fiche sends while somebody writes in it."""
    url = reverse("poles:edit", args=[thing.object.pk])
    return own_form(world.client("service").get(url), url).filled()


def _to_stop(world, thing):
    return {"kind": "arret", "pole": str(world.one("pôle", "en cours").object.pk)}


# What a form takes that cannot be guessed from its fields.
VALUES = {
    "actors:person_new": _somebody,
    "outbox:release_several": _to_release,
    "plenary:ask": _to_stop,
    "plenary:presence": lambda world, thing: {"presence": "present"},
    "plenary:record": _no_condition,
    "plenary:reprise": lambda world, thing: {**_no_condition(world, thing), "days": "20"},
    "poles:autosave": _as_typed,
    "plenary:seal_all": _to_seal,
    "poles:death": lambda world, thing: {"on": today().isoformat()},
}


def _launch_of_the_past(world):
    pole = world.one("pôle", "soumis").object
    return f"?pole={pole.pk}&kind=lancement&on={today() - 400 * DAY}"


# What the address must say for the page to show its form.
QUERIES = {"plenary:reprise": _launch_of_the_past}


def _its_day(world, thing):
    Sitting.objects.filter(status=SittingStatus.IN_SESSION).update(on=today() - DAY)
    Sitting.objects.filter(pk=thing.object.pk).update(on=today())


def _all_noted(world, thing):
    thing.object.items.filter(status=ItemStatus.LISTED).update(status=ItemStatus.REMOVED)


def _with_neighbours(world, thing):
    """One item before it and one after."""
    if sitting := thing.object.sitting:
        for position in (0, thing.object.position + 1):
            ItemFactory(sitting=sitting, body=sitting.body, position=position, number=None)


def _a_draft(world, thing):
    drafts.keep(
        world.users["service"],
        form="poles.fiche",
        subject_id=thing.object.pk,
        base_version=1,
        data={"title": "Autre titre"},
    )


def _decided_to_modify(world, thing):
    DecisionRef.objects.filter(pole=thing.object).update(kind="modification")


def _all_found(world, thing):
    thing.object.findings.update(rating=Rating.GOOD, justification="Vu en réunion.")
    Evaluation.objects.filter(pk=thing.object.pk).update(conclusion="Le pôle marche.")


# What must have happened before the form is accepted; taken back like the rest.
FIRST = {
    "evaluations:ask_reply": _all_found,
    "plenary:close": _all_noted,
    "plenary:down": _with_neighbours,
    "plenary:open": _its_day,
    "plenary:up": _with_neighbours,
    "poles:draft_discard": _a_draft,
    "poles:freeze_modification": _decided_to_modify,
}


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
    """(one submission for each address that takes POST, the addresses where none was accepted)."""
    submissions, refused, untouched = [], [], snapshot()
    for route in our_routes():
        if not route.implements("post"):
            continue
        before = None if route.name in FIRST else untouched
        accepted = next(_tried(world, route, before), None)
        if accepted:
            submissions.append(accepted)
        else:
            refused.append(route.name)
    return submissions, refused


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
    for role, thing, url in openings(world, route):
        with taken_back(world, route, thing):
            form = _form(world, role, route, url)
            data = filled(world, route, thing, form)
            _answer, changed = sent(world, role, url, data, before=before)
        if changed:
            yield Submission(route, role, thing, url, form, data, changed)


def filled(world, route, thing, form) -> dict:
    """The form as a browser would send it, with the values that cannot be guessed."""
    given = VALUES[route.name](world, thing) if route.name in VALUES else {}
    return form.filled(**given) if form else given


def _form(world, role, route, url):
    """The page's own form; None where the address only takes a POST."""
    if not route.implements("get"):
        return None
    answer = world.client(role).get(url)
    return own_form(answer, url) if answer.status_code == 200 else None


def own_form(answer, url):
    """The form that the page sends to itself."""
    path = url.partition("?")[0]
    return next((f for f in forms_of(answer, url) if f.action.partition("?")[0] == path), None)
