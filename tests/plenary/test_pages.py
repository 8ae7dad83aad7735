"""The pages: who may open them, what they keep of what was typed, how a seal is asked for."""

import time
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.clock import today
from core.deadlines import term_limit
from outbox.models import Mail
from plenary import workflow
from plenary.choices import ItemStatus, Kind, Outcome, SittingStatus
from plenary.facts import link_for
from plenary.models import AgendaItem, Decision, Recusal, Sitting, Stance
from poles.choices import PoleStatus
from tests.actors.factories import PASSWORD, UserFactory
from tests.plenary.factories import (
    ConditionFactory,
    ItemFactory,
    SittingFactory,
    StanceFactory,
    chair_of,
)
from tests.poles.factories import MembershipFactory, PoleFactory, PoleRequestFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def url(name, *args):
    return reverse(f"plenary:{name}", args=args)


def afresh(client, user):
    """What typing one's password again leaves in the session."""
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def noted(item, sec, **fields):
    fields = {
        "outcome": Outcome.ACCEPTED,
        "results": {"call": True, "priority": True, "days": "20"},
        **fields,
    }
    return workflow.record(item, by=sec, **fields)


# ── Who may ─────────────────────────────────────────────────────────────────────────────────────


def test_the_plenary_sees_a_sitting_once_it_is_convened(client_as, body, member):
    preparing, convened = SittingFactory(body=body), SittingFactory(body=body, convened=True)
    client = client_as(member[0])

    answers = [client.get(s.get_absolute_url()).status_code for s in (preparing, convened)]

    assert answers == [404, 200]


def test_another_bassin_sees_nothing(client_as, launch, liege):
    client = client_as(UserFactory(serves=liege, role="secretariat"))

    assert client.get(launch.sitting.get_absolute_url()).status_code == 404
    assert client.get(launch.get_absolute_url()).status_code == 404
    assert client.post(url("record", launch.pk)).status_code == 404


@pytest.mark.parametrize("name", ["convene", "edit", "cancel", "attendance", "add_free"])
def test_only_those_who_prepare_act_on_a_sitting(client_as, sitting, member, service, name):
    for user in (member[0], service):
        assert client_as(user).get(url(name, sitting.pk)).status_code == 403


def test_the_service_asks_for_items_but_puts_none_on(client_as, service, bruxelles):
    client = client_as(service)

    assert client.get(url("ask")).status_code == 200
    assert client.get(url("put_on")).status_code == 403


def test_a_member_of_the_pole_reads_the_decision_about_it(client_as, launch, sec, chair):
    pole_member = UserFactory()
    MembershipFactory(pole=launch.pole, person=pole_member.person)
    noted(launch, sec)
    client = client_as(pole_member)
    address = Decision.objects.get().get_absolute_url()
    before = client.get(address).status_code

    workflow.seal(launch, by=chair)

    assert (before, client.get(address).status_code) == (404, 200)
    assert client.get(launch.sitting.get_absolute_url()).status_code == 404


def test_the_porteur_reads_the_decision_about_their_demande(client_as, launch, sec, chair):
    request = PoleRequestFactory(bassin=launch.body.bassin, answered=True)
    launch.pole.request, launch.pole.origin = request, "demande"
    launch.pole.save()
    noted(launch, sec)

    decision = workflow.seal(launch, by=chair)

    porteur = client_as(request.submitted_by)
    assert porteur.get(decision.get_absolute_url()).status_code == 200
    assert client_as(UserFactory()).get(decision.get_absolute_url()).status_code == 404


def test_stances_are_shown_to_the_others_by_a_setting(client_as, launch, member, bruxelles):
    StanceFactory(item=launch, kind="defavorable", reason="Trop coûteux pour nous.")
    shown = client_as(member[0]).get(launch.get_absolute_url()).content.decode()
    bruxelles.shows_positions = False
    bruxelles.save()

    hidden = client_as(member[0]).get(launch.get_absolute_url()).content.decode()

    assert "Trop coûteux pour nous." in shown
    assert "Trop coûteux pour nous." not in hidden


