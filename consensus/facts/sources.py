"""Where an engagement comes from: a registry, so that no foreign key points upward.

The words stay on the engagement as they were said (`source_label`); the module that owns the object
gives the address where one reads more, to whoever may read it.
"""

from collections import defaultdict
from collections.abc import Callable

SOURCES: dict[str, Callable] = {}


def source(kind: str):
    """Registers `function(keys, user) -> {key: url}`: of these keys (texts), what `user` may open.

    A constant number of queries whatever the number of keys.
    """

    def register(function):
        if kind in SOURCES:
            raise RuntimeError(f"{kind} is told twice.")
        SOURCES[kind] = function
        return function

    return register


def comes_from(commitment, kind: str, key, *, label: str):
    """Says where an unsaved engagement comes from; `label` is kept as it is said here."""
    if kind not in SOURCES:
        raise ValueError(f"{kind} is no source.")
    commitment.source_kind, commitment.source_key = kind, str(key)
    commitment.source_label = label


def addresses_of(commitments, user) -> dict[int, str]:
    """{pk of an engagement: address of what it comes from}, for what `user` may open."""
    by_kind = defaultdict(dict)
    for one in commitments:
        if one.source_kind in SOURCES:
            by_kind[one.source_kind].setdefault(one.source_key, []).append(one.pk)
    found = {}
    for kind, rows in by_kind.items():
        for key, url in SOURCES[kind](list(rows), user).items():
            found.update(dict.fromkeys(rows[str(key)], url))
    return found
