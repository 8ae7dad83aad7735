"""Every address of the house, by walking the resolver: a new page is taken in by itself."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.admin import ModelAdmin
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver

OUR_APPS = (
    "ibefe",
    "plenary",
    "evaluations",
    "projects",
    "consensus",
    "poles",
    "meetings",
    "outbox",
    "actors",
    "core",
)
VERBS = ("get", "post", "put", "patch", "delete")
UNSAFE = VERBS[1:]


@dataclass(frozen=True)
class Route:
    """One address: its name with its namespaces, its pattern, who answers."""

    name: str
    pattern: str
    callback: Callable
    pieces: tuple

    @property
    def view(self):
        """The class of the view, or None for a function."""
        return getattr(self.callback, "view_class", None)

    @property
    def model_admin(self) -> ModelAdmin | None:
        return getattr(self.callback, "model_admin", None)

    @property
    def module(self):
        return (self.view or self.callback).__module__

    @property
    def is_ours(self):
        return self.module.partition(".")[0] in OUR_APPS

    @property
    def is_admin(self):
        return self.name.startswith("admin:")

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(name for piece in self.pieces for name in piece.regex.groupindex)

    def implements(self, verb):
        """Would Django hand this verb to the view? Functions take them all."""
        if self.view is None:
            return True
        names = [n.lower() for n in getattr(self.view, "http_method_names", VERBS)]
        return verb in names and hasattr(self.view, verb)

    def __str__(self):
        return self.name or self.pattern


def _walk(patterns, names=(), pieces=()):
    for entry in patterns:
        here = (*pieces, entry.pattern)
        if isinstance(entry, URLResolver):
            deeper = (*names, entry.namespace) if entry.namespace else names
            yield from _walk(entry.url_patterns, deeper, here)
        elif isinstance(entry, URLPattern):
            name = ":".join((*names, entry.name)) if entry.name else ""
            yield Route(name, "".join(str(p) for p in here), entry.callback, here)


def all_routes() -> list[Route]:
    return list(_walk(get_resolver().url_patterns))


def our_routes() -> list[Route]:
    return [route for route in all_routes() if route.is_ours]


class Share:
    """Set by the options of the run: with --long each engine walks every address."""

    whole = False


def shared_routes() -> list[Route]:
    """The addresses that this engine walks: the two share them, one takes the odd, one the even.

    For what is asked of each address one by one, and does not depend on the base.
    """
    routes = our_routes()
    if Share.whole:
        return routes
    ordered = sorted(routes, key=lambda route: (route.name, route.pattern))
    mine = set(ordered[connection.vendor == "postgresql" :: 2])
    return [route for route in routes if route in mine]