def test_who_stands_aside_no_longer_sees_the_item(client_as, launch, member):
    launch.text = "Une note réservée."
    launch.save()
    user, mandate = member
    workflow.recuse(launch, mandate=mandate, by=user)

    page = client_as(user).get(launch.get_absolute_url()).content.decode()

    assert "déporté·e" in page
    assert "Une note réservée." not in page


# ── Preparing ───────────────────────────────────────────────────────────────────────────────────


def test_a_sitting_is_made_by_its_page_and_a_number_twice_is_refused(client_as, body, sec):
    client = client_as(sec)
    fields = {"body": body.pk, "on": today() + 9 * DAY, "number": 61, "token": "a" * 20}

    first = client.post(url("new"), fields)
    second = client.post(url("new"), {**fields, "on": today() + 20 * DAY, "token": "b" * 20})

    assert first.status_code == 302
    assert "porte déjà ce numéro" in second.content.decode()
    assert Sitting.objects.count() == 1


def test_what_waits_is_put_on_in_one_click(client_as, body, sec):
    pole = PoleFactory(bassin=body.bassin, proposed=True)
    sitting = SittingFactory(body=body)
    client = client_as(sec)
    page = client.get(url("waiting")).content.decode()

    answer = client.post(url("put_on"), {"key": f"lancement-{pole.pk}", "sitting": sitting.pk})

    assert f"lancement-{pole.pk}" in page
    assert answer.status_code == 302
    assert sitting.items.get().pole == pole


def test_what_waits_is_known_by_the_address_when_the_form_lost_it(client_as, body, sec):
    pole = PoleFactory(bassin=body.bassin, proposed=True)
    sitting = SittingFactory(body=body)

    answer = client_as(sec).post(
        f"{url('put_on')}?point=lancement-{pole.pk}", {"sitting": sitting.pk}
    )

    assert answer.status_code == 302
    assert sitting.items.get().pole == pole


@pytest.mark.parametrize("name", ["record", "up", "down"])
def test_what_belongs_to_a_sitting_says_that_the_item_waits_for_one(client_as, body, sec, name):
    item = ItemFactory(body=body, waiting=True)

    answer = client_as(sec).post(url(name, item.pk), follow=True)

    assert answer.redirect_chain == [(item.get_absolute_url(), 302)]
    assert "Ce point attend une séance" in answer.text


def test_what_does_not_wait_is_not_put_on(client_as, body, sec, liege):
    stranger = PoleFactory(bassin=liege, proposed=True)
    sitting = SittingFactory(body=body)

    for key in (f"lancement-{stranger.pk}", "lancement-0", "n’importe quoi"):
        answer = client_as(sec).post(url("put_on"), {"key": key, "sitting": sitting.pk})
        assert answer.status_code == 404
    assert not AgendaItem.objects.exists()


def test_an_urgent_item_without_reason_is_refused_and_keeps_what_was_typed(client_as, body, sec):
    pole = PoleFactory(bassin=body.bassin, proposed=True)
    sitting = SittingFactory(body=body, convened=True)

    answer = client_as(sec).post(
        url("put_on"), {"key": f"lancement-{pole.pk}", "sitting": sitting.pk}
    )

    assert answer.status_code == 422
    assert "en urgence, avec un motif" in answer.content.decode()


def test_convening_shows_the_recipients_first(client_as, body, sec, member):
    sitting = SittingFactory(body=body)
    ItemFactory(sitting=sitting)
    client = client_as(sec)

    page = client.get(url("convene", sitting.pk)).content.decode()
    client.post(url("convene", sitting.pk))

    assert member[0].email in page
    sitting.refresh_from_db()
    assert sitting.status == SittingStatus.CONVENED
    assert Mail.objects.get().status == "waiting"


def test_the_order_changes_with_a_button(client_as, body, sec):
    sitting = SittingFactory(body=body)
    first, second = ItemFactory.create_batch(2, sitting=sitting)

    client_as(sec).post(url("down", first.pk))

    assert list(sitting.items.order_by("position")) == [second, first]


