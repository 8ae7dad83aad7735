"""The règlement d’ordre intérieur: what it says in words, who changes it, what stays as it is."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actors import workflow
from actors.facts import regulation_in_words, regulation_of
from actors.models import Regulation
from core.clock import today
from core.models import JournalEntry, StoredFile
from core.versions import Conflict
from core.workflow import Refused
from tests.actors.factories import BodyFactory, RegulationFactory
from tests.html import PDF
from tests.plenary.factories import ItemFactory

pytestmark = pytest.mark.django_db

MISSING = "à compléter d’après le ROI"


@pytest.fixture
def body(bruxelles):
    return BodyFactory(bassin=bruxelles)


def page(client, name, *args):
    return client.get(reverse(f"actors:{name}", args=args))


def said(response):
    return response.content.decode().replace("\xa0", " ")


def typed(response, **given):
    """What the form of the page holds, with other values."""
    form = response.context["form"]
    held = {f.html_name: f.value() for f in form if f.value() not in (None, False)}
    return {**held, **given}


def send(client, name, *args, **given):
    url = reverse(f"actors:{name}", args=args)
    return client.post(url, typed(client.get(url), **given))


# ── In words ────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_supposed_of_a_reglement_that_is_not_entered(body):
    labels = [label for label, _words in regulation_in_words(None)]

    assert {words for _label, words in regulation_in_words(None)} == {MISSING}
    assert regulation_in_words(RegulationFactory(body=body)) == [(n, MISSING) for n in labels]
    assert labels == [
        "Quorum",
        "Règle de décision",
        "Procurations",
        "Délai de convocation",
        "Suppléants",
        "Qui signe",
    ]


@pytest.mark.parametrize(
    ("fields", "label", "words"),
    [
        ({"quorum": "nombre", "quorum_number": 9}, "Quorum", "9 voix présentes"),
        ({"quorum": "nombre", "quorum_number": 1}, "Quorum", "1 voix présente"),
        ({"quorum": "aucun"}, "Quorum", "aucun quorum"),
        ({"decision_rule": "deux_tiers"}, "Règle de décision", "aux deux tiers"),
        ({"proxies": "exclues"}, "Procurations", "exclues"),
        (
            {"proxies": "admises", "proxies_per_holder": 2},
            "Procurations",
            "admises, 2 par porteur au plus",
        ),
        ({"proxies": "admises"}, "Procurations", f"admises, nombre par porteur {MISSING}"),
        ({"convocation_days": 10}, "Délai de convocation", "10 jours"),
        (
            {"convocation_days": 8, "convocation_working_days": True},
            "Délai de convocation",
            "8 jours ouvrables",
        ),
        ({"signatories": "La présidence"}, "Qui signe", "La présidence"),
    ],
)
def test_each_setting_is_said_in_words(body, fields, label, words):
    assert dict(regulation_in_words(RegulationFactory(body=body, **fields)))[label] == words


def test_the_one_in_force_is_the_last_begun(body):
    first = RegulationFactory(body=body, starts_on=date(2020, 1, 1))
    second = RegulationFactory(body=body, starts_on=date(2026, 1, 1))

    assert regulation_of(body, on=date(2019, 12, 31)) is None
    assert regulation_of(body, on=date(2025, 12, 31)) == first
    assert regulation_of(body, on=date(2026, 1, 1)) == second


# ── Acts ────────────────────────────────────────────────────────────────────────────────────────


def test_a_reglement_is_entered_with_its_history_and_its_proof(body, coordinator):
    regulation = Regulation(body=body, starts_on=date(2026, 1, 1), quorum="moitie")

    workflow.add_regulation(regulation, by=coordinator)

    assert regulation.history.get().history_user == coordinator
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.subject_id) == ("actors.encoder_règlement", str(regulation.pk))


def test_two_reglements_of_the_same_day_are_refused_in_words(body, coordinator):
    held = RegulationFactory(body=body, starts_on=date(2026, 1, 1))
    other = RegulationFactory(body=body, starts_on=date(2025, 1, 1))
    other.starts_on = held.starts_on

    for act in (
        lambda: workflow.add_regulation(
            Regulation(body=body, starts_on=held.starts_on), by=coordinator
        ),
        lambda: workflow.save_regulation(other, by=coordinator, base_version=1),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        [sentence] = refusal.value.sentences
        assert sentence.startswith("Un règlement est déjà en vigueur à partir du 1er janvier 2026")
    assert Regulation.objects.filter(starts_on=held.starts_on).count() == 1


def test_a_reglement_by_which_something_was_decided_is_not_rewritten(body, coordinator):
    regulation = RegulationFactory(body=body)
    ItemFactory(recorded=True, decision__regulation=regulation)
    regulation.quorum = "tiers"

    with pytest.raises(Refused) as refusal:
        workflow.save_regulation(regulation, by=coordinator, base_version=1)

    [sentence] = refusal.value.sentences
    assert "il ne se réécrit pas" in sentence
    regulation.refresh_from_db()
    assert (regulation.quorum, regulation.version) == ("", 1)


def test_an_overtaken_reglement_writes_nothing(body, coordinator):
    regulation = RegulationFactory(body=body)
    workflow.save_regulation(Regulation.objects.get(), by=coordinator, base_version=1)

    with pytest.raises(Conflict):
        workflow.save_regulation(regulation, by=coordinator, base_version=1)


# ── Pages ───────────────────────────────────────────────────────────────────────────────────────


def test_the_coordination_enters_a_reglement_that_everybody_there_reads(
    client_as, coordinator, plenary_member, body
):
    client = client_as(coordinator)
    answer = send(
        client,
        "regulation_new",
        "BXL",
        starts_on=today().isoformat(),
        adopted_by="séance du 12 mars 2026",
        quorum="moitie",
        proxies="admises",
        proxies_per_holder="1",
        convocation_days="10",
        upload=SimpleUploadedFile("roi.pdf", PDF, "application/pdf"),
    )

    regulation = Regulation.objects.get()
    assert answer.url == regulation.get_absolute_url()
    member = client_as(plenary_member)
    for name in ("regulations", "plenary"):
        text = said(page(member, name, "BXL"))
        assert "la moitié des voix au moins" in text
        assert "admises, 1 par porteur au plus" in text
        assert MISSING in text
    text = page(member, "regulation_text", "BXL", regulation.pk)
    assert b"".join(text.streaming_content) == PDF
    assert "Modifier" not in said(page(member, "regulations", "BXL"))
    assert "séance du 12 mars 2026" in said(page(client, "bassin", "BXL"))


def test_an_empty_bassin_says_what_remains_to_be_done(client_as, coordinator, body):
    text = said(page(client_as(coordinator), "regulations", "BXL"))

    assert "Aucun règlement en vigueur aujourd’hui" in text
    assert text.count(MISSING) >= 6


def test_the_next_reglement_begins_as_a_copy_of_the_last(client_as, coordinator, body):
    RegulationFactory(body=body, adopted_by="la décision 3", quorum="tiers", convocation_days=12)

    form = page(client_as(coordinator), "regulation_new", "BXL").context["form"]

    assert (form["quorum"].value(), form["convocation_days"].value()) == ("tiers", 12)
    assert (form["starts_on"].value(), form["adopted_by"].value()) == (None, None)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"quorum": "nombre"}, "Donnez ce nombre"),
        ({"quorum": "moitie", "quorum_number": "9"}, "Ce nombre ne vaut que"),
        ({"proxies": "exclues", "proxies_per_holder": "2"}, "Les procurations sont exclues"),
        ({"convocation_working_days": "on"}, "Donnez ce délai"),
    ],
)
def test_what_contradicts_itself_is_said_and_nothing_typed_is_lost(
    client_as, coordinator, body, given, sentence
):
    answer = send(
        client_as(coordinator),
        "regulation_new",
        "BXL",
        starts_on="2026-01-01",
        signatories="La présidence et le secrétariat",
        **given,
    )

    assert sentence in said(answer)
    assert "La présidence et le secrétariat" in said(answer)
    assert Regulation.objects.count() == 0


def test_a_disguised_file_is_refused_and_nothing_typed_is_lost(client_as, coordinator, body):
    answer = send(
        client_as(coordinator),
        "regulation_new",
        "BXL",
        starts_on="2026-01-01",
        signatories="La présidence",
        upload=SimpleUploadedFile("roi.pdf", b"MZ\x90\x00 un programme", "application/pdf"),
    )

    assert answer.status_code == 422
    assert "Ce fichier n’est pas accepté" in said(answer)
    assert "La présidence" in said(answer)
    assert (Regulation.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_reglement_is_corrected_until_something_is_decided_by_it(client_as, coordinator, body):
    regulation = RegulationFactory(body=body, starts_on=today() - timedelta(days=9))
    client = client_as(coordinator)

    send(client, "regulation_edit", "BXL", regulation.pk, quorum="tiers")
    regulation.refresh_from_db()
    assert (regulation.quorum, regulation.version) == ("tiers", 2)

    ItemFactory(recorded=True, decision__regulation=regulation)
    answer = send(client, "regulation_edit", "BXL", regulation.pk, signatories="Madame A.")
    assert answer.status_code == 422
    assert "il ne se réécrit pas" in said(answer)
    assert "Madame A." in said(answer)
    assert "a servi à décider" in said(page(client, "regulations", "BXL"))


def test_r21_two_texts_given_at_once_are_both_shown(client_as, coordinator, manager, body):
    regulation = RegulationFactory(body=body)
    url = reverse("actors:regulation_edit", args=["BXL", regulation.pk])
    client = client_as(manager)
    began = typed(client.get(url))

    def text(name):
        return SimpleUploadedFile(f"{name}.pdf", PDF, "application/pdf")

    send(client_as(coordinator), "regulation_edit", "BXL", regulation.pk, upload=text("le_leur"))
    answer = client.post(url, {**began, "upload": text("le_mien")})

    assert answer.status_code == 409
    assert "le_leur.pdf" in said(answer)
    assert "le_mien.pdf" in said(answer)
    assert Regulation.objects.get().document.name == "le_leur.pdf"


def test_a_text_given_while_somebody_saved_the_same_settings_is_kept(
    client_as, coordinator, manager, body
):
    regulation = RegulationFactory(body=body)
    url = reverse("actors:regulation_edit", args=["BXL", regulation.pk])
    client = client_as(manager)
    began = typed(client.get(url))
    send(client_as(coordinator), "regulation_edit", "BXL", regulation.pk)

    upload = SimpleUploadedFile("roi.pdf", PDF, "application/pdf")
    assert client.post(url, {**began, "upload": upload}).status_code == 302
    assert Regulation.objects.get().document.size == len(PDF)


def test_a_reglement_without_text_has_none_to_give(client_as, service, body):
    regulation = RegulationFactory(body=body)

    assert page(client_as(service), "regulation_text", "BXL", regulation.pk).status_code == 404
