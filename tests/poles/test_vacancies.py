"""Places that a member left: vacant until somebody is designated, and the call that fills them."""

from datetime import timedelta

import pytest

from core.clock import today
from poles.choices import EndReason
from poles.reports import composition_of
from tests.poles.factories import CallFactory, MembershipFactory, PoleFactory
from tests.poles.test_members import url

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def left(member, day):
    member.ends_on, member.end_reason = day, EndReason.RESIGNED
    member.save()
    return member


def test_a_place_is_vacant_until_somebody_is_designated_after_the_departure():
    pole = PoleFactory(active=True, groups="AAAC")
    first, second, _third = pole.memberships.filter(category="A").order_by("pk")
    left(first, today() - 20 * DAY)
    left(second, today() - 10 * DAY)

    def vacant(on):
        return [v.member for v in composition_of(pole, on=on).groups[0].vacancies]

    assert vacant(today()) == [first, second]
    assert vacant(today() - 15 * DAY) == [first]
    assert vacant(today() - 30 * DAY) == []
    MembershipFactory(pole=pole, category="A", starts_on=today() - 20 * DAY)
    assert vacant(today()) == [second]
    assert composition_of(pole, on=today()).call_query == "a=1&b=1"


def test_a_vacant_place_opens_a_prefilled_call_and_a_call_under_way_is_shown_instead(
    client_as, bruxelles, service
):
    pole = PoleFactory(bassin=bruxelles, active=True, actors_b="Centres de formation")
    left(pole.memberships.get(category="B"), today() - DAY)
    client = client_as(service)
    address = f"{url('call_new', pole)}?b=1"

    assert address in client.get(url("members", pole)).text
    initial = client.get(address).context["form"].initial
    assert (initial["seats_b"], initial["profile_b"]) == (1, "Centres de formation")
    assert (initial["profile_a"], initial["profile_c"]) == ("", "")
    assert pole.theme.name in initial["lede"]

    call = CallFactory(pole=pole)
    for page in (client.get(url("members", pole)), client.get(address)):
        assert f'href="{call.get_absolute_url()}"' in page.text
    assert address not in client.get(url("members", pole)).text


def test_the_history_of_the_members_leaves_as_a_spreadsheet(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, active=True, groups="A")
    seat = left(pole.memberships.get(), today() - DAY)
    MembershipFactory(pole=pole, organisation=seat.organisation, substitute_of=seat)

    text = client_as(service).get(url("members_csv", pole)).content.decode("utf-8-sig")

    head, substitute, member = text.splitlines()
    assert head.startswith("Personne;Organisation;Qualité;Suppléant·e de")
    assert f";{seat.person};" in substitute
    assert f";{(today() - DAY).isoformat()};démission;" in member
    assert seat.designated_by.number in member
