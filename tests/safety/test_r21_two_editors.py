"""R-21: of two people who save the same thing, the second is shown both texts and loses nothing."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from tests.faults import assert_none
from tests.html import forms_of
from tests.routes import OUR_APPS
from tests.safety import submissions
from tests.safety.submissions import again, sent, sent_once_read, taken_back
from tests.tables import changes, snapshot

# What a change of state or of place moves, which is not a text somebody else may be writing.
STATES = {"version", "status", "sealed_at", "position"}
# Facts recorded on a row, by a form that rewrites nothing in it.
RECORDED = {
    "actors:unmerge",
    "consensus:commitment_drop",
    "consensus:commitment_keep",
    "consensus:commitment_move",
    "consensus:commitment_reopen",
    "consensus:point_move",
    "consensus:point_withdraw",
    "plenary:choose_theme",
    "plenary:drop_action",
    "plenary:finish_action",
    "plenary:withdraw_communication",
    "poles:answers",
    "poles:call_extend",
    "poles:death",
}
MINE, THEIRS = "Ce que j’écris", "Ce que l’autre écrit"


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def accepted(world):
    return submissions.found(world)[0]


def _edits(submission):
    """Does it change the fields of a versioned row, rather than its state?"""
    if any("status" in dict(change.columns) for change in submission.changes):
        return []
    return [
        change
        for change in submission.changes
        if change.what == "changed" and "version" in dict(change.columns)
    ]


def _says_its_version(submission):
    return submission.form is not None and "base_version" in submission.form.names


def _overwrites(submission):
    """Does it change a versioned row and leave its version as it was?"""
    for change in submission.changes:
        if change.what != "changed" or "version" not in _columns(change.table):
            continue
        if not set(dict(change.columns)) & STATES:
            yield f"{submission}: {change.table}"


def _columns(label):
    return {field.attname for field in apps.get_model(label)._meta.concrete_fields}


def test_r21_no_form_writes_a_row_without_its_version(accepted):
    assert_none(fault for submission in accepted for fault in _overwrites(submission))


def test_r21_every_editing_form_says_from_which_version_it_began(accepted):
    without = [
        str(s)
        for s in accepted
        if _edits(s) and s.route.name not in RECORDED and not _says_its_version(s)
    ]

    assert_none(without)


def test_r21_the_second_save_shows_both_texts_and_writes_nothing(world, accepted):
    silent, walked = [], 0
    for submission in accepted:
        texts = submission.form.texts() if submission.form else []
        if not _edits(submission) or not texts:
            continue
        walked += 1
        with again(world, submission):
            first, written = submission.sent(world, **{texts[0]: THEIRS})
            before = snapshot()
            second, _refused = submission.sent(world, **{texts[0]: MINE})
            more = changes(before, snapshot())
        page = second.content.decode()
        if not written or second.status_code != 409 or more or not {MINE, THEIRS} <= set_of(page):
            silent.append(f"{submission}: {first.status_code} then {second.status_code}")

    assert walked
    assert_none(silent)


def set_of(page):
    """Which of the two texts the page shows."""
    return {text for text in (MINE, THEIRS) if text in page}


def _our_admins(request):
    return [
        model_admin
        for model_admin in admin.site._registry.values()
        if model_admin.model._meta.app_label in OUR_APPS
        and model_admin.has_change_permission(request)
    ]


@pytest.fixture
def request_of_administrator(world, rf):
    request = rf.get("/admin/")
    request.user = world.users["administrator"]
    return request


def test_r21_every_page_of_the_admin_shows_both_texts(world, request_of_administrator):
    silent = []
    for model_admin in _our_admins(request_of_administrator):
        row = model_admin.model._base_manager.order_by("pk").first()
        if row is None:
            silent.append(f"{model_admin}: no row in tests/world.py")
            continue
        meta = model_admin.model._meta
        url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
        silent += _two_administrators(world, url)

    assert_none(silent)


def _two_administrators(world, url):
    page = world.client("administrator").get(url)
    if page.status_code != 200:
        return [f"{url}: {page.status_code}"]
    form = next(f for f in forms_of(page, url) if f.action == url)
    texts = [name for name in form.texts() if "-" not in name]
    if not texts:
        return []
    data = form.filled()
    with taken_back():
        theirs = {**data, texts[0]: THEIRS[:12]}
        changed = sent_once_read(world, "administrator", url, theirs)
        before = snapshot()
        second, _refused = sent(world, "administrator", url, {**data, texts[0]: MINE[:12]})
        more = changes(before, snapshot())
    if not changed:
        return [f"{url}: the first save is refused"]
    shown = second.content.decode()
    if second.status_code == 302 or more or MINE[:12] not in shown or THEIRS[:12] not in shown:
        return [f"{url}: {second.status_code}, {len(changed)} then {len(more)} changes"]
    return []
