"""The day before a meeting; the day after a pôle should have met; both in the échéancier."""

from datetime import time, timedelta

from django.conf import settings
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consensus.choices import MeetingStatus
from consensus.facts import rhythms_of
from consensus.facts.due import silence
from consensus.facts.invitations import link_for
from consensus.facts.rhythm import met_by
from consensus.models import Attendance, Meeting
from core.agenda import Deadline, Kind, Rows, deadlines, gathered_deadlines
from core.french import clock, in_brussels
from outbox.workflow import Occasion, Step, reminder
from poles.choices import PoleStatus
from poles.models import Membership, Pole
from poles.reminders import told_poles

ONE_DAY = timedelta(days=1)


@reminder(
    "consensus.presence",
    label=_("Réponse attendue avant une réunion de pôle"),
    model=Meeting,
    template="consensus/presence_awaited",
    over=_("La réponse est donnée, ou la réunion n’a plus lieu."),
)
def presence_awaited(*, on, only=None):
    """The day before: each member or guest who has not answered, and nobody else.

    Not to those whom an invitation of that same day has just asked.
    """
    meetings = Meeting.objects.filter(status=MeetingStatus.INVITED, on__gte=on)
    if only is not None:
        meetings = meetings.filter(pk__in=only)
    meetings = list(meetings.select_related("pole__bassin").order_by("on", "pk"))
    said = set(
        Attendance.objects.filter(meeting__in=meetings).values_list("meeting_id", "membership_id")
    )
    sitting = _sitting_in({meeting.pole_id for meeting in meetings})
    for meeting in meetings:
        day = meeting.on - ONE_DAY
        if in_brussels(meeting.invited_at).date() >= day:
            continue
        for membership in sitting.get(meeting.pole_id, ()):
            if (meeting.pk, membership.pk) not in said and _sits(membership, meeting.on):
                yield _awaited(meeting, membership, day)


def _sitting_in(poles):
    found = {}
    rows = Membership.objects.filter(pole__in=poles, person__died_on=None)
    for row in rows.select_related("person").order_by("person__last_name", "pk"):
        found.setdefault(row.pole_id, []).append(row)
    return found


def _sits(membership, on):
    return membership.starts_on <= on and (membership.ends_on is None or membership.ends_on >= on)


def _awaited(meeting, membership, day):
    return Occasion(
        meeting,
        meeting.pole.bassin,
        cycle=f"place {membership.pk}",
        steps=(Step("-1 jour", day, (membership.person,)),),
        context={
            "pole": meeting.pole,
            "link": f"{settings.SITE_URL}{link_for(meeting, membership)}",
        },
    )


@reminder(
    "consensus.silence",
    label=_("Pôle silencieux au-delà de son rythme"),
    model=Pole,
    template="consensus/pole_silent",
    over=_("Le pôle s’est réuni, ou son rythme a changé."),
)
def pole_silent(*, on, only=None):
    """The day after the last one that keeps the agreed rhythm: who leads the pôle (P14)."""
    running = Pole.objects.filter(status=PoleStatus.ACTIVE).exclude(agreed_rhythm="")
    if only is not None:
        running = running.filter(pk__in=only)
    running = running.annotate(**met_by(on=on)).select_related("bassin", "lead")
    for pole, rhythm in _counted(running.order_by("pk"), on=on):
        yield Occasion(
            pole,
            pole.bassin,
            cycle=f"depuis {rhythm.since:%Y-%m-%d}",
            steps=(Step("fin", rhythm.due_on + ONE_DAY, (pole.lead,) if pole.lead else ()),),
            context={
                "rhythm": rhythm,
                "meetings_url": f"{settings.SITE_URL}"
                f"{reverse('consensus:meetings', args=[pole.pk])}",
            },
        )


def _counted(poles, *, on):
    """(pôle, rhythm) of those whose rhythm can be counted, of a list that has read it."""
    poles = list(poles)
    rhythms = rhythms_of(poles, on=on)
    return [(p, rhythms[p.pk]) for p in poles if rhythms[p.pk].due_on is not None]


@gathered_deadlines
def meetings_to_come(user, *, on):
    """The meetings that this user may know of, still to be held."""
    hour = Cast("starts_at", CharField())
    where = Concat(Coalesce(hour, Value("")), Value("|"), "place", output_field=CharField())
    found = Meeting.objects.visible_to(user).to_come(on=on)
    yield Rows(found, "pk", "on", "pole__title", where, _to_come)


def _to_come(key, on, pole, where, facts):
    hour, _sep, place = where.partition("|")
    words = [clock(time.fromisoformat(hour))] if hour else []
    return Deadline(
        uid=f"reunion-{key}",
        on=on,
        what=_("Réunion : %(pole)s") % {"pole": pole},
        why=", ".join([*words, *filter(None, [place])]) or str(_("heure et lieu à préciser")),
        url=reverse("consensus:meeting", args=[key]),
        kind=Kind.MEETING,
        **facts,
    )


@deadlines
def rhythms_to_keep(user, *, on):
    """Until when each pôle of this service must have met again; none while it meets before."""
    served = user.bassins_served(on=None)
    if not served:
        return
    poles = [
        pole
        for pole in told_poles(user, on=on)
        if pole.status == PoleStatus.ACTIVE and pole.bassin_id in served
    ]
    for pole, rhythm in _counted(poles, on=on):
        if rhythm.next_on and rhythm.next_on <= rhythm.due_on:
            continue
        yield Deadline(
            uid=f"pole-{pole.pk}-rythme",
            on=rhythm.due_on,
            what=_("Réunir le pôle : %(title)s") % {"title": pole.title},
            why=silence(rhythm),
            url=reverse("consensus:meetings", args=[pole.pk]),
            kind=Kind.MEETING,
            bassin=(pole.bassin_id, str(pole.bassin)),
            pole=(pole.pk, pole.title),
            persons=((pole.lead_id, str(pole.lead)),) if pole.lead else (),
        )
