"""Pages of the shared diagnosis: what each reads, writes and answers."""

from datetime import timedelta

import pytest
from django.urls import reverse

from consensus.documents import DIAGNOSIS, diagnosis_html
from consensus.facts import diagnosis_link
from consensus.models import Adhesion, Diagnosis, DiagnosisComment
from core import pdf
from core.agenda import deadlines_for
from core.clock import today
from core.models import Job
from core.todo import tasks_for
from tests.consensus.factories_diagnoses import AdhesionFactory, DiagnosisFactory
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def url(name, *args):
    return reverse(f"consensus:{name}", args=args)


@pytest.fixture
def diagnosis(active_pole, pole_member):
    return DiagnosisFactory(pole=active_pole, versions=2)


def test_the_service_writes_then_submits(client_as, service, active_pole):
    client, pk = client_as(service), active_pole.pk
    begin = {"token": "x" * 24, "text": "Les stages manquent."}

    client.post(url("diagnosis_new", pk), begin)
    written = client.get(url("diagnosis", pk))
    assert "pas encore soumis" in written.text
    client.post(
        url("diagnosis_submit", pk),
        {"answer_by": (today() + 9 * DAY).isoformat(), "base_version": "1"},
    )

    version = Diagnosis.objects.get().versions.get()
    assert version.text == "Les stages manquent."
    page = client.get(url("diagnosis", pk)).text
    assert "Diagnostic partagé, version 1" in page
    assert "a changé depuis" not in page
    assert client.get(url("diagnosis_new", pk)).url == url("diagnosis_edit", pk)


def test_a_refused_submission_keeps_what_was_typed(client_as, service, diagnosis):
    past = {"answer_by": (today() - DAY).isoformat(), "changed": "Un chiffre de plus."}

    answer = client_as(service).post(url("diagnosis_submit", diagnosis.pole_id), past)

    assert answer.status_code == 422
    assert "est passé" in answer.text
    assert "Un chiffre de plus." in answer.text


def test_members_do_not_read_what_is_not_submitted(client_as, pole_member, active_pole, service):
    DiagnosisFactory(pole=active_pole, text="Un brouillon du service.")

    page = client_as(pole_member).get(url("diagnosis", active_pole.pk)).text

    assert "n’est pas encore soumis" in page
    assert "Un brouillon du service." not in page
    assert client_as(pole_member).get(url("diagnosis_edit", active_pole.pk)).status_code == 403


def test_a_member_answers_on_the_page(client_as, pole_member, diagnosis):
    client, page = client_as(pole_member), url("diagnosis_answer", diagnosis.pole_id)

    silent = client.post(page, {"kind": "reserve", "reason": ""})
    assert "Dites pourquoi" in silent.text
    answer = client.post(page, {"kind": "reserve", "reason": "Sans les chiffres."}, follow=True)

    assert "Votre réponse est enregistrée." in answer.text
    assert "Sans les chiffres." in answer.text
    row = Adhesion.objects.get()
    assert (row.person, row.given_by, row.channel) == (pole_member.person, pole_member, "page")


def test_guests_comment_and_do_not_answer(client_as, guest, diagnosis):
    client, pk = client_as(guest), diagnosis.pole_id

    assert client.get(url("diagnosis_answer", pk)).status_code == 403
    for _twice in range(2):
        client.post(url("diagnosis_comment", pk), {"token": "y" * 24, "text": "Et les adultes ?"})

    assert DiagnosisComment.objects.get().person == guest.person
    page = client.get(url("diagnosis", pk)).text
    assert "Et les adultes" in page
    assert "Votre réponse" not in page


def test_others_do_not_know_of_it(client_as, outsider, liege_service, plenary_member, diagnosis):
    pk = diagnosis.pole_id
    assert client_as(outsider).get(url("diagnosis", pk)).status_code == 404
    assert client_as(liege_service).get(url("diagnosis", pk)).status_code == 404
    assert client_as(plenary_member).get(url("diagnosis", pk)).status_code == 403


def test_two_versions_are_compared_word_by_word(client_as, service, diagnosis):
    page = client_as(service).get(url("diagnosis_version", diagnosis.pole_id, 2)).text

    assert "Comparée à la version 1" in page
    assert "<ins>" in page
    assert "<del>" in page
    client = client_as(service)
    for bad in ("9", "x"):
        answer = client.get(url("diagnosis_version", diagnosis.pole_id, 2), {"a": bad})
        assert answer.status_code == 404
    assert client.get(url("diagnosis_version", diagnosis.pole_id, 9)).status_code == 404


