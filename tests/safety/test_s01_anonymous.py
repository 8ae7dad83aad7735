"""S-01: nobody reads or writes anything without signing in, except what is declared public."""

import pytest
from django.conf import settings
from django.shortcuts import resolve_url

from tests.crawl import addresses
from tests.faults import assert_none
from tests.rights.matrix import PAGES
from tests.routes import VERBS, all_routes

pytestmark = pytest.mark.django_db

# Addresses of libraries that are meant for whoever has not signed in.
PUBLIC_OF_LIBRARIES = {
    "account_login",
    "account_signup",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_email",
    "account_email_verification_sent",
    "account_confirm_login_code",
    "account_request_login_code",
    "admin:login",
    "admin:logout",
    "admin:jsi18n",
}
REFUSALS = {401, 403, 404, 405}


def is_public(route):
    if route.name in PAGES:
        return PAGES[route.name].is_public
    return route.name in PUBLIC_OF_LIBRARIES


def is_refused(answer, url):
    if answer.status_code in REFUSALS:
        return True
    entrances = {resolve_url(settings.LOGIN_URL), resolve_url("admin:login")}
    return answer.status_code == 302 and answer["Location"].partition("?")[0] in entrances


@pytest.mark.parametrize("verb", VERBS)
def test_s01_nobody_enters_without_signing_in(world, verb):
    client, let_in = world.client("anonymous"), []
    for route, url in addresses(world):
        if is_public(route):
            continue
        answer = getattr(client, verb)(url)
        if not is_refused(answer, url):
            let_in.append(f"{verb.upper()} {url} ({route}): {answer.status_code}")

    assert_none(let_in)


def test_s01_what_is_public_can_be_read(world):
    client, broken = world.client("anonymous"), []
    for route, url in addresses(world):
        if is_public(route) and route.implements("get"):
            answer = client.get(url)
            if answer.status_code >= 500:
                broken.append(f"{url} ({route}): {answer.status_code}")

    assert_none(broken)


def test_s01_every_address_is_classified(world):
    """Ours by the matrix, those of the admin by being the admin's, others in the list above."""
    walked = {route for route, _url in addresses(world)}
    unwalked = [str(route) for route in all_routes() if route not in walked and route.name]
    unclassified = [route.pattern for route in all_routes() if route.is_ours and not route.name]

    assert_none(unwalked)
    assert_none(unclassified)
