"""R-22: a creating form sent five times at once, twice in a row or again later makes one object."""

import threading
from collections import Counter

import pytest
from django.db import connection
from django.test import Client

from core.forms import OnceForm
from tests import world as everything
from tests.faults import assert_none
from tests.html import own_form
from tests.routes import shared_routes
from tests.safety import submissions
from tests.safety.submissions import again, filled, openings, sent_once_read, taken_back
from tests.tables import changes, snapshot

pytestmark = pytest.mark.django_db

TIMES = 5


def creating_routes():
    return [
        route
        for route in shared_routes()
        if route.view
        and isinstance(getattr(route.view, "form_class", None), type)
        and issubclass(route.view.form_class, OnceForm)
    ]


def _forms(world, route):
    """(role, url, data) that may make one object, in the order of the senders."""
    for role, thing, url in openings(world, route):
        answer = world.client(role).get(url)
        if answer.status_code == 200:
            yield role, url, filled(world, route, thing, own_form(answer, url))


def _made(changed):
    """Rows that appeared, by table."""
    return Counter(change.table for change in changed if change.what == "new")


def _at_once(user, url, data):
    """The same form from five tabs at the same instant; gives the statuses."""
    barrier, statuses = threading.Barrier(TIMES), []

    def send():
        client = Client(raise_request_exception=False)
        client.force_login(user)
        try:
            barrier.wait(timeout=30)
            statuses.append(client.post(url, _copied(data)).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(TIMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return statuses


def _copied(data):
    return {
        name: type(value)(value.name, value.file.getvalue(), value.content_type)
        if hasattr(value, "content_type")
        else value
        for name, value in data.items()
    }


@pytest.mark.django_db(transaction=True)
def test_r22_five_identical_posts_at_once_make_one_object():
    world = everything.build()
    doubled = []
    for route in creating_routes():
        for role, url, data in _forms(world, route):
            with taken_back():
                once = _made(sent_once_read(world, role, url, data))
            if not once:
                continue
            before = snapshot()
            statuses = _at_once(world.users[role], url, data)
            between = snapshot()
            world.client(role).post(url, _copied(data))
            made, more = _made(changes(before, between)), changes(between, snapshot())
            if set(statuses) != {302} or made != once or more:
                doubled.append(f"{route} by {role}: {statuses}, {made} instead of {once}")
            break
        else:
            doubled.append(f"{route}: nobody could send it")

    assert creating_routes()
    assert_none(doubled)


def test_r22_what_is_sent_again_makes_nothing_more(world):
    """Back button and resend: the second, identical, sending adds no row anywhere."""
    doubled = []
    for submission in submissions.found(world)[0]:
        with again(world, submission):
            submission.sent(world)
            _answer, second = submission.sent(world)
        more = [str(c) for c in second if c.what == "new" and c.table != "core.Draft"]
        if more:
            doubled.append(f"{submission}: {more}")

    assert_none(doubled)
