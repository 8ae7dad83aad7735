"""Mails and reminders in every state: `MailFactory(waiting=True)`."""

import uuid
from datetime import timedelta

from django.utils import timezone
from factory import LazyAttribute, LazyFunction, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from outbox.choices import Delivery, MailStatus
from outbox.models import Mail
from tests.actors.factories import BassinFactory, PersonFactory


class MailFactory(DjangoModelFactory):
    """A mail ready to leave, at least once; `reminder=True` for one that leaves at most once."""

    class Meta:
        model = Mail

    bassin = SubFactory(BassinFactory)
    template = "poles/request_received"
    person = SubFactory(PersonFactory)
    to_address = LazyAttribute(lambda m: m.person.email if m.person else "boite@bxl.example")
    reply_to = LazyAttribute(lambda m: m.bassin.reply_address if m.bassin else "")
    subject = Sequence(lambda n: f"Courrier {n}")
    text = "Bonjour,\n\nLe pôle commence.\n\nOuvrir le dossier : https://poles.example/poles/1/\n"
    message_id = LazyFunction(lambda: f"<{uuid.uuid4()}@poles.example>")
    posted_at = LazyFunction(timezone.now)

    class Params:
        waiting = Trait(status=MailStatus.WAITING)
        held = Trait(status=MailStatus.HELD)
        sent = Trait(status=MailStatus.SENT, sent_at=LazyFunction(timezone.now))
        refused = Trait(status=MailStatus.REFUSED, trouble="Le serveur répond : 550 inconnu")
        uncertain = Trait(status=MailStatus.UNCERTAIN, trouble="La machine s’est arrêtée.")
        discarded = Trait(status=MailStatus.DISCARDED, trouble="Envoyé par la poste.")
        abandoned = Trait(
            status=MailStatus.SENDING,
            attempts=1,
            lease="0" * 32,
            leased_until=LazyFunction(lambda: timezone.now() - timedelta(seconds=1)),
        )
        reminder = Trait(delivery=Delivery.AT_MOST_ONCE)
