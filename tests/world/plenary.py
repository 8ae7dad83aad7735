"""A sitting, an item and a decision in each of their states."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from core import files
from core.clock import today
from plenary.choices import Kind
from plenary.facts import link_for, waiting_in
from plenary.workflow.frozen import keep_version
from tests.actors.factories import BodyFactory
from tests.people import BXL, LIEGE
from tests.plenary.factories import (
    ActionFactory,
    AnnexFactory,
    AttendanceFactory,
    BlockFactory,
    ConditionFactory,
    ItemFactory,
    MinutesFactory,
    RemarkFactory,
    SittingFactory,
    StanceFactory,
)
from tests.world.things import PDF

DAY = timedelta(days=1)
SITTINGS = {
    "en préparation": {},
    "convoquée": {"convened": True},
    "en séance": {"in_session": True},
    "tenue": {"held": True, "on": today() - 30 * DAY},
    "annulée": {"cancelled": True},
}
TIES = {"pole_member": {"membre du pôle"}, "guest": {"invité du pôle"}, "porteur": {"auteur"}}


def build(world):
    for code in (BXL, LIEGE):
        for state in SITTINGS if code == BXL else ("en préparation", "convoquée"):
            _sitting(world, code, state)
    _items(world)
    _decisions(world)
    _minutes(world)
    _actions(world)
    _waiting(world)


def _sitting(world, code, state):
    body = BodyFactory(bassin=world.bassins[code])
    sitting = SittingFactory(body=body, **SITTINGS[state])
    world.add("séance", state, sitting, code, {"pk": sitting.pk})
    item = ItemFactory(sitting=sitting, body=body)
    arguments = {"pk": item.pk, "sitting": sitting.pk}
    world.add("point", f"d’une séance {state}", item, code, arguments)
    if state in ("en préparation", "convoquée"):
        annex = AnnexFactory(item=item, stored=_stored(world))
        arguments = {"pk": item.pk, "annex": annex.pk}
        world.add("annexe", f"d’une séance {state}", annex, code, arguments)
    if code == BXL and state == "convoquée":
        keep_version(sitting, by=world.users["secretary"])
        arguments = {"pk": sitting.pk, "number": 1}
        world.add("version d’un ordre du jour", "", sitting, code, arguments)
        mandate = world.users["plenary_member"].person.mandates.get()
        token = link_for(sitting, mandate).rstrip("/").rpartition("/")[2]
        world.add("invitation", "", sitting, code, {"token": token, "pk": item.pk})


def _stored(world):
    upload = SimpleUploadedFile("annexe.pdf", PDF, "application/pdf")
    return files.accept(upload, by=world.users["secretary"])


def _items(world):
    body = BodyFactory(bassin=world.bassins[BXL])
    live = world.one("séance", "en séance").object
    for state, fields in (
        ("en attente", {"waiting": True}),
        ("noté", {"sitting": live, "recorded": True}),
        ("décidé", {"sitting": live, "sealed": True}),
    ):
        item = ItemFactory(body=body, **fields)
        world.add("point", state, item, BXL, {"pk": item.pk})


def _decisions(world):
    """To seal, sealed, and of the past; about the pôle of the member and a porteur's demande."""
    live = world.one("séance", "en séance").object
    pole = world.one("pôle", "en cours").object
    request = world.one("demande", "déclinée").object
    pole.request, pole.origin = request, "demande"
    pole.save()
    for state, kind, fields in (
        ("à sceller", Kind.MODALITIES, {"recorded": True}),
        ("scellée", Kind.MODIFICATION, {"sealed": True}),
        ("reprise", Kind.LAUNCH, {"sealed": True, **_of_the_past(world.users["secretary"])}),
    ):
        item = ItemFactory(sitting=live, pole=pole, kind=kind, **fields)
        arguments = {"uuid": item.decision.uuid}
        world.add("décision", state, item.decision, BXL, arguments, TIES)
        condition = ConditionFactory(decision=item.decision)
        world.add("condition", state, condition, BXL, {"pk": condition.pk}, TIES)


def _of_the_past(user):
    upload = SimpleUploadedFile("pv.pdf", PDF, "application/pdf")
    document = files.accept(upload, by=user)
    return {"decision__reconstituted": True, "decision__document": document}


MINUTES = {
    "en rédaction": "draft",
    "en relecture": "circulated",
    "approuvé": "approved",
    "publié": "published",
}


def _minutes(world):
    """Those of a sitting each, with an item; and a block of those that are not frozen."""
    body = BodyFactory(bassin=world.bassins[BXL])
    for days, (words, state) in enumerate(MINUTES.items(), start=200):
        sitting = SittingFactory(body=body, held=True, on=today() - days * DAY)
        item = ItemFactory(sitting=sitting, free=True, sealed=True, audience="public")
        minutes = MinutesFactory(sitting=sitting, state=state)
        world.add("procès-verbal", words, minutes, BXL, {"pk": minutes.pk, "item": item.pk})
        if words in ("en rédaction", "en relecture"):
            block = minutes.blocks.get(item=item)
            world.add("passage", words, block, BXL, {"pk": block.pk})
    _remarks(world)


def _remarks(world):
    """One of the member that waits for an answer, and one that has it."""
    minutes = world.one("procès-verbal", "en relecture").object
    person = world.users["plenary_member"].person
    ties = {"plenary_member": {"auteur de la remarque"}}
    for state, fields in (("sans réponse", {}), ("répondue", {"answered": True})):
        remark = RemarkFactory(minutes=minutes, person=person, **fields)
        world.add("remarque", state, remark, BXL, {"pk": remark.pk}, ties)


def _actions(world):
    """What an item of the sitting in session asks: still open, and done."""
    item = world.one("point", "d’une séance en séance").object
    for state, fields in (("ouverte", {}), ("faite", {"done": True})):
        action = ActionFactory(item=item, **fields)
        world.add("action", state, action, BXL, {"pk": action.pk})


def _waiting(world):
    bassin = world.bassins[BXL]
    key = waiting_in(bassin, on=today())[0].key
    world.add("ce qui attend une séance", "", key, BXL, {}, query=f"?point={key}")


def grow(world, by):
    body = BodyFactory(bassin=world.bassins[BXL])
    for state, fields in SITTINGS.items():
        for _number in range(by if state in ("en préparation", "convoquée", "annulée") else 0):
            SittingFactory(body=body, **fields)
    for thing in world.of("séance"):
        for _number in range(by):
            item = ItemFactory(sitting=thing.object, body=thing.object.body)
            AttendanceFactory(sitting=thing.object)
            StanceFactory(item=item)
    for thing in world.of("procès-verbal"):
        minutes = thing.object
        for _number in range(by if minutes.status == "circulated" else 0):
            RemarkFactory(minutes=minutes)
        for _number in range(by if minutes.status == "draft" else 0):
            item = ItemFactory(sitting=minutes.sitting, free=True, sealed=True)
            BlockFactory(minutes=minutes, item=item)
    for _number in range(by):
        ItemFactory(body=body, waiting=True)
        ActionFactory(item=world.one("point", "d’une séance en séance").object)
        ItemFactory(sitting=world.one("séance", "tenue").object, sealed=True)
        ItemFactory(sitting=world.one("séance", "en séance").object, recorded=True)
        for thing in world.of("annexe"):
            AnnexFactory(item=thing.object.item)
        for thing in world.of("point"):
            StanceFactory(item=thing.object)
        for thing in world.of("décision"):
            ConditionFactory(decision=thing.object)
