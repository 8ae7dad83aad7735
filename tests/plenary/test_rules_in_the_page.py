"""Each rule that the plenary meets, met and unmet, in the page where somebody reads it."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from core.clock import today
from core.deadlines import term_limit
from plenary.choices import Kind
from tests.actors.factories import CapacityFactory
from tests.evaluations.factories import EvaluationFactory
from tests.plenary.factories import ItemFactory
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def launch(sitting, propose, *, asked=20, available=200, **results):
    CapacityFactory(bassin=sitting.body.bassin, year=today().year, days=available)
    pole = PoleFactory(bassin=sitting.body.bassin, proposed=True, days_asked=asked)
    return ItemFactory(sitting=sitting, pole=pole, proposal=results)


def designation(sitting, propose, *, groups="ABC", last=None, **candidate):
    pole = PoleFactory(bassin=sitting.body.bassin, launched=True)
    propose(pole, groups)
    if candidate:
        propose(pole, "C", **candidate)
    proposal = {
        "starts_on": today().isoformat(),
        "ends_on": (last or term_limit(today())).isoformat(),
    }
    return ItemFactory(sitting=sitting, kind=Kind.DESIGNATION, pole=pole, proposal=proposal)


def renewal(sitting, propose, *, evaluated=True, terms=1, groups="ABC"):
    begun = today() - (1000 if terms == 1 else 2100) * DAY
    pole = PoleFactory(
        bassin=sitting.body.bassin, active=True, terms=terms, starts_on=begun, groups=groups
    )
    if evaluated:
        EvaluationFactory(pole=pole, presented=True, term_number=terms)
    first = pole.terms.order_by("-number").first().ends_on + DAY
    proposal = {"starts_on": first.isoformat(), "ends_on": term_limit(first).isoformat()}
    return ItemFactory(sitting=sitting, kind=Kind.RENEWAL, pole=pole, proposal=proposal)


CASES = [
    ("P6", launch, {}, True),
    ("P16", launch, {}, True),
    ("P16", launch, {"asked": 300}, False),
    ("P18", launch, {}, True),
    ("P18", launch, {"call": False}, False),
    ("P7", designation, {}, True),
    ("P7", designation, {"groups": "AB"}, False),
    ("P8", designation, {}, True),
    ("P8", designation, {"active_on_territory": False}, False),
    ("P9", designation, {}, True),
    ("P10", designation, {}, True),
    ("P10", designation, {"last": term_limit(today()) + DAY}, False),
    ("P19", designation, {}, True),
    ("P10", renewal, {}, True),
    ("P7", renewal, {"groups": "AC"}, False),
    ("P11", renewal, {}, True),
    ("P11", renewal, {"evaluated": False}, False),
    ("P12", renewal, {}, True),
    ("P12", renewal, {"terms": 2}, False),
]


@pytest.mark.parametrize(("code", "item_of", "facts", "is_met"), CASES)
def test_the_rule_is_told_in_the_page_of_the_item(
    client_as, service, sitting, propose, code, item_of, facts, is_met
):
    item = item_of(sitting, propose, **facts)

    page = client_as(service).get(reverse("plenary:item", args=[item.pk]))

    panel = page.context["panel"]
    verdict = next(v for v in panel.verdicts if v.rule.code == code)
    assert verdict.met == is_met
    assert verdict in (panel.met_list if is_met else panel.unmet)
    assert verdict.reason in words(page)


def words(page):
    """The text of a page, its narrow and no-break spaces as plain ones."""
    text = unescape(page.content.decode())
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_the_launch_that_nobody_decided_is_told_in_the_page_of_the_pole_p6(
    client_as, service, bruxelles
):
    pole = PoleFactory(bassin=bruxelles, proposed=True)

    page = client_as(service).get(pole.get_absolute_url())

    verdict = next(v for v in page.context["panel"].unmet if v.rule.code == "P6")
    assert verdict.reason in words(page)
