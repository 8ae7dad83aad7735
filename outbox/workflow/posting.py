"""Mails are posted as rows in the transaction of the act; nothing leaves here."""

import uuid
from email.utils import parseaddr

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from core.bell import ring
from core.canonical import sha256
from outbox.choices import Delivery, MailStatus
from outbox.models import Mail

RELAY = "outbox.tasks.relay"
KEY_LENGTH = Mail._meta.get_field("key").max_length


def post(
    template, *, to, about=None, bassin=None, context=None, waits=False, key=None, calendar=""
):
    """Writes one mail row per person.

    `template`: "poles/request_received" → `templates/mails/<template>.txt`, subject on the first
    line. `to`: persons; somebody without an address is left out, and nobody left means the mailbox
    of the bassin. `waits`: a person must release it. `key`: at most one mail per key and address.
    `calendar`: an iCalendar file that leaves with it.
    Gives the rows made.
    """
    return [
        mail
        for person, address in addresses(to, bassin)
        if (
            mail := write(
                template,
                person=person,
                address=address,
                about=about,
                bassin=bassin,
                context=context,
                waits=waits,
                key=key,
                calendar=calendar,
            )
        )
    ]


def addresses(people, bassin):
    """(person, address) for whoever can be reached; the bassin's mailbox when nobody can."""
    reachable = [(p, p.email) for p in people if p.email and p.died_on is None]
    if not reachable and bassin and bassin.mailbox:
        return [(None, bassin.mailbox)]
    return reachable


def write(
    template,
    *,
    person,
    address,
    about=None,
    bassin=None,
    context=None,
    waits=False,
    key=None,
    calendar="",
    delivery=Delivery.AT_LEAST_ONCE,
):
    """Writes one mail to one address; gives the row, or None when its key was used before."""
    unique = _unique(key, address)
    mail = {
        "template": template,
        "bassin": bassin,
        "person": person,
        "to_address": address,
        "reply_to": bassin.reply_address if bassin else "",
        "message_id": message_id(unique),
        "delivery": delivery,
        "calendar": calendar,
        "status": MailStatus.WAITING if waits else MailStatus.READY,
        "posted_at": timezone.now(),
        **about_columns(about),
        **_words(template, person, about, bassin, context),
    }
    if unique:
        row, made = Mail.objects.get_or_create(key=unique, defaults=mail)
    else:
        row, made = Mail.objects.create(**mail), True
    if made and not waits:
        ring(RELAY)
    return row if made else None


def _unique(key, address):
    """The key of this mail to this address, in the room of its column."""
    if not key:
        return ""
    whole = f"{key}:{address}"
    return whole if len(whole) <= KEY_LENGTH else sha256(whole)


def message_id(unique=""):
    """The same for the same key; it stays with the row through every attempt."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "poles.invalid"
    name = uuid.uuid5(uuid.NAMESPACE_URL, unique) if unique else uuid.uuid4()
    return f"<{name}@{domain}>"


def about_columns(about):
    """What a row is about, as plain columns."""
    if about is None:
        return {}
    return {
        "about_type": about._meta.label_lower,
        "about_id": str(about.pk),
        "about_label": str(about)[:250],
        "about_url": about.get_absolute_url(),
    }


def _words(template, person, about, bassin, context):
    words = render_to_string(
        f"mails/{template}.txt",
        {
            "person": person,
            "about": about,
            "bassin": bassin,
            "site": settings.SITE_URL,
            "url": f"{settings.SITE_URL}{about.get_absolute_url()}" if about else settings.SITE_URL,
            **(context or {}),
        },
    )
    subject, _sep, text = words.strip().partition("\n")
    return {"subject": one_line(subject), "text": f"{text.strip()}\n"}


def one_line(subject):
    """A subject that cannot carry a second header."""
    return " ".join(subject.split())[:250]
