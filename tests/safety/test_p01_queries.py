"""P-01: more objects cost no more queries, and each page keeps to its budget."""

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.views.generic import ListView

from tests import world as everything
from tests.crawl import first_addresses
from tests.faults import assert_none

pytestmark = [pytest.mark.django_db, pytest.mark.once("sqlite3")]

READERS = ("service", "plenary_member", "porteur", "pole_member", "administrator", "anonymous")
# What « À faire » reads depends on the function: these are measured on the home alone.
AT_HOME = ("secretary", "coordinator", "president")
# STOP: pages of libraries; the admin, before it deletes a person, asks each table that names one.
LIST, DETAIL, HOME, STOP = 10, 15, 15, 40
# Days told by each app in its own query: one more for each noun that has days.
DAYS, TOLD = {"deadlines", "calendar"}, 20
SIZES = (1, 3, 50)


def budget(route):
    if route.name == "home":
        return HOME
    if route.name in DAYS:
        return TOLD
    if not route.is_ours:
        return STOP
    return LIST if route.view and issubclass(route.view, ListView) else DETAIL


def counts(world, role):
    """{(route name, url): queries} for every address read by this role."""
    client = Client(raise_request_exception=False)
    if world.users[role]:
        client.force_login(world.users[role])
    client.get("/")
    found = {}
    for route, url in first_addresses(world):
        if route.name == "account_logout" or (role in AT_HOME and route.name != "home"):
            continue
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(url)
        if answer.status_code == 200:
            found[route, url] = [q["sql"] for q in queries]
    return found


@pytest.fixture(scope="module")
def measured(world):
    """{role: {address: [queries with 1, 3 and 50 objects more]}}"""
    found = {role: {} for role in (*READERS, *AT_HOME)}
    there = 0
    ContentType.objects.get_for_models(*apps.get_models())
    for size in SIZES:
        everything.grow(world, size - there)
        there = size
        for role in found:
            for address, queries in counts(world, role).items():
                found[role].setdefault(address, []).append(queries)
    return found


def test_p01_the_number_of_objects_costs_no_query(measured):
    slopes = [
        f"{role} {url}: {[len(q) for q in queries]}"
        for role, pages in measured.items()
        for (_route, url), queries in pages.items()
        if len({len(q) for q in queries}) > 1
    ]

    assert_none(slopes)


def test_p01_every_page_keeps_to_its_budget(measured):
    over = [
        f"{role} {url} ({route}): {len(queries[-1])} > {budget(route)}"
        for role, pages in measured.items()
        for (route, url), queries in pages.items()
        if len(queries[-1]) > budget(route)
    ]

    assert_none(over)
