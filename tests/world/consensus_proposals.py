"""What a pôle settles by consensus: a text in each of its states, an objection in each of its."""

from datetime import timedelta

from django.utils import timezone

from consensus import workflow
from consensus.facts import link_for, taken_from
from consensus.models import (
    Comment,
    Commitment,
    Objection,
    ObjectionStep,
    Position,
    Proposal,
    Round,
)
from core.clock import today
from poles.models import Membership
from tests.consensus.factories_proposals import amended, opened, said, seats
from tests.people import BXL, LIEGE

DAY = timedelta(days=1)


def build(world):
    for code in (BXL, LIEGE):
        running = world.one("pôle", "en cours", code)
        by, me = world.service_of(code), _member(world, running, code)
        for state in MADE:
            text = opened(running.object, by=by, title=f"Texte {state}")
            MADE[state](text, running.object, by, me)
            world.add("texte du pôle", state, text, code, {"pk": text.pk}, running.ties)
        _objections(world, running, code, by, me)
        text = world.one("texte du pôle", "en discussion", code).object
        token = link_for(text, me, 1).strip("/").rpartition("/")[2]
        world.add("lien de position", "", text, code, {"token": token})


def _member(world, running, code):
    """The membership of the role that the matrix calls « membre du pôle »; any one elsewhere."""
    if code == LIEGE:
        return seats(running.object)[0]
    person = world.users["pole_member"].person
    return Membership.objects.get(pole=running.object, person=person)


def _settled(text, pole, by, me):
    text.review_on = today() + 90 * DAY
    text.save()
    for member in seats(pole):
        workflow.record_in_room(text, person=member.person, kind="adhere", base_version=1, by=by)
    workflow.adopt(text, by=by)


def _contested(text, pole, by, me):
    said(text, me, "objection")


def _referred(text, pole, by, me):
    said(text, me, "objection")
    workflow.refer(text, by=by, reason="Le pôle ne tranche pas.")


def _withdrawn(text, pole, by, me):
    workflow.withdraw_proposal(text, by=by, reason="Sans objet.")


MADE = {
    "en discussion": lambda text, pole, by, me: None,
    "contesté": _contested,
    "adopté": _settled,
    "renvoyé": _referred,
    "retiré": _withdrawn,
}


def _objections(world, running, code, by, me):
    """Each by the role « membre du pôle », who is its author."""
    ties = running.ties
    if code == BXL:
        ties = {**ties, "pole_member": {*ties["pole_member"], "auteur"}}
    for state in ("soulevée", "intégrée", "levée"):
        text = opened(running.object, by=by, title=f"Texte à l’objection {state}")
        said(text, me, "objection")
        objection = text.objections.get()
        if state == "intégrée":
            amended(text, by=by, integrated=[objection.pk])
        elif state == "levée":
            said(text, me, "adhere")
        arguments = {"pk": text.pk, "objection": objection.pk}
        world.add("objection", state, objection, code, arguments, ties)


def grow(world, by):
    """More texts in the list, more rounds, positions, objections and comments in one of them."""
    pole, service = world.one("pôle", "en cours").object, world.users["service"]
    now = timezone.now()
    first = world.one("texte du pôle", "en discussion").object
    number = Proposal.objects.filter(pole=pole).order_by("-number").first().number
    for _number in range(by):
        number += 1
        text = Proposal.objects.create(
            pole=pole,
            number=number,
            kind="orientation",
            title=f"Texte {number}",
            deadline=today() + 3 * DAY,
            facilitator=service.person,
            opened_at=now,
            opened_by=service,
        )
        Round.objects.create(proposal=text, number=1, text="Mot.", opened_at=now, opened_by=service)
        _more_said(first, service, now)


def _more_said(text, service, now):
    last = text.rounds.order_by("-number").first()
    current = Round.objects.create(
        proposal=text,
        number=last.number + 1,
        text=f"Texte amendé {last.number}.",
        summary="Un mot change.",
        opened_at=now,
        opened_by=service,
    )
    Comment.objects.create(
        proposal=text,
        round=current,
        person=service.person,
        text="Un commentaire.",
        written_at=now,
        written_by=service,
    )
    commitment = Commitment(
        pole=text.pole,
        owner=service.person,
        what="Un geste.",
        made_on=today(),
        due_on=today() + DAY,
    )
    taken_from(commitment, text)
    commitment.save()
    taken = text.objections.living().values("seat")
    for seat in seats(text.pole):
        Position.objects.create(
            round=current,
            seat=seat,
            person=seat.person,
            kind="reserve",
            reason="Une réserve.",
            given_at=now,
            given_by=service,
        )
    seat = Membership.objects.filter(pole=text.pole, is_guest=False).exclude(pk__in=taken)
    for membership in seat.order_by("-pk")[:1]:
        objection = Objection.objects.create(
            proposal=text,
            seat=membership,
            author=membership.person,
            round=current,
            reason="Une raison.",
            lifts="Un mot.",
            raised_at=now,
        )
        ObjectionStep.objects.create(
            objection=objection, became="raised", round=current, on=today(), recorded_at=now
        )
