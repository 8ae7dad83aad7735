"""The extract says what was frozen, whatever changed since; the sentence says what was decided."""

import json

import pytest

from core import jobs
from core.jobs import Hopeless
from core.models import Job, JobStatus, JournalEntry
from plenary import workflow
from plenary.choices import Kind, Outcome
from plenary.documents import EXTRACT, extract, extract_html, sentence
from plenary.models import Decision
from tests.plenary.factories import ItemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(launch, sec, chair):
    workflow.record(
        launch,
        by=sec,
        outcome=Outcome.CONDITIONAL,
        results={"call": True, "priority": False, "days": "12.5"},
        conditions=[("Associer la promotion sociale", None)],
    )
    return workflow.seal(launch, by=chair)


def test_the_extract_is_made_from_the_frozen_text_alone(sealed):
    title = sealed.item.pole.title
    pole = sealed.item.pole
    pole.title = "Un autre nom"
    pole.save()

    html = extract_html(sealed)

    assert title in html
    assert "Un autre nom" not in html
    assert "Cette décision est sans effet." in html
    assert "À compléter par le service." in html


def test_the_extract_is_stored_and_its_hash_goes_to_the_journal(sealed):
    job = Job.objects.get(kind=EXTRACT)

    jobs.run(job.pk)

    job.refresh_from_db()
    assert job.status == JobStatus.DONE
    assert job.result.file.read(5) == b"%PDF-"
    line = json.loads(JournalEntry.objects.order_by("-seq").first().data)
    assert (line["sha256"], line["decision"]) == (job.result.sha256, sealed.number)


def test_a_frozen_text_that_was_touched_is_not_printed(sealed):
    sealed.frozen = sealed.frozen.replace("12,5", "99,5")
    sealed.save()
    job = Job.objects.get(kind=EXTRACT)

    with pytest.raises(Hopeless, match="empreinte"):
        extract(job, lambda *args: None)


def test_the_sentence_lists_the_three_results_and_the_conditions(sealed):
    assert sealed.text == (
        f"La plénière valide le lancement du pôle de synergie « {sealed.item.pole} »."
        " Elle décide l’appel à participation."
        " Elle ne le reconnaît pas comme une priorité de l’IBEFE."
        " Elle accorde 12,5 jours du service par an."
        " Conditions : Associer la promotion sociale."
    )


@pytest.mark.parametrize(
    ("title", "outcome", "said"),
    [
        (
            "Approuver le procès-verbal du 12 mai",
            Outcome.ACCEPTED,
            "La plénière approuve le procès-verbal du 12 mai.",
        ),
        (
            "Approuver le procès-verbal du 12 mai",
            Outcome.REFUSED,
            "La plénière n’approuve pas le procès-verbal du 12 mai.",
        ),
        ("PV de mai", Outcome.ACCEPTED, "La plénière valide le point « PV de mai »."),
    ],
)
def test_minutes_are_approved_in_the_words_one_uses(title, outcome, said):
    item = ItemFactory(kind=Kind.MINUTES, pole=None, title=title)

    assert sentence(Decision(item=item, outcome=outcome)) == said
