"""Personal calendar feeds: a secret address, shown once, revocable; rights asked each time."""

import secrets

from django.db import transaction
from django.utils import timezone

from core import journal
from core.canonical import sha256
from outbox.models import FeedToken


def open_feed(user, *, by) -> str:
    """Gives a new secret for this account; the one before stops working. Only its hash is kept."""
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        _revoke_all(user)
        feed = FeedToken.objects.create(user=user, digest=sha256(secret), created_at=timezone.now())
        journal.append("calendriers.ouvrir", about=feed, by=by)
    return secret


def close_feed(user, *, by) -> None:
    """The address stops working at once."""
    with transaction.atomic():
        for feed in _revoke_all(user):
            journal.append("calendriers.fermer", about=feed, by=by)


def _revoke_all(user):
    feeds = list(FeedToken.objects.select_for_update().filter(user=user, revoked_at=None))
    for feed in feeds:
        feed.revoked_at = timezone.now()
        feed.save()
    return feeds


def feed_of(user) -> FeedToken | None:
    return FeedToken.objects.filter(user=user, revoked_at=None).first()


def reader(secret: str):
    """The account that this secret reads for, or None: unknown, revoked or inactive."""
    feed = (
        FeedToken.objects.filter(digest=sha256(secret), revoked_at=None, user__is_active=True)
        .select_related("user__own_person")
        .first()
    )
    return feed.user if feed else None
