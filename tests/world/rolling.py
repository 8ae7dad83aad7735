"""The rolling agenda of Bruxelles: its rota, files that were presented, one that was chosen."""

from django.utils import timezone

from plenary.models import RollingTheme, RollingTurn
from tests.actors.factories import (
    BodyFactory,
    MandateFactory,
    OrganisationFactory,
    SeatFactory,
)
from tests.people import BXL, LIEGE


def build(world):
    for code, bassin in world.bassins.items():
        body = BodyFactory(bassin=bassin)
        world.add("instance", "", body, code, {"pk": body.pk})
    bassin = world.bassins[BXL]
    bassin.has_rolling_agenda = True
    bassin.save()
    body = BodyFactory(bassin=bassin)
    turns = [_turn(body, position) for position in (1, 2, 3)]
    world.add("tour de présentation", "", turns[1], BXL, {"pk": turns[1].pk})
    elsewhere = _turn(BodyFactory(bassin=world.bassins[LIEGE]), 1)
    world.add("tour de présentation", "", elsewhere, LIEGE, {"pk": elsewhere.pk})
    waiting = OrganisationFactory()
    MandateFactory(seat=SeatFactory(body=body), organisation=waiting)
    for state, sitting in (("présenté", "tenue"), ("choisi", "en séance")):
        theme = _theme(world.one("séance", sitting).object, turns[0].organisation)
        if state == "choisi":
            theme.chosen_at, theme.chosen_by = timezone.now(), world.users["secretary"]
            theme.save()
        world.add("thème", state, theme, BXL, {"pk": theme.pk})


def _turn(body, position):
    return RollingTurn.objects.create(
        body=body, organisation=OrganisationFactory(), position=position
    )


def _theme(sitting, organisation):
    return RollingTheme.objects.create(
        body=sitting.body, organisation=organisation, title="Un dossier", presented_in=sitting
    )


def grow(world, by):
    turn = world.one("tour de présentation", "").object
    theme = world.one("thème", "présenté").object
    for number in range(by):
        _turn(turn.body, 10 + number)
        _theme(theme.presented_in, theme.organisation)