@pytest.mark.parametrize(
    ("kind", "missing"), [(Kind.MODALITIES, "rhythm"), (Kind.DEROGATION, "rules")]
)
def test_asking_for_an_item_says_what_its_kind_needs(client_as, service, body, kind, missing):
    pole = PoleFactory(bassin=body.bassin, active=True)
    fields = {"kind": kind, "pole": pole.pk, "text": "Voici pourquoi.", "token": "a" * 20}

    answer = client_as(service).post(url("ask"), fields)

    assert answer.context["form"].errors.keys() == {missing}
    assert "Voici pourquoi." in answer.content.decode()


def test_asking_for_a_derogation_makes_it_wait(client_as, service, body):
    pole = PoleFactory(bassin=body.bassin, active=True)
    fields = {
        "kind": Kind.DEROGATION,
        "pole": pole.pk,
        "text": "Voici pourquoi.",
        "rules": ["P12"],
        "token": "a" * 20,
    }

    client_as(service).post(url("ask"), fields)

    item = AgendaItem.objects.get()
    assert (item.status, item.proposal) == (ItemStatus.WAITING, {"rules": ["P12"]})


# ── Approving ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def convened(body):
    """A launch at a convened sitting."""
    return ItemFactory(sitting=SittingFactory(body=body, convened=True), number=1)


def test_a_member_approves_on_the_page(client_as, convened, member):
    client = client_as(member[0])
    page = client.get(url("stance", convened.pk)).content.decode()

    answer = client.post(url("stance", convened.pk), {"kind": "favorable", "reason": ""})

    assert page.count('type="radio"') == 3
    assert answer.status_code == 302
    assert Stance.objects.get().channel == "page"


def test_a_missing_reason_is_said_beside_its_field_and_nothing_is_lost(client_as, convened, member):
    answer = client_as(member[0]).post(url("stance", convened.pk), {"kind": "reserve"})

    assert answer.context["form"].errors.keys() == {"reason"}
    assert "checked" in answer.content.decode()
    assert not Stance.objects.exists()


def test_the_link_shows_by_get_and_acts_by_post(client, convened, member):
    home = link_for(convened.sitting, member[1])
    address = f"{home}{convened.pk}/"
    shown = [client.get(home).status_code, client.get(address).status_code]
    assert not Stance.objects.exists()

    answer = client.post(address, {"kind": "defavorable", "reason": "Trop tôt."})
    client.post(home, {"presence": "excuse"})

    assert shown == [200, 200]
    assert answer.status_code == 302
    stance = Stance.objects.get()
    assert (stance.person, stance.channel) == (member[0].person, "lien")
    assert convened.sitting.attendances.get().presence == "excuse"


def test_the_link_changes_an_answer_until_the_decision(client, launch, member, sec):
    address = f"{link_for(launch.sitting, member[1])}{launch.pk}/"
    client.post(address, {"kind": "favorable"})
    client.post(address, {"kind": "reserve", "reason": "Un doute."})
    workflow.record(launch, by=sec, outcome=Outcome.POSTPONED)

    answer = client.post(address, {"kind": "favorable"})

    assert answer.status_code == 409
    assert "les avis sont clos" in answer.content.decode()
    assert Stance.objects.get().kind == "reserve"


def test_a_link_declares_a_deport(client, convened, member):
    address = f"{link_for(convened.sitting, member[1])}{convened.pk}/deport/"

    client.post(address, {"reason": "Je suis candidate."})

    assert Recusal.objects.get().person == member[0].person


@pytest.mark.parametrize("by_link", [False, True])
def test_a_deport_sent_twice_stays_declared_and_says_so(client_as, convened, member, by_link):
    user, mandate = member
    client = client_as(user)
    home = link_for(convened.sitting, mandate)
    address = f"{home}{convened.pk}/deport/" if by_link else url("recuse", convened.pk)
    declare = {"asks": "declare", "reason": "Je suis candidate."}

    answers = [client.post(address, declare, follow=True) for _n in range(2)]
    lifting = client.get(address)
    lifts = [client.post(address, {"asks": "lift"}, follow=True) for _n in range(2)]

    assert "Votre déport est déclaré" in answers[0].text
    assert "Votre déport était déjà déclaré" in answers[1].text
    assert 'name="asks" value="lift"' in lifting.text
    assert "Votre déport est levé" in lifts[0].text
    assert "Votre déport était déjà levé" in lifts[1].text
    assert Recusal.objects.get().lifted_at is not None


