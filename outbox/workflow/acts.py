"""What a person does with a mail: release, hold, edit, discard, send again."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.bell import ring
from core.versions import save_over
from core.workflow import Refused, transition
from outbox.choices import EDITABLE, MailStatus
from outbox.models import Mail
from outbox.workflow.posting import RELAY, one_line
from outbox.workflow.states import TRANSITIONS


def release(mail, *, by):
    """Lets a mail leave: it waited for a person, or was held."""
    with transition(
        mail, MailStatus.READY, allowed=_from(*EDITABLE), by=by, act="courriers.libérer"
    ):
        mail.released_by, mail.not_before = by, None
        ring(RELAY)


def release_all(mails, *, by):
    """Releases several, each in its own transaction. Gives those released and those refused."""
    done, refused = [], []
    for mail in mails:
        try:
            release(mail, by=by)
        except Refused as refusal:
            refused.append((mail, refusal))
        else:
            done.append(mail)
    return done, refused


def hold(mail, *, by):
    """Keeps a mail from leaving until somebody releases it."""
    with transition(mail, MailStatus.HELD, allowed=TRANSITIONS, by=by, act="courriers.retenir"):
        mail.not_before = None


def discard(mail, *, by, reason):
    """Sets a mail aside for good: it will not leave, it stays readable with the reason."""
    with transition(
        mail,
        MailStatus.DISCARDED,
        allowed=TRANSITIONS,
        by=by,
        reason=reason[:100],
        act="courriers.écarter",
    ):
        mail.trouble = reason


def retry(mail, *, by):
    """Sends again what was refused, or may not have left: same words, same Message-ID."""
    with transition(
        mail,
        MailStatus.READY,
        allowed=_from(MailStatus.REFUSED, MailStatus.UNCERTAIN),
        by=by,
        act="courriers.renvoyer",
    ):
        mail.attempts, mail.not_before = 0, None
        ring(RELAY)


def edit(mail, *, by, base_version):
    """Saves other words, while the mail waits or is held. Conflict when somebody was quicker."""
    with transaction.atomic():
        row = Mail.objects.select_for_update(of=("self",)).get(pk=mail.pk)
        if row.status not in EDITABLE:
            raise Refused(
                _("Ce courrier est « %(state)s » : ses mots ne changent plus.")
                % {"state": row.get_status_display()}
            )
        mail.subject = one_line(mail.subject)
        save_over(
            mail,
            base_version=base_version,
            by=by,
            reason=_("texte modifié"),
            act="courriers.modifier",
        )


def _from(*states):
    """The same transitions, from these states only."""
    return {state: TRANSITIONS[state] for state in states}
