"""L’échéancier for a date, its filters, and the secret feed that follows rights day by day."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from actors.models import Mandate
from core.clock import today
from core.deadlines import term_limit
from core.french import nbsp
from core.models import JournalEntry
from outbox.models import FeedToken
from outbox.workflow import close_feed, open_feed
from tests.actors.factories import BassinFactory, UserFactory
from tests.outbox.factories import MailFactory
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.django_db

PAGE = reverse("deadlines")
FEED = reverse("feed")
DAY = timedelta(days=1)
START = today() - 200 * DAY


@pytest.fixture
def client(client_as, service):
    return client_as(service)


@pytest.fixture
def pole(bruxelles, service):
    return PoleFactory(
        bassin=bruxelles,
        active=True,
        starts_on=START,
        title="Technicien·ne en HVAC",
        lead=service.person,
        expost_planned_on=None,
    )


def lines(answer):
    return {line.what for month in answer.context["months"] for line in month.lines}


def whats(answer):
    return {what.partition(" : ")[0] for what in lines(answer)}


# ── The page ─────────────────────────────────────────────────────────────────────────────────────


def test_everything_due_is_there_with_its_reason_and_its_link(client, pole):
    answer = client.get(PAGE)

    assert whats(answer) == {
        "Fin du terme 1",
        "Décision d’un an",
        "Évaluation formative à ouvrir",
        "Évaluation formative à clôturer",
    }
    text = answer.content.decode()
    assert nbsp("(accord, art. 18 § 1)") in text
    assert f'href="{pole.get_absolute_url()}"' in text


def test_late_ones_come_first_under_their_own_heading(client, bruxelles):
    PoleFactory(bassin=bruxelles, active=True, starts_on=today() - 400 * DAY)

    months = client.get(PAGE).context["months"]

    assert months[0].title == "En retard"
    assert [line.late for line in months[0].lines] == [True]
    assert "jours de retard" in months[0].lines[0].in_days


def test_it_is_computed_for_any_day(client, pole):
    end = term_limit(START)

    answer = client.get(PAGE, {"le": (end + DAY).isoformat()})

    assert whats(answer) == {"Fin du terme 1", "Décision d’un an"}
    assert "comme si nous étions le" in answer.content.decode()


@pytest.mark.parametrize("asked", ["hier", "2027-02-30", "0001-01-01", "9999-12-31", ""])
def test_s27_a_day_that_is_none_means_today_and_is_said(client, pole, asked):
    answer = client.get(PAGE, {"le": asked})

    assert answer.status_code == 200
    assert answer.context["on"] == today()


def test_the_filters_of_the_address(client, pole, service, bruxelles):
    other = UserFactory(serves=bruxelles).person
    PoleFactory(bassin=bruxelles, active=True, starts_on=START, title="Logistique", lead=other)

    def titles(**query):
        return {what.partition(" : ")[2] for what in lines(client.get(PAGE, query))}

    assert titles() == {"Technicien·ne en HVAC", "Logistique"}
    assert titles(pole=pole.pk) == {"Technicien·ne en HVAC"}
    assert titles(qui=other.pk) == {"Logistique"}
    assert whats(client.get(PAGE, {"quoi": "terme"})) == {"Fin du terme 1"}
    assert titles(quoi="terme", pole=pole.pk) == {"Technicien·ne en HVAC"}


@pytest.mark.parametrize("query", ["quoi=x", "pole=x", "pole=99999", "qui=-1", "bassin=1"])
def test_s27_an_unknown_filter_is_never_an_error(client, pole, query):
    assert client.get(f"{PAGE}?{query}").status_code == 200


def test_mails_that_wait_are_due_too(client):
    MailFactory.create_batch(2, waiting=True)

    assert lines(client.get(PAGE)) == {"2 courriers à libérer"}


def test_a_mandate_that_ends_is_due_for_the_service_and_for_its_holder(
    client, client_as, bruxelles
):
    member = UserFactory(sits=bruxelles)
    other = UserFactory(sits=bruxelles)
    Mandate.objects.filter(person=member.person).update(ends_on=today() + 40 * DAY)
    expected = {f"Fin du mandat de {member.person}"}

    assert lines(client.get(PAGE)) == expected
    assert lines(client_as(member).get(PAGE)) == expected
    assert lines(client_as(other).get(PAGE)) == set()


def test_s41_everybody_sees_what_they_may_know_of_alone(client_as, pole, request):
    for who, sees in [
        ("plenary_member", True),
        ("outsider", False),
        ("liege_service", False),
        ("former_officer", False),
    ]:
        answer = client_as(request.getfixturevalue(who)).get(PAGE)
        assert bool(lines(answer)) == sees, who
        assert (pole.title in answer.content.decode()) == sees, who


def test_nothing_due_is_said(client_as, outsider):
    assert "Rien n’est dû." in client_as(outsider).get(PAGE).content.decode()


def test_p01_one_pole_and_three_cost_the_same_queries(client, pole, bruxelles, service):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            client.get(PAGE)
        return len(captured)

    client.get(PAGE)
    one = cost()
    for _n in range(2):
        PoleFactory(bassin=bruxelles, active=True, starts_on=START, lead=service.person)

    assert cost() == one
    assert one <= 20


# ── The feed ─────────────────────────────────────────────────────────────────────────────────────


def address(user):
    return reverse("calendar", args=[open_feed(user, by=user)])


def events(answer):
    return {str(e["SUMMARY"]): e for e in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_the_feed_is_read_without_any_cookie_and_holds_what_the_page_shows(
    client_as, pole, service
):
    answer = client_as().get(address(service))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert set(events(answer)) == lines(client_as(service).get(PAGE))
    end = events(answer)["Fin du terme 1 : Technicien·ne en HVAC"]
    assert end.decoded("DTSTART") == term_limit(START)
    assert not answer.cookies


def test_identifiers_stay_the_same_when_a_day_moves(client_as, pole, service):
    url = address(service)
    before = {str(e["UID"]) for e in events(client_as().get(url)).values()}
    term = pole.terms.get()
    term.ends_on -= 10 * DAY
    term.save()

    after = events(client_as().get(url))

    assert {str(e["UID"]) for e in after.values()} == before
    assert after["Fin du terme 1 : Technicien·ne en HVAC"].decoded("DTSTART") == term.ends_on


def test_what_waits_without_a_day_is_not_in_the_calendar(client_as, service):
    MailFactory(waiting=True)

    assert events(client_as().get(address(service))) == {}


def test_the_address_is_shown_once_and_only_its_hash_is_kept(client, service):
    page = client.post(FEED, {"token": "t" * 32}, follow=True).content.decode()
    secret = page.partition("/calendrier/")[2].partition("calendrier/")[2] or page
    feed = FeedToken.objects.get()

    assert ".ics" in page
    assert feed.digest not in page
    assert ".ics" not in client.get(FEED).content.decode()
    assert len(secret) > 0
    assert JournalEntry.objects.get().act == "calendriers.ouvrir"


def test_r22_a_double_click_keeps_the_address_and_adds_no_line(client_as, client, service):
    first = client.post(FEED, {"token": "t" * 32})
    second = client.post(FEED, {"token": "t" * 32})

    (url,) = re.findall(r"/calendrier/[^\"]+\.ics", client.get(second.url).content.decode())
    assert first.url == second.url
    assert client_as().get(url).status_code == 200
    assert FeedToken.objects.count() == 1
    assert JournalEntry.objects.get().act == "calendriers.ouvrir"


def test_s40_the_secret_is_long_enough_not_to_be_guessed(service):
    secret = open_feed(service, by=service)

    assert len(secret) * 6 >= 128
    assert not FeedToken.objects.filter(digest=secret).exists()


def test_renewing_ends_the_address_before(client_as, client, pole, service):
    old = address(service)

    client.post(FEED, {"token": "t" * 32})

    assert client_as().get(old).status_code == 404
    assert FeedToken.objects.filter(revoked_at=None).count() == 1


def test_an_address_that_was_withdrawn_is_unknown_at_once(client_as, client, pole, service):
    url = address(service)

    client.post(reverse("feed_close"))

    assert client_as().get(url).status_code == 404
    assert "Créer mon adresse" in client.get(FEED).content.decode()


def test_s07_the_feed_of_a_closed_account_is_unknown(client_as, pole, service):
    url = address(service)
    service.is_active = False
    service.save()

    assert client_as().get(url).status_code == 404


def test_s06_the_feed_ends_with_the_mandate(client_as, pole, plenary_member):
    url = address(plenary_member)
    assert events(client_as().get(url))

    Mandate.objects.filter(person=plenary_member.person).update(ends_on=today() - DAY)

    assert client_as().get(url).status_code == 404


def test_rights_are_those_of_the_reading_not_of_the_opening(client_as, service, pole):
    url = address(service)
    pole.bassin = BassinFactory(code="LG")
    pole.save()

    assert events(client_as().get(url)) == {}


@pytest.mark.parametrize("secret", ["x", "0" * 43, "é", "a" * 500])
def test_a_secret_that_nobody_was_given_is_unknown(client_as, secret):
    assert client_as().get(f"/calendrier/{secret}.ics").status_code == 404


def test_whoever_belongs_nowhere_has_no_feed_to_open(client_as, outsider):
    assert client_as(outsider).get(FEED).status_code == 403
    assert "Dans mon agenda" not in client_as(outsider).get(PAGE).content.decode()


def test_s18_reading_the_feed_writes_nothing(client_as, pole, service, django_assert_num_queries):
    url = address(service)
    with CaptureQueriesContext(connection) as captured:
        client_as().get(url)

    written = [q["sql"] for q in captured if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written == []


def test_closing_twice_is_harmless(service):
    open_feed(service, by=service)

    close_feed(service, by=service)
    close_feed(service, by=service)

    assert FeedToken.objects.filter(revoked_at=None).count() == 0
