"""Mails about meetings. Their recipients are shown before they are posted; then they leave alone.

An invitation carries the appointment: the same identifier each time, a number that grows, so that a
meeting that moves replaces it and a cancelled one takes it away.
"""

from django.conf import settings

from consensus.documents import in_calendars
from consensus.facts import concerned_by
from consensus.facts.invitations import link_for
from outbox.workflow import post


def _to_each(template, meeting, *, memberships, key, context=None, cancelled=False):
    """One mail per place in the pôle, with its own signed link."""
    points = list(meeting.points.standing().order_by("position", "pk"))
    calendar = in_calendars(meeting, cancelled=cancelled)
    for membership in memberships:
        post(
            template,
            to=[membership.person],
            about=meeting,
            bassin=meeting.pole.bassin,
            key=f"{key}:{membership.pk}",
            calendar=calendar,
            context={
                "pole": meeting.pole,
                "membership": membership,
                "points": points,
                "link": f"{settings.SITE_URL}{link_for(meeting, membership)}",
                **(context or {}),
            },
        )


def invitation(meeting, *, memberships):
    """Day, place, agenda, and the link by which each says whether they come."""
    key = f"meeting:{meeting.pk}:{meeting.version}"
    _to_each("consensus/invitation", meeting, memberships=memberships, key=key)


def newly_invited(meeting, *, memberships):
    """Those who were not there when the invitation left."""
    invitation(meeting, memberships=memberships)


def meeting_moved(meeting, *, before):
    """Those invited learn the day, hour or place that changed; their answers are asked again."""
    _to_each(
        "consensus/meeting_moved",
        meeting,
        memberships=concerned_by(meeting),
        key=f"meeting-moved:{meeting.pk}:{meeting.version}",
        context={"before": before},
    )


def meeting_cancelled(meeting, *, reason):
    _to_each(
        "consensus/meeting_cancelled",
        meeting,
        memberships=concerned_by(meeting),
        key=f"meeting-cancelled:{meeting.pk}",
        context={"reason": reason},
        cancelled=True,
    )


def minutes_sent(minutes):
    """Members and guests may read the minutes; nothing of the text is in the mail."""
    meeting = minutes.meeting
    post(
        "consensus/minutes_sent",
        to=[m.person for m in concerned_by(meeting)],
        about=meeting,
        bassin=meeting.pole.bassin,
        key=f"meeting-minutes:{minutes.pk}:{minutes.version}",
        context={"pole": meeting.pole, "minutes": minutes},
    )
