"""How mails leave: claimed under a lease, handed over outside any transaction, then told.

A worker that dies while a mail is on its way leaves it « incertain »: a reminder stays so, a
convocation or a decision leaves again with the same Message-ID (quality.md § 1).
"""

import logging
import secrets
import smtplib
from datetime import timedelta

from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.bell import ring
from core.workflow import transition
from outbox import documents
from outbox.choices import Delivery, MailStatus
from outbox.models import Mail
from outbox.workflow.posting import RELAY
from outbox.workflow.states import TRANSITIONS

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
BACK_OFF = timedelta(minutes=5)
ATTEMPTS = 3
BATCH = 100


class _Temporary(Exception):
    """The server may take it later, or could not be reached."""


class _Permanent(Exception):
    """The server says no for good; sending again would not help."""


class _Unknown(Exception):
    """The line was cut after the words were said: they may have been taken."""


def relay(*, batch=BATCH) -> int:
    """Sends what is ready, up to `batch` mails. Gives how many were handed over.

    Safe to run any number of times at once: each row is claimed by one worker.
    """
    settle_abandoned()
    connection = get_connection()
    handled = 0
    try:
        while handled < batch and (mail := _claim()):
            _deliver(mail, connection)
            handled += 1
    finally:
        _close(connection)
    if handled == batch:
        ring(RELAY)
    return handled


def settle_abandoned() -> int:
    """Finds the mails whose worker died, and applies the policy of each. Gives how many."""
    settled = 0
    while True:
        with transaction.atomic():
            rows = Mail.objects.select_for_update(skip_locked=True, of=("self",)).abandoned()
            mail = rows.order_by("pk").first()
            if mail is None:
                return settled
            _uncertain(mail, _("La machine s’est arrêtée pendant l’envoi."))
        settled += 1


def _uncertain(mail, why):
    """Nobody knows whether it left: it stays so, or leaves again under the same Message-ID."""
    with transition(
        mail, MailStatus.UNCERTAIN, allowed=TRANSITIONS, by=None, act="courriers.douter"
    ):
        mail.leased_until, mail.trouble = None, why
    if mail.delivery == Delivery.AT_MOST_ONCE or mail.attempts >= ATTEMPTS:
        return
    with transition(mail, MailStatus.READY, allowed=TRANSITIONS, by=None, act="courriers.renvoyer"):
        mail.not_before = None


def _claim():
    """The oldest mail ready to leave, marked as leaving; None when there is none."""
    with transaction.atomic():
        rows = Mail.objects.select_for_update(skip_locked=True, of=("self",))
        mail = rows.due().order_by("posted_at", "pk").first()
        if mail is None:
            return None
        with transition(
            mail, MailStatus.SENDING, allowed=TRANSITIONS, by=None, act="courriers.envoyer"
        ):
            mail.lease, mail.leased_until = secrets.token_hex(16), timezone.now() + LEASE
            mail.attempts += 1
    return Mail.objects.select_related("bassin", "person").get(pk=mail.pk)


def _deliver(mail, connection):
    """Hands one mail over, outside any transaction, and writes what became of it."""
    try:
        made = documents.message(mail)
        raw = made.message().as_bytes().decode("utf-8", "replace")
        _hand_over(made, connection)
    except _Temporary as trouble:
        _close(connection)
        _put_off(mail, str(trouble))
    except _Unknown as trouble:
        _close(connection)
        _doubt(mail, str(trouble))
    except _Permanent as trouble:
        _refuse(mail, str(trouble))
    except Exception as trouble:
        logger.exception("Mail %s cannot be written.", mail.pk)
        _refuse(mail, _("Ce courrier ne peut pas s’écrire : %(why)s") % {"why": trouble})
    else:
        _tell(mail, MailStatus.SENT, "courriers.envoyé", sent_at=timezone.now(), raw=raw)


def _hand_over(made, connection):
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as trouble:
        raise _Temporary(_unreachable(trouble)) from trouble
    try:
        connection.send_messages([made])
    except smtplib.SMTPRecipientsRefused as refusal:
        code, words = next(iter(refusal.recipients.values()))
        raise _of(code, words) from refusal
    except smtplib.SMTPResponseException as refusal:
        raise _of(refusal.smtp_code, refusal.smtp_error) from refusal
    except (smtplib.SMTPException, OSError) as cut:
        raise _Unknown(_unreachable(cut)) from cut


def _of(code, words):
    """What the server's answer means, in its own words."""
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    sentence = _("Le serveur répond : %(code)s %(words)s") % {"code": code, "words": said}
    return _Permanent(sentence) if code >= 500 else _Temporary(sentence)


def _unreachable(trouble):
    return _("Le serveur de courrier ne répond pas : %(why)s") % {"why": trouble}


def _put_off(mail, why):
    """Tried again in five minutes; after three attempts, somebody must look."""
    if mail.attempts >= ATTEMPTS:
        why = _("%(n)d essais sans succès. %(why)s") % {"n": mail.attempts, "why": why}
        _refuse(mail, why)
        return
    _tell(
        mail,
        MailStatus.READY,
        "courriers.différer",
        trouble=why,
        not_before=timezone.now() + BACK_OFF,
    )


def _doubt(mail, why):
    """The line was cut while the words were being said."""
    if mail.delivery == Delivery.AT_LEAST_ONCE:
        _put_off(mail, why)
    else:
        _tell(mail, MailStatus.UNCERTAIN, "courriers.douter", trouble=why)


def _refuse(mail, why):
    _tell(mail, MailStatus.REFUSED, "courriers.refuser", trouble=why)


def _tell(mail, to, act, **facts):
    """Writes what became of a mail, if this worker still holds it."""
    with transaction.atomic():
        rows = Mail.objects.select_for_update(of=("self",))
        row = rows.filter(pk=mail.pk, lease=mail.lease).first()
        if row is None or to not in TRANSITIONS.get(row.status, ()):
            logger.warning("Mail %s was settled by another worker.", mail.pk)
            return
        with transition(row, to, allowed=TRANSITIONS, by=None, act=act):
            row.leased_until = None
            row.trouble = facts.pop("trouble", "" if to == MailStatus.SENT else row.trouble)
            for name, value in facts.items():
                setattr(row, name, value)


def _close(connection):
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        logger.info("The mail server had closed the line.")