def test_a_link_opens_no_item_of_another_sitting(client, convened, member, body):
    stranger = ItemFactory(sitting=SittingFactory(body=body, convened=True))

    answer = client.get(f"{link_for(convened.sitting, member[1])}{stranger.pk}/")

    assert answer.status_code == 404


@pytest.mark.parametrize("state", [{"held": True}, {"cancelled": True}])
def test_a_closed_link_says_why_with_410(client, body, member, state):
    sitting = SittingFactory(body=body, **state)

    answer = client.get(link_for(sitting, member[1]))

    assert answer.status_code == 410
    assert "Ce lien n’ouvre plus rien" in answer.content.decode()


def test_a_forged_link_says_why(client):
    assert client.get(url("invitation", "abc:def")).status_code == 410


# ── Noting ──────────────────────────────────────────────────────────────────────────────────────


def test_the_three_results_of_a_launch_are_asked(client_as, launch, sec):
    client = client_as(sec)
    fields = {"base_version": 0, "outcome": "valide", "call": "oui", "priority": ""}

    incomplete = client.post(url("record", launch.pk), fields)
    complete = client.post(url("record", launch.pk), {**fields, "priority": "oui", "days": "12,5"})

    assert incomplete.context["form"].errors.keys() == {"priority"}
    assert complete.status_code == 302
    results = Decision.objects.get().results
    assert results == {"call": True, "priority": True, "days": "12.5"}


def test_the_proposed_sentence_is_written_when_none_is(client_as, launch, sec):
    fields = {"base_version": 0, "outcome": "valide", "call": "oui", "priority": "oui"}

    client_as(sec).post(url("record", launch.pk), fields)

    text = Decision.objects.get().text
    assert text.startswith(f"La plénière valide le lancement du pôle de synergie « {launch.pole}")


def test_a_number_asked_by_hand_is_refused_in_words(client_as, launch, sec):
    fields = {"base_version": 0, "outcome": "reporte", "number": "2026-BXL-999"}

    answer = client_as(sec).post(url("record", launch.pk), fields)

    assert "ne se choisit pas" in answer.content.decode()
    assert not Decision.objects.exists()


def test_what_the_seal_writes_is_never_taken_from_a_form(client_as, launch, sec):
    fields = {"base_version": 0, "outcome": "reporte", "serial": 9, "sealed_at": "2026-01-01"}

    client_as(sec).post(url("record", launch.pk), fields)

    decision = Decision.objects.get()
    assert (decision.number, decision.serial, decision.sealed_at) == (None, None, None)


def test_a_designation_is_noted_with_its_people_and_its_term(client_as, sitting, sec, propose):
    pole = PoleFactory(bassin=sitting.body.bassin, launched=True)
    keys = propose(pole, "ABC")
    item = ItemFactory(sitting=sitting, kind=Kind.DESIGNATION, pole=pole)
    fields = {
        "base_version": 0,
        "outcome": "valide",
        "accepted": keys,
        "starts_on": today(),
        "ends_on": term_limit(today()),
    }

    client_as(sec).post(url("record", item.pk), fields)

    results = Decision.objects.get().results
    assert results["accepted"] == keys
    assert results["ends_on"] == term_limit(today()).isoformat()


def test_a_term_before_its_decision_is_refused_and_everything_typed_stays(
    client_as, sitting, sec, propose
):
    pole = PoleFactory(bassin=sitting.body.bassin, launched=True)
    keys = propose(pole, "ABC")
    item = ItemFactory(sitting=sitting, kind=Kind.DESIGNATION, pole=pole)
    fields = {
        "base_version": 0,
        "outcome": "valide",
        "accepted": keys,
        "starts_on": today() - DAY,
        "ends_on": today() + 100 * DAY,
        "motivation": "Un long texte.",
    }

    answer = client_as(sec).post(url("record", item.pk), fields)

    assert answer.status_code == 422
    assert "précède la décision" in answer.content.decode()
    assert "Un long texte." in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_candidate_of_another_pole_is_refused(client_as, sitting, sec, propose):
    item = ItemFactory(sitting=sitting, kind=Kind.DESIGNATION)
    stranger = propose(PoleFactory(launched=True), "A")

    answer = client_as(sec).post(
        url("record", item.pk), {"base_version": 0, "outcome": "valide", "accepted": stranger}
    )

    assert "accepted" in answer.context["form"].errors


