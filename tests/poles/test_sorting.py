"""The service sorts candidatures: criteria, doubles, retained or not, answers all at once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from actors.models import Organisation, Person
from core.clock import today
from core.models import JournalEntry
from core.workflow import Refused, WrongState
from outbox.models import Mail
from poles import workflow
from poles.models import Application, MemberProposal
from poles.reports import answer_to, doubles_in, follow_up_path
from tests.actors.factories import OrganisationFactory, PersonFactory
from tests.poles.factories import ApplicationFactory, CallFactory, DecisionRefFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def call(bruxelles):
    return CallFactory(pole__bassin=bruxelles, pole__launched=True, published=True)


@pytest.fixture
def past_call(bruxelles):
    return CallFactory(pole__bassin=bruxelles, pole__launched=True, past=True)


def keep(application, service, **more):
    values = {"category": "A", "active_on_territory": True, "competent": True, **more}
    return workflow.retain(application, by=service, **values)


def refusal(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return " ".join(refused.value.sentences)


# ── Retained, in reserve, not retained ──────────────────────────────────────────────────────────


def test_retaining_somebody_unknown_makes_the_person_the_organisation_and_the_proposal(
    service, call
):
    application = ApplicationFactory(call=call)

    proposal = keep(application, service)

    application.refresh_from_db()
    assert (application.status, application.proposal) == ("retained", proposal)
    assert (proposal.pole, proposal.status) == (call.pole, "proposed")
    assert proposal.person.email == application.email
    assert proposal.person.organisation.name_fr == application.organisation_name
    assert proposal.competence == application.competence
    assert "poles.retenir_candidature" in JournalEntry.objects.values_list("act", flat=True)


def test_retaining_somebody_known_makes_nobody_twice(service, call):
    organisation = OrganisationFactory()
    person = PersonFactory(organisation=organisation)
    application = ApplicationFactory(call=call, email=person.email)
    people, organisations = Person.objects.count(), Organisation.objects.count()

    proposal = keep(application, service, person=person, organisation=organisation)

    assert (proposal.person, proposal.organisation) == (person, organisation)
    assert (Person.objects.count(), Organisation.objects.count()) == (people, organisations)


def test_somebody_already_proposed_is_refused_and_nothing_is_made(service, call):
    person = PersonFactory()
    first = ApplicationFactory(call=call)
    keep(first, service, person=person, organisation=person.organisation)
    second = ApplicationFactory(call=call)
    organisations = Organisation.objects.count()

    said = refusal(keep, second, service, person=person)

    assert "déjà proposé" in said
    second.refresh_from_db()
    assert second.status == "received"
    assert Organisation.objects.count() == organisations


@pytest.mark.parametrize("to", ["reserve", "not_retained"])
def test_setting_somebody_aside_takes_the_proposal_back(service, call, to):
    application = ApplicationFactory(call=call)
    proposal = keep(application, service)

    workflow.set_aside(application, by=service, to=to, reason="Les places sont prises.")

    application.refresh_from_db()
    proposal.refresh_from_db()
    assert (application.status, application.proposal) == (to, None)
    assert application.reason == "Les places sont prises."
    assert proposal.status == "withdrawn"


def test_who_was_designated_is_not_set_aside(service, call):
    application = ApplicationFactory(call=call)
    proposal = keep(application, service)
    _decide(proposal, "designated")

    said = refusal(workflow.set_aside, application, by=service, to="reserve", reason="Trop tard.")

    assert "La plénière a désigné" in said


def test_an_applicant_who_withdraws_is_no_longer_proposed(service, call):
    application = ApplicationFactory(call=call)
    proposal = keep(application, service)

    workflow.withdraw_application(application)

    proposal.refresh_from_db()
    assert proposal.status == "withdrawn"


def _decide(proposal, status):
    decision = DecisionRefFactory(pole=proposal.pole)
    MemberProposal.objects.filter(pk=proposal.pk).update(status=status, decision=decision)


# ── What the service sees ───────────────────────────────────────────────────────────────────────


def test_doubles_are_found_by_organisation_address_and_other_calls(bruxelles, call):
    first = ApplicationFactory(call=call, organisation_name="Actiris")
    second = ApplicationFactory(call=call, organisation_name="ACTIRIS")
    third = ApplicationFactory(call=call, email=first.email)
    other = CallFactory(pole__bassin=bruxelles, pole__launched=True, published=True)
    ApplicationFactory(call=other, email=first.email)

    found = doubles_in(call, on=today())

    assert found[first.pk] == [
        f"Même organisation que {second.name}.",
        f"Même adresse électronique que {third.name}.",
        f"Répond aussi à l’appel du pôle « {other.pole} ».",
    ]
    assert found[second.pk] == [f"Même organisation que {first.name}."]


def test_the_table_is_filtered_by_the_address(client_as, service, call):
    kept = ApplicationFactory(call=call, category="C", presence="terrain")
    other = ApplicationFactory(call=call, category="A")
    url = reverse("poles:applications", args=[call.pole_id, call.pk])

    page = client_as(service).get(f"{url}?categorie=C&presence=terrain&etat=received")

    assert kept.name in page.content.decode()
    assert other.name not in page.content.decode()


def test_the_notes_of_the_service_never_reach_the_applicant(client, client_as, service, call):
    application = ApplicationFactory(call=call)
    url = reverse("poles:application_examine", args=[call.pole_id, application.pk])
    note = "Mot secret du service"

    answer = client_as(service).post(
        url, {"base_version": 1, "note": note, "territory_checked": "non"}
    )
    workflow.set_aside(
        Application.objects.get(), by=service, to="not_retained", reason="Motif secret"
    )

    own = client.get(follow_up_path(application)).content.decode()
    assert answer.status_code == 302
    assert note in client_as(service).get(application.get_absolute_url()).content.decode()
    for word in (note, "Motif secret", "Non retenue", "retenue"):
        assert word not in own


def test_the_applicant_and_the_service_do_not_disagree_over_different_fields(
    client_as, service, call
):
    application = ApplicationFactory(call=call)
    url = reverse("poles:application_examine", args=[call.pole_id, application.pk])
    application.motivation = "Complétée entretemps"
    workflow.edit_application(application, base_version=1)

    client_as(service).post(url, {"base_version": 1, "note": "Vue ce matin"})

    application.refresh_from_db()
    assert (application.motivation, application.note) == ("Complétée entretemps", "Vue ce matin")


def test_the_page_of_retaining_shows_the_composition_it_would_give(client_as, service, call):
    application = ApplicationFactory(call=call, category="C")
    url = reverse("poles:application_retain", args=[call.pole_id, application.pk])

    page = client_as(service).get(url).content.decode()

    assert "Si la plénière désigne" in page
    assert "Il manque un membre en catégorie A" in page
    assert "La créer" in page


def test_one_click_retains_somebody_whom_everything_is_known_of(client_as, service, call):
    organisation = OrganisationFactory(category="B")
    application = ApplicationFactory(call=call, organisation=organisation)
    url = reverse("poles:application_retain", args=[call.pole_id, application.pk])
    page = client_as(service).get(url)
    form, read = page.context["form"], {"vu": page.context["forecast"].digest}

    answer = client_as(service).post(
        url,
        {
            "organisation": form["organisation"].value(),
            "category": form["category"].value(),
            **read,
        },
    )

    assert answer.status_code == 302
    assert MemberProposal.objects.get().category == "B"


# ── Answers ─────────────────────────────────────────────────────────────────────────────────────


def test_the_answers_wait_for_everybody_to_be_sorted_and_for_the_plenary(service, call):
    ApplicationFactory(call=call)
    ApplicationFactory(call=call, retained=True)

    said = refusal(workflow.send_answers, call, by=service)

    assert "court jusqu’au" in said
    assert "À trier encore" in said
    assert "n’a pas encore décidé" in said
    assert not Mail.objects.exists()


def test_all_the_answers_leave_together_once(service, past_call):
    designated = ApplicationFactory(call=past_call, retained=True)
    candidate = ApplicationFactory(call=past_call, retained=True)
    ApplicationFactory(call=past_call, in_reserve=True)
    refused = ApplicationFactory(call=past_call, not_retained=True)
    ApplicationFactory(call=past_call, withdrawn=True)
    _decide(designated.proposal, "designated")
    _decide(candidate.proposal, "not_designated")

    workflow.send_answers(past_call, by=service)

    mails = {m.to_address: m.text for m in Mail.objects.all()}
    assert len(mails) == 4
    assert "vous a désigné·e membre" in mails[designated.email]
    assert "Vous restez candidat·e" in mails[candidate.email]
    assert "Votre activité est hors du bassin." in mails[refused.email]
    assert "Aucune réponse" in refusal(workflow.send_answers, past_call, by=service)
    assert Mail.objects.count() == 4


def test_what_was_answered_is_no_longer_sorted(service, past_call):
    application = ApplicationFactory(call=past_call, not_retained=True)
    workflow.send_answers(past_call, by=service)

    with pytest.raises(WrongState, match="La réponse est partie"):
        workflow.set_aside(application, by=service, to="reserve", reason="Non.")


def test_who_was_answered_in_reserve_may_still_be_retained(service, past_call):
    application = ApplicationFactory(call=past_call, in_reserve=True)
    workflow.send_answers(past_call, by=service)

    keep(application, service)

    application.refresh_from_db()
    assert application.status == "retained"


def test_the_link_shows_the_answer_once_it_has_left(client, service, past_call):
    application = ApplicationFactory(call=past_call, not_retained=True)
    before = client.get(follow_up_path(application)).content.decode()
    workflow.send_answers(past_call, by=service)

    after = client.get(follow_up_path(application)).content.decode()

    assert "hors du bassin" not in before
    assert "hors du bassin" in after


def test_the_preview_is_what_leaves(client_as, service, past_call):
    application = ApplicationFactory(call=past_call, in_reserve=True)
    url = reverse("poles:answers", args=[past_call.pole_id, past_call.pk])

    page = client_as(service).get(url)
    client_as(service).post(url)

    application.refresh_from_db()
    assert page.context["previews"][0][2] == application.answer


def test_a_text_fills_its_known_words_and_keeps_the_others(past_call):
    application = ApplicationFactory(call=past_call, in_reserve=True, first_name="{nom}")
    application.call.reserve_text = "{prenom} {inconnu} {motif} {"

    assert answer_to(application) == "{nom} {inconnu} Les places sont prises. {"


def test_an_unknown_word_in_a_text_is_refused(client_as, service, past_call):
    url = reverse("poles:answers_edit", args=[past_call.pole_id, past_call.pk])
    data = {
        "base_version": 1,
        "designated_text": "Bonjour {prénom}",
        "not_designated_text": "Bonjour",
        "reserve_text": "{motif}",
        "not_retained_text": "Sans motif",
    }

    page = client_as(service).post(url, data).content.decode()

    assert "{prénom} n’est pas connu" in page
    assert "La réponse est motivée" in page


def test_a_closed_call_waits_on_the_home_page_until_it_is_sorted(client_as, service, past_call):
    application = ApplicationFactory(call=past_call)
    url = reverse("poles:applications", args=[past_call.pole_id, past_call.pk])
    home = client_as(service).get("/").content.decode()
    workflow.set_aside(application, by=service, to="reserve", reason="Places prises.")

    assert url in home
    assert "1 candidature" in home
    assert url not in client_as(service).get("/").content.decode()
