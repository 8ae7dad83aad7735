"""Signed links: a person acts from a mail, without an account.

A link proves nothing beyond itself: what it names is read again each time. GET shows, POST acts.
"""

from django.core import signing


class BrokenLink(Exception):
    """The link opens nothing: its text says why and what to do."""


def sealed(words: dict, *, salt: str) -> str:
    """The token that carries these words."""
    return signing.dumps(words, salt=salt)


def opened(token: str, *, salt: str, remedy: str) -> dict:
    """The words of a token. Raises BrokenLink(remedy) when it was cut or invented."""
    try:
        return signing.loads(token, salt=salt)
    except signing.BadSignature:
        raise BrokenLink(remedy) from None
