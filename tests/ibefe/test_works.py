"""The page of a long work: for its asker alone, while they may have its object."""

import pytest
from django.urls import reverse

from core import jobs
from core.models import Job, JobStatus, StoredFile
from poles.documents import DOSSIER
from tests.actors.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(active_pole, service, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return jobs.ask(DOSSIER, subject_id=active_pole.pk, by=service)


@pytest.fixture
def client(client_as, service):
    return client_as(service)


def done(job):
    stored = StoredFile.objects.create(
        name="dossier.pdf",
        size=3,
        content_type="application/pdf",
        sha256="a" * 64,
        uploaded_at=job.asked_at,
    )
    stored.file.name = "dossier.pdf"
    stored.file.storage.save("dossier.pdf", __import__("io").BytesIO(b"pdf"))
    stored.save()
    Job.objects.filter(pk=job.pk).update(
        status=JobStatus.DONE, result=stored, finished_at=job.asked_at, progress=100
    )


def failed(job):
    Job.objects.filter(pk=job.pk).update(
        status=JobStatus.FAILED, attempts=3, error="La fabrication s’est interrompue."
    )


def test_asking_for_a_dossier_leads_to_its_page(client, active_pole):
    answer = client.post(reverse("poles:dossier", args=[active_pole.pk]))

    assert answer["Location"] == Job.objects.get().get_absolute_url()


def test_r22_a_double_click_makes_one_job(client, active_pole):
    for _n in range(2):
        client.post(reverse("poles:dossier", args=[active_pole.pk]))

    assert Job.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("pole_member", 302),
        ("plenary_member", 302),
        ("guest", 403),
        ("outsider", 404),
        ("liege_service", 404),
    ],
)
def test_s02_who_may_ask_for_a_dossier(client_as, active_pole, request, who, status):
    user = request.getfixturevalue(who)

    answer = client_as(user).post(reverse("poles:dossier", args=[active_pole.pk]))

    assert answer.status_code == status


def test_the_page_follows_the_work_without_script_and_with_htmx(client, job):
    page = client.get(job.get_absolute_url())
    part = client.get(job.get_absolute_url(), headers={"HX-Request": "true"})

    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page.content.decode()
    assert "<html" not in part.content.decode()
    assert 'hx-trigger="every 1s"' in part.content.decode()


def test_once_done_the_page_stops_asking_and_gives_the_file(client, job):
    done(job)

    part = client.get(job.get_absolute_url(), headers={"HX-Request": "true"})
    page = client.get(job.get_absolute_url()).content.decode()
    file = client.get(reverse("job_file", args=[job.pk]))

    assert part.status_code == 286
    assert "hx-trigger" not in page
    assert "refresh" not in page.partition("htmx-config")[2].partition("<body")[2]
    assert "a" * 64 in page
    assert file["Content-Type"] == "application/pdf"
    assert file["Content-Disposition"].startswith("attachment")
    assert b"".join(file.streaming_content) == b"pdf"


def test_there_is_no_file_before_the_end(client, job):
    assert client.get(reverse("job_file", args=[job.pk])).status_code == 404


def test_a_work_that_failed_says_why_and_is_asked_again(client, job):
    failed(job)
    assert "s’est interrompue" in client.get(job.get_absolute_url()).content.decode()

    client.post(reverse("job_again", args=[job.pk]))

    job.refresh_from_db()
    assert job.status == JobStatus.QUEUED


def test_a_work_that_goes_on_is_not_asked_again(client, job):
    answer = client.post(reverse("job_again", args=[job.pk]), follow=True)

    assert "n’a pas échoué" in answer.content.decode()


@pytest.mark.parametrize("name", ["job", "job_file"])
def test_s02_a_work_is_its_asker_s_alone(client_as, bruxelles, job, name):
    done(job)
    colleague = UserFactory(serves=bruxelles)

    assert client_as(colleague).get(reverse(name, args=[job.pk])).status_code == 404


@pytest.mark.parametrize("name", ["job", "job_file"])
def test_s06_a_right_that_ended_delivers_nothing(client, job, name, active_pole, liege):
    done(job)
    active_pole.bassin = liege
    active_pole.save()

    assert client.get(reverse(name, args=[job.pk])).status_code == 404
