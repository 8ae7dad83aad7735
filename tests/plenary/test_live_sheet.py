"""The live sheet: what is said is kept as it is typed; two secretaries never lose a text."""

import pytest

from core import drafts
from core.workflow import WrongState
from plenary import workflow
from plenary.choices import Kind, Outcome
from plenary.models import Decision
from tests.actors.factories import UserFactory
from tests.plenary.factories import ItemFactory, SittingFactory
from tests.plenary.pages import noted, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def debate(sitting):
    return ItemFactory(sitting=sitting, free=True)


@pytest.fixture
def other(bruxelles):
    return UserFactory(serves=bruxelles, role="secretariat")


def typed(client, item, text, version=None, **fields):
    version = item.version if version is None else version
    data = {"base_version": 0, "record": text, "record_version": version, **fields}
    return client.post(url("live_draft", item.pk), data)


def test_what_is_typed_is_written_at_once_and_its_version_comes_back(client_as, debate, sec):
    answer = typed(client_as(sec), debate, "On en a parlé.\r\nLonguement. ")

    debate.refresh_from_db()
    assert debate.record == "On en a parlé.\nLonguement."
    assert answer.json()["versions"] == {"record_version": debate.version}
    assert answer.json()["label"].startswith("Enregistré à")
    assert debate.history.first().history_user == sec


def test_the_same_text_again_writes_nothing(client_as, debate, sec):
    typed(client_as(sec), debate, "Une fois.")
    debate.refresh_from_db()

    typed(client_as(sec), debate, "Une fois.", version=1)

    version = debate.version
    debate.refresh_from_db()
    assert debate.version == version


def test_r21_of_two_secretaries_the_second_compares_and_loses_nothing(
    client_as, debate, sec, other
):
    typed(client_as(sec), debate, "Le texte de l’un.")

    client = client_as(other)
    answer = typed(client, debate, "Le texte de l’autre.", version=1)
    page = client.get(answer.json()["url"])

    assert answer.status_code == 409
    assert "a écrit un autre compte rendu" in answer.json()["label"]
    assert "Le texte de l’un." in page.text
    assert "Le texte de l’autre." in page.text
    debate.refresh_from_db()
    assert debate.record == "Le texte de l’un."


def test_r21_what_was_compared_is_saved_knowingly(client_as, debate, sec, other):
    typed(client_as(sec), debate, "Le texte de l’un.")
    client = client_as(other)
    compare = typed(client, debate, "Le texte de l’autre.", version=1).json()["url"]
    version = client.get(compare).context["form"]["base_version"].value()

    client.post(compare, {"record": "Les deux textes.", "base_version": version})

    debate.refresh_from_db()
    assert debate.record == "Les deux textes."
    assert not drafts.find(other, form="plenary.compte_rendu", subject_id=debate.pk)


def test_the_button_saves_the_text_alone_and_keeps_the_outcome_being_typed(client_as, launch, sec):
    fields = {"base_version": 0, "outcome": "refuse", "motivation": "Trop tôt."}
    client = client_as(sec)

    answer = client.post(
        url("record", launch.pk),
        {**fields, "record": "Débat.", "record_version": launch.version, "only_record": "oui"},
        follow=True,
    )

    launch.refresh_from_db()
    assert launch.record == "Débat."
    assert not Decision.objects.exists()
    assert "Trop tôt." in answer.text
    assert answer.context["form"]["outcome"].value() == "refuse"


def test_noting_the_outcome_writes_the_text_too_and_forgets_the_draft(client_as, launch, sec):
    client = client_as(sec)
    fields = {"base_version": 0, "outcome": "reporte", "record": "Débat."}
    typed(client, launch, "", outcome="reporte")

    client.post(url("record", launch.pk), {**fields, "record_version": launch.version})

    launch.refresh_from_db()
    assert launch.record == "Débat."
    assert Decision.objects.get().outcome == Outcome.POSTPONED
    assert not drafts.find(sec, form="plenary.issue", subject_id=launch.pk)


def test_r21_an_outcome_over_another_text_notes_nothing_and_leads_to_both(
    client_as, launch, sec, other
):
    typed(client_as(sec), launch, "Le texte de l’un.")
    fields = {"base_version": 0, "outcome": "reporte", "record": "Le mien.", "record_version": 1}

    answer = client_as(other).post(url("record", launch.pk), fields, follow=True)

    assert "Le texte de l’un." in answer.text
    assert "Le mien." in answer.text
    assert not Decision.objects.exists()


def test_a_draft_older_than_the_noted_outcome_says_so(client_as, launch, sec, other):
    typed(client_as(other), launch, "", outcome="refuse", motivation="La mienne.")
    noted(launch, sec)

    page = client_as(other).get(url("record", launch.pk))

    assert "Une issue a été notée pendant que vous écriviez" in page.text
    assert "La mienne." in page.text


def test_nothing_is_written_before_the_sitting_opens(sec, body):
    item = ItemFactory(sitting=SittingFactory(body=body, convened=True), free=True)

    with pytest.raises(WrongState, match="en séance"):
        workflow.write_up(item, by=sec, text="Trop tôt.", base_version=1)


def test_every_item_has_its_neighbours(client_as, sitting, sec):
    first, second, third = ItemFactory.create_batch(3, sitting=sitting, free=True)

    page = client_as(sec).get(url("record", second.pk))

    assert page.context["previous"] == first
    assert page.context["following"] == third


@pytest.mark.parametrize("kind", [Kind.COMMUNICATION, Kind.DEBATE, Kind.OTHER])
def test_a_free_item_is_taken_note_of_and_leads_to_the_next(client_as, sitting, sec, kind):
    item, following = (ItemFactory(sitting=sitting, kind=k, pole=None) for k in (kind, Kind.DEBATE))

    answer = client_as(sec).post(url("record", item.pk), {"base_version": 0, "outcome": "acte"})

    assert answer.url == url("record", following.pk)
    assert Decision.objects.get().text == "La plénière prend acte : Un point."


def test_the_choices_propose_their_sentence_or_say_what_is_missing(client_as, launch, sec):
    client = client_as(sec)
    chosen = {"base_version": 0, "outcome": "valide", "call": "oui"}

    missing = client.get(url("sentence", launch.pk), chosen).json()
    whole = client.get(url("sentence", launch.pk), {**chosen, "priority": "oui"}).json()

    assert missing["sentence"] == ""
    assert "Priorité de l’IBEFE" in missing["words"]
    assert whole["sentence"].startswith("La plénière valide le lancement du pôle")
    assert not Decision.objects.exists()
