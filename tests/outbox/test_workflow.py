"""What a person does with a mail; each act leaves its line in the journal."""

import pytest

from core.models import JournalEntry
from core.versions import Conflict
from core.workflow import Refused, WrongState
from outbox import workflow
from outbox.choices import MailStatus
from tests.outbox.factories import MailFactory

ACTS = {
    "release": (workflow.release, {}, "courriers.libérer", MailStatus.READY),
    "hold": (workflow.hold, {}, "courriers.retenir", MailStatus.HELD),
    "discard": (
        workflow.discard,
        {"reason": "Fait de vive voix."},
        "courriers.écarter",
        "discarded",
    ),
    "retry": (workflow.retry, {}, "courriers.renvoyer", MailStatus.READY),
}
POSSIBLE = {
    "release": {"waiting", "held"},
    "hold": {"waiting", "ready"},
    "discard": {"waiting", "held", "refused", "uncertain"},
    "retry": {"refused", "uncertain"},
}
STATES = {
    "waiting": {"waiting": True},
    "held": {"held": True},
    "ready": {},
    "sending": {"abandoned": True},
    "sent": {"sent": True},
    "refused": {"refused": True},
    "uncertain": {"uncertain": True},
    "discarded": {"discarded": True},
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", STATES)
def test_each_act_is_possible_from_its_states_alone(act, state, service):
    mail = MailFactory(**STATES[state])
    do, words, name, to = ACTS[act]

    if state in POSSIBLE[act]:
        do(mail, by=service, **words)
        mail.refresh_from_db()
        assert mail.status == to
        assert [e.act for e in JournalEntry.objects.all()] == [name]
        assert mail.history.first().history_user == service
    else:
        with pytest.raises(WrongState):
            do(mail, by=service, **words)
        mail.refresh_from_db()
        assert mail.status == state
        assert not JournalEntry.objects.exists()


def test_releasing_says_who_released(service):
    mail = MailFactory(waiting=True)

    workflow.release(mail, by=service)

    mail.refresh_from_db()
    assert mail.released_by == service


def test_releasing_several_says_which_could_not(service):
    waiting, sent = MailFactory(waiting=True), MailFactory(sent=True)

    done, refused = workflow.release_all([waiting, sent], by=service)

    assert done == [waiting]
    assert [mail for mail, _why in refused] == [sent]


def test_a_discarded_mail_keeps_its_reason_whole(service):
    mail = MailFactory(waiting=True)
    reason = "Il est déjà prévenu. " * 20

    workflow.discard(mail, by=service, reason=reason)

    mail.refresh_from_db()
    assert mail.trouble == reason


def test_sending_again_gives_three_new_attempts_under_the_same_message_id(service):
    mail = MailFactory(refused=True, attempts=3)
    message_id = mail.message_id

    workflow.retry(mail, by=service)

    mail.refresh_from_db()
    assert (mail.attempts, mail.message_id) == (0, message_id)


def test_words_change_while_the_mail_waits_and_the_version_follows(service):
    mail = MailFactory(waiting=True)
    mail.text = "Autre texte.\n"

    workflow.edit(mail, by=service, base_version=1)

    mail.refresh_from_db()
    assert (mail.text, mail.version) == ("Autre texte.\n", 2)
    assert JournalEntry.objects.get().act == "courriers.modifier"


def test_r21_a_second_editor_gets_a_conflict_and_nothing_is_lost(service):
    mail = MailFactory(waiting=True)
    mine = type(mail).objects.get(pk=mail.pk)
    mail.text = "Le premier.\n"
    workflow.edit(mail, by=service, base_version=1)
    mine.text = "Le second.\n"

    with pytest.raises(Conflict) as conflict:
        workflow.edit(mine, by=service, base_version=1)

    assert conflict.value.theirs.text == "Le premier.\n"


def test_words_that_are_leaving_do_not_change(service):
    mail = MailFactory()
    mail.text = "Trop tard.\n"

    with pytest.raises(Refused):
        workflow.edit(mail, by=service, base_version=1)

    mail.refresh_from_db()
    assert "Trop tard" not in mail.text


def test_an_edited_subject_never_carries_a_second_header(service):
    mail = MailFactory(waiting=True)
    mail.subject = "Objet\r\nBcc: tous@example.org"

    workflow.edit(mail, by=service, base_version=1)

    mail.refresh_from_db()
    assert mail.subject == "Objet Bcc: tous@example.org"
