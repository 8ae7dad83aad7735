"""A member approves, on the page or by the signed link."""

import pytest

from plenary import workflow
from plenary.choices import Outcome
from plenary.facts import link_for
from plenary.models import Recusal, Stance
from tests.plenary.factories import (
    ItemFactory,
    SittingFactory,
)
from tests.plenary.pages import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def convened(body):
    """A launch at a convened sitting."""
    return ItemFactory(sitting=SittingFactory(body=body, convened=True), number=1)


def test_a_member_approves_on_the_page(client_as, convened, member):
    client = client_as(member[0])
    page = client.get(url("stance", convened.pk)).content.decode()

    answer = client.post(url("stance", convened.pk), {"kind": "favorable", "reason": ""})

    assert page.count('type="radio"') == 3
    assert answer.status_code == 302
    assert Stance.objects.get().channel == "page"


def test_a_missing_reason_is_said_beside_its_field_and_nothing_is_lost(client_as, convened, member):
    answer = client_as(member[0]).post(url("stance", convened.pk), {"kind": "reserve"})

    assert answer.context["form"].errors.keys() == {"reason"}
    assert "checked" in answer.content.decode()
    assert not Stance.objects.exists()


def test_the_link_shows_by_get_and_acts_by_post(client, convened, member):
    home = link_for(convened.sitting, member[1])
    address = f"{home}{convened.pk}/"
    shown = [client.get(home).status_code, client.get(address).status_code]
    assert not Stance.objects.exists()

    answer = client.post(address, {"kind": "defavorable", "reason": "Trop tôt."})
    client.post(home, {"presence": "excuse"})

    assert shown == [200, 200]
    assert answer.status_code == 302
    stance = Stance.objects.get()
    assert (stance.person, stance.channel) == (member[0].person, "lien")
    assert convened.sitting.attendances.get().presence == "excuse"


def test_the_link_changes_an_answer_until_the_decision(client, launch, member, sec):
    address = f"{link_for(launch.sitting, member[1])}{launch.pk}/"
    client.post(address, {"kind": "favorable"})
    client.post(address, {"kind": "reserve", "reason": "Un doute."})
    workflow.record(launch, by=sec, outcome=Outcome.POSTPONED)

    answer = client.post(address, {"kind": "favorable"})

    assert answer.status_code == 409
    assert "les avis sont clos" in answer.content.decode()
    assert Stance.objects.get().kind == "reserve"


def test_a_link_declares_a_deport(client, convened, member):
    address = f"{link_for(convened.sitting, member[1])}{convened.pk}/deport/"

    client.post(address, {"reason": "Je suis candidate."})

    assert Recusal.objects.get().person == member[0].person


@pytest.mark.parametrize("by_link", [False, True])
def test_a_deport_sent_twice_stays_declared_and_says_so(client_as, convened, member, by_link):
    user, mandate = member
    client = client_as(user)
    home = link_for(convened.sitting, mandate)
    address = f"{home}{convened.pk}/deport/" if by_link else url("recuse", convened.pk)
    declare = {"asks": "declare", "reason": "Je suis candidate."}

    answers = [client.post(address, declare, follow=True) for _n in range(2)]
    lifting = client.get(address)
    lifts = [client.post(address, {"asks": "lift"}, follow=True) for _n in range(2)]

    assert "Votre déport est déclaré" in answers[0].text
    assert "Votre déport était déjà déclaré" in answers[1].text
    assert 'name="asks" value="lift"' in lifting.text
    assert "Votre déport est levé" in lifts[0].text
    assert "Votre déport était déjà levé" in lifts[1].text
    assert Recusal.objects.get().lifted_at is not None


def test_a_link_opens_no_item_of_another_sitting(client, convened, member, body):
    stranger = ItemFactory(sitting=SittingFactory(body=body, convened=True))

    answer = client.get(f"{link_for(convened.sitting, member[1])}{stranger.pk}/")

    assert answer.status_code == 404


@pytest.mark.parametrize("state", [{"held": True}, {"cancelled": True}])
def test_a_closed_link_says_why_with_410(client, body, member, state):
    sitting = SittingFactory(body=body, **state)

    answer = client.get(link_for(sitting, member[1]))

    assert answer.status_code == 410
    assert "Ce lien n’ouvre plus rien" in answer.content.decode()


def test_a_forged_link_says_why(client):
    assert client.get(url("invitation", "abc:def")).status_code == 410


@pytest.mark.parametrize("by_link", [False, True])
def test_a_long_agenda_shows_the_first_that_wait_then_all_on_demand(
    client_as, client, convened, member, by_link
):
    sitting, (user, mandate) = convened.sitting, member
    others = [ItemFactory(sitting=sitting, number=n) for n in range(2, 21)]
    for item in (convened, *others[:3]):
        workflow.give_stance(item, mandate=mandate, kind="favorable", reason="", channel="page")
    reader = client if by_link else client_as(user)
    home = link_for(sitting, mandate) if by_link else sitting.get_absolute_url()

    page = reader.get(home)
    whole = reader.get(f"{home}?avis=tous").context["to_answer"]

    shown = page.context["to_answer"]
    assert [one["act"] for one in shown.shown] == ["Donner mon avis"] * 10
    assert (shown.total, shown.awaited, shown.given, shown.left_out) == (20, 16, 4, 10)
    text = page.content.decode().replace("\xa0", " ")
    assert "16 points attendent votre avis" in text
    assert (len(whole.shown), whole.left_out) == (20, 0)
