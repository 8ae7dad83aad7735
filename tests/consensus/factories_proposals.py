"""Proposals as the acts leave them: `opened(pole, by=…)`, `said(proposal, seat, "adhere")`."""

from datetime import timedelta

from actors.models import User
from consensus import workflow
from consensus.facts import discussion_of
from consensus.models import Proposal
from core.clock import today
from poles.models import Membership
from tests.actors.factories import UserFactory
from tests.poles.factories import MembershipFactory

DAY = timedelta(days=1)
TEXT = "Les membres publient leurs places de stage dans un calendrier commun, dès janvier."
AMENDED = "Les membres publient leurs places de stage dans un calendrier commun, à l’essai."


def opened(pole, *, by, text=TEXT, rhythm="", **fields):
    """A decision put to a pôle for a week, by the act."""
    proposal = Proposal(
        pole=pole,
        **{
            "kind": "decision",
            "title": "Un calendrier commun des stages",
            "deadline": today() + 7 * DAY,
            "facilitator": by.person,
            **fields,
        },
    )
    return workflow.open_proposal(proposal, text=text, rhythm=rhythm, by=by)


def seats(pole) -> list[Membership]:
    """Its designated seats, A first."""
    rows = Membership.objects.standing(on=today()).seated().filter(pole=pole)
    return list(rows.select_related("person").order_by("category", "pk"))


def account(person) -> User:
    """The account of a person, made when there is none."""
    if person.user is None:
        UserFactory(person=person, email=person.email)
        person.refresh_from_db()
    return person.user


def round_of(proposal) -> int:
    return proposal.rounds.order_by("-number").first().number


def said(proposal, person, kind, reason="", lifts="", **more):
    """A position given on the page by this person (a membership will do), on the last round."""
    person = getattr(person, "person", person)
    if kind == "objection":
        reason, lifts = reason or "Intenable en haute saison.", lifts or "Quatre semaines."
    if kind == "reserve":
        reason = reason or "Pas en janvier."
    return workflow.give(
        proposal,
        person=person,
        kind=kind,
        reason=reason,
        lifts=lifts,
        by=account(person),
        **{"base_version": round_of(proposal), **more},
    )


def amended(proposal, *, by, integrated=(), text=AMENDED):
    return workflow.amend(
        proposal,
        by=by,
        text=text,
        summary="À l’essai, sans date obligatoire.",
        deadline=today() + 9 * DAY,
        base_version=round_of(proposal),
        integrated=set(integrated),
    )


def substitute_for(membership, **fields) -> Membership:
    return MembershipFactory(
        pole=membership.pole,
        organisation=membership.organisation,
        category=membership.category,
        substitute_of=membership,
        designated_by=membership.designated_by,
        **fields,
    )


def discussed(proposal, *, on=None):
    return discussion_of(proposal, on=on or today())
