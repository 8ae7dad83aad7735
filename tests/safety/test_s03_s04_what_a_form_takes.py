"""S-03, S-04: a form takes what it offers in its own fields; nothing else changes anything."""

from datetime import date

import pytest
from django.apps import apps
from django.db.models import BooleanField, DateField, ForeignKey, JSONField
from django.forms import ChoiceField, ModelChoiceField

from actors.models import Organisation
from tests.faults import assert_none
from tests.routes import OUR_APPS
from tests.safety import submissions
from tests.safety.circumstances import FIRST
from tests.safety.submissions import again, sent
from tests.tables import DIGITS, snapshot

pytestmark = pytest.mark.django_db

STRANGERS = 2
TELLING = 10  # a shorter name is also an ordinary word of a sentence
NOWHERE = "ailleurs-ou-rien"


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
    made_first = submission.route.name in FIRST
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


def forms_shown(world, submission):
    """The forms of Django behind the page, as its sender is shown them."""
    answer = world.client(submission.role).get(submission.url)
    contexts = [answer.context] if answer.context is not None else []
    found = {}
    for context in contexts:
        for layer in context if isinstance(context, list) else [context]:
            for values in getattr(layer, "dicts", []):
                found.update(
                    {id(v): v for v in values.values() if hasattr(v, "fields") and v.fields}
                )
    return list(found.values()), answer.content.decode()


def strangers(world, field) -> list:
    """Rows of the same table that the field does not offer: of the other bassin first."""
    offered = set(field.queryset.values_list("pk", flat=True))
    others = field.queryset.model._base_manager.exclude(pk__in=offered).order_by("-pk")[:200]
    elsewhere = world.bassins["LG"].pk
    there = sorted(others, key=lambda row: getattr(row, "bassin_id", None) != elsewhere)
    return there[:STRANGERS]


def offered_from_elsewhere(world, field) -> list:
    """Rows of the other bassin that the field offers: none of these people works there.

    Organisations apart: who is signed in may name any of them (`OrganisationQuerySet.visible_to`).
    """
    if field.queryset.model is Organisation or "bassin" not in {
        f.name for f in field.queryset.model._meta.fields
    }:
        return []
    return list(field.queryset.filter(bassin=world.bassins["LG"])[:1])


def intrusions(world, submission):
    """(name of the field, value that it does not offer, words that would betray it)."""
    shown, page = forms_shown(world, submission)
    for form in shown:
        for name, field in form.fields.items():
            sent_as = form.add_prefix(name)
            if sent_as not in submission.data and sent_as not in submission.form.names:
                continue
            if isinstance(field, ModelChoiceField):
                for row in offered_from_elsewhere(world, field):
                    yield sent_as, str(field.prepare_value(row)), ""
                for row in strangers(world, field):
                    word = str(row)
                    telling = len(word) >= TELLING and word not in page
                    yield sent_as, str(field.prepare_value(row)), word if telling else ""
            elif isinstance(field, ChoiceField):
                yield sent_as, NOWHERE, ""


def test_s03_what_a_form_does_not_offer_is_refused_and_never_named(world, accepted):
    tried, wrong, untouched = 0, [], snapshot()
    for submission in (s for s in accepted[0] if s.form):
        before = None if submission.route.name in FIRST else untouched
        for name, value, word in intrusions(world, submission):
            tried += 1
            with again(world, submission):
                data = {**submission.data, name: value}
                answer, changed = sent(world, submission.role, submission.url, data, before=before)
            if changed and value != NOWHERE:
                wrong.append(f"{submission}: {name}={value} was accepted")
            elif changed:
                wrong.append(f"{submission}: {name} took a value that it does not offer")
            if word and word in answer.content.decode(errors="replace"):
                wrong.append(f"{submission}: {name}={value} named « {word} »")

    assert tried > 30
    assert_none(wrong)
