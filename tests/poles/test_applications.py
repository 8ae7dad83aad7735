"""Candidatures without an account: received with a number, followed by a signed link, once."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from core.clock import today
from core.models import JournalEntry
from outbox.models import Mail
from poles import workflow
from poles.forms.applications import began_now
from poles.models import Application
from poles.reports import follow_up_path
from tests.actors.factories import OrganisationFactory
from tests.html import PDF
from tests.poles.factories import ApplicationFactory, CallFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def a_while_ago():
    with time_machine.travel(timezone.now() - timedelta(minutes=5)):
        return began_now()


def answers(**more):
    return {
        "token": "un-jeton-de-test",
        "began": a_while_ago(),
        "website": "",
        "organisation_name": "Maison de repos Les Tilleuls",
        "category": "A",
        "first_name": "Nadia",
        "last_name": "Peeters",
        "email": "Nadia@Example.org",
        "function": "Infirmière-chef",
        "presence": "terrain",
        "territory": "Anderlecht",
        "competence": "Quinze ans",
        "motivation": "Des passerelles",
        "consent": "on",
        **more,
    }


@pytest.fixture
def call(bruxelles):
    return CallFactory(pole__bassin=bruxelles, pole__launched=True, published=True)


# ── Received ────────────────────────────────────────────────────────────────────────────────────


def test_a_candidature_gets_a_number_and_an_acknowledgement_with_its_link(client, call):
    answer = client.post(call.public_url, answers())

    application = Application.objects.get()
    mail = Mail.objects.get()
    assert answer.status_code == 302
    assert application.number == f"C-BXL-{today().year}-001"
    assert (application.status, application.email) == ("received", "nadia@example.org")
    assert (mail.template, mail.to_address, mail.status) == (
        "poles/application_received",
        "nadia@example.org",
        "ready",
    )
    assert "/candidatures/" in mail.text
    assert JournalEntry.objects.last().act == "poles.poser_candidature"
    assert client.get(answer["Location"]).status_code == 200


def test_no_name_goes_to_the_journal(client, call):
    client.post(call.public_url, answers())

    assert "Peeters" not in JournalEntry.objects.last().data
    assert "nadia" not in JournalEntry.objects.last().data


@pytest.mark.parametrize("typed", ["bruxelles formation", "BRUXELLES  FORMATION", "bxlf"])
def test_an_organisation_of_the_bassin_is_recognised_by_its_name_or_sigle(client, call, typed):
    known = OrganisationFactory(name_fr="Bruxelles Formation", short="BxlF")

    client.post(call.public_url, answers(organisation_name=typed))

    assert Application.objects.get().organisation == known


def test_an_unknown_organisation_is_kept_as_it_was_typed(client, call):
    client.post(call.public_url, answers())

    application = Application.objects.get()
    assert (application.organisation, application.organisation_name) == (
        None,
        "Maison de repos Les Tilleuls",
    )


def test_a_file_is_accepted_by_its_content_alone(client, call):
    good = SimpleUploadedFile("lettre.pdf", PDF, "application/pdf")
    bad = SimpleUploadedFile("lettre.pdf", b"MZ\x90\x00 programme", "application/pdf")

    refused = client.post(call.public_url, answers(upload=bad))
    taken = client.post(call.public_url, answers(upload=good))

    assert refused.status_code == 422
    assert "n’est pas accepté" in refused.content.decode()
    assert "Les Tilleuls" in refused.content.decode()
    assert taken.status_code == 302
    attachment = Application.objects.get().attachment
    assert (attachment.name, attachment.uploaded_by) == ("lettre.pdf", None)


def test_without_consent_nothing_is_kept(client, call):
    data = answers()
    del data["consent"]

    answer = client.post(call.public_url, data)

    assert "Sans votre accord" in answer.content.decode()
    assert not Application.objects.exists()


# ── Robots ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"website": "https://spam.example"}, "ressemble à celui d’un robot"),
        ({"began": "faux"}, "La page était incomplète"),
        ({"began": ""}, "La page était incomplète"),
    ],
)
def test_what_a_robot_sends_is_refused_in_words_and_stays_on_the_page(client, call, more, said):
    answer = client.post(call.public_url, answers(**more))

    page = answer.content.decode()
    assert said in page
    assert "Maison de repos Les Tilleuls" in page
    assert not Application.objects.exists()


def test_a_page_sent_at_once_waits_a_few_seconds(client, call):
    answer = client.post(call.public_url, answers(began=began_now()))

    assert "attendez quelques secondes" in answer.content.decode()
    assert not Application.objects.exists()


def test_too_many_from_one_connection_are_refused_with_429_and_lose_nothing(client, call, settings):
    settings.APPLICATIONS_PER_HOUR = 1
    address = {"REMOTE_ADDR": "203.0.113.7"}
    client.post(call.public_url, answers(), **address)

    answer = client.post(
        call.public_url, answers(token="autre", email="autre@example.org"), **address
    )

    assert answer.status_code == 429
    assert "attendez une heure" in answer.content.decode().replace("\n", " ")
    assert "autre@example.org" in answer.content.decode()
    assert Application.objects.count() == 1


# ── Once, and in time ───────────────────────────────────────────────────────────────────────────


def test_the_same_form_twice_makes_one_candidature(client, call):
    first = client.post(call.public_url, answers())
    second = client.post(call.public_url, answers())

    assert first["Location"] == second["Location"]
    assert Application.objects.count() == 1


def test_the_same_person_for_the_same_organisation_is_sent_to_the_acknowledgement(client, call):
    client.post(call.public_url, answers())

    answer = client.post(
        call.public_url,
        answers(token="un-autre-jeton", organisation_name="maison de repos les tilleuls"),
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "existe déjà pour cet appel" in page
    assert "accusé de" in page
    assert Application.objects.count() == 1


def test_the_same_person_may_speak_for_two_organisations(client, call):
    client.post(call.public_url, answers())
    client.post(call.public_url, answers(token="deux", organisation_name="CPAS d’Anderlecht"))

    assert Application.objects.count() == 2


def test_after_a_withdrawal_one_may_answer_again(client, call):
    client.post(call.public_url, answers())
    workflow.withdraw_application(Application.objects.get())

    client.post(call.public_url, answers(token="encore"))

    assert sorted(Application.objects.values_list("status", flat=True)) == [
        "received",
        "withdrawn",
    ]


@pytest.mark.parametrize(
    ("trait", "said"),
    [("past", "clos depuis le"), ("cancelled", "annulé"), ("to_come", "s’ouvre le")],
)
def test_a_form_that_was_kept_is_refused_and_its_text_stays(client, bruxelles, trait, said):
    call = CallFactory(pole__bassin=bruxelles, pole__launched=True, **{trait: True})

    answer = client.post(call.public_url, answers())

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "Des passerelles" in page
    assert not Application.objects.exists()


def test_a_closed_call_offers_no_form(client, bruxelles):
    call = CallFactory(pole__bassin=bruxelles, pole__launched=True, past=True)

    assert "Envoyer ma candidature" not in client.get(call.public_url).content.decode()


# ── Followed by the link ────────────────────────────────────────────────────────────────────────


def test_the_link_shows_and_completes_until_the_closing(client, call):
    application = ApplicationFactory(call=call)
    home = follow_up_path(application)

    data = {**answers(), "base_version": 1, "motivation": "Encore plus de passerelles"}
    answer = client.post(f"{home}completer/", data)

    application.refresh_from_db()
    assert answer.status_code == 302
    assert (application.motivation, application.version) == ("Encore plus de passerelles", 2)
    assert application.email != "nadia@example.org"


def test_two_tabs_never_overwrite_each_other(client, call):
    application = ApplicationFactory(call=call)
    home = follow_up_path(application)
    data = {**answers(), "base_version": 1}

    client.post(f"{home}completer/", {**data, "motivation": "La première"})
    second = client.post(f"{home}completer/", {**data, "motivation": "La seconde"})

    page = second.content.decode()
    assert second.status_code == 409
    assert "La première" in page
    assert "La seconde" in page
    assert home in page


def test_the_link_withdraws_and_says_so_by_mail(client, call):
    application = ApplicationFactory(call=call)

    client.post(f"{follow_up_path(application)}retirer/")

    application.refresh_from_db()
    assert application.status == "withdrawn"
    assert Mail.objects.get().template == "poles/application_withdrawn"


def test_after_the_closing_the_link_reads_and_says_why_nothing_changes(client, bruxelles):
    call = CallFactory(pole__bassin=bruxelles, pole__launched=True, past=True)
    application = ApplicationFactory(call=call)
    home = follow_up_path(application)

    page = client.get(home).content.decode()
    edit = client.get(f"{home}completer/")
    kept = client.post(f"{home}completer/", {**answers(), "base_version": 1})
    withdrawn = client.post(f"{home}retirer/")

    assert "L’appel est clos depuis le" in page
    assert application.motivation in page
    assert edit["Location"] == home
    assert kept.status_code == 409
    assert "Des passerelles" in kept.content.decode()
    assert withdrawn.status_code == 409
    application.refresh_from_db()
    assert (application.status, application.version) == ("received", 1)


def test_thirty_days_after_the_closing_the_link_opens_nothing(client, call):
    home = follow_up_path(ApplicationFactory(call=call))
    last = timezone.now() + timedelta(days=(call.closes_on - today()).days + 30)

    with time_machine.travel(last, tick=True):
        during = client.get(home)
    with time_machine.travel(last + DAY, tick=True):
        after = client.get(home)

    assert during.status_code == 200
    assert after.status_code == 410
    assert "trente jours après la clôture" in after.content.decode()


def test_a_link_that_was_changed_opens_nothing(client, call):
    home = follow_up_path(ApplicationFactory(call=call))

    answer = client.get(home[:-3] + "xy/")

    assert answer.status_code == 410


def test_a_cancelled_call_writes_to_whoever_answered_once_a_person_has_read_it(call, service):
    application = ApplicationFactory(call=call)
    ApplicationFactory(call=call, withdrawn=True)

    workflow.cancel_call(call, by=service, reason="La plénière a revu ses priorités.")

    mail = Mail.objects.get()
    assert (mail.to_address, mail.status) == (application.email, "waiting")
    assert "La plénière a revu ses priorités." in mail.text


def test_a_lost_link_goes_again_to_its_own_address_once_a_day(client, call):
    application = ApplicationFactory(call=call)
    url = reverse("poles:link_again", args=[call.uuid])

    client.post(url, {"email": application.email.upper()})
    client.post(url, {"email": application.email})

    mail = Mail.objects.get()
    assert (mail.template, mail.to_address) == ("poles/link_again", application.email)
    assert "/candidatures/" in mail.text


def test_asking_for_a_link_does_not_tell_who_answered(client, call):
    application = ApplicationFactory(call=call)
    url = reverse("poles:link_again", args=[call.uuid])

    told = [
        client.post(url, {"email": email}, follow=True).content.decode().partition("<form")[0]
        for email in (application.email, "personne@example.org")
    ]

    assert told[0] == told[1]
    assert "Si une candidature de cette adresse" in told[0]


# ── Read by the service ─────────────────────────────────────────────────────────────────────────


def test_the_service_reads_the_candidatures_of_its_bassin(client_as, service, liege_service, call):
    application = ApplicationFactory(call=call)

    url = reverse("poles:applications", args=[call.pole_id, call.pk])
    page = client_as(service).get(url).content.decode()
    one = client_as(service).get(application.get_absolute_url()).content.decode()

    assert application.name in page
    assert application.motivation in one
    assert client_as(liege_service).get(application.get_absolute_url()).status_code == 404


def test_no_person_is_ever_suggested(client, call, service):
    page = client.get(call.public_url).content.decode()

    assert service.person.last_name not in page
    assert reverse("poles:public_calls") in page


def test_names_of_organisations_come_while_one_types(client, call):
    OrganisationFactory(name_fr="Mission locale d’Etterbeek")
    OrganisationFactory(name_fr="Actiris")
    url = reverse("poles:call_organisations", args=[call.uuid])

    answer = client.get(url, {"organisation_name": "mission etter"}).content.decode()

    assert "Mission locale d’Etterbeek" in answer
    assert "Actiris" not in answer
