"""The timeline: what is drawn, what the table says, and what it costs."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import etree

from core import jobs
from core.models import Job, JobStatus, JournalEntry
from poles.documents import AllTerms, timeline_html
from poles.models import Pole
from poles.reports import timeline_of, timelines_of
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 17)
FIRST = date(2024, 3, 12)
DAY = timedelta(days=1)
PAGE = "/poles/frise/"


@pytest.fixture(autouse=True)
def _in_november_2026():
    with time_machine.travel(ON, tick=False):
        yield


def drawn():
    poles = Pole.objects.with_term(on=ON).standing(on=ON).order_by("first_day", "pk")
    return timeline_of(poles, on=ON)


def kinds(row):
    return [bar.kind for bar in row.bars]


def test_a_first_term_is_followed_by_the_one_that_a_renewal_may_open():
    PoleFactory(active=True, starts_on=FIRST, continued_on=FIRST)

    (row,) = drawn().rows

    first, maybe = row.bars
    assert [first.kind, maybe.kind] == ["t1", "maybe"]
    assert first.label == "terme 1"
    assert maybe.x == first.x + first.width + 2
    assert abs(first.width - maybe.width) <= 1
    assert row.expires_on == date(2027, 3, 11)


def test_a_renewed_pole_has_two_terms_and_no_other_possible():
    PoleFactory(active=True, starts_on=date(2022, 1, 14), terms=2)

    (row,) = drawn().rows

    assert kinds(row) == ["t1", "t2"]
    assert row.terms[1].replace("\xa0", " ") == "terme 2 : 14 janvier 2025 – 13 janvier 2028"


def test_a_term_that_is_over_is_drawn_as_over():
    PoleFactory(active=True, starts_on=date(2023, 11, 6))

    (row,) = drawn().rows

    assert kinds(row) == ["over"]
    assert row.state.label == "Échu, en attente de décision"
    assert row.expiry is None


def test_a_pole_that_stopped_early_ends_on_its_day():
    PoleFactory(ended=True, starts_on=FIRST, ended_on=date(2025, 3, 12))
    PoleFactory(active=True, starts_on=FIRST)

    stopped, running = drawn().rows

    assert kinds(stopped) == ["over"]
    assert stopped.bars[0].width < running.bars[0].width / 2
    assert stopped.expires_on == date(2025, 3, 12)


def test_every_effective_decision_has_its_mark_and_its_line():
    pole = PoleFactory(active=True, starts_on=FIRST)
    pole.decisions.filter(kind="lancement").update(is_effective=False)

    (row,) = drawn().rows

    assert len(row.decisions) == 1
    assert [d.replace("\xa0", " ") for d in row.decided] == ["7 mars 2024 : Désignation, terme 1"]


def test_years_are_whole_and_today_stands_between_them():
    PoleFactory(active=True, starts_on=FIRST)

    timeline = drawn()

    assert [y.label for y in timeline.years] == list(range(2024, 2031))
    xs = {y.label: y.x for y in timeline.years}
    assert xs[2026] < timeline.today_x < xs[2027]
    assert timeline.today_label == "17 nov. 2026"


def test_a_pole_without_term_is_not_drawn():
    PoleFactory(launched=True)

    assert drawn().rows == []


def test_the_drawing_is_whole_without_a_style_sheet():
    """Paper has no variable of ours: each figure carries its colours."""
    PoleFactory(active=True, starts_on=FIRST)
    PoleFactory(active=True, starts_on=date(2022, 1, 14), terms=2, title="A & B <c>")
    svg = etree.fromstring(render_to_string("poles/_timeline.html", {"timeline": drawn()}).strip())

    shapes = [e for e in svg.iter() if e.tag in ("rect", "circle", "text")]
    assert shapes
    assert all(e.get("fill") or e.get("stroke") for e in shapes)
    assert "style" not in {name for e in svg.iter() for name in e.attrib}


def test_the_page_draws_and_says_the_same(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, active=True, starts_on=FIRST, title="Logistique urbaine")

    page = client_as(service).get(PAGE)

    assert reverse("poles:timeline") == PAGE
    assert page.text.count("Logistique urbaine") == 3
    assert pole.get_absolute_url() in page.text


def test_closed_poles_are_shown_when_asked(client_as, bruxelles, service):
    PoleFactory(bassin=bruxelles, closed=True, starts_on=date(2019, 1, 1), title="Horeca")

    assert "Horeca" not in client_as(service).get(PAGE).text
    assert "Horeca" in client_as(service).get(PAGE, {"clotures": "1"}).text


def test_one_sees_the_poles_one_may_know_of(
    client_as, active_pole, pole_member, liege_service, porteur
):
    PoleFactory(bassin=active_pole.bassin, active=True, title="Un autre pôle")

    member = client_as(pole_member).get(PAGE)
    assert active_pole.title in member.text
    assert "Un autre pôle" not in member.text
    assert "Aucun terme encore." in client_as(liege_service).get(PAGE).text
    assert client_as(porteur).get(PAGE).status_code == 403


def test_one_or_eight_poles_cost_the_same_queries(client_as, bruxelles, service):
    client = client_as(service)
    PoleFactory(bassin=bruxelles, active=True)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    for _ in range(7):
        PoleFactory(bassin=bruxelles, active=True, terms=2)
    with CaptureQueriesContext(connection) as eight:
        client.get(PAGE)

    assert len(one) == len(eight)


# ── On paper ─────────────────────────────────────────────────────────────────────────────────────


def test_sheets_of_paper_share_their_years():
    for year in (2019, 2022, 2024):
        PoleFactory(active=True, starts_on=date(year, 3, 12))
    poles = Pole.objects.with_term(on=ON).standing(on=ON).order_by("first_day", "pk")

    first, second = timelines_of(poles, on=ON, most=2)

    assert [len(first.rows), len(second.rows)] == [2, 1]
    assert first.years == second.years


def test_the_paper_draws_the_picture_of_the_page_and_its_table(bruxelles, service):
    PoleFactory(bassin=bruxelles, active=True, starts_on=FIRST, title="Logistique urbaine")
    picture = render_to_string("poles/_timeline.html", {"timeline": drawn()})

    html = timeline_html(AllTerms(shows_closed=False), by=service, on=ON)

    assert picture.strip() in html
    assert "<li>terme 1" in html
    assert "<title>Frise des termes, 2024 – 2030." in picture


def test_closed_poles_are_on_paper_when_asked(bruxelles, service):
    PoleFactory(bassin=bruxelles, closed=True, starts_on=date(2019, 1, 1), title="Horeca")

    assert "Horeca" not in timeline_html(AllTerms(shows_closed=False), by=service, on=ON)
    assert "Horeca" in timeline_html(AllTerms(shows_closed=True), by=service, on=ON)


def test_the_paper_is_asked_from_the_page_and_its_hash_is_in_the_journal(
    client_as, bruxelles, service, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    PoleFactory(bassin=bruxelles, active=True, starts_on=FIRST)
    client = client_as(service)

    answer = client.post(reverse("poles:timeline_pdf"))
    jobs.run(Job.objects.get().pk)

    job = Job.objects.get()
    assert answer.url == job.get_absolute_url()
    assert job.status == JobStatus.DONE
    assert job.result.name == "frise-2026-11-17.pdf"
    assert '"tagged":true' in JournalEntry.objects.get(act="travaux.fabriquer").data
    assert "Frise des termes" in client.get(answer.url).text


def test_whoever_may_not_list_the_poles_has_no_paper(client_as, porteur):
    assert client_as(porteur).post(reverse("poles:timeline_pdf")).status_code == 403
    assert not Job.objects.exists()
