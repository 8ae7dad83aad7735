"""What anybody reads of the plenary: published decisions, and never a word more."""

import pytest
from django.conf import settings
from django.urls import reverse
from lxml import etree

from plenary.choices import Audience, Kind, MinutesStatus
from plenary.models import Minutes
from tests.plenary.factories import ConditionFactory, SittingFactory
from tests.plenary.published import public_decision, published

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def url(name, *args):
    return reverse(f"published:{name}", args=args)


def titles(page):
    return [row["title"] for row in page.context["rows"]]


@pytest.fixture
def held(body):
    return SittingFactory(body=body, held=True, number=61)


def test_a_public_decision_is_read_by_anybody_once_the_minutes_are_published(client, held):
    decision = public_decision(held, title="Lancer le pôle", decision__text="La plénière valide.")
    before = client.get(url("decision", decision.number)).status_code
    published(held)

    page = client.get(url("decision", decision.number))

    assert before == 404
    assert "La plénière valide." in page.content.decode()
    assert titles(client.get(url("decisions"))) == ["Lancer le pôle"]


@pytest.mark.parametrize("status", [s for s in MinutesStatus if s != MinutesStatus.PUBLISHED])
def test_minutes_that_are_not_published_publish_no_decision(client, held, status):
    decision = public_decision(held)
    minutes = published(held)
    text = {"frozen": "", "sha256": ""} if status in ("draft", "circulated") else {}
    Minutes.objects.filter(pk=minutes.pk).update(status=status, **text)

    assert client.get(url("decision", decision.number)).status_code == 404
    assert titles(client.get(url("decisions"))) == []


@pytest.mark.parametrize(
    "audience",
    [
        {"audience": Audience.MEMBERS},
        {"audience": Audience.CLOSED, "closed_ground": "Personnes citées."},
    ],
)
def test_a_decision_for_fewer_people_is_never_public(client, held, audience):
    decision = public_decision(held, title="SENTINELLE", decision__text="SENTINELLE", **audience)
    published(held)

    pages = [
        client.get(url("decisions")),
        client.get(url("decisions"), {"q": "sentinelle"}),
        client.get(url("decisions_feed")),
    ]

    assert client.get(url("decision", decision.number)).status_code == 404
    assert all(decision.number not in page.content.decode() for page in pages)
    assert "SENTINELLE" not in "".join(page.content.decode() for page in pages)


def test_only_the_whitelisted_fields_are_public(client, held, body):
    words = dict.fromkeys(("motivation", "without_effect_reason"), "SENTINELLE")
    words |= {"to_repair": ["SENTINELLE"], "derogations": {"N1": "SENTINELLE"}}
    decision = public_decision(
        held,
        text="SENTINELLE",
        urgent_reason="SENTINELLE",
        **{f"decision__{name}": value for name, value in words.items()},
    )
    ConditionFactory(decision=decision, text="SENTINELLE")
    decision.drafted_by.person.last_name = "SENTINELLE"
    decision.drafted_by.person.save()
    published(held)

    pages = [
        client.get(url("decisions")),
        client.get(url("decision", decision.number)),
        client.get(url("decisions_feed")),
        client.get(url("decisions"), {"q": "sentinelle"}),
    ]

    text = "".join(page.content.decode() for page in pages)
    assert text.count("SENTINELLE") == 0
    assert titles(pages[3]) == []


def test_a_withdrawn_decision_says_which_one_withdrew_it(client, held, body):
    decision = public_decision(held)
    later = SittingFactory(body=body, held=True, on=held.on.replace(year=held.on.year + 1))
    withdrawal = public_decision(
        later, kind=Kind.WITHDRAWAL, pole=None, cites=decision, decision__withdraws=decision
    )
    published(held)

    hidden = client.get(url("decision", decision.number)).content.decode()
    published(later)
    shown = client.get(url("decision", decision.number)).content.decode()

    assert "Retirée" in hidden
    assert withdrawal.number in hidden
    assert url("decision", withdrawal.number) not in hidden
    assert url("decision", withdrawal.number) in shown
    assert (
        url("decision", decision.number)
        in client.get(url("decision", withdrawal.number)).content.decode()
    )


def test_a_rectified_decision_leads_to_its_rectification(client, held):
    decision = public_decision(held)
    other = public_decision(
        held, kind=Kind.RECTIFICATION, pole=None, cites=decision, decision__rectifies=decision
    )
    published(held)

    page = client.get(url("decision", decision.number)).content.decode()

    assert "Rectifiée" in page
    assert url("decision", other.number) in page


def test_one_searches_what_is_public_and_filters_by_year(client, held):
    public_decision(held, title="Métiers de la santé")
    public_decision(held, title="Logistique")
    published(held)

    found = titles(client.get(url("decisions"), {"q": "metiers SANTE", "annee": held.on.year}))
    none = client.get(url("decisions"), {"q": "introuvable", "annee": "zz"})

    assert found == ["Métiers de la santé"]
    assert "Aucune décision ne répond à cette recherche." in none.content.decode()


def test_nothing_published_is_said(client, db):
    page = client.get(url("decisions")).content.decode()

    assert "Aucune décision n’est encore publiée." in page


def test_corrected_minutes_publish_a_decision_once(client, held):
    public_decision(held, title="Une fois")
    published(held)
    published(held, number=2)

    assert titles(client.get(url("decisions"))) == ["Une fois"]


def test_the_feed_names_each_decision_by_its_permanent_address(client, held):
    decision = public_decision(held, title="Lancer <le> pôle", decision__text="A & B")
    published(held)

    answer = client.get(url("decisions_feed"))

    entry = etree.fromstring(answer.content).find(f"{ATOM}entry")
    address = settings.SITE_URL + url("decision", decision.number)
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert entry.find(f"{ATOM}id").text == address
    assert entry.find(f"{ATOM}link").get("href") == address
    assert entry.find(f"{ATOM}title").text == f"Décision {decision.number} : Lancer <le> pôle"
    assert entry.find(f"{ATOM}summary").text == "A &amp; B"


def test_the_page_says_its_address_and_describes_itself(client, held):
    decision = public_decision(held)
    published(held)

    page = client.get(url("decision", decision.number)).content.decode()

    address = settings.SITE_URL + url("decision", decision.number)
    assert f'<link rel="canonical" href="{address}">' in page
    assert '<meta name="description" content="Décision ' in page
