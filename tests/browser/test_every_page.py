"""Each page of ours by its richest role: axe finds nothing, nothing is cut at 320 px.

Every template once at each change, ten of them also in the dark and at 320 px; `--long` looks at
every page about every object.
"""

from dataclasses import dataclass

import pytest
from django.urls import reverse

from tests.browser.conftest import NARROW, WCAG, WIDE, faults_of_axe, overflow
from tests.faults import assert_none
from tests.rights.matrix import PAGES
from tests.routes import our_routes

pytestmark = pytest.mark.once("sqlite3")

RICHEST = (
    "coordinator",
    "service",
    "manager",
    "president",
    "plenary_member",
    "pole_member",
    "porteur",
    "administrator",
    "anonymous",
)
OF_LIBRARIES = {
    "anonymous": (
        "account_login",
        "account_signup",
        "account_reset_password",
        "account_reset_password_done",
        "account_email_verification_sent",
        "admin:login",
    ),
    "service": ("account_email", "account_change_password", "mfa_index", "account_logout"),
    "administrator": ("admin:index", "admin:poles_theme_changelist", "admin:poles_theme_add"),
}
TEN = {
    "ibefe/home.html",
    "ibefe/me.html",
    "poles/list.html",
    "poles/detail.html",
    "poles/edit.html",
    "poles/members.html",
    "poles/public_list.html",
    "poles/request_form.html",
    "plenary/item.html",
    "plenary/sitting.html",
    "components/act.html",
    "ibefe/deadlines.html",
}


@dataclass(frozen=True)
class Look:
    """One page to look at: by whom, where, made by which template, and whether it is boxed."""

    role: str
    url: str
    template: str
    is_boxed: bool

    def __str__(self):
        return f"{self.role} {self.url} ({self.template})"


def looks(town):
    """Every page of ours by who sees most of it, and those of libraries by whom they are for."""
    for route in our_routes():
        page = PAGES.get(route.name)
        for thing in page.things(town, route) if page and route.implements("get") else ():
            role = next((r for r in RICHEST if not _refused(town, page, thing, r)), None)
            url = thing.url(route) if thing else reverse(route.name)
            yield from _look(town, role, url) if role else ()
    for role, names in OF_LIBRARIES.items():
        for name in names:
            yield from _look(town, role, reverse(name))
    yield Look("service", "/nulle-part/", "404.html", is_boxed=False)


def _refused(town, page, thing, role):
    relations = thing.relations(role) if thing else town.relations(role)
    return page.refusal(thing, relations)


def _look(town, role, url):
    answer = town.client(role).get(url)
    if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
        template = answer.templates[0].name if answer.templates else ""
        yield Look(role, url, template, "sandbox" in answer.get("Content-Security-Policy", ""))


def by_template(town):
    seen = set()
    for look in looks(town):
        if look.template not in seen:
            seen.add(look.template)
            yield look


class Eyes:
    """One browser per role, kept open from page to page."""

    def __init__(self, house, town, **options):
        self.house, self.town, self.options = house, town, options
        self.opened = {}

    def at(self, look):
        """The page, open; a boxed one lets no script look at it unless its policy is set aside."""
        key = look.role, look.is_boxed
        if key not in self.opened:
            self.opened[key] = self.house.open(
                self.town.users[look.role], bypass_csp=look.is_boxed, **self.options
            )
        self.opened[key].goto(look.url)
        return self.opened[key]


def faults(page, look):
    """What axe finds, wide, and what is cut at 320 px. A mail is no page: it has no landmarks."""
    page.set_viewport_size(WIDE)
    found = faults_of_axe(page, WCAG) if look.is_boxed else faults_of_axe(page)
    yield from (f"{look}: {fault}" for fault in found)
    page.set_viewport_size(NARROW)
    if overflow(page) > 0:
        yield f"{look}: {overflow(page)} px too wide at 320"


def test_every_template_is_accessible_and_fits_320_px(house, town, pictures):
    eyes, found, seen = Eyes(house, town), [], 0
    for look in by_template(town):
        page = eyes.at(look)
        found += faults(page, look)
        pictures(page, look.template.replace("/", "-"))
        seen += 1

    assert seen > 40
    assert_none(found)


@pytest.mark.parametrize(
    "scheme", ["light", pytest.param("dark", marks=pytest.mark.once("postgresql"))]
)
def test_ten_templates_in_the_light_and_in_the_dark_at_320_px(house, town, pictures, scheme):
    eyes, found, seen = Eyes(house, town, color_scheme=scheme, viewport=NARROW), [], set()
    for look in by_template(town):
        if look.template in TEN:
            page = eyes.at(look)
            found += [f"{scheme} {look}: {fault}" for fault in faults_of_axe(page)]
            pictures(page, f"320-{scheme}-{look.template.replace('/', '-')}")
            seen.add(look.template)

    assert len(seen) >= 10
    assert_none(found)


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_every_object_is_accessible(house, town, scheme):
    eyes, found = Eyes(house, town, color_scheme=scheme), []
    for look in looks(town):
        found += faults(eyes.at(look), look)

    assert_none(found)
