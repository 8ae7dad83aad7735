"""The signed link of an invitation: one person, one seat, one proposal, until it is closed.

GET shows, POST acts. The link proves nothing beyond itself: membership and proposal are read again
each time; a text amended since is shown as it now stands.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from consensus.facts.answerers import place_of, sealed_for, sits_on, words_of
from consensus.models import Proposal
from core.clock import today
from core.signed import BrokenLink
from poles.models import Membership

SALT = "consensus.position"


@dataclass(frozen=True)
class Invitation:
    """Who answers, of which proposal, and the round of the mail that brought them."""

    proposal: Proposal
    membership: Membership
    round_number: int


def link_for(proposal, membership, number) -> str:
    """The path of the page where this member answers without an account."""
    token = sealed_for(membership, salt=SALT, proposal=proposal.pk, round=number)
    return reverse("consensus:answer", args=[token])


def read_link(token: str) -> Invitation:
    """The invitation of a link. Raises BrokenLink, in words, when it opens nothing any more."""
    words = words_of(token, salt=SALT)
    proposal = (
        Proposal.objects.filter(pk=words["proposal"])
        .select_related("pole__bassin", "facilitator", "communication")
        .first()
    )
    membership = place_of(words, proposal and proposal.pole)
    _still_open(proposal, membership)
    return Invitation(proposal, membership, words["round"])


def _still_open(proposal, membership):
    if not proposal.is_open:
        raise BrokenLink(
            _("« %(title)s » est close : on n’y répond plus. %(outcome)s")
            % {"title": proposal.title, "outcome": proposal.outcome}
        )
    if not sits_on(membership, today()):
        raise BrokenLink(
            _(
                "Votre désignation dans le pôle « %(pole)s » a pris fin : votre position n’est"
                " plus attendue."
            )
            % {"pole": proposal.pole}
        )
