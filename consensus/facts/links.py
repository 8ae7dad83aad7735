"""The signed link of an invitation: one person, one seat, one proposal, until it is closed.

GET shows, POST acts. The link proves nothing beyond itself: membership and proposal are read again
each time; a text amended since is shown as it now stands.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from consensus.models import Proposal
from core.clock import today
from core.signed import BrokenLink, opened, sealed
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
    words = {"t": proposal.pk, "m": membership.pk, "p": membership.person_id, "v": number}
    return reverse("consensus:answer", args=[sealed(words, salt=SALT)])


def read_link(token: str) -> Invitation:
    """The invitation of a link. Raises BrokenLink, in words, when it opens nothing any more."""
    remedy = _(
        "Ce lien est incomplet ou a été modifié. Ouvrez-le à nouveau depuis le courriel, en"
        " entier, ou demandez au service de vous le renvoyer."
    )
    words = opened(token, salt=SALT, remedy=remedy)
    proposal = (
        Proposal.objects.filter(pk=words["t"])
        .select_related("pole__bassin", "facilitator", "communication")
        .first()
    )
    membership = (
        Membership.objects.filter(pk=words["m"], person=words["p"], person__died_on=None)
        .select_related("person", "organisation", "substitute_of__person")
        .first()
    )
    if proposal is None or membership is None or membership.pole_id != proposal.pole_id:
        raise BrokenLink(_("Ce lien ne correspond plus à un siège de ce pôle."))
    _still_open(proposal, membership)
    return Invitation(proposal, membership, words["v"])


def _still_open(proposal, membership):
    if not proposal.is_open:
        raise BrokenLink(
            _("« %(title)s » est close : on n’y répond plus. %(outcome)s")
            % {"title": proposal.title, "outcome": proposal.outcome}
        )
    runs = membership.starts_on <= today() and (
        membership.ends_on is None or membership.ends_on >= today()
    )
    if not runs:
        raise BrokenLink(
            _(
                "Votre désignation dans le pôle « %(pole)s » a pris fin : votre position n’est"
                " plus attendue."
            )
            % {"pole": proposal.pole}
        )
