"""How often one address may do something without an account. Counted in the cache, by the hour."""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache

HOUR = 3600


def is_too_often(request, what: str, *, most: int, seconds: int = HOUR) -> bool:
    """Counts one more time for the address that asks; True when it came `most` times already.

    The address is that of the visitor, behind the proxies that the settings trust. Instants are
    kept rather than a count: some caches forget when a counter began.
    """
    key = f"limit:{what}:{get_adapter(request).get_client_ip(request)}"
    now = time.time()
    recent = [at for at in cache.get(key, []) if at > now - seconds][-most:]
    if len(recent) >= most:
        return True
    cache.set(key, [*recent, now], timeout=seconds)
    return False