def test_conditions_and_derogations_are_noted(client_as, launch, sec):
    fields = {
        "base_version": 0,
        "outcome": "conditions",
        "call": "oui",
        "priority": "non",
        "condition_1": "Associer la promotion sociale",
        "echeance_1": today() + 90 * DAY,
        "derogation_P18": "La priorité sera débattue au printemps.",
    }

    client_as(sec).post(url("record", launch.pk), fields)

    decision = Decision.objects.get()
    assert decision.conditions.get().text == "Associer la promotion sociale"
    assert decision.derogations == {"P18": "La priorité sera débattue au printemps."}


def test_two_secretaries_noting_at_once_lose_nothing(client_as, launch, sec):
    noted(launch, UserFactory())
    fields = {"base_version": 0, "outcome": "refuse", "motivation": "Ma motivation."}

    answer = client_as(sec).post(url("record", launch.pk), fields)

    assert answer.status_code == 409
    assert "Ma motivation." in answer.content.decode()


# ── Sealing (S-15) ──────────────────────────────────────────────────────────────────────────────


def test_s15_a_seal_asks_who_you_are_afresh(client_as, launch, sec, chair):
    noted(launch, sec)
    client = client_as(chair)

    answers = [client.get(url("seal", launch.pk)), client.post(url("seal", launch.pk))]

    assert {a.status_code for a in answers} == {302}
    assert all(reverse("account_reauthenticate") in a.url for a in answers)
    assert not Decision.objects.sealed().exists()


def test_s15_an_authentication_of_six_minutes_ago_is_not_fresh(client_as, launch, sec, chair):
    noted(launch, sec)
    client = afresh(client_as(chair), chair)
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 360
    session.save()

    assert client.post(url("seal", launch.pk), {"version": 1}).status_code == 302
    assert not Decision.objects.sealed().exists()


def test_s15_typing_ones_password_again_resumes_the_seal(client_as, launch, sec, chair):
    noted(launch, sec)
    client = client_as(chair)
    suspended = client.post(url("seal", launch.pk), {"version": 1})

    answer = client.post(suspended.url, {"password": PASSWORD})

    assert answer.status_code == 302
    assert Decision.objects.sealed().get().sealed_by == chair


def test_the_page_of_consequences_says_what_happens_then_seals(client_as, launch, sec, chair):
    noted(launch, sec)
    client = afresh(client_as(chair), chair)

    page = client.get(url("seal", launch.pk)).content.decode()
    answer = client.post(url("seal", launch.pk), {"version": 1})

    assert "Le pôle passe « Lancé »" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Un sceau ne se défait pas" in page
    assert answer.url == Decision.objects.sealed().get().get_absolute_url()


def test_the_page_of_consequences_states_what_would_have_no_effect(client_as, launch, sec, chair):
    noted(launch, sec, results={"call": True, "priority": False})

    page = afresh(client_as(chair), chair).get(url("seal", launch.pk)).content.decode()

    assert "gardée sans effet" in page
    assert "P18" in page


def test_s15_the_drafter_gets_the_reason_and_no_button(client_as, launch, bruxelles):
    both = UserFactory(serves=bruxelles, role="coordination")
    noted(launch, both)
    client = afresh(client_as(both), both)

    page = client.get(url("seal", launch.pk)).content.decode()
    answer = client.post(url("seal", launch.pk), {"version": 1})

    assert "Vous avez noté cette issue" in page
    assert answer.status_code == 422
    assert "une autre personne la scelle" in answer.content.decode()


def test_a_second_seal_gets_the_reason(client_as, launch, sec, chair, body):
    noted(launch, sec)
    decision = workflow.seal(launch, by=chair)
    other = chair_of(body)

    answer = afresh(client_as(other), other).post(url("seal", launch.pk), {"version": 1})

    assert answer.status_code == 409
    assert decision.number in answer.content.decode()


