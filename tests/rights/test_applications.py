"""Who sees candidatures: each role × each state × the list, the page, the file; notes stay inside.

domain.md § 7: the service of the bassin all; whoever applied, their own, by a signed link; the
others nothing.
"""

from itertools import product

import pytest
from django.urls import reverse

from poles.models import Application
from poles.reports import follow_up_path
from tests.crawl import first_addresses
from tests.faults import assert_none
from tests.people import BXL, LIEGE, ROLES

pytestmark = pytest.mark.django_db

PAGES = ("application", "application_file")
NOTE, REASON = "Une note que seul le service lit.", "Un motif pas encore envoyé."
OUTSIDE = ("anonymous", "plenary_member", "pole_member", "liege_service")
# Where pôles, their members, their calls and what is proposed of them are told.
WHERE = ("poles:", "plenary:sitting", "plenary:item", "home")
LINKS = ("follow_up", "follow_up_edit", "follow_up_withdraw")


def expected(role, bassin):
    if role == "anonymous":
        return 302
    return 200 if "service" in ROLES[role].holds and ROLES[role].bassin == bassin else 404


def test_every_role_sees_each_state_as_the_table_says(world):
    wrong = []
    for role, thing in product(ROLES, world.of("candidature")):
        for name in PAGES:
            url = reverse(f"poles:{name}", args=[thing.object.call.pole_id, thing.object.pk])
            status = world.client(role).get(url).status_code
            if status != expected(role, thing.bassin):
                wrong.append(f"{role} {name} [{thing}]: {status}")

    states = {thing.state for thing in world.of("candidature")}
    assert states == {"reçue", "retenue", "en réserve", "non retenue", "retirée"}
    assert_none(wrong)


@pytest.mark.parametrize("bassin", [BXL, LIEGE])
def test_the_lists_and_the_answers_are_those_of_the_service(world, bassin):
    call = world.one("candidature", "reçue", bassin).object.call
    names = [a.name for a in call.applications.all()]
    wrong = []
    for role, name in product(ROLES, ("applications", "answers", "answers_edit")):
        answer = world.client(role).get(reverse(f"poles:{name}", args=[call.pole_id, call.pk]))
        if answer.status_code != expected(role, bassin):
            wrong.append(f"{role} {name}: {answer.status_code}")
        if answer.status_code != 200 and any(n in answer.content.decode() for n in names):
            wrong.append(f"{role} {name} names somebody")

    assert_none(wrong)


def test_a_signed_link_shows_ones_own_and_nothing_of_what_the_service_thinks(world):
    Application.objects.exclude(reason="").update(reason=REASON)
    Application.objects.update(note=NOTE)
    applications = list(Application.objects.select_related("call").order_by("pk"))
    wrong, read = [], 0
    for one in applications:
        others = [x for a in applications if a != one for x in (a.number, a.name, a.email)]
        token = follow_up_path(one).strip("/").rpartition("/")[2]
        for name in LINKS:
            answer = world.client("anonymous").get(reverse(f"poles:{name}", args=[token]))
            page = answer.content.decode()
            read += answer.status_code == 200
            told = [word for word in (NOTE, REASON, *others) if word in page]
            wrong += [f"{name} of {one}: {word}" for word in told]

    assert read >= len(applications)
    assert_none(wrong)


def test_a_link_that_was_changed_shows_nothing(world):
    """Neither another number under the same signature, nor the signature of another."""
    links = [world.one("suivi d’une candidature", "", bassin) for bassin in (BXL, LIEGE)]
    one, other = (thing.arguments["token"] for thing in links)
    head, sign, tail = one.partition(":")
    forged = (other.partition(":")[0] + sign + tail, one[:-1], f"{one}x", head)

    statuses = {
        world.client("anonymous").get(reverse("poles:follow_up", args=[token])).status_code
        for token in forged
    }

    assert statuses == {410}


def test_no_page_of_others_tells_what_the_service_notes(world):
    Application.objects.filter(call__pole__bassin=world.bassins[BXL]).update(note=NOTE)
    told, read = [], 0
    for route, url in first_addresses(world):
        if not route.name.startswith(WHERE) or not route.implements("get"):
            continue
        for role in OUTSIDE:
            answer = world.client(role).get(url)
            if answer.status_code == 200 and not answer.streaming:
                read += 1
                if NOTE in answer.content.decode(errors="replace"):
                    told.append(f"{role} {url}")

    assert read > 40
    assert_none(told)
