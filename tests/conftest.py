"""What every test may count on: who comes, and templates that tell what they lack."""

import os
from importlib.util import find_spec

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.template import engines
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests import world as everything
from tests.actors.factories import BassinFactory
from tests.people import ROLES
from tests.poles.factories import MembershipFactory, PoleFactory
from tests.routes import Share
from tests.templates import UnknownVariable

# pytest-playwright runs an event loop in the thread of the tests.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

for name, examples, steps in (("quick", 100, 30), ("long", 5000, 100)):
    hypothesis_settings.register_profile(
        name,
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )


def is_long(config):
    return "not long" not in (config.option.markexpr or "")


def pytest_configure(config):
    Share.whole = is_long(config)
    hypothesis_settings.load_profile(
        os.environ.get("HYPOTHESIS_PROFILE", "long" if is_long(config) else "quick")
    )


def pytest_report_header(config):
    engine = django_settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    if find_spec("pytest_playwright"):
        return [f"moteur : {engine}"]
    return [
        f"moteur : {engine}",
        "navigateur : tests/browser n’est pas collecté (pip install -r requirements-dev.txt)",
    ]


def pytest_collection_modifyitems(config, items):
    """What only PostgreSQL can do, and what another engine answers for, is not collected."""
    engine = django_settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    away = [item for item in items if _is_for_another(engine, item, is_long(config))]
    if away:
        config.hook.pytest_deselected(items=away)
        items[:] = [item for item in items if item not in away]


def _is_for_another(engine, item, is_long):
    if item.get_closest_marker("postgres") and engine != "postgresql":
        return True
    once = item.get_closest_marker("once")
    return once is not None and not is_long and once.args != (engine,)


@pytest.fixture(autouse=True, scope="session")
def _unknown_template_variables_fail():
    engines["django"].engine.string_if_invalid = UnknownVariable()


@pytest.fixture
def bruxelles(db):
    return BassinFactory()


@pytest.fixture
def liege(db):
    return BassinFactory(code="LG")


@pytest.fixture
def bassins(bruxelles, liege):
    return {"BXL": bruxelles, "LG": liege}


def _role(name):
    def account(bassins):
        return ROLES[name].make(bassins)

    account.__doc__ = f"Account of: {ROLES[name].label}."
    return pytest.fixture(account, name=name)


outsider = _role("outsider")
porteur = _role("porteur")
service = _role("service")
secretary = _role("secretary")
coordinator = _role("coordinator")
manager = _role("manager")
president = _role("president")
plenary_member = _role("plenary_member")
former_officer = _role("former_officer")
liege_service = _role("liege_service")
administrator = _role("administrator")


@pytest.fixture
def active_pole(bruxelles):
    """The pôle of which `pole_member` is a designated member and `guest` a guest."""
    return PoleFactory(bassin=bruxelles, active=True)


@pytest.fixture
def pole_member(bassins, active_pole):
    user = ROLES["pole_member"].make(bassins)
    MembershipFactory(pole=active_pole, person=user.person)
    return user


@pytest.fixture
def guest(bassins, active_pole):
    user = ROLES["guest"].make(bassins)
    MembershipFactory(pole=active_pole, person=user.person, guest=True)
    return user


@pytest.fixture
def client_as():
    """`client_as(service)`: a client signed in; `client_as(None)`: nobody is."""

    def sign_in(user=None, **options):
        client = Client(**options)
        if user is not None:
            client.force_login(user)
        return client

    return sign_in


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Two bassins and everybody in them, built once for a module that only walks.

    Its tests bear the mark `django_db`: each is a savepoint inside, taken back at its end.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield everything.build()
        transaction.set_rollback(True)
