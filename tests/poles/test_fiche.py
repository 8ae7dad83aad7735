"""The fiche: edited with versions and drafts, submitted under P1–P5 and P17, frozen."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.canonical import sha256
from core.clock import today
from core.models import Draft, JournalEntry
from core.versions import Conflict
from core.workflow import Refused, WrongState
from outbox.models import Mail
from poles import workflow
from poles.models import Pole
from poles.verdicts import verdicts_to_submit
from tests.poles.factories import PoleFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def verdict(pole, code):
    return next(v for v in verdicts_to_submit(pole, on=today()) if v.rule.code == code)


def form_data(client, pole, **changes):
    """What the browser would send back from the edit page, with some fields changed."""
    form = client.get(reverse("poles:edit", args=[pole.pk])).context["form"]
    data = {}
    for name in form.fields:
        value = form[name].value()
        if value is not None:
            data[name] = getattr(value, "pk", value)
    return {**data, **changes}


@pytest.mark.parametrize(
    ("code", "unmet"),
    [
        ("P1", {"theme": None}),
        ("P2", {"problem": " "}),
        ("P3", {"priorities": []}),
        ("P3", {"priorities": ["autre"], "priority_detail": ""}),
        ("P4", {"origin": ""}),
        ("P5", {"expost_planned_on": None}),
        ("P5", {"expost_budget": None}),
        ("P17", {"calendar": ""}),
        ("P17", {"days_asked": None}),
    ],
)
def test_each_rule_of_the_submission_is_met_and_unmet(code, unmet, bruxelles):

    assert verdict(PoleFactory(bassin=bruxelles), code).met
    found = verdict(PoleFactory(bassin=bruxelles, **unmet), code)
    assert not found.met
    assert found.reason
    assert found.remedy_url.startswith(f"/poles/{Pole.objects.latest('pk').pk}/modifier/#id_")


def test_p1_refuses_a_theme_of_another_bassin(bruxelles, liege):
    pole = PoleFactory(bassin=bruxelles, theme=ThemeFactory(bassin=liege))

    assert verdict(pole, "P1").blocks


def test_the_note_does_not_apply_where_it_is_not_in_force(liege):
    liege.rule_sets.filter(source="note").delete()
    pole = PoleFactory(bassin=liege, priorities=[])

    found = verdict(pole, "P3")

    assert (found.in_force, found.warns, found.label) == (False, False, "Ne s’applique pas")


def test_submission_freezes_the_version_and_tells_the_secretary(bruxelles, service, secretary):
    pole = PoleFactory(bassin=bruxelles)

    workflow.submit(pole, by=service)

    pole.refresh_from_db()
    version = pole.versions.get()
    assert pole.status == "proposed"
    assert (version.number, version.data["title"]) == (1, pole.title)
    assert version.sha256 == sha256(version.text)
    assert json.loads(version.text) == version.data
    assert pole.history.first().history_user == service
    assert Mail.objects.get(template="poles/pole_submitted").person == secretary.person
    assert JournalEntry.objects.latest("seq").act == "poles.soumettre"


def test_p1_refuses_the_submission_and_changes_nothing(bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, theme=None)
    lines = JournalEntry.objects.count()

    with pytest.raises(Refused) as refusal:
        workflow.submit(pole, by=service)

    assert [r.rule.code for r in refusal.value.reasons] == ["P1"]
    pole.refresh_from_db()
    assert pole.status == "draft"
    assert not pole.versions.exists()
    assert not Mail.objects.exists()
    assert JournalEntry.objects.count() == lines


def test_rules_of_the_note_warn_and_ask_a_derogation(bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, priorities=[], origin="")

    workflow.submit(pole, by=service)

    proof = json.loads(JournalEntry.objects.latest("seq").data)
    assert proof["derogations"] == ["P3", "P4"]


def test_an_act_forced_by_its_address_is_refused_with_every_reason(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, theme=None)

    answer = client_as(service).post(reverse("poles:submit", args=[pole.pk]))

    assert answer.status_code == 422
    assert "Aucune thématique commune n’est choisie." in answer.content.decode()
    pole.refresh_from_db()
    assert pole.status == "draft"


def test_a_second_tab_cannot_submit_twice(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles)
    client = client_as(service)
    client.post(reverse("poles:submit", args=[pole.pk]))

    answer = client.post(reverse("poles:submit", args=[pole.pk]))

    assert answer.status_code == 409
    assert pole.versions.count() == 1


def test_taking_back_asks_a_reason_and_keeps_the_frozen_version(bruxelles, service):
    pole = PoleFactory(bassin=bruxelles)
    workflow.submit(pole, by=service)

    workflow.take_back(pole, by=service, reason="Il manque un partenaire.")

    pole.refresh_from_db()
    assert (pole.status, pole.submitted_at) == ("draft", None)
    assert pole.versions.count() == 1
    assert pole.history.first().history_change_reason == "Il manque un partenaire."


def test_a_second_submission_makes_a_second_version(bruxelles, service):
    pole = PoleFactory(bassin=bruxelles)
    workflow.submit(pole, by=service)
    workflow.take_back(pole, by=service, reason="Une faute.")
    pole.calendar = "Revu."
    workflow.edit(pole, by=service, base_version=pole.version)

    workflow.submit(pole, by=service)

    assert [v.number for v in pole.versions.all()] == [2, 1]


def test_a_submitted_fiche_is_not_edited(bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, proposed=True)

    with pytest.raises(Refused):
        workflow.edit(pole, by=service, base_version=pole.version)


@pytest.mark.parametrize("state", ["proposed", "launched", "active"])
def test_only_a_draft_is_abandoned(bruxelles, service, state):
    pole = PoleFactory(bassin=bruxelles, **{state: True})

    with pytest.raises(WrongState):
        workflow.abandon(pole, by=service, reason="Non.")


def test_a_refused_fiche_is_reworked_and_its_refusal_stays(bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, refused=True)

    workflow.rework(pole, by=service, reason="Nouvelle étude.")

    statuses = list(pole.history.order_by("history_id").values_list("status", flat=True))
    assert statuses == ["refused", "draft"]


def test_an_incomplete_fiche_is_saved(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles)
    client = client_as(service)
    data = form_data(client, pole, problem="", calendar="", priorities=[])

    answer = client.post(reverse("poles:edit", args=[pole.pk]), data)

    assert answer.url == pole.get_absolute_url()
    pole.refresh_from_db()
    assert (pole.problem, pole.priorities, pole.version) == ("", [], 2)


def test_two_editors_compare_and_neither_is_overwritten(client_as, bruxelles, service, secretary):
    pole = PoleFactory(bassin=bruxelles, problem="Base", calendar="Base")
    mine, theirs = client_as(service), client_as(secretary)
    my_data = form_data(mine, pole, problem="Le mien")
    their_data = form_data(theirs, pole, problem="Le leur")
    theirs.post(reverse("poles:edit", args=[pole.pk]), their_data)

    answer = mine.post(reverse("poles:edit", args=[pole.pk]), my_data)

    assert answer.status_code == 409
    assert answer.context["saved"].history_user == secretary
    assert f"{secretary} a enregistré pendant que vous écriviez" in answer.content.decode()
    [row] = answer.context["rows"]
    assert (row.mine, row.theirs, row.base, row.both_changed) == (
        "Le mien",
        "Le leur",
        "Base",
        True,
    )
    pole.refresh_from_db()
    assert pole.problem == "Le leur"

    merged = {**my_data, "problem": "Les deux", "base_version": "2"}
    mine.post(reverse("poles:edit", args=[pole.pk]), merged)
    pole.refresh_from_db()
    assert (pole.problem, pole.version) == ("Les deux", 3)


def test_the_workflow_itself_refuses_an_overtaken_version(bruxelles, service):
    pole = PoleFactory(bassin=bruxelles)
    workflow.edit(pole, by=service, base_version=1)

    with pytest.raises(Conflict):
        workflow.edit(pole, by=service, base_version=1)


def test_what_is_typed_is_kept_apart_and_taken_up_again(client_as, bruxelles, service, secretary):
    pole = PoleFactory(bassin=bruxelles, problem="Enregistré")
    client = client_as(service)
    data = form_data(client, pole, problem="En train d’écrire")

    kept = client.post(reverse("poles:autosave", args=[pole.pk]), data)

    assert kept.json()["label"].startswith("Brouillon enregistré à ")
    pole.refresh_from_db()
    assert (pole.problem, pole.version) == ("Enregistré", 1)
    again = client.get(reverse("poles:edit", args=[pole.pk]))
    assert again.context["form"]["problem"].value() == "En train d’écrire"
    other = client_as(secretary).get(reverse("poles:edit", args=[pole.pk]))
    assert other.context["form"]["problem"].value() == "Enregistré"


def test_saving_empties_the_draft(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles)
    client = client_as(service)
    data = form_data(client, pole, problem="Nouveau")
    client.post(reverse("poles:autosave", args=[pole.pk]), data)

    client.post(reverse("poles:edit", args=[pole.pk]), data)

    assert not Draft.objects.exists()


def test_an_overtaken_draft_leads_to_the_comparison(client_as, bruxelles, service, secretary):
    pole = PoleFactory(bassin=bruxelles, problem="Base")
    client = client_as(service)
    client.post(
        reverse("poles:autosave", args=[pole.pk]), form_data(client, pole, problem="Le mien")
    )
    pole.problem = "Le leur"
    workflow.edit(pole, by=secretary, base_version=1)

    page = client.get(reverse("poles:edit", args=[pole.pk]))

    assert page.context["overtaken"]
    assert page.context["form"]["base_version"].value() == 1


def test_a_draft_is_thrown_away_on_request(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, problem="Base")
    client = client_as(service)
    client.post(reverse("poles:autosave", args=[pole.pk]), form_data(client, pole, problem="Non"))

    client.post(reverse("poles:draft_discard", args=[pole.pk]))

    page = client.get(reverse("poles:edit", args=[pole.pk]))
    assert page.context["form"]["problem"].value() == "Base"


def test_versions_are_compared_field_by_field_in_words(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, expost_budget=20000, priorities=["sqe"])
    workflow.submit(pole, by=service)
    workflow.take_back(pole, by=service, reason="Budget.")
    pole.expost_budget, pole.priorities = 35000, ["sqe", "rapport"]
    workflow.edit(pole, by=service, base_version=pole.version)
    workflow.submit(pole, by=service)

    page = client_as(service).get(reverse("poles:versions", args=[pole.pk]))

    changes = {c.label: (c.before, c.after) for c in page.context["changes"]}
    assert changes == {
        "Priorités bruxelloises": (
            "Stratégie Qualification Emploi",
            "Stratégie Qualification Emploi, Rapport analytique et prospectif de l’IBEFE",
        ),
        "Budget de l’évaluation ex post (€)": ("20\u202f000\u00a0€", "35\u202f000\u00a0€"),
    }


def attach(client, pole, upload, label="Étude"):
    url = reverse("poles:attach", args=[pole.pk])
    token = client.get(url).context["form"]["token"].value()
    return client.post(url, {"token": token, "label": label, "upload": upload})


def test_a_file_is_joined_read_and_taken_off(client_as, bruxelles, service, porteur):
    pole = PoleFactory(bassin=bruxelles)
    client = client_as(service)
    upload = SimpleUploadedFile("étude.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF")

    attach(client, pole, upload)

    joined = pole.attachments.get()
    url = reverse("poles:attachment", args=[pole.pk, joined.pk])
    answer = client.get(url)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client_as(porteur).get(url).status_code == 404
    client.post(reverse("poles:detach", args=[pole.pk, joined.pk]))
    assert client.get(url).status_code == 404


def test_a_disguised_file_is_refused_in_words_and_the_label_stays(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles)
    upload = SimpleUploadedFile("rapport.pdf", b"MZ\x90\x00" + b"\x00" * 200)

    page = attach(client_as(service), pole, upload, label="Mon étude")

    assert page.status_code == 422
    text = page.content.decode()
    assert "Ce fichier n’est pas accepté" in text
    assert "Mon étude" in text
    assert not pole.attachments.exists()


def test_a_submitted_fiche_keeps_its_files(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, proposed=True)
    upload = SimpleUploadedFile("étude.pdf", b"%PDF-1.7\n%%EOF")

    page = attach(client_as(service), pole, upload)

    assert page.status_code == 422
    assert "La fiche est soumise" in page.content.decode()


def test_an_amount_is_read_as_people_write_it(client_as, service, bruxelles):
    pole = PoleFactory(bassin=bruxelles)
    client = client_as(service)
    data = form_data(client, pole, expost_budget="18\u00a0000,50 €", days_asked="12,5")

    client.post(reverse("poles:edit", args=[pole.pk]), data)

    pole.refresh_from_db()
    assert (str(pole.expost_budget), str(pole.days_asked)) == ("18000.50", "12.5")


def test_an_amount_that_is_not_one_is_said_and_stays_as_typed(client_as, service, bruxelles):
    pole = PoleFactory(bassin=bruxelles)
    client = client_as(service)
    data = form_data(client, pole, expost_budget="dix-huit mille")

    form = client.post(reverse("poles:edit", args=[pole.pk]), data).context["form"]

    assert form.errors["expost_budget"] == ["Écrivez un nombre, par exemple 12 ou 2,5."]
    assert form["expost_budget"].value() == "dix-huit mille"


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ({"proposed": True}, "Cette fiche est déjà soumise : elle attend la plénière."),
        ({"status": "abandoned"}, "Ce pôle est abandonné : sa fiche ne se soumet plus."),
    ],
)
def test_the_panel_says_when_the_state_forbids_the_submission(
    state, sentence, client_as, service, bruxelles
):
    pole = PoleFactory(bassin=bruxelles, **state)

    page = client_as(service).get(reverse("poles:submit", args=[pole.pk]))

    assert page.context["panel"].intro == sentence
    assert not page.context["panel"].possible
    assert 'type="submit">Soumettre' not in page.content.decode()


def test_a_fiche_not_retained_is_reworked_before_it_is_submitted(client_as, service, bruxelles):
    pole = PoleFactory(bassin=bruxelles, status="refused")

    panel = client_as(service).get(pole.get_absolute_url()).context["panel"]

    assert panel.intro.startswith("La plénière n’a pas retenu cette fiche")
