"""The pages that tell of a composition: « Simuler », and whom a pôle is made of."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.clock import today
from poles.models import Membership
from tests.actors.factories import OrganisationFactory
from tests.poles.factories import PoleFactory, add_members

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = date(2026, 11, 28)
BEGAN = TODAY - 200 * DAY


def test_the_page_tells_each_rule_that_would_change_and_leads_to_the_act(
    client_as, bruxelles, service
):
    with time_machine.travel(TODAY, tick=False):
        pole = PoleFactory(bassin=bruxelles, active=True, starts_on=BEGAN)
        member = pole.memberships.get(category="B")
        url = reverse("poles:simulator", args=[pole.pk])
        client = client_as(service)

        nothing = client.get(url, {"le": "2027-06-30"}).text
        page = client.get(url, {"le": "2027-06-30", "part": member.pk}).text
        replaced = client.get(
            url,
            {
                "le": "2027-06-30",
                "part": member.pk,
                "organisation": OrganisationFactory(category="B", sector="public").pk,
                "presence": "terrain",
            },
        ).text

        assert "Aucun changement n’est choisi" in nothing
        assert f"Si {member.person} siège jusqu’au 30 juin 2027" in page
        assert "Ne serait plus remplie, dès le 1er juillet 2027" in page
        assert "Accord, art.\xa018" in page
        act = f"{reverse('poles:resignation', args=[pole.pk, member.pk])}?le=2027-06-30"
        assert act in page
        assert 'value="2027-06-30"' in client.get(act).text
        assert "Aucune règle ne change" in replaced


def test_a_simulation_saves_nothing_and_costs_the_same_for_one_or_twenty_members(
    client_as, bruxelles, service
):
    pole = PoleFactory(bassin=bruxelles, active=True)
    url = reverse("poles:simulator", args=[pole.pk])
    client, counts = client_as(service), []
    client.get(url)
    for _ in range(2):
        keys = list(pole.memberships.values_list("pk", flat=True))
        with CaptureQueriesContext(connection) as queries:
            client.get(url, {"le": today().isoformat(), "part": keys})
        counts.append(len(queries))
        add_members(pole, "ABCABCABC")

    assert counts[0] == counts[1]
    assert not Membership.objects.exclude(ends_on=None).exists()


def test_diversity_is_told_by_figures_then_drawn_and_compared_with_the_term_before(
    client_as, bruxelles, plenary_member
):
    pole = PoleFactory(bassin=bruxelles, active=True, groups="AB", starts_on=BEGAN)
    add_members(pole, "C", starts_on=BEGAN + 30 * DAY)
    url = reverse("poles:diversity", args=[pole.pk])
    client = client_as(plenary_member)

    page = client.get(url)
    aspect = page.context["diversity"].aspects[0]
    nobody = client.get(url, {"le": (BEGAN - DAY).isoformat()}).text

    assert [(s.label[:1], s.count, s.before) for s in aspect.shares] == [
        ("A", 1, 1),
        ("B", 1, 1),
        ("C", 1, 0),
        ("A", 0, 0),
    ]
    assert [p.width for p in aspect.bars[0].parts] == [200, 200, 200]
    assert page.text.count('role="img"') == 2 * len(page.context["diversity"].aspects)
    assert "Personne n’est désigné à cette date" in nobody
