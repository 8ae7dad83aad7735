"""The convocation and the agenda are printed from what was frozen, each for who reads it."""

import io

import pikepdf
import pytest
from django.utils import timezone

from core import jobs
from core.jobs import Hopeless
from core.models import Job, JobStatus
from plenary import workflow
from plenary.choices import Audience, Section
from plenary.documents import AGENDA, CONVOCATION, agenda_html, convocation_html
from plenary.documents.agendas import convocation
from plenary.models import Annex
from tests.actors.factories import MandateFactory, RegulationFactory, SeatFactory, UserFactory
from tests.plenary.factories import ItemFactory, SittingFactory, StoredFileFactory
from tests.plenary.pages import url

pytestmark = pytest.mark.django_db
SECRET = "Le dossier de Madame X"


@pytest.fixture
def sitting(body):
    """In preparation: a launch, a huis clos with an annex, and practical notes."""
    sitting = SittingFactory(body=body, number=61, notes="Une salle accessible est prévue.")
    ItemFactory(sitting=sitting, minutes=20)
    item = ItemFactory(
        sitting=sitting,
        free=True,
        title=SECRET,
        text="Elle demande une réponse.",
        section=Section.DEBATES,
        audience=Audience.CLOSED,
        closed_ground="Une personne y est nommée.",
    )
    Annex.objects.create(
        item=item,
        stored=StoredFileFactory(),
        title="Lettre de Madame X",
        audience=Audience.CLOSED,
        added_at=timezone.now(),
        added_by=UserFactory(),
    )
    return sitting


@pytest.fixture
def version(sitting, sec):
    workflow.convene(sitting, by=sec)
    return sitting.agenda_versions.get()


def test_the_convocation_says_when_where_and_what(version):
    html = convocation_html(version, closed=True)

    assert "Plénière n° 61" in html
    assert "à 9" in html
    assert version.content["sitting"]["place"] in html
    assert "Une salle accessible est prévue." in html
    assert SECRET in html
    assert "Débats" in html
    assert "Signataires" in html
    assert "à compléter d’après le ROI" in html


def test_the_signatories_and_the_urgency_come_from_the_reglement(sitting, body, sec):
    RegulationFactory(body=body, signatories="La présidente", convocation_days=90)
    workflow.convene(sitting, by=sec, late_reason="La ministre vient.")

    html = convocation_html(sitting.agenda_versions.get(), closed=True)

    assert "La présidente" in html
    assert "Convocation en urgence" in html
    assert "La ministre vient." in html


def test_whoever_does_not_read_the_huis_clos_reads_its_number_alone(version):
    for html in (convocation_html(version, closed=False), agenda_html(version, closed=False)):
        assert "Point à huis clos" in html
        for word in (SECRET, "Elle demande", "Une personne y est", "Lettre de Madame X"):
            assert word not in html


def test_the_agenda_has_its_notes_and_its_annexes(version):
    html = agenda_html(version, closed=True)

    assert "Elle demande une réponse." in html
    assert "Lettre de Madame X" in html
    assert "Huis clos" in html


def test_what_changes_later_is_not_printed(version, sec):
    item = version.sitting.items.get(number=1)
    item.text = "Une autre note"
    workflow.edit_item(item, by=sec, base_version=item.version)

    assert "Une autre note" not in agenda_html(version, closed=True)


def test_an_agenda_that_was_touched_is_not_printed(version):
    version.content["sitting"]["place"] = "Ailleurs"
    version.save()
    job = Job.objects.filter(kind=CONVOCATION).first()

    with pytest.raises(Hopeless, match="empreinte"):
        convocation(job, lambda *args: None)


def test_one_document_for_each_who_reads_it_differently(version):
    asked = Job.objects.filter(kind__in=(CONVOCATION, AGENDA)).values_list("kind", "params")

    assert sorted((kind, params["closed"]) for kind, params in asked) == [
        (CONVOCATION, False),
        (CONVOCATION, True),
        (AGENDA, False),
        (AGENDA, True),
    ]


@pytest.mark.parametrize(
    ("kind", "title"), [(CONVOCATION, "Convocation à la"), (AGENDA, "Ordre du jour de la")]
)
def test_the_paper_is_tagged_in_french_with_its_title(version, kind, title):
    job = Job.objects.get(kind=kind, params={"closed": True})

    jobs.run(job.pk)

    job.refresh_from_db()
    assert job.status == JobStatus.DONE
    with pikepdf.open(io.BytesIO(job.result.file.read())) as paper:
        assert str(paper.Root.Lang) == "fr-BE"
        assert paper.Root.MarkInfo.Marked
        with paper.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"].startswith(title)


def test_each_downloads_the_document_that_they_may_read(client_as, version, member, body):
    for job in Job.objects.filter(kind=CONVOCATION):
        jobs.run(job.pk)
    guest = UserFactory()
    MandateFactory(person=guest.person, seat=SeatFactory(body=body, consultative=True))
    address = url("convocation", version.sitting.pk, 1)

    theirs = b"".join(client_as(member[0]).get(address).streaming_content)
    guests = b"".join(client_as(guest).get(address).streaming_content)

    whole = Job.objects.get(kind=CONVOCATION, params={"closed": True}).result
    assert theirs == whole.file.read()
    assert guests != theirs


def test_a_document_on_its_way_says_so(client_as, version, member):
    client = client_as(member[0])

    answer = client.get(url("agenda", version.sitting.pk, 1), follow=True)

    assert "Ce document se prépare" in answer.content.decode()
    assert "Ordre du jour (PDF) : en préparation" in answer.content.decode().replace("\u00a0", " ")


def test_a_document_that_failed_is_asked_again(client_as, version, sec):
    Job.objects.filter(kind=CONVOCATION).update(status=JobStatus.FAILED)
    client = client_as(sec)
    page = client.get(version.sitting.get_absolute_url()).content.decode()

    client.post(url("remake_documents", version.sitting.pk))

    assert "Refaire les documents" in page
    assert Job.objects.filter(kind=CONVOCATION, status=JobStatus.QUEUED).count() == 2
