"""What is being typed: kept for its author alone, replaced, thrown away."""

import pytest

from core import drafts
from core.models import Draft
from tests.actors.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return UserFactory()


def test_what_was_typed_is_found_again_as_it_was(author):
    data = {"title": "Frigo", "priorities": ["sqe", "autre"], "problem": "é\n\n  "}
    drafts.keep(author, form="poles.fiche", subject_id=7, base_version=3, data=data)

    kept = drafts.find(author, form="poles.fiche", subject_id=7)

    assert (kept.data, kept.base_version, kept.subject_id) == (data, 3, "7")
    assert kept.saved_at is not None


def test_what_is_typed_next_replaces_it(author):
    for text in ("un", "deux"):
        drafts.keep(author, form="f", subject_id=1, base_version=1, data={"title": text})

    assert Draft.objects.get().data == {"title": "deux"}


def test_another_person_another_form_another_object_keep_their_own(author):
    drafts.keep(author, form="f", subject_id=1, base_version=1, data={"title": "le mien"})

    assert drafts.find(UserFactory(), form="f", subject_id=1) is None
    assert drafts.find(author, form="g", subject_id=1) is None
    assert drafts.find(author, form="f", subject_id=2) is None
    assert drafts.find(author, form="f") is None


def test_what_is_thrown_away_is_gone_and_nothing_else(author):
    other = UserFactory()
    for user in (author, other):
        drafts.keep(user, form="f", base_version=0, data={})

    drafts.discard(author, form="f")

    assert list(Draft.objects.values_list("user_id", flat=True)) == [other.pk]
    drafts.discard(author, form="f")


def test_a_draft_leaves_with_its_author(author):
    drafts.keep(author, form="f", base_version=0, data={})
    author.person.delete()
    author.delete()

    assert not Draft.objects.exists()
