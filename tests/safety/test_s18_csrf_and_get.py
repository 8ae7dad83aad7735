"""S-18: no address writes without its CSRF token, and reading never writes."""

import pytest
from django.test import Client

from tests.crawl import addresses, first_addresses
from tests.faults import assert_none
from tests.routes import UNSAFE
from tests.tables import changes, snapshot

pytestmark = pytest.mark.django_db

# Who reads most; each walks on one engine.
READERS = (
    pytest.param("administrator", marks=pytest.mark.once("postgresql")),
    pytest.param("secretary", marks=pytest.mark.once("sqlite3")),
    pytest.param("president", marks=pytest.mark.once("sqlite3")),
)


@pytest.mark.parametrize("verb", UNSAFE)
def test_s18_nothing_is_written_without_its_token(world, verb):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(world.users["coordinator"])
    before = snapshot()

    accepted = [
        f"{verb.upper()} {url} ({route}): {answer.status_code}"
        for route, url in first_addresses(world)
        if (answer := getattr(client, verb)(url)).status_code != 403
    ]

    assert_none(accepted)
    assert_none(changes(before, snapshot()))


@pytest.mark.parametrize("role", READERS)
def test_s18_reading_changes_nothing(world, role):
    client = Client(raise_request_exception=False)
    client.force_login(world.users[role])
    before = snapshot()

    for walk in (addresses, first_addresses):
        for route, url in walk(world):
            if route.name not in ("account_logout", "admin:logout"):
                client.get(url)

    assert_none(changes(before, snapshot()))
