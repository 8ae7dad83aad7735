"""S-16: the headers of every answer, and pages in which no script or style is written."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from lxml import html as parser

from tests.crawl import first_addresses
from tests.faults import assert_none, told

pytestmark = pytest.mark.django_db

READERS = ("anonymous", "service", "administrator")
OF_PRODUCTION = (
    "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_SSL_REDIRECT",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECURE_CONTENT_TYPE_NOSNIFF",
    "SECURE_CROSS_ORIGIN_OPENER_POLICY",
    "SECURE_REFERRER_POLICY",
    "X_FRAME_OPTIONS",
)
EVENT = re.compile(r"^on[a-z]+$")


@pytest.fixture(scope="module")
def production():
    """The settings of safety as a server without any variable but its key reads them."""
    code = (
        "import json; from ibefe import settings as s;"
        f"print(json.dumps({{n: getattr(s, n) for n in {OF_PRODUCTION!r}}}))"
    )
    secret = {"SECRET_KEY": "x" * 60, "VAR_DIR": str(settings.VAR_DIR), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=secret,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def answers(world, production):
    """[(role, url, answer)] for every address, as production would answer."""
    found = []
    with override_settings(**production), transaction.atomic():
        for role in READERS:
            client = Client(raise_request_exception=False)
            if world.users[role]:
                client.force_login(world.users[role])
            for route, url in first_addresses(world):
                if route.name not in ("account_logout", "admin:logout"):
                    found.append((role, url, client.get(url, secure=True)))
        transaction.set_rollback(True)
    return found


def _policy(answer):
    directives = answer.headers.get("Content-Security-Policy", "").split(";")
    return {d.split()[0]: d.split()[1:] for d in directives if d.strip()}


def _faults(role, answer):
    headers, policy = answer.headers, _policy(answer)
    age = re.search(r"max-age=(\d+)", headers.get("Strict-Transport-Security", ""))
    if not (age and int(age[1]) >= 31_536_000):
        yield "HSTS"
    if "includeSubDomains" not in headers.get("Strict-Transport-Security", ""):
        yield "HSTS without sub-domains"
    if headers.get("X-Content-Type-Options") != "nosniff":
        yield "nosniff"
    if headers.get("Cross-Origin-Opener-Policy") != "same-origin":
        yield "COOP"
    if headers.get("Referrer-Policy") != "same-origin":
        yield "Referrer-Policy"
    if "Permissions-Policy" not in headers:
        yield "Permissions-Policy"
    if role != "anonymous" and "no-store" not in headers.get("Cache-Control", ""):
        yield "no-store"
    yield from _faults_of_policy(policy)


def _faults_of_policy(policy):
    if "sandbox" in policy:
        return
    for directive in ("script-src", "style-src", "default-src"):
        sources = policy.get(directive, [])
        if not sources or {"'unsafe-inline'", "'unsafe-eval'", "*", "data:"} & set(sources):
            yield f"CSP {directive}"
    for directive in ("object-src", "base-uri", "frame-ancestors"):
        if policy.get(directive) != ["'none'"]:
            yield f"CSP {directive}"
    if policy.get("form-action") != ["'self'"]:
        yield "CSP form-action"


def test_s16_every_answer_carries_its_headers(answers):
    faults = [
        f"{role} {url}: {fault}" for role, url, answer in answers for fault in _faults(role, answer)
    ]

    assert_none(faults)


def test_s16_no_page_fails(answers):
    assert_none(f"{role} {url}: {told(a)}" for role, url, a in answers if a.status_code >= 500)


def test_s16_no_page_writes_a_script_or_a_style(answers):
    faults = []
    for role, url, answer in answers:
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        if not answer.content.strip() or "sandbox" in _policy(answer):
            continue
        faults += [f"{role} {url}: {fault}" for fault in _inline(answer.content)]

    assert_none(faults)


def _inline(content):
    for element in parser.fromstring(content).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "style":
            yield "<style>"
        is_data = element.get("type") in ("application/json", "text/template")
        if element.tag == "script" and not element.get("src") and not is_data:
            yield "<script>"
        loads = element.get("rel") not in ("canonical", "alternate")
        for name, value in element.attrib.items():
            if name == "style" or EVENT.match(name):
                yield f"<{element.tag} {name}>"
            foreign = ("javascript:", "http://", "https://", "//")
            if (
                value.strip().lower().startswith(foreign)
                and loads
                and (element.tag in ("script", "link", "img", "iframe", "source"))
            ):
                yield f"<{element.tag} {name}={value[:60]}>"


def test_s16_signing_out_clears_what_the_browser_kept(world):
    client = Client()
    client.force_login(world.users["service"])

    answer = client.post(reverse("account_logout"))

    assert answer["Clear-Site-Data"] == '"cache", "cookies"'


def test_s16_errors_carry_the_headers_too(production):
    with override_settings(**production):
        answer = Client(raise_request_exception=False).get("/nulle-part/", secure=True)

    assert answer.status_code == 404
    assert list(_faults("anonymous", answer)) == []
