"""A real Chromium on a real server: what every journey counts on, and what it must never show."""

import os
import shutil
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from tests import world as everything
from tests.faults import assert_none

AXE = (Path(__file__).parent / "axe.min.js").read_text()
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 800}
PHONE = {"width": 390, "height": 844}
LAST_REQUEST_SECONDS = 20
LISTEN = """
document.addEventListener("securitypolicyviolation", (event) => {
  const where = `${event.sourceFile}:${event.lineNumber}`;
  console.error(`CSP ${event.violatedDirective} ${event.blockedURI} ${where}`);
});
"""
# htmx says so when a later key of the same search makes it give up an answer that is not there yet.
GIVEN_UP = ("htmx:sendAbort", "htmx:afterRequest")
# A loaded machine is slow, not wrong.
expect.set_options(timeout=20_000)
# WCAG 2.2 AA, as the accessibility statement promises.
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser_type_launch_args():
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    return {
        "executable_path": chromium,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@dataclass
class House:
    """The site as people open it: each with a browser of their own."""

    url: str
    browser: object
    contexts: list = field(default_factory=list)
    faults: list = field(default_factory=list)

    def open(self, user=None, **options) -> Page:
        """A new browser, signed in as this account; `options` are those of a Playwright context."""
        context = self.browser.new_context(
            base_url=self.url,
            **{
                "locale": "fr-BE",
                "timezone_id": "Europe/Brussels",
                "viewport": WIDE,
                "color_scheme": "light",
                "reduced_motion": "reduce",
                **options,
            },
        )
        context.set_default_timeout(45_000)
        context.add_init_script(LISTEN)
        self.contexts.append(context)
        if user is not None:
            context.add_cookies([self._session(user)])
        page = context.new_page()
        page.on("console", lambda message: self._heard(page, message))
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("requestfailed", self._failed)
        page.on("request", self._asked)
        return page

    def _session(self, user):
        client = Client()
        client.force_login(user)
        return {
            "name": settings.SESSION_COOKIE_NAME,
            "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
            "url": self.url,
        }

    def _heard(self, page, message):
        known = ("Failed to load resource", *GIVEN_UP)
        if message.type == "error" and not any(text in message.text for text in known):
            self.faults.append(f"{page.url}: {message.text}")

    def _failed(self, request):
        """A file that does not come; one that was given up with its page is nobody's fault."""
        if request.failure == "net::ERR_ABORTED":
            return
        if request.resource_type in ("stylesheet", "script", "font", "image"):
            self.faults.append(f"{request.url} does not load")

    def _asked(self, request):
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.faults.append(f"{request.url} is not ours")

    def close(self):
        for context in self.contexts:
            context.close()


@pytest.fixture
def house(live_server, browser):
    """Opens browsers; at the end nothing was refused by the policy, nothing came from elsewhere."""
    opened = House(live_server.url, browser)
    yield opened
    opened.close()
    let_the_server_finish()
    assert_none(opened.faults)


def let_the_server_finish():
    """A request that its browser gave up still holds rows that the end of the test will empty."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(LAST_REQUEST_SECONDS)


@pytest.fixture
def town(live_server):
    """Two bassins and everybody in them, on the live server."""
    return everything.build()


@pytest.fixture
def pictures(request, tmp_path_factory):
    """A folder for pictures that a person may look at; they are never compared."""
    folder = Path(os.environ.get("PICTURES", tmp_path_factory.getbasetemp() / "pictures"))
    folder.mkdir(parents=True, exist_ok=True)

    def take(page, name):
        # Hiding the caret would write a style, which the policy refuses.
        page.screenshot(path=folder / f"{name}.png", full_page=True, caret="initial")

    return take


def faults_of_axe(page, tags=(*WCAG, "best-practice")) -> list[str]:
    """What axe finds on the page, one sentence for each element.

    Frames are pages of their own; reading the stylesheets again would write them into the page.
    """
    page.evaluate(AXE)
    how = {
        "runOnly": list(tags),
        "resultTypes": ["violations"],
        "iframes": False,
        "preload": False,
    }
    found = page.evaluate("how => axe.run(document, how)", how)
    return [
        f"{page.url} {violation['id']}: {violation['help']} – {node['html'][:160]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def assert_accessible(page):
    """axe finds nothing, and the page does not scroll sideways."""
    assert faults_of_axe(page) == []
    assert overflow(page) <= 0, f"{page.url} is {overflow(page)} px too wide"


def overflow(page) -> int:
    return page.evaluate("document.scrollingElement.scrollWidth - innerWidth")


def sign_in(page, user, password=None):
    """Through the form, as a person does."""
    page.goto("/compte/login/")
    page.get_by_label("Adresse électronique").fill(user.email)
    page.get_by_label("Mot de passe").fill(password or "mot-de-passe-de-test")
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
