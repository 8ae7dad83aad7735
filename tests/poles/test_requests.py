"""Demandes de pôle: transmitted with a number, accepted or declined, told at each step."""

import pytest
from django.urls import reverse

from core.models import JournalEntry
from core.workflow import WrongState
from outbox.models import Mail
from poles import workflow
from poles.models import Pole, PoleRequest
from tests.poles.factories import PoleRequestFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def new_request(bassin, user, **fields):
    values = {"title": "Des stages en pompes à chaleur", "problem": "Il en manque.", **fields}
    return workflow.request_pole(PoleRequest(bassin=bassin, person=user.person, **values), by=user)


def acts():
    return list(JournalEntry.objects.order_by("seq").values_list("act", flat=True))


def test_a_demande_gets_a_number_per_bassin_and_year(bruxelles, liege, porteur):
    first = new_request(bruxelles, porteur)
    second = new_request(bruxelles, porteur)
    elsewhere = new_request(liege, porteur)

    assert first.number.endswith("-001")
    assert second.number.endswith("-002")
    assert elsewhere.number.endswith("-001")


def test_a_transmitted_demande_tells_its_author_and_the_service(bruxelles, porteur, service):
    new_request(bruxelles, porteur)

    told = set(Mail.objects.values_list("template", "to_address"))
    assert told == {
        ("poles/request_received", porteur.email),
        ("poles/request_arrived", service.email),
    }
    assert acts() == ["poles.demander"]


def test_accepting_opens_a_prefilled_fiche_with_its_origin(bruxelles, porteur, service):
    theme = ThemeFactory(bassin=bruxelles)
    request = new_request(
        bruxelles, porteur, theme=theme, expected="Un plateau commun.", partners="Deux écoles."
    )

    pole = workflow.accept_request(request, by=service)

    assert pole.request == request
    assert pole.origin == "demande"
    assert pole.origin_detail == (
        f"Demande {request.number} de {porteur.person}.\n\nDéjà en contact avec\u00a0: Deux écoles."
    )
    assert pole.field_workers == ""
    assert (pole.title, pole.problem, pole.objectives) == (
        request.title,
        request.problem,
        "Un plateau commun.",
    )
    assert pole.theme == theme
    assert pole.lead == service.person
    assert Mail.objects.filter(template="poles/request_accepted").get().person == porteur.person


def test_declining_needs_a_reason_and_sends_it(bruxelles, porteur, service):
    request = new_request(bruxelles, porteur)

    workflow.decline_request(request, by=service, reason="Un pôle existe déjà.")

    request.refresh_from_db()
    assert request.status == "declined"
    assert request.answer == "Un pôle existe déjà."
    mail = Mail.objects.get(template="poles/request_declined")
    assert "Un pôle existe déjà." in mail.text


def test_an_answered_demande_is_not_answered_twice(bruxelles, porteur, service):
    request = new_request(bruxelles, porteur)
    workflow.accept_request(request, by=service)
    before = acts()

    with pytest.raises(WrongState):
        workflow.decline_request(request, by=service, reason="Trop tard.")

    assert acts() == before
    assert Pole.objects.count() == 1


def test_the_form_transmits_and_shows_the_number(client_as, bruxelles, porteur):
    client = client_as(porteur)
    page = client.get(reverse("poles:request_new"))
    token = page.context["form"]["token"].value()
    fields = {"token": token, "bassin": bruxelles.pk, "title": "Titre", "problem": "Récit"}

    answer = client.post(reverse("poles:request_new"), fields, follow=True)

    request = PoleRequest.objects.get()
    assert answer.redirect_chain[-1][0] == request.get_absolute_url()
    assert request.number in answer.content.decode()


def test_the_same_form_sent_twice_makes_one_demande(client_as, bruxelles, porteur):
    client = client_as(porteur)
    token = client.get(reverse("poles:request_new")).context["form"]["token"].value()
    fields = {"token": token, "bassin": bruxelles.pk, "title": "Titre", "problem": "Récit"}

    first = client.post(reverse("poles:request_new"), fields)
    second = client.post(reverse("poles:request_new"), fields)

    assert first.url == second.url
    assert PoleRequest.objects.count() == 1


def test_a_theme_of_another_bassin_is_refused_and_nothing_typed_is_lost(
    client_as, bruxelles, liege, porteur
):
    client = client_as(porteur)
    theme = ThemeFactory(bassin=liege)
    token = client.get(reverse("poles:request_new")).context["form"]["token"].value()
    fields = {
        "token": token,
        "bassin": bruxelles.pk,
        "title": "Mon titre",
        "problem": "Mon récit",
        "theme": theme.pk,
    }

    page = client.post(reverse("poles:request_new"), fields)

    assert page.context["form"].errors["theme"] == [
        "Cette thématique est celle d’un autre bassin : choisissez-en une d’ici."
    ]
    assert "Mon récit" in page.content.decode()
    assert not PoleRequest.objects.exists()


def test_a_porteur_sees_their_own_demandes_and_no_other(client_as, bruxelles, porteur, outsider):
    mine = new_request(bruxelles, porteur)
    other = PoleRequestFactory(bassin=bruxelles)
    client = client_as(porteur)

    listed = client.get(reverse("poles:requests")).context["page_obj"]

    assert list(listed) == [mine]
    assert client.get(other.get_absolute_url()).status_code == 404


def test_the_steps_of_a_demande_follow_its_pole(client_as, bruxelles, porteur, service):
    request = new_request(bruxelles, porteur, theme=ThemeFactory(bassin=bruxelles))
    pole = workflow.accept_request(request, by=service)
    workflow.submit(pole, by=service)

    steps = client_as(porteur).get(request.get_absolute_url()).context["steps"]

    assert [s.label for s in steps if s.current] == ["Soumise à la plénière"]
    assert [s.label for s in steps if s.done] == ["Transmise", "Acceptée, fiche en préparation"]


def test_the_service_accepts_from_the_page(client_as, bruxelles, porteur, service):
    request = new_request(bruxelles, porteur)
    client = client_as(service)

    answer = client.post(reverse("poles:request_accept", args=[request.pk]))

    assert answer.url == reverse("poles:edit", args=[Pole.objects.get().pk])


def test_a_second_tab_that_accepts_gets_the_reason(client_as, bruxelles, porteur, service):
    request = new_request(bruxelles, porteur)
    workflow.accept_request(request, by=service)

    answer = client_as(service).post(reverse("poles:request_accept", args=[request.pk]))

    assert answer.status_code == 409
    assert "Impossible depuis l’état «\u00a0Acceptée\u00a0»." in answer.content.decode()


def test_a_demande_that_the_porteur_follows_does_not_wait_for_them(client_as, bruxelles, porteur):
    new_request(bruxelles, porteur)

    home = client_as(porteur).get(reverse("home"))

    assert home.context["lede"] == "Rien n’attend de vous aujourd’hui."
    [(section, tasks)] = home.context["sections"]
    assert (section.title, len(tasks)) == ("Mes demandes", 1)


def test_a_token_that_no_page_gave_is_refused_without_a_fault(client_as, bruxelles, porteur):
    fields = {"token": "a\0b", "bassin": bruxelles.pk, "title": "Titre", "problem": "Récit"}

    answer = client_as(porteur).post(reverse("poles:request_new"), fields)

    assert answer.status_code == 200
    assert "Titre" in answer.text
    assert not PoleRequest.objects.exists()
