"""What the tests of the pages of the plenary share: addresses, a fresh sign-in, a noted outcome."""

import time
from datetime import timedelta

from django.urls import reverse

from plenary import workflow
from plenary.choices import Outcome, Reader
from plenary.facts import Reading

DAY = timedelta(days=1)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def url(name, *args):
    return reverse(f"plenary:{name}", args=args)


def afresh(client, user):
    """What typing one's password again leaves in the session."""
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def noted(item, sec, **fields):
    fields = {
        "outcome": Outcome.ACCEPTED,
        "results": {"call": True, "priority": True, "days": "20"},
        **fields,
    }
    return workflow.record(item, by=sec, **fields)


def as_reader(name, *, aside=()):
    """As whom one reads the minutes: « service », « voix », « consultatif », « public »."""
    return Reading(Reader(name), frozenset(item.pk for item in aside))
