"""What is added once the convocation has left: a number under another one, seen as such."""

import pytest

from core.workflow import Refused
from plenary import workflow
from plenary.choices import Kind
from plenary.models import AgendaItem
from tests.plenary.factories import ItemFactory, SittingFactory
from tests.plenary.pages import url
from tests.threads import at_once

pytestmark = pytest.mark.django_db
WHY = "La ministre vient."


@pytest.fixture
def convened(body):
    """Convened, with three numbered items."""
    sitting = SittingFactory(body=body, convened=True)
    for number in (1, 2, 3):
        ItemFactory(sitting=sitting, number=number, position=number)
    return sitting


def add(sitting, by, title, after=None):
    item = AgendaItem(body=sitting.body, kind=Kind.DEBATE, title=title)
    return workflow.add_free(sitting, item, by=by, urgent_reason=WHY, after=after)


def printed(sitting):
    return [i.printed_number for i in sitting.items.order_by("position", "pk")]


def test_an_urgent_item_goes_under_the_last_number_by_default(convened, sec):
    add(convened, sec, "Un débat")

    assert printed(convened) == ["1", "2", "3", "3.1"]


def test_an_urgent_item_goes_where_the_secretary_says(convened, sec):
    second = convened.items.get(number=2)

    add(convened, sec, "Un débat", after=second)
    add(convened, sec, "Un autre", after=second)
    add(convened, sec, "Un troisième", after=convened.items.get(number=2, sub_number=1))

    assert printed(convened) == ["1", "2", "2.1", "2.2", "2.3", "3"]


def test_numbers_already_sent_never_change(convened, sec):
    before = dict(convened.items.values_list("pk", "number"))

    add(convened, sec, "Un débat", after=convened.items.get(number=1))

    after = dict(convened.items.filter(pk__in=before).values_list("pk", "number"))
    assert after == before


def test_an_item_of_another_sitting_gives_no_place(convened, body, sec):
    stranger = ItemFactory(sitting=SittingFactory(body=body, convened=True), number=9)

    with pytest.raises(Refused, match="n’est plus à l’ordre du jour"):
        add(convened, sec, "Un débat", after=stranger)

    assert printed(convened) == ["1", "2", "3"]


def test_the_page_offers_the_items_already_numbered(client_as, convened, sec):
    second = convened.items.get(number=2)
    client = client_as(sec)
    page = client.get(url("add_free", convened.pk)).content.decode()

    client.post(
        url("add_free", convened.pk),
        {
            "kind": Kind.OTHER,
            "title": "Un divers",
            "audience": "membres",
            "urgent_reason": WHY,
            "after": second.pk,
            "token": "a" * 20,
        },
    )

    assert f"2. {second.title}"[:20] in page
    sitting_page = client.get(convened.get_absolute_url()).content.decode()
    assert ">2.1<" in sitting_page
    assert "ajouté en urgence" in sitting_page
    assert WHY in sitting_page


def test_nothing_is_asked_of_the_place_before_the_convocation(client_as, body, sec):
    sitting = SittingFactory(body=body)

    page = client_as(sec).get(url("add_free", sitting.pk)).content.decode()

    assert "Après le point" not in page


def test_the_place_of_another_sitting_is_said_beside_the_field(client_as, convened, body, sec):
    other = SittingFactory(body=body, convened=True)
    stranger = ItemFactory(sitting=other, number=9)
    waiting = ItemFactory(body=body, waiting=True)

    answer = client_as(sec).post(
        url("put_on"),
        {
            "key": f"point-{waiting.pk}",
            "sitting": convened.pk,
            "urgent_reason": WHY,
            "after": stranger.pk,
        },
    )

    assert answer.context["form"].errors.keys() == {"after"}
    assert WHY in answer.content.decode()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_r23_additions_at_the_same_instant_take_each_a_sub_number(convened, sec):
    at_once(4, lambda: add(convened, sec, "Un débat", after=convened.items.get(number=2)))

    assert printed(convened) == ["1", "2", "2.1", "2.2", "2.3", "2.4", "3"]
