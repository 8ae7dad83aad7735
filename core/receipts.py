"""A form sent five times makes one object: its token is claimed in the act's transaction."""

import secrets

from django.db import IntegrityError, transaction

from core.models import Receipt


def new_token() -> str:
    return secrets.token_urlsafe(24)


def url_of(token: str) -> str:
    """The address of what this token already made, or "" when it made nothing."""
    return Receipt.objects.filter(token=token).values_list("url", flat=True).first() or ""


def once(token: str, create):
    """Runs `create() -> url` once for a token; later or parallel calls get the first one's url.

    `create` and the receipt are one transaction: a refusal frees the token.
    """
    known = Receipt.objects.filter(token=token).first()
    if known:
        return known.url
    try:
        with transaction.atomic():
            receipt = Receipt.objects.create(token=token, url="")
            receipt.url = create()
            receipt.save()
            return receipt.url
    except IntegrityError:
        known = Receipt.objects.filter(token=token).first()
        if known is None:
            raise
        return known.url
