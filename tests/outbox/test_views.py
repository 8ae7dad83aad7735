"""The pages of the mails: found, previewed in their box, edited, released, set aside.

One file on purpose: one mail is followed from the list to its end.
"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.clock import today
from core.french import nbsp
from outbox import workflow
from outbox.choices import MailStatus
from outbox.models import Mail
from tests.actors.factories import BassinFactory, PersonFactory
from tests.outbox.factories import MailFactory
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.django_db

LIST = reverse("outbox:list")


def page(name, mail):
    return reverse(f"outbox:{name}", args=[mail.pk])


@pytest.fixture
def client(client_as, service):
    return client_as(service)


# ── Who ──────────────────────────────────────────────────────────────────────────────────────────

ACTS = ["release", "hold", "discard", "retry", "edit"]
PAGES = ["mail", "preview", "source", *ACTS]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["liege_service", "plenary_member", "porteur", "president"])
def test_s02_a_mail_of_another_bassin_is_unknown(client_as, request, name, who):
    mail = MailFactory(sent=True, raw="Subject: x\n\ny")

    assert client_as(request.getfixturevalue(who)).get(page(name, mail)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_s01_nobody_reads_a_mail_without_an_account(client_as, name):
    answer = client_as().get(page(name, MailFactory()))

    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


@pytest.mark.parametrize("who", ["porteur", "plenary_member", "president", "outsider"])
def test_the_list_is_the_service_s(client_as, request, who):
    assert client_as(request.getfixturevalue(who)).get(LIST).status_code == 403


def test_a_mail_of_no_bassin_is_the_administration_s_alone(client_as, service, manager):
    mail = MailFactory(bassin=None)

    assert client_as(service).get(page("mail", mail)).status_code == 404
    assert client_as(manager).get(page("mail", mail)).status_code == 200


# ── List ─────────────────────────────────────────────────────────────────────────────────────────


def subjects(answer):
    return {row["mail"].subject for row in answer.context["rows"]}


def test_the_list_is_filtered_by_the_address(client):
    zoe = PersonFactory(first_name="Zoé", last_name="Maes")
    MailFactory(subject="A", waiting=True, person=zoe)
    MailFactory(subject="B", refused=True, about_label="Technicien·ne en HVAC")
    MailFactory(subject="C", sent=True)

    assert subjects(client.get(LIST)) == {"A", "B", "C"}
    assert subjects(client.get(LIST, {"q": "maes"})) == {"A"}
    assert subjects(client.get(LIST, {"etat": "refused"})) == {"B"}
    assert subjects(client.get(LIST, {"etat": "a-traiter"})) == {"A", "B"}
    assert subjects(client.get(LIST, {"sujet": "hvac"})) == {"B"}
    assert subjects(client.get(LIST, {"q": "maes", "etat": "refused"})) == set()


@pytest.mark.parametrize("query", ["etat=n-importe", "page=zzz", "bassin=99999", "q=" + "x" * 500])
def test_s27_a_strange_address_is_never_an_error(client, query):
    MailFactory()

    assert client.get(f"{LIST}?{query}").status_code in (200, 404)


def test_p01_one_mail_and_three_cost_the_same_queries(client):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(LIST).status_code == 200
        return len(captured)

    client.get(LIST)
    MailFactory(waiting=True)
    one = cost()
    MailFactory.create_batch(2, waiting=True)

    assert cost() == one
    assert one <= 10


def test_empty_list_and_empty_result_say_different_things(client):
    assert "Aucun courrier encore." in client.get(LIST).content.decode()
    assert "ne répond à ces filtres" in client.get(LIST, {"q": "x"}).content.decode()


def test_the_navigation_counts_what_waits_for_a_person(client):
    MailFactory(waiting=True)
    MailFactory(uncertain=True)
    MailFactory(sent=True)

    entry = next(e for e in client.get(LIST).context["nav"] if e.label == "Courriers")

    assert (entry.count, entry.current) == (2, True)


# ── One mail ─────────────────────────────────────────────────────────────────────────────────────


def test_the_preview_is_alone_in_its_box(client):
    answer = client.get(page("preview", MailFactory()))

    assert answer["Content-Security-Policy"] == (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
    )
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert answer["Cache-Control"] == "no-store"


def test_no_other_page_may_be_framed(client):
    answer = client.get(page("mail", MailFactory()))

    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_what_left_is_shown_as_it_left_whatever_the_templates_become(client, sink):
    mail = MailFactory(subject="Décidé avant l’été")
    workflow.relay()
    Mail.objects.filter(pk=mail.pk).update(subject="Après", text="Autre")

    assert "Décidé avant l’été" in client.get(page("preview", mail)).content.decode()
    source = client.get(page("source", mail))
    assert source["Content-Type"] == "message/rfc822"
    assert mail.message_id in source.content.decode()


LINK = "https://poles.example/plenieres/avis/eyJzIjoyMywibSI6OCwicCI6MTR9:1xVDEg:VRBObc0RJL_2Nly6/"


def test_s40_the_personal_link_of_somebody_is_shown_to_nobody_else(client, sink):
    waiting = MailFactory(waiting=True, text=f"Votre avis :\n{LINK}\n")
    sent = MailFactory(text=f"Votre avis :\n{LINK}\n", to_address="zoe@example.org")
    workflow.relay()

    for mail in (waiting, sent):
        for name in ("mail", "preview", "edit"):
            text = client.get(page(name, mail)).content.decode()
            assert "eyJzIjoyMyw" not in text, name
            assert "lien-personnel-1" in text, name
            assert "lien-personnel-2" not in text, name
    assert client.get(page("source", sent)).status_code == 404


def test_editing_around_a_personal_link_keeps_it_whole(client):
    mail = MailFactory(waiting=True, text=f"Votre avis :\n{LINK}\n")
    shown = client.get(page("edit", mail)).context["form"].initial["text"]

    client.post(page("edit", mail), words(text=shown.replace("Votre avis", "Dites-nous")))

    mail.refresh_from_db()
    assert mail.text == f"Dites-nous :\n{LINK}"


def test_a_conflict_shows_no_personal_link(client):
    mail = MailFactory(waiting=True, text=f"Votre avis :\n{LINK}\n")
    client.post(page("edit", mail), words(text=f"Un :\n{LINK}"))

    answer = client.post(page("edit", mail), words(text="Deux"))

    assert answer.status_code == 409
    assert "eyJzIjoyMyw" not in answer.content.decode()


def test_what_has_not_left_has_no_source(client):
    assert client.get(page("source", MailFactory())).status_code == 404


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        ({"waiting": True}, {"release", "hold", "edit", "discard"}),
        ({"held": True}, {"release", "edit", "discard"}),
        ({}, {"hold"}),
        ({"sent": True}, set()),
        ({"refused": True}, {"retry", "discard"}),
        ({"uncertain": True}, {"retry", "discard"}),
        ({"discarded": True}, set()),
    ],
)
def test_the_page_offers_what_is_possible_and_says_why_it_did_not_leave(client, state, offered):
    mail = MailFactory(**state)

    answer = client.get(page("mail", mail))

    assert {name for name, possible in answer.context["acts"].items() if possible} == offered
    text = answer.content.decode()
    assert all(f'"{page(name, mail)}"' in text for name in offered)
    assert nbsp(mail.trouble) in text


def test_releasing_from_the_page(client, service):
    mail = MailFactory(waiting=True)

    client.post(page("release", mail))

    mail.refresh_from_db()
    assert (mail.status, mail.released_by) == (MailStatus.READY, service)


def test_an_act_that_is_not_possible_any_more_is_said_and_changes_nothing(client):
    mail = MailFactory(sent=True)

    answer = client.post(page("release", mail))

    assert answer.status_code == 409
    assert "Impossible depuis l’état" in answer.content.decode()


def test_discarding_asks_for_a_reason(client):
    mail = MailFactory(waiting=True)

    assert client.post(page("discard", mail), {"reason": ""}).status_code == 200
    client.post(page("discard", mail), {"reason": "Déjà dit au téléphone."})

    mail.refresh_from_db()
    assert (mail.status, mail.trouble) == (MailStatus.DISCARDED, "Déjà dit au téléphone.")


def words(**more):
    return {"subject": "Objet", "text": "Texte", "base_version": 1, **more}


def test_editing_changes_the_words_and_nothing_else(client):
    mail = MailFactory(waiting=True, to_address="a@example.org")

    client.post(page("edit", mail), words(to_address="b@example.org", status="ready"))

    mail.refresh_from_db()
    assert (mail.subject, mail.text) == ("Objet", "Texte")
    assert (mail.to_address, mail.status) == ("a@example.org", MailStatus.WAITING)


def test_r21_the_second_editor_sees_both_texts(client):
    mail = MailFactory(waiting=True)
    client.post(page("edit", mail), words(text="Le premier"))

    answer = client.post(page("edit", mail), words(text="Le second"))

    assert answer.status_code == 409
    assert "Le premier" in answer.content.decode()
    assert "Le second" in answer.content.decode()


def test_editing_what_left_is_refused_and_nothing_typed_is_lost(client):
    mail = MailFactory(sent=True)

    answer = client.post(page("edit", mail), words(text="Trop tard"))

    assert answer.status_code == 422
    assert "Trop tard" in answer.content.decode()


# ── Several ──────────────────────────────────────────────────────────────────────────────────────

SEVERAL = reverse("outbox:release_several")


def test_each_mail_that_was_checked_is_previewed_before_it_leaves(client):
    mails = MailFactory.create_batch(2, waiting=True)
    MailFactory(waiting=True, subject="Pas coché")

    text = client.get(SEVERAL, {"mail": [m.pk for m in mails]}).content.decode()

    assert all(page("preview", m) in text for m in mails)
    assert "Pas coché" not in text
    assert set(Mail.objects.values_list("status", flat=True)) == {MailStatus.WAITING}


def test_releasing_several_releases_those_left_checked(client):
    first, second = MailFactory.create_batch(2, waiting=True)

    answer = client.post(SEVERAL, {"mail": [first.pk]}, follow=True)

    assert "1 courrier libéré." in answer.content.decode()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == (MailStatus.READY, MailStatus.WAITING)


def test_s03_a_mail_of_another_bassin_is_not_released(client):
    mail = MailFactory(waiting=True, bassin=BassinFactory(code="LG"))

    answer = client.post(SEVERAL, {"mail": [mail.pk]})

    mail.refresh_from_db()
    assert mail.status == MailStatus.WAITING
    assert mail.subject not in answer.content.decode()


@pytest.mark.parametrize("chosen", [[], ["x"], ["999999"]])
def test_nothing_chosen_is_said(client, chosen):
    answer = client.post(SEVERAL, {"mail": chosen})

    assert answer.status_code == 200
    assert "Aucun courrier à libérer ici." in answer.content.decode()


# ── Reminders ────────────────────────────────────────────────────────────────────────────────────

REMINDERS = reverse("outbox:reminders")


@pytest.fixture
def recalled(bruxelles, service):
    """A pôle four months before its end: one reminder left, the next are planned."""
    start = today() - 975 * timedelta(days=1)
    pole = PoleFactory(
        bassin=bruxelles,
        active=True,
        starts_on=start,
        lead=service.person,
        continued_on=start,
        title="Technicien·ne en HVAC",
    )
    workflow.sweep(on=today())
    return pole


def test_reminders_are_listed_with_their_day_and_their_mail(client, recalled):
    text = client.get(REMINDERS).content.decode()

    assert "Fin de terme, 6 mois avant" in text
    assert "Fin de terme, le dernier jour" in text
    assert Mail.objects.get().get_absolute_url() in text


def test_reminders_to_come_stand_on_top_the_nearest_first(client, recalled):
    rows = client.get(REMINDERS).context["rows"]

    assert list(dict.fromkeys(row["reminder"].step for row in rows)) == ["-3", "-1", "fin", "-6"]


@pytest.mark.parametrize(
    ("query", "steps"),
    [
        ({"etat": "sent"}, {"-6"}),
        ({"etat": "planned"}, {"-3", "-1", "fin"}),
        ({"etat": "missed"}, set()),
        ({"sujet": "hvac"}, {"-6", "-3", "-1", "fin"}),
        ({"sujet": "horeca"}, set()),
        ({"etat": "n’importe"}, {"-6", "-3", "-1", "fin"}),
    ],
)
def test_reminders_are_filtered_by_the_address(client, recalled, query, steps):
    rows = client.get(REMINDERS, query).context["rows"]

    assert {row["reminder"].step for row in rows} == steps


def test_reminders_are_the_service_s(client_as, recalled, plenary_member, liege_service):
    assert client_as(plenary_member).get(REMINDERS).status_code == 403
    assert client_as(liege_service).get(REMINDERS).context["rows"] == []


def test_p01_one_reminder_and_three_cost_the_same_queries(client, recalled, bruxelles):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            client.get(REMINDERS)
        return len(captured)

    client.get(REMINDERS)
    before = cost()
    PoleFactory(bassin=bruxelles, active=True)
    workflow.sweep(on=today())

    assert cost() == before
    assert before <= 10


# ── À faire ──────────────────────────────────────────────────────────────────────────────────────


def test_the_home_of_the_service_says_what_waits_and_what_did_not_leave(client):
    MailFactory(waiting=True)
    MailFactory(refused=True)

    text = client.get("/").content.decode()

    assert "1 courrier à libérer" in text
    assert "1 courrier n’est pas parti" in text
    assert f"{LIST}?etat=waiting" in text
    assert f"{LIST}?etat=a-traiter" in text


def test_every_mail_of_the_page_may_be_read_again_together(client):
    mails = MailFactory.create_batch(3, waiting=True)
    MailFactory(sent=True)

    page = client.get(LIST)
    again = client.get(f"{SEVERAL}?{page.context['releasable']}")

    assert set(again.context["mails"]) == set(mails)
