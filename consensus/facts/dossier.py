"""The page « Concertation » of a pôle: each noun of the app adds its part, in its order."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

PARTS: list[tuple[int, Callable]] = []


@dataclass(frozen=True)
class Part:
    """One section of the page: what it shows, and the one act it offers first.

    `template` receives `context` and nothing else. `url`, `action`: of the act, none without;
    `icon`: what it is, when it makes nothing.
    """

    key: str
    title: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    count: int = 0
    url: str = ""
    action: str = ""
    icon: str = "plus"


def part(rank: int):
    """Registers `function(pole, user, *, on) -> Part | None`; a constant number of queries each."""

    def register(function):
        PARTS.append((rank, function))
        PARTS.sort(key=lambda pair: pair[0])
        return function

    return register


def parts_of(pole, user, *, on) -> list[Part]:
    """What this person reads of the life of a pôle, in order."""
    found = (function(pole, user, on=on) for _rank, function in PARTS)
    return [one for one in found if one is not None]
