"""What keeps the house: its architecture, as tests that walk code, models and addresses."""

import ast
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.management import call_command, get_commands
from django.db.models import Choices
from django.forms import BaseForm

from core.law import Rule
from core.permissions import RULES
from core.views import PUBLIC, SIGNED_IN, HouseMixin
from tests.faults import assert_none
from tests.routes import OUR_APPS, all_routes
from tests.source import ROOT, calls, chain, modules

LAYERS = list(reversed(OUR_APPS))
MAX_LINES = 400

# A status that moves under a lease, not by an act of a person: no history, no TRANSITIONS.
MECHANICAL = {"core.Job"}
# How else than by its default a row may begin its life.
BORN = {"outbox.Mail": {"ready", "waiting"}}
# Addresses of libraries: each one is known and was looked at.
LIBRARIES = {
    "allauth.account.views",
    "allauth.account.internal.decorators",
    "allauth.mfa.base.views",
    "allauth.mfa.recovery_codes.views",
    "allauth.mfa.totp.views",
    "django.contrib.admin.options",
    "django.contrib.admin.sites",
    "django.contrib.auth.admin",
    "django.contrib.contenttypes.views",
    "django.views.generic.base",
    "simple_history.admin",
}


def our_models():
    return [m for app in OUR_APPS for m in apps.get_app_config(app).get_models()]


def written_models():
    """Our models without the tables that django-simple-history keeps beside them."""
    return [m for m in our_models() if not hasattr(m, "history_object") and not _is_history(m)]


def _is_history(model):
    return any(f.name == "history_id" for f in model._meta.fields)


def historised():
    return {m.__name__ for m in written_models() if hasattr(m, "history")}


def with_status():
    return [m for m in written_models() if any(f.name == "status" for f in m._meta.fields)]


def our_forms():
    for app in OUR_APPS:
        for name in ("forms", "admin"):
            if find_spec(f"{app}.{name}"):
                import_module(f"{app}.{name}")
    return [c for c in _subclasses(BaseForm) if c.__module__.partition(".")[0] in OUR_APPS]


def _subclasses(cls):
    for child in cls.__subclasses__():
        yield child
        yield from _subclasses(child)


def our_admins():
    return [a for a in admin.site._registry.values() if a.model in our_models()]


# ── States ──────────────────────────────────────────────────────────────────────────────────────


def test_no_form_offers_a_status():
    offending = [
        form.__qualname__
        for form in our_forms()
        if "status" in getattr(form, "base_fields", {}) and getattr(form, "_meta", None)
    ]

    assert_none(offending)


def test_the_admin_edits_nothing_that_has_a_status(rf, administrator):
    request = rf.get("/admin/")
    request.user = administrator
    offending = [
        str(model_admin)
        for model_admin in our_admins()
        if model_admin.model in with_status()
        and (
            model_admin.has_change_permission(request)
            or model_admin.has_add_permission(request)
            or model_admin.has_delete_permission(request)
        )
    ]

    assert_none(offending)


def test_a_status_is_written_by_the_workflow_alone():
    offending = []
    for module in modules():
        if module.name == "core/workflow.py" or module.kind == "workflow":
            continue
        for node in ast.walk(module.tree):
            targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
            if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
                offending += [
                    module.at(node)
                    for target in targets
                    if isinstance(target, ast.Attribute) and target.attr == "status"
                ]
        offending += [
            module.at(call)
            for call in calls(module, "setattr")
            if len(call.args) > 1 and getattr(call.args[1], "value", "") == "status"
        ]

    assert [where for where in offending if not where.startswith("core/jobs.py")] == []


def test_what_has_a_status_has_a_history():
    without = {m._meta.label for m in with_status() if not hasattr(m, "history")}

    assert without <= MECHANICAL


def test_nobody_updates_a_historised_row_behind_its_history():
    """`update()` and the bulk writers leave no trace: not one on a model with a history."""
    known = {m.__name__ for m in our_models()}
    offending = []
    for module in modules():
        for call in calls(module, "update", "bulk_update", "bulk_create"):
            names = chain(call.func)
            root = names[0]
            if root in known and root not in historised():
                continue
            is_queryset = root in known or {"objects", "filter", "all", "exclude"} & set(names)
            if is_queryset or (call.func.attr == "update" and call.keywords and len(names) > 2):
                offending.append(module.at(call))

    assert_none(offending)


def _transitions():
    """{choices class: {from: {to}}}, gathered from every dictionary of transitions."""
    found = {}
    for app in OUR_APPS:
        if not find_spec(f"{app}.workflow"):
            continue
        for name, value in _constants(f"{app}.workflow"):
            if name.endswith("TRANSITIONS") and isinstance(value, dict) and value:
                choices = type(next(iter(value)))
                steps = found.setdefault(choices, {})
                for begin, ends in value.items():
                    steps.setdefault(begin, set()).update(ends)
    return found


