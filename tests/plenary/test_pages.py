"""The pages of the plenary: who may open them, and what they cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary import workflow
from plenary.choices import Kind
from plenary.models import Decision
from poles.choices import PoleStatus
from tests.actors.factories import UserFactory
from tests.plenary.factories import (
    ItemFactory,
    SittingFactory,
    StanceFactory,
    seated,
)
from tests.plenary.pages import afresh, noted, url
from tests.poles.factories import MembershipFactory, PoleRequestFactory

pytestmark = pytest.mark.django_db


def test_the_plenary_sees_a_sitting_once_it_is_convened(client_as, body, member):
    preparing, convened = SittingFactory(body=body), SittingFactory(body=body, convened=True)
    client = client_as(member[0])

    answers = [client.get(s.get_absolute_url()).status_code for s in (preparing, convened)]

    assert answers == [404, 200]


def test_another_bassin_sees_nothing(client_as, launch, liege):
    client = client_as(UserFactory(serves=liege, role="secretariat"))

    assert client.get(launch.sitting.get_absolute_url()).status_code == 404
    assert client.get(launch.get_absolute_url()).status_code == 404
    assert client.post(url("record", launch.pk)).status_code == 404


@pytest.mark.parametrize("name", ["convene", "edit", "cancel", "attendance", "add_free"])
def test_only_those_who_prepare_act_on_a_sitting(client_as, sitting, member, service, name):
    for user in (member[0], service):
        assert client_as(user).get(url(name, sitting.pk)).status_code == 403


def test_the_service_asks_for_items_but_puts_none_on(client_as, service, bruxelles):
    client = client_as(service)

    assert client.get(url("ask")).status_code == 200
    assert client.get(url("put_on")).status_code == 403


def test_a_member_of_the_pole_reads_the_decision_about_it(client_as, launch, sec, chair):
    pole_member = UserFactory()
    MembershipFactory(pole=launch.pole, person=pole_member.person)
    noted(launch, sec)
    client = client_as(pole_member)
    address = Decision.objects.get().get_absolute_url()
    before = client.get(address).status_code

    workflow.seal(launch, by=chair)

    assert (before, client.get(address).status_code) == (404, 200)
    assert client.get(launch.sitting.get_absolute_url()).status_code == 404


def test_the_porteur_reads_the_decision_about_their_demande(client_as, launch, sec, chair):
    request = PoleRequestFactory(bassin=launch.body.bassin, answered=True)
    launch.pole.request, launch.pole.origin = request, "demande"
    launch.pole.save()
    noted(launch, sec)

    decision = workflow.seal(launch, by=chair)

    porteur = client_as(request.submitted_by)
    assert porteur.get(decision.get_absolute_url()).status_code == 200
    assert client_as(UserFactory()).get(decision.get_absolute_url()).status_code == 404


def test_stances_are_shown_to_the_others_by_a_setting(client_as, launch, member, bruxelles):
    StanceFactory(item=launch, kind="defavorable", reason="Trop coûteux pour nous.")
    shown = client_as(member[0]).get(launch.get_absolute_url()).content.decode()
    bruxelles.shows_positions = False
    bruxelles.save()

    hidden = client_as(member[0]).get(launch.get_absolute_url()).content.decode()

    assert "Trop coûteux pour nous." in shown
    assert "Trop coûteux pour nous." not in hidden


def test_who_stands_aside_no_longer_sees_the_item(client_as, launch, member):
    launch.text = "Une note réservée."
    launch.save()
    user, mandate = member
    workflow.recuse(launch, mandate=mandate, by=user)

    page = client_as(user).get(launch.get_absolute_url()).content.decode()

    assert "déporté·e" in page
    assert "Une note réservée." not in page


DETAIL = 15


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name", ["sitting", "attendance"])
def test_p01_one_item_or_three_cost_a_page_the_same(client_as, body, sec, name):
    sitting = SittingFactory(body=body, in_session=True)
    client = client_as(sec)
    ItemFactory(sitting=sitting)
    client.get(url(name, sitting.pk))
    one = queries_of(client, url(name, sitting.pk))
    ItemFactory.create_batch(2, sitting=sitting, recorded=True)

    three = queries_of(client, url(name, sitting.pk))

    assert one == three <= DETAIL


def test_p01_a_member_pays_the_same_for_one_item_or_three_among_one_seat_or_three(
    client_as, body, member
):
    sitting = SittingFactory(body=body, convened=True)
    client = client_as(member[0])
    costs = []
    for count in (1, 2):
        ItemFactory.create_batch(count, sitting=sitting, kind=Kind.STOP)
        for _n in range(count):
            seated(body)
        client.get(sitting.get_absolute_url())
        costs.append(queries_of(client, sitting.get_absolute_url()))

    assert costs[0] == costs[1] <= DETAIL


def test_p01_the_item_of_a_launch_stays_within_its_queries(client_as, launch, service):
    client = client_as(service)
    client.get(launch.get_absolute_url())

    assert queries_of(client, launch.get_absolute_url()) < DETAIL


def test_p01_one_convened_sitting_or_three_cost_the_home_page_the_same(client_as, body, member):
    client = client_as(member[0])
    costs = []
    for count in (1, 2):
        for _n in range(count):
            ItemFactory(sitting=SittingFactory(body=body, convened=True))
        client.get("/")
        costs.append(queries_of(client, "/"))

    assert costs[0] == costs[1] <= DETAIL


def test_p01_sealing_a_whole_sitting_costs_the_same_for_one_and_for_three(client_as, body, chair):
    sitting = SittingFactory(body=body, in_session=True)
    client = afresh(client_as(chair), chair)
    client.get(url("seal_all", sitting.pk))
    costs = []
    for count in (1, 2):
        for item in ItemFactory.create_batch(count, sitting=sitting, kind=Kind.STOP):
            workflow.record(item, by=UserFactory(), outcome="refuse", motivation="Il continue.")
        costs.append(queries_of(client, url("seal_all", sitting.pk)))

    assert costs[0] == costs[1] <= DETAIL


def test_a_pole_in_the_wrong_state_is_told_before_the_seal(client_as, launch, sec, chair):
    noted(launch, sec)
    launch.pole.status = PoleStatus.DRAFT
    launch.pole.submitted_at = launch.pole.submitted_by = None
    launch.pole.save()

    answer = afresh(client_as(chair), chair).post(url("seal", launch.pk), {"version": 1})

    assert answer.status_code == 422
    assert "ne peut plus être décidé" in answer.content.decode()
