"""R-22: a form that is sent again, or five times at once, makes one object."""

import pytest
from django.db import IntegrityError, transaction

from core import receipts
from core.models import Counter, Receipt
from core.workflow import Refused
from tests.threads import at_once

pytestmark = pytest.mark.django_db


def making(scope="fait"):
    """`create` of a form: makes a row, gives the address where it is read."""

    def create():
        made = Counter.objects.create(scope=f"{scope}-{Counter.objects.count()}")
        return f"/compteurs/{made.scope}/"

    return create


def test_each_form_has_its_own_token():
    tokens = {receipts.new_token() for _n in range(100)}

    assert len(tokens) == 100
    assert all(len(token) <= 64 for token in tokens)


def test_r22_the_same_token_brings_back_what_it_made():
    token = receipts.new_token()

    first = receipts.once(token, making())
    again = receipts.once(token, making())

    assert first == again
    assert Counter.objects.count() == 1


def test_another_token_makes_another_object():
    assert receipts.once(receipts.new_token(), making()) != receipts.once(
        receipts.new_token(), making()
    )


def test_a_refusal_frees_the_token():
    token = receipts.new_token()

    def refused():
        Counter.objects.create(scope="à moitié")
        raise Refused("Pas maintenant.")

    with pytest.raises(Refused):
        receipts.once(token, refused)

    assert Counter.objects.count() == Receipt.objects.count() == 0
    assert receipts.once(token, making())


def test_a_trouble_of_the_object_itself_is_not_hidden():
    Counter.objects.create(scope="pris")

    with pytest.raises(IntegrityError), transaction.atomic():
        receipts.once(receipts.new_token(), lambda: Counter.objects.create(scope="pris"))


@pytest.mark.django_db(transaction=True)
def test_r22_five_threads_with_one_token_make_one_object():
    token = receipts.new_token()

    urls = at_once(5, lambda: receipts.once(token, making()))

    assert len(urls) == 5
    assert len(set(urls)) == 1
    assert Counter.objects.count() == Receipt.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_r22_five_threads_with_five_tokens_make_five_objects():
    def one(scope):
        return receipts.once(
            receipts.new_token(), lambda: f"/{Counter.objects.create(scope=scope)}/"
        )

    tokens = iter(range(5))
    urls = at_once(5, lambda: one(f"compteur {next(tokens)}"))

    assert len(set(urls)) == Counter.objects.count() == 5


def test_r22_a_token_tells_where_what_it_made_is_read():
    token = receipts.new_token()
    before = receipts.url_of(token)

    made = receipts.once(token, making())

    assert before == ""
    assert receipts.url_of(token) == made
