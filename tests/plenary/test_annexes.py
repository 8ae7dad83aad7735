"""Annexes: joined several at once, checked by what they hold, read by audience, kept when gone."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from actors.choices import SeatGroup
from core.models import JournalEntry, StoredFile
from core.workflow import Refused, WrongState
from plenary import workflow
from plenary.models import Annex
from plenary.views.annexes import accepted
from tests.actors.factories import MandateFactory, SeatFactory, UserFactory
from tests.plenary.factories import AnnexFactory, ItemFactory, SittingFactory, StoredFileFactory
from tests.plenary.pages import PDF, url

pytestmark = pytest.mark.django_db
EXECUTABLE = b"MZ\x90\x00" + b"\x00" * 200


@pytest.fixture
def item(body):
    """On the agenda of a sitting in preparation."""
    return ItemFactory(sitting=SittingFactory(body=body), number=None)


def pdf(name):
    return SimpleUploadedFile(name, PDF, "application/pdf")


def sent(client, item, *uploads, **fields):
    page = client.get(url("join", item.pk))
    token = page.context["form"]["token"].value()
    data = {"uploads": list(uploads), "title": "", "audience": "membres", "token": token, **fields}
    return client.post(url("join", item.pk), data)


def test_several_files_are_joined_at_once_in_their_order(client_as, sec, item):
    client = client_as(sec)

    answer = sent(client, item, pdf("un.pdf"), pdf("deux.pdf"))
    page = client.get(item.get_absolute_url()).text

    assert answer.status_code == 302
    assert [a.title for a in item.annexes.order_by("position")] == ["un.pdf", "deux.pdf"]
    assert "un.pdf" in page
    assert "2 annexes" in client.get(item.sitting.get_absolute_url()).text
    assert JournalEntry.objects.filter(act="plenary.joindre_annexe").count() == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [("programme.pdf", EXECUTABLE), ("page.html", b"<html><script>1</script></html>")],
)
def test_a_file_that_is_not_what_it_says_is_refused_by_its_name(
    client_as, sec, item, name, content
):
    answer = sent(
        client_as(sec),
        item,
        pdf("bon.pdf"),
        SimpleUploadedFile(name, content, "application/pdf"),
        title="Étude",
    )

    assert answer.status_code == 422
    assert name in answer.text
    assert "n’est pas accepté" in answer.text
    assert "choisissez-les à nouveau" in answer.text
    assert "Étude" in answer.text
    assert not Annex.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_file_of_200_mb_is_refused_in_words(sec):
    upload = SimpleUploadedFile("gros.pdf", b"", "application/pdf")
    upload.file, upload.size = BytesIO(PDF), 200 * 1024 * 1024

    with pytest.raises(Refused, match="200 Mo ; la limite est de 25 Mo"):
        accepted([upload], by=sec)


def test_no_file_chosen_is_said(client_as, sec, item):
    answer = sent(client_as(sec), item)

    assert "Choisissez au moins un fichier." in answer.text


def test_an_annex_is_never_wider_than_its_item(item, sec):
    with pytest.raises(Refused, match="plus largement que son point"):
        workflow.join(item, [StoredFileFactory()], audience="public", by=sec)

    assert not Annex.objects.exists()


def test_an_item_that_closes_closes_its_annexes(item, sec):
    annex = AnnexFactory(item=item)
    item.audience, item.closed_ground = "huis_clos", "Des personnes sont nommées."

    workflow.edit_item(item, by=sec, base_version=item.version)

    annex.refresh_from_db()
    assert annex.audience == "huis_clos"


def test_a_narrower_annex_is_not_read_by_the_consultative(client_as, item, sec):
    guest = UserFactory()
    seat = SeatFactory(body=item.body, group=SeatGroup.GUEST, consultative=True)
    MandateFactory(seat=seat, person=guest.person)
    annex = AnnexFactory(item=item, audience="huis_clos")
    workflow.convene(item.sitting, by=sec)

    page = client_as(guest).get(item.get_absolute_url())

    assert page.status_code == 200
    assert annex.title not in page.text
    assert client_as(guest).get(url("annex", item.pk, annex.pk)).status_code == 404


def test_one_that_comes_after_the_convocation_says_so(client_as, sec, member, body):
    item = ItemFactory(sitting=SittingFactory(body=body, convened=True), number=1)
    AnnexFactory(item=item, added_at=timezone.now() - timedelta(days=3))
    client = client_as(sec)

    sent(client, item, pdf("tardive.pdf"))

    page = client_as(member[0]).get(item.get_absolute_url()).text
    assert page.count("ajoutée après la convocation") == 1


def test_annexes_change_places_and_one_that_is_removed_is_kept(client_as, sec, item):
    first, second = AnnexFactory(item=item, title="A"), AnnexFactory(item=item, title="B")
    client = client_as(sec)

    client.post(url("annex_up", item.pk, second.pk))
    client.post(url("annex_remove", item.pk, first.pk))

    first.refresh_from_db()
    assert [a.title for a in item.annexes.order_by("position")] == ["B", "A"]
    assert first.removed_by == sec
    assert client.get(url("annex", item.pk, first.pk)).status_code == 404


def test_what_is_decided_keeps_its_annexes(body, sec):
    item = ItemFactory(sitting=SittingFactory(body=body, held=True), sealed=True)

    with pytest.raises(WrongState, match="ses annexes ne changent plus"):
        workflow.join(item, [StoredFileFactory()], audience="membres", by=sec)


def test_a_member_reads_and_does_not_join(client_as, member, body):
    item = ItemFactory(sitting=SittingFactory(body=body, convened=True), number=1)

    assert client_as(member[0]).get(url("join", item.pk)).status_code == 403
