"""The signed link of an invitation: one person, one place in the pôle, one meeting.

GET shows, POST acts. The link proves nothing beyond itself: the membership and the meeting are read
again each time, so a meeting that moves needs no new link.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from consensus.choices import MeetingStatus
from consensus.facts.answerers import place_of, sealed_for, sits_on, words_of
from consensus.models import Meeting
from core.clock import today
from core.french import day
from core.signed import BrokenLink
from poles.models import Membership

SALT = "consensus.presence"


@dataclass(frozen=True)
class Invitation:
    """Who answers, in what place, for which meeting."""

    meeting: Meeting
    membership: Membership


def link_for(meeting, membership) -> str:
    """The path of the page where this person says whether they come, without an account."""
    token = sealed_for(membership, salt=SALT, meeting=meeting.pk)
    return reverse("consensus:invitation", args=[token])


def read_link(token: str) -> Invitation:
    """The invitation of a link. Raises BrokenLink, in words, when it opens nothing any more."""
    words = words_of(token, salt=SALT)
    meeting = (
        Meeting.objects.filter(pk=words["meeting"])
        .select_related("pole__bassin", "facilitator")
        .first()
    )
    membership = place_of(words, meeting and meeting.pole)
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
    if not sits_on(membership, meeting.on):
        raise BrokenLink(
            _("Vous ne faites pas partie du pôle à la date de la réunion, le %(day)s.") % when
        )