def _constants(name):
    package = import_module(name)
    yield from vars(package).items()
    for path in (
        sorted(Path(package.__file__).parent.glob("*.py")) if hasattr(package, "__path__") else ()
    ):
        if path.stem != "__init__":
            yield from vars(import_module(f"{name}.{path.stem}")).items()


def test_every_status_is_reached_from_the_first_one():
    steps = _transitions()
    unreachable = {}
    for model in with_status():
        has_acts = find_spec(f"{model._meta.app_label}.workflow")
        if model._meta.label in MECHANICAL or not has_acts:
            continue
        field = model._meta.get_field("status")
        values = {value for value, _label in field.flatchoices}
        choices = next((c for c in steps if set(c.values) == values), None)
        reached = set(BORN.get(model._meta.label, {str(field.default)}))
        grows = True
        while grows and choices:
            further = {str(e) for b in reached for e in steps[choices].get(choices(b), ())}
            grows = not further <= reached
            reached |= further
        if values - reached:
            unreachable[model._meta.label] = sorted(values - reached)

    assert unreachable == {}


def test_every_decision_subject_has_its_effect():
    if not find_spec("plenary.workflow"):
        return
    effects = dict(_constants("plenary.workflow")).get("EFFECTS")
    if effects is None:
        return
    subjects = type(next(iter(effects)))
    assert issubclass(subjects, Choices)
    assert set(subjects) - set(effects) == set()


# ── Pages ───────────────────────────────────────────────────────────────────────────────────────


def test_every_page_of_ours_names_its_permission():
    offending = [
        f"{route} ({route.module})"
        for route in all_routes()
        if route.is_ours
        and not (
            route.view
            and issubclass(route.view, HouseMixin)
            and getattr(route.view, "permission_required", None)
        )
    ]

    assert_none(offending)


def test_every_permission_that_a_page_names_is_answered():
    named = {
        (str(route), route.view.permission_required)
        for route in all_routes()
        if route.is_ours and route.view
    }

    assert {pair for pair in named if pair[1] not in {PUBLIC, SIGNED_IN, *RULES}} == set()


def test_every_page_of_a_library_is_known():
    unknown = {r.module for r in all_routes() if not r.is_ours} - LIBRARIES

    assert unknown == set()


# ── Layers, modules, imports ────────────────────────────────────────────────────────────────────


def test_foreign_keys_point_down():
    rank = {app: n for n, app in enumerate(LAYERS)}
    offending = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in our_models()
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.related_model is not None
        and rank.get(field.related_model._meta.app_label, -1) > rank[model._meta.app_label]
        and field.related_model._meta.app_label in rank
        and field.related_model._meta.label != "actors.User"
    ]

    assert_none(offending)


def test_imports_stand_at_the_top():
    offending = [
        module.at(node)
        for module in modules()
        for function in ast.walk(module.tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and any(
            (getattr(node, "module", None) or alias.name).partition(".")[0] in OUR_APPS
            for alias in node.names
        )
    ]

    assert_none(offending)


def test_no_module_is_longer_than_four_hundred_lines():
    long = {m.name: m.text.count("\n") for m in modules() if m.text.count("\n") > MAX_LINES}

    assert long == {}


def test_the_layers_hold():
    if not find_spec("importlinter"):
        return
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


def test_r10_no_task_waits_in_the_broker():
    """Reminders are rows that a sweep finds: Celery would run a late task twice."""
    offending = [
        module.at(node)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.keyword) and node.arg in ("eta", "countdown")
    ]

    assert_none(offending)


# ── Law and registers ───────────────────────────────────────────────────────────────────────────


def _rules():
    found = {}
    for app in OUR_APPS:
        if find_spec(f"{app}.law"):
            for _name, value in _constants(f"{app}.law"):
                members = value if isinstance(value, tuple | list) else (value,)
                found |= {r.code: r for r in members if isinstance(r, Rule)}
    return found


def _tested_words():
    words = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        if path == Path(__file__):
            continue
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                words |= set(node.name.upper().split("_"))
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words |= set(node.value.split())
    return words


def test_every_active_rule_is_named_by_a_test():
    words = _tested_words()

    assert [r.code for r in _rules().values() if r.is_active and r.code not in words] == []


def test_the_registers_are_what_the_code_says():
    if "registers" not in get_commands():
        return
    call_command("registers", "--check", stdout=StringIO())


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())
