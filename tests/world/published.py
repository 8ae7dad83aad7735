"""Decisions and minutes as anybody may read them, or not: by what is published, and for whom."""

from datetime import timedelta

from core.clock import today
from plenary.choices import Audience, MinutesStatus
from tests.actors.factories import BodyFactory
from tests.people import BXL
from tests.plenary.factories import MinutesFactory, SittingFactory
from tests.plenary.published import public_decision, published

DAY = timedelta(days=1)
FOR_ALL, FOR_FEWER = {}, {"audience": Audience.MEMBERS}


def build(world):
    body = BodyFactory(bassin=world.bassins[BXL])
    before, after = (SittingFactory(body=body, held=True, on=today() - n * DAY) for n in (61, 62))
    for state, minutes in (
        ("publié", published(after)),
        ("à publier", MinutesFactory(sitting=before, state=MinutesStatus.APPROVED)),
    ):
        place = {"bassin": BXL, "day": minutes.sitting.on.isoformat(), "version": 1}
        world.add("procès-verbal publié", state, minutes, BXL, place)
    for state, sitting, fields in (
        ("publiée", after, FOR_ALL),
        ("réservée aux membres", after, FOR_FEWER),
        ("d’un PV à publier", before, FOR_ALL),
    ):
        decision = public_decision(sitting, **fields)
        world.add("décision publiée", state, decision, BXL, {"number": decision.number})


def grow(world, by):
    sitting = world.one("décision publiée", "publiée").object.item.sitting
    for _number in range(by):
        public_decision(sitting)
