"""Pages that prepare a sitting: what they keep of what was typed, what they refuse in words."""

import pytest

from core.clock import today
from outbox.models import Mail
from plenary.choices import ItemStatus, Kind, SittingStatus
from plenary.models import AgendaItem, Sitting
from tests.plenary.factories import (
    ItemFactory,
    SittingFactory,
)
from tests.plenary.pages import DAY, url
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.django_db


def test_a_sitting_is_made_by_its_page_and_a_number_twice_is_refused(client_as, body, sec):
    client = client_as(sec)
    fields = {"body": body.pk, "on": today() + 9 * DAY, "number": 61, "token": "a" * 20}

    first = client.post(url("new"), fields)
    second = client.post(url("new"), {**fields, "on": today() + 20 * DAY, "token": "b" * 20})

    assert first.status_code == 302
    assert "porte déjà ce numéro" in second.content.decode()
    assert Sitting.objects.count() == 1


def test_what_waits_is_put_on_in_one_click(client_as, body, sec):
    pole = PoleFactory(bassin=body.bassin, proposed=True)
    sitting = SittingFactory(body=body)
    client = client_as(sec)
    page = client.get(url("waiting")).content.decode()

    answer = client.post(url("put_on"), {"key": f"lancement-{pole.pk}", "sitting": sitting.pk})

    assert f"lancement-{pole.pk}" in page
    assert answer.status_code == 302
    assert sitting.items.get().pole == pole


def test_r22_what_was_just_put_on_is_shown_on_its_agenda_by_a_second_click(client_as, body, sec):
    pole = PoleFactory(bassin=body.bassin, proposed=True)
    sitting = SittingFactory(body=body)
    client, sent = client_as(sec), {"key": f"lancement-{pole.pk}", "sitting": sitting.pk}
    client.post(url("put_on"), sent)

    answer = client.post(url("put_on"), sent, follow=True)

    assert answer.redirect_chain == [(sitting.get_absolute_url(), 302)]
    assert "déjà à l’ordre du jour" in answer.text
    assert sitting.items.count() == 1


def test_what_waits_is_known_by_the_address_when_the_form_lost_it(client_as, body, sec):
    pole = PoleFactory(bassin=body.bassin, proposed=True)
    sitting = SittingFactory(body=body)

    answer = client_as(sec).post(
        f"{url('put_on')}?point=lancement-{pole.pk}", {"sitting": sitting.pk}
    )

    assert answer.status_code == 302
    assert sitting.items.get().pole == pole


@pytest.mark.parametrize("name", ["record", "up", "down"])
def test_what_belongs_to_a_sitting_says_that_the_item_waits_for_one(client_as, body, sec, name):
    item = ItemFactory(body=body, waiting=True)

    answer = client_as(sec).post(url(name, item.pk), follow=True)

    assert answer.redirect_chain == [(item.get_absolute_url(), 302)]
    assert "Ce point attend une séance" in answer.text


def test_what_does_not_wait_is_not_put_on(client_as, body, sec, liege):
    stranger = PoleFactory(bassin=liege, proposed=True)
    sitting = SittingFactory(body=body)

    for key in (f"lancement-{stranger.pk}", "lancement-0", "n’importe quoi"):
        answer = client_as(sec).post(url("put_on"), {"key": key, "sitting": sitting.pk})
        assert answer.status_code == 404
    assert not AgendaItem.objects.exists()


def test_an_urgent_item_without_reason_is_refused_and_keeps_what_was_typed(client_as, body, sec):
    pole = PoleFactory(bassin=body.bassin, proposed=True)
    sitting = SittingFactory(body=body, convened=True)

    answer = client_as(sec).post(
        url("put_on"), {"key": f"lancement-{pole.pk}", "sitting": sitting.pk}
    )

    assert answer.status_code == 422
    assert "en urgence, avec un motif" in answer.content.decode()


def test_convening_shows_the_recipients_first(client_as, body, sec, member):
    sitting = SittingFactory(body=body)
    ItemFactory(sitting=sitting)
    client = client_as(sec)

    page = client.get(url("convene", sitting.pk)).content.decode()
    client.post(url("convene", sitting.pk))

    assert member[0].email in page
    sitting.refresh_from_db()
    assert sitting.status == SittingStatus.CONVENED
    assert Mail.objects.get().status == "waiting"


def test_the_order_changes_with_a_button(client_as, body, sec):
    sitting = SittingFactory(body=body)
    first, second = ItemFactory.create_batch(2, sitting=sitting)

    client_as(sec).post(url("down", first.pk))

    assert list(sitting.items.order_by("position")) == [second, first]


@pytest.mark.parametrize(
    ("kind", "missing"), [(Kind.MODALITIES, "rhythm"), (Kind.DEROGATION, "rules")]
)
def test_asking_for_an_item_says_what_its_kind_needs(client_as, service, body, kind, missing):
    pole = PoleFactory(bassin=body.bassin, active=True)
    fields = {"kind": kind, "pole": pole.pk, "text": "Voici pourquoi.", "token": "a" * 20}

    answer = client_as(service).post(url("ask"), fields)

    assert answer.context["form"].errors.keys() == {missing}
    assert "Voici pourquoi." in answer.content.decode()


def test_asking_for_a_derogation_makes_it_wait(client_as, service, body):
    pole = PoleFactory(bassin=body.bassin, active=True)
    fields = {
        "kind": Kind.DEROGATION,
        "pole": pole.pk,
        "text": "Voici pourquoi.",
        "rules": ["P12"],
        "token": "a" * 20,
    }

    client_as(service).post(url("ask"), fields)

    item = AgendaItem.objects.get()
    assert (item.status, item.proposal) == (ItemStatus.WAITING, {"rules": ["P12"]})
