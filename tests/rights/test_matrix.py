"""S-02: every address of ours × every role × every object in every state × every verb.

Each change walks some 10,000 cases, chosen so that each answer of the matrix is asked of each
object by some role, on one engine or the other; `--long` walks them all, on both.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain, groupby
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.urls import reverse

from tests.faults import assert_none, told
from tests.people import ROLES
from tests.rights.matrix import KINDS, PAGES, SEES
from tests.routes import VERBS, our_routes, shared_routes

pytestmark = pytest.mark.django_db

UNKNOWN = {"uuid": uuid4(), "token": "inconnu", "secret": "inconnu"}
DONE = {200, 302, 400, 409, 422}
TOKEN = re.compile(rb'name="(csrfmiddlewaretoken|token)" value="[^"]*"|"X-CSRFToken": "[^"]*"')


@dataclass(frozen=True)
class Answer:
    """What was answered: the status, and a print of all that could tell two answers apart."""

    status: int
    shown: str
    told: str


class Anything(dict):
    """Arguments of an object that does not exist."""

    def __missing__(self, name):
        return UNKNOWN.get(name, 999_999_999)


@dataclass(frozen=True)
class Case:
    """One line of the matrix: who asks what of which object, and what must be answered."""

    role: str
    route: object
    verb: str
    thing: object = None

    @property
    def page(self):
        return PAGES[self.route.name]

    @property
    def url(self):
        return self.thing.url(self.route) if self.thing else reverse(self.route.name)

    def expected(self, world) -> frozenset:
        """The statuses that the matrix allows."""
        if self.role == "anonymous" and not self.page.is_public:
            return frozenset({302})
        relations = self.thing.relations(self.role) if self.thing else world.relations(self.role)
        refusal = self.page.refusal(self.thing, relations)
        if not self.route.implements(self.verb):
            return frozenset({405, refusal} - {0})
        return frozenset({refusal} if refusal else DONE)

    def __str__(self):
        return f"{self.role} {self.verb.upper()} {self.route.name} [{self.thing or '–'}]"


def every_case(world):
    """What an address answers to is asked of every object, its other verbs of one of each kind."""
    for route in our_routes():
        if route.name not in PAGES:
            continue
        for number, thing in enumerate(PAGES[route.name].things(world, route)):
            for verb in VERBS:
                if number == 0 or (verb in VERBS[:2] and route.implements(verb)):
                    for role in ROLES:
                        yield Case(role, route, verb, thing)


def chosen_cases(world):
    """Every role on one object of each kind; on the others, in turn, one role for each answer.

    The two engines share the addresses and the others: what one is not asked, the other is.
    """
    turn, seen, mine = 0, set(), connection.vendor == "postgresql"
    walked = set(shared_routes())
    for (route, _thing, verb), group in groupby(
        every_case(world), key=lambda c: (c.route, c.thing, c.verb)
    ):
        answers = defaultdict(list)
        for case in group:
            answers[case.expected(world)].append(case)
        if (route, verb) not in seen and verb in VERBS[:2]:
            if route in walked:
                yield from chain.from_iterable(answers.values())
        else:
            turn += 1
            if (turn // 2) % 2 == mine:
                yield from (cases[turn % len(cases)] for cases in answers.values())
        seen.add((route, verb))


def asked(world, case):
    """The answer; nothing that it wrote is kept."""
    with transaction.atomic():
        answer = getattr(world.client(case.role), case.verb)(case.url)
        transaction.set_rollback(True)
    body = b"".join(answer) if answer.streaming else answer.content
    shown = TOKEN.sub(b"", body).replace(case.url.encode(), b"")
    headers = sorted((k, v) for k, v in answer.items() if k != "Content-Length")
    digest = sha256(shown + repr(headers).encode()).hexdigest()
    return Answer(answer.status_code, digest, told(answer))


@pytest.fixture(scope="module")
def walked(world):
    """{role: {case: answer or None}}: each case is asked once, when its role is walked."""
    found = {role: {} for role in ROLES}
    for case in chosen_cases(world):
        found[case.role][case] = None
    return found


def walk(world, cases):
    for case, answer in cases.items():
        cases[case] = answer or asked(world, case)
    return cases


def mismatches(world, cases):
    for case, answer in walk(world, cases).items():
        expected = case.expected(world)
        if answer.status not in expected:
            yield f"{case}: expected {sorted(expected)}, got {answer.told}"


def differences(world, cases):
    """Refusals by 404 that are not, byte for byte, those of an object that does not exist."""
    unknown = {}
    for case, answer in walk(world, cases).items():
        if answer.status != 404:
            continue
        asks = case.route, case.verb
        if asks not in unknown:
            nothing = replace(case.thing, arguments=Anything())
            unknown[asks] = asked(world, replace(case, thing=nothing))
        if (unknown[asks].status, unknown[asks].shown) != (404, answer.shown):
            yield case


def test_s02_every_address_of_ours_has_its_row():
    missing = sorted({route.name or route.pattern for route in our_routes()} - set(PAGES))
    unknown = sorted(set(PAGES) - {route.name for route in our_routes()})

    assert missing == [], "add their rows to tests/rights/matrix.py"
    assert unknown == [], "these rows of tests/rights/matrix.py speak of no address"


def test_s02_every_state_of_a_thing_has_its_row(world):
    abouts = {page.about for page in PAGES.values() if page.about}
    walked = {
        (about, thing.state) for about in abouts for thing in world.of(KINDS.get(about, about))
    }

    assert {(about, state) for about in SEES for state in SEES[about]} - walked == set()
    assert walked - {(about, state) for about in SEES for state in SEES[about]} == set()


@pytest.mark.parametrize("role", ROLES)
def test_s02_every_answer_is_that_of_the_matrix(world, walked, role):
    assert_none(mismatches(world, walked[role]))


@pytest.mark.parametrize("role", ROLES)
def test_s02_a_hidden_object_is_answered_as_an_unknown_one(world, walked, role):
    assert_none(differences(world, walked[role]))


@pytest.mark.long
@pytest.mark.parametrize("role", ROLES)
def test_s02_every_case_of_every_object_is_that_of_the_matrix(world, role):
    cases = {case: None for case in every_case(world) if case.role == role}

    assert_none([*mismatches(world, cases), *differences(world, cases)])


def test_s02_the_matrix_is_large_enough(world, walked):
    chosen = [case for cases in walked.values() for case in cases]

    assert len(chosen) >= 3000
    assert {case.verb for case in chosen} == set(VERBS)
    assert sum(1 for _case in every_case(world)) >= 10_000
