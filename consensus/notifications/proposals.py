"""Mails about what a pôle does together; a function for each, nothing leaves here."""

from django.conf import settings

from consensus.facts import link_for
from outbox.workflow import post, write


def proposal_open(discussion, *, reason=""):
    """The text and the personal link to each who may speak for a seat; guests read and comment.

    A link is nobody else's: whoever has no address gets no mail, and answers in the room.
    `reason`: of the report, when only the day moved.
    """
    proposal, current = discussion.proposal, discussion.current
    bassin = proposal.pole.bassin
    for seat in discussion.seats:
        for membership in seat.memberships:
            if not membership.person.email:
                continue
            post(
                "consensus/proposal_open",
                to=[membership.person],
                about=proposal,
                bassin=bassin,
                key=f"texte:{proposal.pk}:{current.number}:{proposal.deadline}:{membership.pk}",
                context={
                    "round": current,
                    "reason": reason,
                    "seat": seat,
                    "stands_in": membership.pk != seat.pk,
                    "link": f"{settings.SITE_URL}{link_for(proposal, membership, current.number)}",
                },
            )
    guests = [m.person for m in discussion.memberships if m.is_guest]
    if guests:
        post(
            "consensus/proposal_to_comment",
            to=guests,
            about=proposal,
            bassin=bassin,
            key=f"texte:{proposal.pk}:{current.number}:{proposal.deadline}:invités",
            context={"round": current},
        )


def proposal_closed(discussion):
    """Everybody of the pôle reads what came of it."""
    proposal = discussion.proposal
    post(
        "consensus/proposal_closed",
        to=[m.person for m in discussion.memberships],
        about=proposal,
        bassin=proposal.pole.bassin,
        key=f"texte-clos:{proposal.pk}",
    )


def position_recorded(position, proposal):
    """Somebody else wrote down what one said aloud: one learns it, and may change it."""
    if not position.person.email:
        return
    membership = position.seat
    if membership.person_id != position.person_id:
        membership = membership.substitutes.filter(person=position.person).first() or membership
    link = link_for(proposal, membership, position.round.number)
    post(
        "consensus/position_recorded",
        to=[position.person],
        about=proposal,
        bassin=proposal.pole.bassin,
        context={"position": position, "link": f"{settings.SITE_URL}{link}"},
    )


def objection_raised(objection, proposal):
    """Who facilitates learns it at once: the text waits for them."""
    post(
        "consensus/objection_raised",
        to=[proposal.facilitator],
        about=proposal,
        bassin=proposal.pole.bassin,
        context={"objection": objection},
    )


def message_to(pole, recipients, *, subject, text, by):
    """What the service writes to people of a pôle; gives how many mails leave."""
    sent = [
        write(
            "consensus/message",
            person=one.person,
            address=one.address,
            about=pole,
            bassin=pole.bassin,
            context={"name": one.name, "subject": subject, "text": text, "by": by},
        )
        for one in recipients
    ]
    return len(sent)
