"""What becomes of a mail, against a real SMTP server."""

from datetime import timedelta
from email import message_from_string

import pytest
import time_machine
from django.utils import timezone

from core.models import JournalEntry
from outbox import workflow
from outbox.choices import MailStatus
from outbox.models import Mail
from tests.outbox.factories import MailFactory
from tests.sink import free_port

pytestmark = pytest.mark.django_db


def later(**delta):
    return time_machine.travel(timezone.now() + timedelta(**delta), tick=True)


def test_a_ready_mail_is_handed_over_and_kept_as_it_left(sink):
    mail = MailFactory(to_address="zoe@example.org")

    workflow.relay()

    mail.refresh_from_db()
    assert mail.status == MailStatus.SENT
    assert sink.taken == [{"to": "zoe@example.org", "message_id": mail.message_id}]
    assert message_from_string(mail.raw)["Message-ID"] == mail.message_id
    acts = JournalEntry.objects.order_by("seq").values_list("act", flat=True)
    assert list(acts) == ["courriers.envoyer", "courriers.envoyé"]


@pytest.mark.parametrize(
    "state",
    [{"waiting": True}, {"held": True}, {"refused": True}, {"sent": True}, {"discarded": True}],
)
def test_only_a_ready_mail_leaves(sink, state):
    MailFactory(**state)

    assert workflow.relay() == 0
    assert sink.taken == []


def test_running_twice_sends_once(sink):
    MailFactory()

    workflow.relay()
    workflow.relay()

    assert len(sink.taken) == 1


def test_a_permanent_refusal_is_shown_with_the_words_of_the_server_and_never_retried(sink):
    mail = MailFactory(to_address="refuse@example.org")

    workflow.relay()
    with later(days=1):
        workflow.relay()

    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == (MailStatus.REFUSED, 1)
    assert mail.trouble == "Le serveur répond : 550 5.1.1 Cette boite n'existe pas"


def test_one_refusal_does_not_keep_the_others(sink):
    MailFactory(to_address="refuse@example.org", posted_at=timezone.now() - timedelta(hours=1))
    good = MailFactory()

    workflow.relay()

    good.refresh_from_db()
    assert good.status == MailStatus.SENT


def test_a_temporary_refusal_waits_five_minutes_and_is_examined_after_three_attempts(sink):
    mail = MailFactory(to_address="plus-tard@example.org")
    workflow.relay()
    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == (MailStatus.READY, 1)

    assert workflow.relay() == 0
    with later(minutes=6):
        workflow.relay()
    with later(minutes=12):
        workflow.relay()

    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == (MailStatus.REFUSED, 3)
    assert mail.trouble.startswith("3 essais sans succès. Le serveur répond : 451")


def test_a_server_that_does_not_answer_is_tried_again(sink, settings):
    settings.EMAIL_PORT = free_port()
    mail = MailFactory()
    workflow.relay()
    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == (MailStatus.READY, 1)
    assert "ne répond pas" in mail.trouble

    settings.EMAIL_PORT = sink.port
    with later(minutes=6):
        workflow.relay()

    mail.refresh_from_db()
    assert (mail.status, mail.trouble) == (MailStatus.SENT, "")


def test_a_line_cut_after_the_final_dot_leaves_a_reminder_uncertain_and_alone(sink):
    mail = MailFactory(to_address="coupe@example.org", reminder=True)

    workflow.relay()
    with later(days=1):
        workflow.relay()

    mail.refresh_from_db()
    assert mail.status == MailStatus.UNCERTAIN
    assert len(sink.taken) == 1


def test_a_line_cut_after_the_final_dot_sends_a_convocation_again_under_the_same_message_id(sink):
    mail = MailFactory(to_address="coupe@example.org")
    workflow.relay()

    with later(minutes=6):
        workflow.relay()

    assert [m["message_id"] for m in sink.taken] == [mail.message_id] * 2


def test_a_mail_whose_worker_died_is_uncertain_when_it_is_a_reminder(sink):
    mail = MailFactory(abandoned=True, reminder=True)

    workflow.relay()

    mail.refresh_from_db()
    assert mail.status == MailStatus.UNCERTAIN
    assert mail.trouble == "La machine s’est arrêtée pendant l’envoi."
    assert sink.taken == []


def test_a_mail_whose_worker_died_leaves_again_under_the_same_message_id_otherwise(sink):
    mail = MailFactory(abandoned=True)

    workflow.relay()

    mail.refresh_from_db()
    assert mail.status == MailStatus.SENT
    assert [m["message_id"] for m in sink.taken] == [mail.message_id]
    acts = list(JournalEntry.objects.order_by("seq").values_list("act", flat=True))
    assert acts[:2] == ["courriers.douter", "courriers.renvoyer"]


def test_a_mail_that_kills_its_worker_three_times_is_left_for_a_person(sink):
    mail = MailFactory(abandoned=True, attempts=3)

    workflow.relay()

    mail.refresh_from_db()
    assert mail.status == MailStatus.UNCERTAIN


def test_a_mail_that_another_worker_is_sending_is_left_alone(sink):
    MailFactory(abandoned=True, leased_until=timezone.now() + timedelta(seconds=50))

    assert workflow.relay() == 0
    assert sink.taken == []


def test_a_mail_that_cannot_be_written_is_refused_in_words(sink):
    mail = MailFactory()
    Mail.objects.filter(pk=mail.pk).update(reply_to="a@b.be\nBcc: tous@example.org")

    workflow.relay()

    mail.refresh_from_db()
    assert mail.status == MailStatus.REFUSED
    assert mail.trouble.startswith("Ce courrier ne peut pas s’écrire")
    assert sink.taken == []


def test_mails_leave_in_the_order_in_which_they_were_posted(sink):
    now = timezone.now()
    for minutes in (1, 3, 2):
        MailFactory(
            to_address=f"a{minutes}@example.org", posted_at=now - timedelta(minutes=minutes)
        )

    workflow.relay()

    assert [m["to"] for m in sink.taken] == ["a3@example.org", "a2@example.org", "a1@example.org"]


def test_the_default_backend_writes_files(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    mail = MailFactory()

    workflow.relay()

    assert mail.message_id in next(tmp_path.iterdir()).read_text()
