"""What the service writes to the people of a pôle, through the outbox."""

from django.db import transaction
from django.utils.translation import gettext as _

from consensus import notifications
from core import journal
from core.workflow import Refused


def write_to_pole(pole, *, recipients, subject, text, by):
    """One mail to each; refuses when nobody is left. Gives how many leave.

    `recipients`: as `facts.recipients_of` gives them, each address once.
    """
    if not recipients:
        raise Refused(_("Personne parmi ces destinataires n’a d’adresse électronique."))
    with transaction.atomic():
        count = notifications.message_to(pole, recipients, subject=subject, text=text, by=by)
        journal.append(
            "consensus.écrire_au_pôle",
            about=pole,
            by=by,
            data={"count": count, "subject": subject},
        )
    return count
