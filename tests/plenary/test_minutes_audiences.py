"""No word of the minutes reaches who may not read it: page, preview, PDF, DOCX, mail."""

import re
import subprocess
from io import BytesIO

import pytest
from docx import Document

from core import jobs
from core.jobs import Hopeless
from core.models import Job, JobStatus
from outbox.models import Mail
from plenary import workflow
from plenary.choices import Audience, Reader
from plenary.documents import MINUTES_DOCX, MINUTES_PDF, SHEET, asked_as, minutes_pdf
from plenary.documents.minutes import minutes_of
from plenary.facts import blocks_for, reading_of
from plenary.models import Minutes, MinutesBlock
from tests.actors.factories import UserFactory
from tests.plenary.factories import (
    AttendanceFactory,
    ItemFactory,
    MinutesFactory,
    RecusalFactory,
    SittingFactory,
    consultative_of,
    seated,
)
from tests.plenary.pages import url

pytestmark = pytest.mark.django_db

PUBLIC, MEMBERS, CLOSED = "motpublic", "motmembres", "mothuisclos"
EVERYTHING = {PUBLIC, MEMBERS, CLOSED}
WORD = re.compile("|".join(sorted(EVERYTHING)))


@pytest.fixture
def minutes(body):
    """Under review: an item of each audience, and a closed block in a public item."""
    sitting = SittingFactory(body=body, held=True)
    open_one = ItemFactory(sitting=sitting, free=True, sealed=True, audience="public", title=PUBLIC)
    ItemFactory(sitting=sitting, free=True, sealed=True, title=MEMBERS, decision__text=MEMBERS)
    ItemFactory(sitting=sitting, free=True, sealed=True, closed=True, title=CLOSED)
    minutes = MinutesFactory(sitting=sitting, state="circulated")
    MinutesBlock.objects.create(
        minutes=minutes, item=open_one, audience=Audience.CLOSED, text=CLOSED, position=99
    )
    return minutes


@pytest.fixture
def readers(body, minutes, sec):
    """{who: (account, the words that they may read)}"""
    recused = seated(body)[0]
    for item in minutes.sitting.items.filter(blocks__audience=Audience.CLOSED).distinct():
        RecusalFactory(item=item, person=recused.person)
    return {
        "service": (sec, EVERYTHING),
        "voix": (seated(body)[0], EVERYTHING),
        "consultatif": (consultative_of(body), {PUBLIC, MEMBERS}),
        "déporté": (recused, {PUBLIC, MEMBERS}),
    }


def words_of(text):
    return set(WORD.findall(text))


def document(user, minutes, kind):
    """The words of the document that this account may have, made by the job."""
    job = jobs.ask(kind, subject_id=asked_as(minutes, reading_of(user, minutes).reader), by=user)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.status == JobStatus.DONE, job.error
    content = job.result.file.read()
    if kind == MINUTES_DOCX:
        return content
    done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode()


def docx_text(content):
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_each_reads_on_the_page_what_their_audience_holds(client, minutes, readers):
    for who, (user, words) in readers.items():
        client.force_login(user)

        page = client.get(minutes.get_absolute_url(), {"vu": "service"}).content.decode()

        assert words_of(page) == words, who


def test_the_previews_are_what_the_others_read(client, minutes, readers):
    client.force_login(readers["service"][0])
    expected = {"voix": EVERYTHING, "consultatif": {PUBLIC, MEMBERS}, "public": {PUBLIC}}

    for reader, words in expected.items():
        page = client.get(minutes.get_absolute_url(), {"vu": reader}).content.decode()

        assert words_of(page) == words, reader


def test_who_has_no_part_in_the_plenary_reads_nothing(client, minutes, pole_member):
    for user in (pole_member, UserFactory()):
        client.force_login(user)
        assert client.get(minutes.get_absolute_url()).status_code == 404
    client.logout()
    assert client.get(minutes.get_absolute_url()).status_code == 302
    assert words_of(str(blocks_for(minutes, reading_of(pole_member, minutes)))) == {PUBLIC}


def test_the_pdf_holds_what_its_reader_reads(minutes, readers):
    for who, (user, words) in readers.items():
        text = document(user, minutes, MINUTES_PDF)

        assert words_of(text) == words, who
        assert "Projet" in text