@pytest.mark.parametrize("role", ["service", "secretary", "plenary_member"])
def test_only_the_presidency_and_the_coordination_seal(client_as, launch, sec, request, role):
    noted(launch, sec)
    user = request.getfixturevalue(role)

    answer = afresh(client_as(user), user).post(url("seal", launch.pk), {"version": 1})

    assert answer.status_code == 403


def test_a_whole_sitting_is_sealed_at_closing_without_ones_own(client_as, sitting, sec, bruxelles):
    coordinator = UserFactory(serves=bruxelles, role="coordination")
    theirs, mine = ItemFactory.create_batch(2, sitting=sitting, kind=Kind.STOP)
    for item, by in ((theirs, sec), (mine, coordinator)):
        workflow.record(item, by=by, outcome=Outcome.REFUSED, motivation="Il continue.")
    client = afresh(client_as(coordinator), coordinator)

    page = client.get(url("seal_all", sitting.pk)).content.decode()
    client.post(
        url("seal_all", sitting.pk), {"point": [f"{theirs.pk}-1", f"{mine.pk}-1", "x", "9-z"]}
    )

    assert page.count('name="point"') == 1
    assert [d.item for d in Decision.objects.sealed()] == [theirs]


# ── After ───────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def sealed(launch, sec, chair):
    """A launch, sealed on conditions."""
    noted(launch, sec, outcome=Outcome.CONDITIONAL, conditions=[("Une condition", None)])
    return workflow.seal(launch, by=chair)


def test_an_extract_in_the_making_says_so(client_as, sealed, chair):
    answer = client_as(chair).get(url("extract", sealed.uuid), follow=True)

    assert "L’extrait se prépare" in answer.content.decode()


def test_a_decision_is_rectified_from_its_page(client_as, sealed, sec):
    fields = {"text": "Lire 12 mai 2027.", "reason": "Faute de frappe.", "token": "a" * 20}

    answers = [client_as(sec).post(url("rectify", sealed.uuid), fields) for _twice in range(2)]

    assert [a.status_code for a in answers] == [302, 302]
    assert Decision.objects.to_seal().get().item.cites == sealed


def test_a_withdrawal_is_asked_from_its_page(client_as, sealed, sec):
    client_as(sec).post(url("withdraw", sealed.uuid), {"reason": "Un doute."})

    assert AgendaItem.objects.get(kind=Kind.WITHDRAWAL).status == ItemStatus.WAITING


def test_a_condition_is_noted_as_met_by_the_service(client_as, sealed, service):
    condition = sealed.conditions.get()

    client_as(service).post(url("condition", condition.pk), {"note": "C’est fait."})

    condition.refresh_from_db()
    assert condition.met_by == service


def test_a_condition_of_another_bassin_is_unknown(client_as, liege_service, sealed):
    condition = ConditionFactory(decision=sealed)

    assert client_as(liege_service).get(url("condition", condition.pk)).status_code == 404


def test_the_page_of_the_pole_shows_its_decisions_and_what_comes(client_as, sealed, service):
    pole = sealed.item.pole
    ItemFactory(body=sealed.item.body, waiting=True, kind=Kind.STOP, pole=pole)

    page = client_as(service).get(reverse("poles:detail", args=[pole.pk])).content.decode()

    assert sealed.number in page
    assert "attend une séance" in page


def test_a_past_decision_enters_by_its_guided_page(client_as, body, sec):
    pole = PoleFactory(bassin=body.bassin, proposed=True)
    on = today() - 500 * DAY
    address = f"{url('reprise')}?pole={pole.pk}&kind=lancement&on={on.isoformat()}&number=42"
    client = client_as(sec)
    page = client.get(address).content.decode()
    fields = {
        "token": "a" * 20,
        "base_version": 0,
        "outcome": "valide",
        "call": "oui",
        "priority": "oui",
        "document": SimpleUploadedFile("pv.pdf", PDF, "application/pdf"),
    }

    answer = client.post(address, fields)

    assert "Document d’époque" in page
    assert answer.status_code == 302
    decision = Decision.objects.get()
    assert (decision.reconstituted, decision.document.name) == (True, "pv.pdf")
    assert (decision.item.sitting.on, decision.item.sitting.number) == (on, 42)
    assert not Mail.objects.exists()


