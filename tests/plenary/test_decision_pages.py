"""What follows a sealed decision, and what the past brings in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.clock import today
from core.deadlines import term_limit
from outbox.models import Mail
from plenary import workflow
from plenary.choices import ItemStatus, Kind, Outcome
from plenary.models import AgendaItem, Decision
from tests.plenary.factories import (
    ConditionFactory,
    ItemFactory,
)
from tests.plenary.pages import DAY, PDF, noted, url
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.django_db


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
