"""R-27: whatever is typed in the public forms is answered by 200, 302 or 422, never by a fault."""

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from poles.forms.applications import FIELDS
from poles.models import Application
from poles.reports import follow_up_path
from tests.poles.factories import ApplicationFactory, CallFactory
from tests.poles.test_applications import answers

pytestmark = pytest.mark.django_db
EXAMPLES = 200
NASTY = [
    "\x00",
    "avant\x00après",
    "🧑‍🏫" * 30,
    "\u202eélpmexe\u202c",
    "e\u0301" * 50,
    "a" * 1_000_000,
    "1" + "0" * 30,
    "-1",
    "30/02/2027",
    "<script>alert(1)</script>",
    "=1+1",
    "a@b",
    "' OR 1=1 --",
    "\r\nBcc: x@example.org",
    "\ufffe\uffff",
    " ",
    "",
]
WORDS = st.one_of(st.sampled_from(NASTY), st.text(max_size=300))
ACCEPTED = {200, 302, 409, 422}
OTHERS = ["token", "began", "website", "consent"]


def _sent(client, url, data):
    """The status; nothing that was written is kept."""
    with transaction.atomic():
        answer = client.post(url, data)
        transaction.set_rollback(True)
    return answer.status_code


def _typed(names):
    return st.dictionaries(st.sampled_from(names), WORDS, min_size=1, max_size=4)


@settings(max_examples=EXAMPLES)
@given(more=_typed([*FIELDS, *OTHERS]))
def test_r27_the_public_form_takes_anything(client, fuzzed, more):
    assert _sent(client, fuzzed.call.public_url, answers(**more)) in ACCEPTED


@settings(max_examples=EXAMPLES)
@given(more=_typed([*FIELDS, "base_version"]))
def test_r27_the_form_of_the_follow_up_takes_anything(client, fuzzed, more):
    data = {**answers(), "base_version": "1", **more}

    assert _sent(client, f"{follow_up_path(fuzzed)}completer/", data) in ACCEPTED


@settings(max_examples=EXAMPLES)
@given(
    token=st.text(
        alphabet=st.characters(codec="utf-8", exclude_characters="/?#"), min_size=1, max_size=120
    )
)
def test_r27_any_link_is_answered(client, fuzzed, token):
    assert client.get(f"/candidatures/{token}/").status_code in {404, 410}


@pytest.fixture
def fuzzed(bruxelles):
    call = CallFactory(pole__bassin=bruxelles, pole__launched=True, published=True)
    return ApplicationFactory(call=call)


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("typed", ["a" * 1_000_000, "avant\x00après"], ids=["1 Mo", "NUL"])
def test_r27_what_is_too_long_or_unreadable_is_said_beside_its_field(client, fuzzed, name, typed):
    answer = client.post(fuzzed.call.public_url, answers(**{name: typed}))

    assert answer.status_code == 200
    assert name in answer.context["form"].errors
    assert Application.objects.count() == 1