def test_a_reprise_without_its_document_is_refused(client_as, body, sec):
    pole = PoleFactory(bassin=body.bassin, proposed=True)
    on = today() - 500 * DAY
    address = f"{url('reprise')}?pole={pole.pk}&kind=lancement&on={on.isoformat()}"
    fields = {"base_version": 0, "outcome": "valide", "call": "oui", "priority": "oui"}

    answer = client_as(sec).post(address, {**fields, "motivation": "Un long texte."})

    assert answer.context["form"].errors.keys() == {"document"}
    assert "Un long texte." in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_reprise_says_when_its_date_is_not_past(client_as, body, sec):
    pole = PoleFactory(bassin=body.bassin, proposed=True)

    answer = client_as(sec).get(
        f"{url('reprise')}?pole={pole.pk}&kind=lancement&on={today().isoformat()}"
    )

    assert "Une reprise est passée" in answer.content.decode()


def test_attendance_is_noted_for_those_who_changed(client_as, sitting, sec, member):
    mandate = member[1]

    client_as(sec).post(url("attendance", sitting.pk), {f"mandat_{mandate.pk}": "present"})

    assert sitting.attendances.get().presence == "present"


def test_a_term_renewed_too_late_asks_for_its_reason(client_as, sitting, sec):
    start = today() - 1200 * DAY
    pole = PoleFactory(bassin=sitting.body.bassin, active=True, starts_on=start)
    item = ItemFactory(sitting=sitting, kind=Kind.RENEWAL, pole=pole)
    ends_on = term_limit(pole.terms.get().ends_on + DAY)

    answer = client_as(sec).post(
        url("record", item.pk), {"base_version": 0, "outcome": "valide", "ends_on": ends_on}
    )

    assert answer.status_code == 422
    assert "Motivez cette issue" in answer.content.decode()


# ── Queries ─────────────────────────────────────────────────────────────────────────────────────


DETAIL = 15


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name", ["sitting", "attendance"])
def test_p01_one_item_or_three_cost_a_page_the_same(client_as, body, sec, name):
    sitting = SittingFactory(body=body, in_session=True)
    client = client_as(sec)
    ItemFactory(sitting=sitting)
    client.get(url(name, sitting.pk))
    one = queries_of(client, url(name, sitting.pk))
    ItemFactory.create_batch(2, sitting=sitting, recorded=True)

    three = queries_of(client, url(name, sitting.pk))

    assert one == three <= DETAIL


def test_p01_the_item_of_a_launch_stays_within_its_queries(client_as, launch, service):
    client = client_as(service)
    client.get(launch.get_absolute_url())

    assert queries_of(client, launch.get_absolute_url()) < DETAIL


def test_p01_one_convened_sitting_or_three_cost_the_home_page_the_same(client_as, body, member):
    client = client_as(member[0])
    costs = []
    for count in (1, 2):
        for _n in range(count):
            ItemFactory(sitting=SittingFactory(body=body, convened=True))
        client.get("/")
        costs.append(queries_of(client, "/"))

    assert costs[0] == costs[1] <= DETAIL


def test_p01_sealing_a_whole_sitting_costs_the_same_for_one_and_for_three(client_as, body, chair):
    sitting = SittingFactory(body=body, in_session=True)
    client = afresh(client_as(chair), chair)
    client.get(url("seal_all", sitting.pk))
    costs = []
    for count in (1, 2):
        for item in ItemFactory.create_batch(count, sitting=sitting, kind=Kind.STOP):
            workflow.record(item, by=UserFactory(), outcome="refuse", motivation="Il continue.")
        costs.append(queries_of(client, url("seal_all", sitting.pk)))

    assert costs[0] == costs[1] <= DETAIL


def test_a_pole_in_the_wrong_state_is_told_before_the_seal(client_as, launch, sec, chair):
    noted(launch, sec)
    launch.pole.status = PoleStatus.DRAFT
    launch.pole.submitted_at = launch.pole.submitted_by = None
    launch.pole.save()

    answer = afresh(client_as(chair), chair).post(url("seal", launch.pk), {"version": 1})

    assert answer.status_code == 422
    assert "ne peut plus être décidé" in answer.content.decode()
