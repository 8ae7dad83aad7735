"""The published minutes: their public text, never a word of the rest, and what publishing tells."""

import pytest
from django.conf import settings
from django.urls import reverse
from lxml import etree

from plenary import workflow
from plenary.choices import Audience, Kind, MinutesStatus, Part
from plenary.facts.publication import publication_of
from plenary.models import Minutes
from tests.plenary.factories import (
    AttendanceFactory,
    BlockFactory,
    ItemFactory,
    MinutesFactory,
    SittingFactory,
    further,
)
from tests.plenary.pages import url
from tests.plenary.published import public_decision, published

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
CLOSED = {"audience": Audience.CLOSED, "closed_ground": "SENTINELLE motif"}


def page_of(sitting, *version):
    name = "published:version" if version else "published:minutes"
    place = [sitting.body.bassin.code, sitting.on.isoformat(), *version]
    return reverse(name, args=place)


@pytest.fixture
def held(body):
    return SittingFactory(body=body, held=True, number=61)


def with_secrets(sitting):
    """Minutes in draft whose every non-public word holds the sentinel."""
    for fields in ({"audience": Audience.MEMBERS}, CLOSED):
        item = ItemFactory(
            sitting=sitting,
            sealed=True,
            free=True,
            kind=Kind.DEBATE,
            title="SENTINELLE titre",
            text="SENTINELLE note",
            decision__text="SENTINELLE phrase",
            **fields,
        )
        item.decision.motivation = "SENTINELLE motivation"
        item.decision.save()
    decision = public_decision(sitting, title="Point public", decision__text="La plénière valide.")
    ItemFactory(sitting=sitting, free=True, audience=Audience.PUBLIC, title="Sans décision")
    person = AttendanceFactory(sitting=sitting).person
    person.last_name = "SENTINELLE présence"
    person.save()
    minutes = MinutesFactory(sitting=sitting)
    for item, audience in ((decision.item, Audience.MEMBERS), (decision.item, Audience.CLOSED)):
        BlockFactory(minutes=minutes, item=item, audience=audience, text="SENTINELLE passage")
    BlockFactory(minutes=minutes, item=None, audience=Audience.MEMBERS, text="SENTINELLE séance")
    return minutes, decision


def test_a_decision_that_the_minutes_keep_for_the_members_has_no_page(client, held):
    kept = public_decision(held, title="Gardée", decision__text="SENTINELLE phrase")
    told = public_decision(held, title="Publiée", decision__text="La plénière valide.")
    minutes = MinutesFactory(sitting=held)
    minutes.blocks.filter(item=kept.item, part=Part.DECISION).update(audience=Audience.MEMBERS)
    announced = [row["number"] for row in publication_of(minutes).decisions]
    further(minutes, MinutesStatus.PUBLISHED)

    pages = [
        client.get(reverse("published:decisions")),
        client.get(reverse("published:decisions"), {"q": "sentinelle"}),
        client.get(reverse("published:decisions_feed")),
        client.get(page_of(held)),
    ]

    assert announced == [told.number]
    assert client.get(reverse("published:decision", args=[kept.number])).status_code == 404
    assert client.get(reverse("published:decision", args=[told.number])).status_code == 200
    assert "SENTINELLE" not in "".join(page.content.decode() for page in pages)


def test_anybody_reads_the_public_text_and_never_a_word_of_the_rest(client, held):
    minutes, decision = with_secrets(held)
    further(minutes, MinutesStatus.PUBLISHED)

    pages = [
        client.get(page_of(held)),
        client.get(page_of(held, 1)),
        client.get(reverse("published:minutes_list")),
        client.get(reverse("published:minutes_feed")),
        client.get(reverse("published:decisions")),
        client.get(reverse("published:decision", args=[decision.number])),
    ]

    assert [page.status_code for page in pages] == [200] * 6
    text = "".join(page.content.decode() for page in pages)
    assert "SENTINELLE" not in text
    assert "Point public" in pages[0].content.decode()
    assert "non publiée" in pages[0].content.decode()


@pytest.mark.parametrize("state", ["draft", "circulated", "approved"])
def test_minutes_that_are_not_published_have_no_public_page(client, held, state):
    public_decision(held)
    MinutesFactory(sitting=held, state=state)

    assert client.get(page_of(held)).status_code == 404
    assert held.on.isoformat() not in client.get(reverse("published:minutes_list")).content.decode()


@pytest.mark.parametrize("day", ["2026-13-45", "hier"])
def test_an_address_that_names_no_day_is_not_found(client, held, day):
    assert client.get(reverse("published:minutes", args=["BXL", day])).status_code == 404


def test_a_version_that_was_replaced_says_by_which(client, held):
    public_decision(held)
    published(held)
    published(held, number=2)

    last, first = client.get(page_of(held)), client.get(page_of(held, 1))

    assert "Remplacé." not in last.content.decode()
    assert page_of(held, 1) in last.content.decode()
    assert "la version 2" in first.content.decode()
    assert client.get(page_of(held, 3)).status_code == 404


def test_a_correction_not_yet_published_leaves_the_version_that_is(client, held):
    public_decision(held)
    published(held)
    MinutesFactory(sitting=held, number=2, reason="Une erreur.", state=MinutesStatus.APPROVED)

    assert client.get(page_of(held)).context["version"] == 1


def test_the_public_minutes_lead_to_each_decision_and_back(client, held):
    decision = public_decision(held)
    published(held)

    page = client.get(page_of(held)).content.decode()
    back = client.get(reverse("published:decision", args=[decision.number])).content.decode()

    assert reverse("published:decision", args=[decision.number]) in page
    assert page_of(held) in back


def test_the_feed_names_each_sitting_by_its_permanent_address(client, held):
    published(held)
    published(held, number=2)

    feed = etree.fromstring(client.get(reverse("published:minutes_feed")).content)

    assert [entry.find(f"{ATOM}id").text for entry in feed.findall(f"{ATOM}entry")] == [
        settings.SITE_URL + page_of(held)
    ]


def test_before_publishing_one_sees_what_becomes_public_and_what_stays(client_as, sec, held):
    minutes = further(with_secrets(held)[0], MinutesStatus.APPROVED)

    page = client_as(sec).get(url("publish", minutes.pk))

    text = page.content.decode()
    assert page.context["consequences"] == [
        "2 points deviennent publics.",
        "1 point reste aux membres : le public n’en lit que le numéro.",
        "1 point reste à huis clos.",
        "3 passages de parties publiques restent aux membres.",
        "Ni les présences ni les procurations ne se publient.",
    ]
    assert "SENTINELLE" not in text
    assert "Point public" in text


def test_the_preview_is_word_for_word_the_page(client_as, client, sec, held):
    minutes = further(with_secrets(held)[0], MinutesStatus.APPROVED)
    before = client_as(sec).get(url("publish", minutes.pk)).context["publication"].seen

    client_as(sec).post(url("publish", minutes.pk))

    assert client.get(page_of(held)).context["seen"] == before


def test_what_is_taken_back_is_no_longer_public(client, sec, held):
    decision = public_decision(held)
    minutes = published(held)

    workflow.unpublish(minutes, by=sec, reason="Une erreur.")

    assert Minutes.objects.get().status == MinutesStatus.APPROVED
    assert client.get(page_of(held)).status_code == 404
    assert client.get(reverse("published:decision", args=[decision.number])).status_code == 404
