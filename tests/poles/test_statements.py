"""The état de conformité: what it says of which day, kept as issued, printed from that text."""

import io
import json
import re
from datetime import timedelta

import pikepdf
import pytest
from django.urls import reverse

from core import jobs, pdf
from core.canonical import sha256
from core.clock import today
from core.models import JobStatus, JournalEntry
from core.workflow import Refused
from poles import workflow
from poles.documents import STATEMENT, statement_html, statement_of
from poles.models import ConformityStatement
from tests.poles.factories import DecisionRefFactory, MembershipFactory, PoleFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def pole(bruxelles):
    """Categories A and B today; C left thirty days ago."""
    made = PoleFactory(bassin=bruxelles, active=True, groups="AB", title="Technicien·ne en HVAC")
    MembershipFactory(
        pole=made,
        category="C",
        starts_on=today() - 190 * DAY,
        ends_on=today() - 30 * DAY,
        end_reason="demission",
        designated_by=made.terms.get().decision,
    )
    return made


def data_of(statement):
    return json.loads(statement.text)


def verdict(statement, code):
    chapters = data_of(statement)["chapters"]
    return next(v for c in chapters for v in c["verdicts"] if v["code"] == code)


def words(statement):
    return " ".join(re.sub(r"<[^>]+>", " ", statement_html(statement)).split())


# ── What it says ─────────────────────────────────────────────────────────────────────────────────


def test_it_states_the_day_one_asks_with_the_facts_and_the_decisions_that_bear_on_it(pole, service):
    decision = pole.terms.get().decision

    before = workflow.issue_statement(pole, on=today() - 60 * DAY, by=service)
    now = workflow.issue_statement(pole, on=today(), by=service)

    assert verdict(before, "P7")["state"] == "Remplie"
    assert verdict(now, "P7")["state"] == "Non remplie"
    assert "Il manque un membre en catégorie C" in verdict(now, "P7")["reason"]
    assert verdict(now, "P7")["source"] == "Accord, art. 18 § 1"
    assert f"(décision {decision.number})" in verdict(now, "P7")["evidence"][0]
    assert verdict(now, "P7")["evidence"][2] == "Catégorie C : personne."


def test_what_was_decided_later_is_not_of_that_day(pole, service):
    DecisionRefFactory(pole=pole, kind="modalites", label="Modalités", on=today() - 5 * DAY)

    before = workflow.issue_statement(pole, on=today() - 9 * DAY, by=service)
    now = workflow.issue_statement(pole, on=today(), by=service)

    labels = [[d["label"] for d in data_of(s)["decisions"]] for s in (before, now)]
    assert "Modalités" not in labels[0]
    assert "Modalités" in labels[1]


def test_every_rule_of_the_poles_is_there_asked_or_not(pole, service):
    data = data_of(workflow.issue_statement(pole, on=today(), by=service))

    asked = {v["code"] for c in data["chapters"] for v in c["verdicts"]}
    assert asked | {r["code"] for r in data["not_asked"]} == {
        *(f"P{n}" for n in range(1, 20)),
        *("E1", "E2", "E3"),
    }


def test_its_words_say_that_it_is_no_certificate_and_what_day_is_past_or_to_come(pole, service):
    past = words(workflow.issue_statement(pole, on=today() - 60 * DAY, by=service))
    coming = words(workflow.issue_statement(pole, on=today() + 60 * DAY, by=service))

    assert "ne vaut pas certificat d’une autorité" in past
    assert "tel que connu à l’établissement" in past
    assert "à venir" in coming


@pytest.mark.parametrize(
    "state", [{}, {"proposed": True}, {"launched": True}, {"abandoned": True}, {"closed": True}]
)
def test_every_state_of_a_pole_has_its_statement(bruxelles, service, state):
    pole = PoleFactory(bassin=bruxelles, **state)

    assert "P1" in words(workflow.issue_statement(pole, on=today(), by=service))


# ── Kept as issued ───────────────────────────────────────────────────────────────────────────────


def test_it_is_numbered_hashed_and_in_the_journal(pole, service):
    first, second = (workflow.issue_statement(pole, on=today(), by=service) for _time in range(2))

    assert [s.number for s in (first, second)] == [
        f"EC-{pole.bassin.code}-{today().year}-{n:03d}" for n in (1, 2)
    ]
    assert first.sha256 == sha256(first.text)
    assert first.sha256 in JournalEntry.objects.filter(act="poles.établir_conformité").first().data


def test_what_changes_afterwards_changes_nothing_of_its_paper(pole, service):
    statement = workflow.issue_statement(pole, on=today(), by=service)
    paper = statement_html(statement)
    pole.title = "Un autre nom"
    pole.save()
    pole.memberships.all().delete()

    assert statement_html(ConformityStatement.objects.get(pk=statement.pk)) == paper


def test_a_day_out_of_the_time_of_the_accord_is_refused_and_takes_no_number(pole, service):
    with pytest.raises(Refused):
        workflow.issue_statement(pole, on=today().replace(year=1999), by=service)

    assert workflow.issue_statement(pole, on=today(), by=service).number.endswith("-001")


# ── Its paper, for whom ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["plenary_member", "pole_member", "guest", "liege_service"])
def test_those_who_read_the_verdicts_may_have_it(name, active_pole, service, request):
    statement = workflow.issue_statement(active_pole, on=today(), by=service)

    found = statement_of(request.getfixturevalue(name), statement.pk)

    assert (found == statement) == (name in ("plenary_member", "pole_member"))


def test_the_page_issues_it_and_prints_it_and_a_text_that_was_changed_is_not_printed(
    pole, service, client_as, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    client = client_as(service)
    url = reverse("poles:statement_new", args=[pole.pk])
    token = client.get(url).context["form"]["token"].initial

    answer = client.post(url, {"token": token, "on": today().isoformat()})

    statement = ConformityStatement.objects.get()
    assert answer.status_code == 302
    assert (
        statement.number in client.get(reverse("poles:statements", args=[pole.pk])).content.decode()
    )

    ConformityStatement.objects.update(text=statement.text.replace("HVAC", "autre"))
    job = jobs.ask(STATEMENT, subject_id=statement.pk, by=service)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.status == JobStatus.FAILED
    assert "empreinte" in job.error


def test_the_paper_is_pdf_ua_in_french_with_its_number_and_its_hash(pole, service):
    statement = workflow.issue_statement(pole, on=today(), by=service)
    printed = pdf.render(statement_html(statement))

    assert printed.tagged
    assert statement.sha256 in statement_html(statement)
    with pikepdf.open(io.BytesIO(printed.content)) as document:
        assert str(document.Root.Lang) == "fr-BE"
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == f"État de conformité {statement.number}"