def test_two_writers_never_overwrite_each_other(client_as, service, coordinator, diagnosis):
    page = url("diagnosis_edit", diagnosis.pole_id)
    client_as(service).post(page, {"text": "Le texte du service.", "base_version": 1})

    second = client_as(coordinator).post(page, {"text": "Un autre texte.", "base_version": 1})

    assert second.status_code == 409
    assert "Le texte du service." in second.text
    assert "Un autre texte." in second.text


def test_what_is_typed_is_kept_and_may_be_thrown_away(client_as, service, diagnosis):
    client, pk = client_as(service), diagnosis.pole_id

    kept = client.post(url("diagnosis_autosave", pk), {"text": "En cours…", "base_version": 1})
    assert "Brouillon enregistré" in kept.json()["label"]
    assert "En cours…" in client.get(url("diagnosis_edit", pk)).text
    client.post(url("diagnosis_discard", pk))

    assert "En cours…" not in client.get(url("diagnosis_edit", pk)).text


def test_a_draft_that_somebody_overtook_says_so(client_as, service, coordinator, diagnosis):
    pole, version = diagnosis.pole_id, str(diagnosis.version)
    typed = {"text": "Le mien.", "base_version": version}
    client = client_as(service)
    client.post(url("diagnosis_autosave", pole), typed)
    assert "est repris" in client.get(url("diagnosis_edit", pole)).text

    client_as(coordinator).post(url("diagnosis_edit", pole), {**typed, "text": "Le sien."})

    page = client.get(url("diagnosis_edit", pole)).text
    assert "Le texte a été enregistré par quelqu’un d’autre depuis votre brouillon" in page
    assert "Le mien." in page


def test_a_member_answers_by_the_link_without_an_account(client, diagnosis, pole_member):
    version = diagnosis.versions.get(number=2)
    seat = pole_member.person.memberships.get()
    link = diagnosis_link(version, seat)

    assert version.text.splitlines()[0] in client.get(link).text
    assert not Adhesion.objects.exists()
    answer = client.post(link, {"kind": "manque", "reason": "Les adultes."}, follow=True)

    assert "Votre réponse : dit ce qui manque." in answer.text
    row = Adhesion.objects.get()
    assert (row.channel, row.given_by, row.reason) == ("lien", None, "Les adultes.")


def test_a_link_that_is_over_says_why(client, diagnosis, pole_member):
    first = diagnosis.versions.get(number=1)
    link = diagnosis_link(first, pole_member.person.memberships.get())

    for answer in (client.get(link), client.post(link, {"kind": "adhere"})):
        assert answer.status_code == 410
        assert "par la version 2" in answer.text
    assert not Adhesion.objects.exists()


def test_the_home_and_the_echeancier_ask_until_one_has_answered(pole_member, guest, diagnosis):
    def asked(user):
        keys = [section.key for section, _tasks in tasks_for(user, on=today())]
        due = [d.uid for d in deadlines_for(user, on=today()) if d.uid.startswith("diagnostic")]
        return "diagnostic" in keys, len(due)

    assert asked(pole_member) == (True, 1)
    assert asked(guest) == (False, 0)
    seat = pole_member.person.memberships.get()
    AdhesionFactory(version=diagnosis.versions.get(number=1), seat=seat)
    assert asked(pole_member) == (True, 1)

    AdhesionFactory(version=diagnosis.versions.get(number=2), seat=seat)
    assert asked(pole_member) == (False, 0)


def test_the_page_of_the_pole_says_where_it_stands(client_as, pole_member, diagnosis):
    page = client_as(pole_member).get(url("dossier", diagnosis.pole_id)).text

    assert "Diagnostic partagé" in page
    assert "Sans réponse" in page
    assert url("diagnosis_answer", diagnosis.pole_id) in page


def test_the_paper_has_the_text_and_who_adhered(client_as, pole_member, diagnosis):
    version = diagnosis.versions.get(number=2)
    seat = pole_member.person.memberships.get()
    AdhesionFactory(version=version, seat=seat, kind="reserve", reason="Sans les chiffres.")

    client_as(pole_member).post(url("diagnosis_pdf", diagnosis.pole_id, 2))
    html = diagnosis_html(version, on=today())

    assert Job.objects.get(kind=DIAGNOSIS).subject_id == str(version.pk)
    assert "Sans les chiffres." in html
    assert version.sha256 in html
    assert pdf.render(html).tagged


def test_nothing_is_there_before_the_launch(client_as, service, bruxelles):
    draft = PoleFactory(bassin=bruxelles, proposed=True)

    assert client_as(service).get(url("diagnosis", draft.pk)).status_code == 404
    assert client_as(service).get(url("diagnosis_new", draft.pk)).status_code == 404
