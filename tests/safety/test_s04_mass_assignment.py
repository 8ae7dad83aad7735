"""S-04: a form writes its own fields; whatever else is sent with it changes nothing."""

from datetime import date

import pytest
from django.apps import apps
from django.db.models import BooleanField, DateField, ForeignKey, JSONField

from tests.faults import assert_none
from tests.routes import OUR_APPS
from tests.safety import submissions
from tests.safety.submissions import again
from tests.tables import DIGITS

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def accepted(world):
    return submissions.found(world)


def intruders(world) -> dict:
    """Every field of every model of ours, with a value that somebody might like to slip in."""
    found = {}
    for app in OUR_APPS:
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.concrete_fields:
                value = _tempting(world, field)
                found.setdefault(field.name, value)
                found.setdefault(field.attname, value)
    return found


def _tempting(world, field):
    if field.choices:
        return str(field.flatchoices[-1][0])
    if isinstance(field, ForeignKey):
        if field.related_model._meta.label == "actors.Bassin":
            return str(world.bassins["LG"].pk)
        last = field.related_model._base_manager.order_by("-pk").first()
        return str(last.pk) if last else "1"
    if isinstance(field, BooleanField):
        return "on"
    if isinstance(field, DateField):
        return date(2015, 5, 5).isoformat()
    return "[]" if isinstance(field, JSONField) else "77"


def _own_names(submission):
    """The fields of the form, those that a browser did not send for being empty included."""
    form_class = getattr(submission.route.view, "form_class", None)
    names = submission.form.names if submission.form else set(submission.data)
    return names | set(getattr(form_class, "base_fields", ()))


def _told(submission, changed):
    """The changes in words; rows made for the occasion have other numbers each time."""
    words = [str(change) for change in changed]
    made_first = submission.route.name in submissions.FIRST
    return sorted(DIGITS.sub("#", word) for word in words) if made_first else words


def test_s04_every_form_can_be_sent(accepted):
    _found, refused = accepted

    assert_none(refused)


def test_s04_what_is_slipped_in_is_ignored_or_refused(world, accepted):
    extra = intruders(world)
    differences = []
    for submission in accepted[0]:
        own = _own_names(submission)
        slipped = {name: value for name, value in extra.items() if name not in own}
        with again(world, submission):
            _answer, changed = submission.sent(world, **slipped)
        told, expected = _told(submission, changed), _told(submission, submission.changes)
        if changed and told != expected:
            differences.append(f"{submission}: {[c for c in told if c not in expected]}")

    assert len(extra) > 100
    assert_none(differences)