def test_the_docx_holds_what_its_reader_reads(minutes, readers):
    for who, (user, words) in readers.items():
        content = document(user, minutes, MINUTES_DOCX)

        assert words_of(docx_text(content)) == words, who


def test_nothing_of_the_text_is_in_a_mail(minutes, readers, sec):
    workflow.take_back_minutes(minutes, by=sec, reason="Une faute.")
    workflow.circulate(minutes, by=sec, remarks_until=minutes.remarks_until)

    mails = Mail.objects.filter(template="plenary/minutes_circulated")
    assert mails
    assert words_of(" ".join(f"{m.subject} {m.text}" for m in mails)) == set()


def test_the_form_of_a_remark_offers_only_what_one_reads(client, minutes, readers):
    for who in ("voix", "consultatif", "déporté"):
        user, words = readers[who]
        client.force_login(user)

        page = client.get(url("remark", minutes.pk)).content.decode()

        assert words_of(page) <= words, who


def test_a_member_asks_for_no_document_but_theirs(client, minutes, readers):
    user = readers["consultatif"][0]
    client.force_login(user)

    client.post(url("minutes_document", minutes.pk), {"lecteur": "service", "format": "docx"})

    assert Job.objects.get(kind=MINUTES_DOCX).subject_id == f"{minutes.pk}-consultatif"
    assert minutes_of(user, f"{minutes.pk}-service") is None
    assert minutes_of(user, f"{minutes.pk}-public") is None
    assert minutes_of(user, "n-importe-quoi") is None


def test_a_right_that_ended_delivers_nothing(minutes, readers):
    user = readers["voix"][0]
    asked = asked_as(minutes, Reader.VOICE)
    assert minutes_of(user, asked) == minutes
    Minutes.objects.filter(pk=minutes.pk).update(status="draft")

    assert minutes_of(user, asked) is None


def test_approved_minutes_are_printed_from_the_frozen_text_alone(body, sec):
    sitting = SittingFactory(body=body, held=True)
    ItemFactory(sitting=sitting, free=True, sealed=True, decision__text="Tel qu’approuvé.")
    minutes = MinutesFactory(sitting=sitting, state="approved")
    minutes.blocks.update_or_create(part="decision", defaults={"text": "Réécrit."})

    text = document(sec, minutes, MINUTES_PDF)

    assert "Tel qu’approuvé." in text
    assert "Réécrit." not in text
    assert "Projet" not in text
    assert minutes.sha256[:20] in text


def test_a_frozen_text_that_was_touched_is_not_printed(body, sec):
    minutes = MinutesFactory(sitting=SittingFactory(body=body, held=True), state="approved")
    minutes.frozen = minutes.frozen.replace("Actiris", "Ailleurs")
    minutes.save()
    job = jobs.ask(MINUTES_PDF, subject_id=asked_as(minutes, "service"), by=sec)

    with pytest.raises(Hopeless, match="empreinte"):
        minutes_pdf(job, lambda *args: None)


def test_the_docx_has_real_headings_a_table_and_our_language(minutes, readers):
    AttendanceFactory(sitting=minutes.sitting, person__last_name="Longnom")

    file = Document(BytesIO(document(readers["service"][0], minutes, MINUTES_DOCX)))

    styles = {p.style.name for p in file.paragraphs}
    assert {"Title", "Heading 1", "Heading 2"} <= styles
    (table,) = file.tables
    assert [c.text for c in table.rows[0].cells] == ["Nom", "Organisation", "Présence"]
    assert file.core_properties.language == "fr-BE"
    normal = file.styles["Normal"].element.rPr.xml
    assert 'w:val="fr-BE"' in normal
    assert f"{minutes.sitting.on.year}" in file.core_properties.title


def test_the_sheet_to_sign_lists_everybody_convened(client, body, sec):
    sitting = SittingFactory(body=body, convened=True)
    _user, mandate = seated(body)
    client.force_login(sec)
    client.post(url("sheet", sitting.pk))
    job = Job.objects.get(kind=SHEET)

    jobs.run(job.pk)

    job.refresh_from_db()
    assert job.status == JobStatus.DONE, job.error
    content = job.result.file.read()
    done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    assert mandate.person.last_name in done.stdout.decode()
    assert "Signature" in done.stdout.decode()
