"""The signed link of an invitation: one person, one place in the pôle, one meeting.

GET shows, POST acts. The link proves nothing beyond itself: the membership and the meeting are read
again each time, so a meeting that moves needs no new link.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from consensus.choices import MeetingStatus
from consensus.models import Meeting
from core.clock import today
from core.french import day
from core.signed import BrokenLink, opened, sealed
from poles.models import Membership

SALT = "consensus.presence"


@dataclass(frozen=True)
class Invitation:
    """Who answers, in what place, for which meeting."""

    meeting: Meeting
    membership: Membership


def link_for(meeting, membership) -> str:
    """The path of the page where this person says whether they come, without an account."""
    words = {"m": meeting.pk, "s": membership.pk, "p": membership.person_id}
    return reverse("consensus:invitation", args=[sealed(words, salt=SALT)])


def read_link(token: str) -> Invitation:
    """The invitation of a link. Raises BrokenLink, in words, when it opens nothing any more."""
    remedy = _(
        "Ce lien est incomplet ou a été modifié. Ouvrez-le à nouveau depuis le courriel, en"
        " entier, ou répondez au courriel : le service notera votre réponse."
    )
    words = opened(token, salt=SALT, remedy=remedy)
    meeting = (
        Meeting.objects.filter(pk=words["m"])
        .select_related("pole__bassin", "facilitator")
        .order_by("pk")
        .first()
    )
    membership = (
        Membership.objects.filter(pk=words["s"], person=words["p"], person__died_on=None)
        .select_related("person", "organisation")
        .order_by("pk")
        .first()
    )
    if meeting is None or membership is None or membership.pole_id != meeting.pole_id:
        raise BrokenLink(_("Ce lien ne correspond plus à une place dans ce pôle."))
    _still_open(meeting, membership)
    return Invitation(meeting, membership)


def _still_open(meeting, membership):
    when = {"day": day(meeting.on)}
    if meeting.status == MeetingStatus.CANCELLED:
        raise BrokenLink(
            _("La réunion du %(day)s est annulée : il n’y a plus de réponse à donner.") % when
        )
    if today() > meeting.on or meeting.status == MeetingStatus.HELD:
        raise BrokenLink(
            _(
                "Ce lien servait jusqu’à la fin de la réunion du %(day)s. Son procès-verbal vous"
                " est envoyé par courriel."
            )
            % when
        )
    over = membership.ends_on is not None and membership.ends_on < meeting.on
    if over or membership.starts_on > meeting.on:
        raise BrokenLink(
            _("Vous ne faites pas partie du pôle à la date de la réunion, le %(day)s.") % when
        )
