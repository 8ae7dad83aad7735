"""Inviting pasted addresses to a call: read line by line, once for each address, told by a file."""

import csv
import io

import pytest
from django.urls import reverse

from core import jobs
from core.models import Job
from outbox.models import Mail
from poles.workflow.invitations import read_lines
from tests.poles.factories import ApplicationFactory, CallFactory

pytestmark = pytest.mark.django_db


def page(call):
    return reverse("poles:call_invite", args=[call.pole_id, call.pk])


def sent(client, call, text):
    token = client.get(page(call)).context["form"]["token"].value()
    return client.post(page(call), {"token": token, "lines": text})


def report(job):
    jobs.run(job.pk)
    job.refresh_from_db()
    body = job.result.file.read().decode("utf-8-sig")
    return [row[3:] for row in csv.reader(io.StringIO(body), delimiter=";")][1:]


@pytest.mark.parametrize(
    ("text", "name", "address", "organisation"),
    [
        ("Ada Kay ; ada@example.org ; Actiris", "Ada Kay", "ada@example.org", "Actiris"),
        ("ADA@example.org", "", "ada@example.org", ""),
        ("ada@example.org\tAda Kay\tActiris", "Ada Kay", "ada@example.org", "Actiris"),
        ('"Ada Kay" <ada@example.org>', "Ada Kay", "ada@example.org", ""),
        ("Ada Kay, ada@example.org, Actiris", "Ada Kay", "ada@example.org", "Actiris"),
    ],
)
def test_a_line_is_read_as_people_paste_it(text, name, address, organisation):
    [line] = read_lines(text)

    assert (line.name, line.address, line.organisation, line.fault) == (
        name,
        address,
        organisation,
        "",
    )


def test_each_address_is_invited_once_and_each_line_says_its_fate(client, service):
    call = CallFactory(published=True)
    ApplicationFactory(call=call, email="deja@example.org")
    client.force_login(service)
    text = "a@example.org\nb@example.org;B\n\nA@example.org\nrien\nx@y\ndeja@example.org"

    sent(client, call, text)
    fates = report(Job.objects.get())
    sent(client, call, "a@example.org\nc@example.org")
    again = report(Job.objects.latest("pk"))

    assert [outcome for outcome, _why in fates] == [
        "invitée",
        "invitée",
        "refusée",
        "refusée",
        "refusée",
        "laissée",
    ]
    assert fates[2][1] == "Cette adresse est déjà à la ligne 1."
    assert again == [["laissée", "A déjà été invitée pour cet appel."], ["invitée", ""]]
    mails = Mail.objects.order_by("to_address")
    assert [m.to_address[0] for m in mails] == ["a", "b", "c"]
    assert call.public_url in mails[0].text


def test_a_work_that_was_interrupted_begins_again_and_tells_the_same(client, service):
    call = CallFactory(published=True)
    client.force_login(service)
    sent(client, call, "a@example.org\nb@example.org")
    job = Job.objects.get()
    jobs.KINDS[job.kind].make(job, lambda *told: None)

    assert report(job) == [["invitée", ""], ["invitée", ""]]
    assert Mail.objects.count() == 2


def test_nobody_is_invited_to_a_call_that_nobody_can_answer(client, service):
    call = CallFactory(past=True)
    client.force_login(service)

    answer = sent(client, call, "a@example.org")

    assert answer.status_code == 422
    assert "a@example.org" in answer.content.decode()
    assert not Job.objects.exists()


def test_p09_the_request_only_asks_for_the_work(client, service, django_assert_max_num_queries):
    call = CallFactory(published=True)
    client.force_login(service)
    token = client.get(page(call)).context["form"]["token"].value()
    text = "\n".join(f"Nom {n};a{n}@example.org;Org {n}" for n in range(2_500))

    with django_assert_max_num_queries(30):
        answer = client.post(page(call), {"token": token, "lines": text})

    assert answer.url == Job.objects.get().get_absolute_url()
    assert not Mail.objects.exists()
