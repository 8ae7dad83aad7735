"""What was sent stays as it was sent; what changes afterwards is a version that says why."""

import pytest

from core.canonical import canonical, sha256
from core.models import JournalEntry
from plenary import workflow
from plenary.choices import Audience, Kind
from plenary.models import AgendaItem, Recusal, Sitting
from tests.actors.factories import MandateFactory, SeatFactory, UserFactory
from tests.plenary.factories import ItemFactory, SittingFactory
from tests.plenary.pages import url

pytestmark = pytest.mark.django_db
SECRET = "Le dossier de Madame X"


@pytest.fixture
def convened(body, sec):
    """Convened by the act, with one item for the members and one behind closed doors."""
    sitting = SittingFactory(body=body)
    ItemFactory(sitting=sitting)
    ItemFactory(
        sitting=sitting,
        free=True,
        title=SECRET,
        text="Elle demande…",
        audience=Audience.CLOSED,
        closed_ground="Une personne y est nommée.",
    )
    workflow.convene(sitting, by=sec)
    return sitting


@pytest.fixture
def guest(body):
    """An account that sits with a consultative voice."""
    user = UserFactory()
    MandateFactory(person=user.person, seat=SeatFactory(body=body, consultative=True))
    return user


def urgent(sitting, by, **fields):
    item = AgendaItem(body=sitting.body, kind=Kind.DEBATE, title="Un débat", **fields)
    return workflow.add_free(sitting, item, by=by, urgent_reason="La ministre vient.")


def test_convening_keeps_the_first_version_and_its_hash(convened):
    version = convened.agenda_versions.get()

    assert (version.number, version.reason) == (1, "")
    assert version.sha256 == sha256(canonical(version.content))
    assert [row["number"] for row in version.content["items"]] == ["1", "2"]
    assert version.sha256 in JournalEntry.objects.get(act="plenary.convoquer").data


def test_an_urgent_item_makes_a_version_that_says_why(convened, sec):
    urgent(convened, sec)

    version = convened.agenda_versions.get(number=2)
    assert version.reason == "Point 2.1 ajouté en urgence. La ministre vient."
    assert version.content["items"][-1]["urgent_reason"] == "La ministre vient."


def test_a_sitting_that_moves_makes_a_version(convened, sec):
    sitting = Sitting.objects.get(pk=convened.pk)
    sitting.place = "Bruxelles Formation"

    workflow.edit(sitting, by=sec, base_version=sitting.version)

    assert convened.agenda_versions.get(number=2).content["sitting"]["place"] == sitting.place


def test_what_was_sent_does_not_change_with_the_item(convened, sec):
    item = convened.items.get(number=1)
    item.text = "Une autre note"

    workflow.edit_item(item, by=sec, base_version=item.version)

    assert convened.agenda_versions.get().content["items"][0]["text"] == ""


def test_two_versions_are_compared_in_words(client_as, convened, sec):
    item = convened.items.get(number=1)
    item.minutes, item.text = 20, "Une note"
    workflow.edit_item(item, by=sec, base_version=item.version)
    urgent(convened, sec)

    page = client_as(sec).get(url("versions", convened.pk)).content.decode()

    assert "De la version 1 à la version 2" in page
    assert "durée : à préciser → 20 min." in page.replace("\u00a0", " ")
    assert "la note a changé." in page
    assert "Point 2.1, « Un débat » : ajouté en urgence." in page.replace("\u00a0", " ")


def test_whoever_has_no_voice_reads_a_huis_clos_by_its_number(client_as, convened, sec, guest):
    urgent(convened, sec, audience=Audience.CLOSED, closed_ground="Une personne y est nommée.")

    page = client_as(guest).get(url("versions", convened.pk)).content.decode()

    assert SECRET not in page
    assert "Un débat" not in page
    assert "La ministre vient." not in page
    assert "Point à huis clos" in page


def test_a_member_reads_it_unless_they_stand_aside(client_as, convened, member):
    user, mandate = member
    client = client_as(user)
    before = client.get(url("versions", convened.pk)).content.decode()
    Recusal.objects.create(
        item=convened.items.get(number=2),
        mandate=mandate,
        person=user.person,
        declared_at=convened.convened_at,
    )

    after = client.get(url("versions", convened.pk)).content.decode()

    assert SECRET in before
    assert SECRET not in after


def test_a_sitting_not_yet_convened_has_no_version(client_as, body, sec):
    page = client_as(sec).get(url("versions", SittingFactory(body=body).pk)).content.decode()

    assert "Aucune version figée." in page
