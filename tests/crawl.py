"""Every address with arguments that mean something: what the crawls of the guards walk."""

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import NoReverseMatch, reverse

from tests.rights.matrix import PAGES
from tests.routes import all_routes

# What an address of a library takes when no object of ours is meant.
SAMPLES = {"key": "inconnu", "uidb36": "1", "url": "inconnu", "id": 1, "provider": "inconnu"}


def addresses(world):
    """(route, url) for every named address, once for each thing it may speak of."""
    for route in all_routes():
        if route.name:
            for url in _urls(world, route):
                yield route, url


def first_addresses(world):
    """(route, url) once for each named address."""
    seen = set()
    for route, url in addresses(world):
        if route not in seen:
            seen.add(route)
            yield route, url


def _urls(world, route):
    if route.name in PAGES:
        for thing in PAGES[route.name].things(world, route):
            yield thing.url(route) if thing else reverse(route.name)
    elif route.name.startswith("admin:"):
        yield _of_the_admin(world, route)
    elif set(route.parameters) <= set(SAMPLES):
        arguments = {name: SAMPLES[name] for name in route.parameters}
        try:
            yield reverse(route.name, kwargs=arguments)
        except NoReverseMatch:
            return


def _of_the_admin(world, route):
    """The admin speaks of the first row of each model; its history of the first line."""
    model = _model_of(route)
    row = model._base_manager.order_by("pk").first() if model else None
    pk = row.pk if row else 1
    if route.name.endswith("_simple_history"):
        record = row.history.first() if row else None
        return reverse(route.name, args=[pk, record.pk if record else 1])
    if route.parameters == ("app_label",):
        return reverse(route.name, args=[next(iter(admin.site._registry))._meta.app_label])
    if "content_type_id" in route.parameters:
        pole = world.of("pôle")[0].object
        return reverse(route.name, args=[ContentType.objects.get_for_model(pole).pk, pole.pk])
    given = {"object_id": pk, "id": pk, "url": "inconnu"}
    return reverse(route.name, kwargs={name: given[name] for name in route.parameters})


def _model_of(route):
    """The model whose admin answers this address; None for the site's own pages."""
    name = route.name.removeprefix("admin:")
    models = sorted(admin.site._registry, key=lambda m: -len(m._meta.label))
    return next(
        (m for m in models if name.startswith(f"{m._meta.app_label}_{m._meta.model_name}_")), None
    )
