"""Mails are rows of the act's transaction: to whom, in which words, once."""

from core.models import JournalEntry
from outbox.choices import MailStatus
from outbox.models import Mail
from outbox.workflow import post
from tests.actors.factories import PersonFactory
from tests.poles.factories import PoleRequestFactory


def request_mail(request, **more):
    return post(
        "poles/request_received", to=[request.person], about=request, bassin=request.bassin, **more
    )


def test_a_mail_takes_its_subject_from_the_first_line_and_its_object_from_the_act(db):
    request = PoleRequestFactory()

    (mail,) = request_mail(request)

    assert mail.subject == f"Votre demande {request.number} est arrivée"
    assert mail.to_address == request.person.email
    assert mail.reply_to == request.bassin.reply_address
    assert (mail.about_type, mail.about_id) == ("poles.polerequest", str(request.pk))
    assert mail.about_url == request.get_absolute_url()
    assert mail.status == MailStatus.READY


def test_a_mail_that_waits_is_not_ready(db):
    (mail,) = request_mail(PoleRequestFactory(), waits=True)

    assert mail.status == MailStatus.WAITING


def test_the_same_key_posts_once_per_address_and_keeps_its_message_id(db):
    request = PoleRequestFactory()

    (first,) = request_mail(request, key="accusé")
    again = request_mail(request, key="accusé")

    assert again == []
    assert Mail.objects.get() == first


def test_the_same_key_gives_the_same_message_id_whatever_the_day(db):
    request = PoleRequestFactory()
    (first,) = request_mail(request, key="accusé")
    message_id = first.message_id
    first.delete()

    (again,) = request_mail(request, key="accusé")

    assert again.message_id == message_id


def test_nobody_reachable_means_the_mailbox_of_the_bassin(db):
    request = PoleRequestFactory()
    request.person.email = ""
    request.bassin.mailbox = "boite@bxl.example"

    (mail,) = request_mail(request)

    assert (mail.person, mail.to_address) == (None, "boite@bxl.example")


def test_somebody_who_died_is_never_written_to(db):
    request = PoleRequestFactory()
    request.person.died_on = request.submitted_at.date()
    other = PersonFactory()

    mails = post(
        "poles/request_received", to=[request.person, other], about=request, bassin=request.bassin
    )

    assert [m.person for m in mails] == [other]


def test_s26_a_subject_never_carries_a_second_header(db):
    request = PoleRequestFactory(number="D-1\r\nBcc: t@ex.be")

    (mail,) = request_mail(request)

    assert "\n" not in mail.subject
    assert "\r" not in mail.subject


def test_posting_writes_no_line_in_the_journal(db):
    request_mail(PoleRequestFactory())

    assert not JournalEntry.objects.exists()
