"""What meetings ask of somebody today: to invite, to say who was there, to write, to answer."""

from datetime import timedelta
from functools import partial

from django.db.models import Exists, OuterRef, Q, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from consensus.choices import TO_COME, MeetingStatus, MinutesStatus
from consensus.facts.meetings import MEETING_LOOKS, MINUTES_LOOKS
from consensus.facts.rhythm import Rhythm, met_by
from consensus.models import Attendance, Meeting, MeetingMinutes
from core.french import day, weekday
from core.states import State
from core.todo import URGENT, Rows, Section, Task, gathered
from poles.choices import PoleStatus
from poles.law.rhythm import interval_of
from poles.models import Membership, Pole

MEETINGS = Section("reunions", _("Réunions de pôles"), 18)
SHOWN = 20
TO_INVITE = timedelta(days=14)


@gathered
def meetings_to_see_to(user, *, on):
    """For the service: what each meeting asks next, and its pôles silent beyond their rhythm.

    For members and guests: the invitations that wait for their answer.
    """
    if user.person is None:
        return
    yield _meetings(_to_be_answered(user.person, on), _answer)
    served = user.standing.served
    if not served:
        return
    to_come = Meeting.objects.filter(pole__bassin__in=served, status__in=TO_COME)
    planned = to_come.filter(status=MeetingStatus.PLANNED)
    yield _meetings(to_come.filter(on__lt=on), _confirm)
    yield _meetings(planned.filter(on__gte=on, on__lte=on + TO_INVITE), _invite)
    in_hand = MeetingMinutes.objects.filter(meeting__pole__bassin__in=served).exclude(
        status=MinutesStatus.CLOSED
    )
    yield Rows(
        MeetingMinutes.objects.filter(
            pk__in=in_hand.order_by("meeting__on", "pk").values("pk")[:SHOWN]
        ),
        (
            "meeting__pole__title",
            "meeting__on",
            "meeting__pk",
            Value(on),
            "status",
            Value(""),
        ),
        _finish,
    )
    yield _silent(user.person, served, on)


def _meetings(found, task):
    first = found.order_by("on", "pk").values("pk")[:SHOWN]
    columns = ("pole__title", "on", "pk", "on", "status", "place")
    return Rows(Meeting.objects.filter(pk__in=first), columns, task)


def _to_be_answered(person, on):
    """Meetings to which this person is invited, and has not answered."""
    mine = Membership.objects.filter(
        Q(starts_on__lte=OuterRef("on")),
        Q(ends_on=None) | Q(ends_on__gte=OuterRef("on")),
        pole=OuterRef("pole"),
        person=person,
    )
    said = Attendance.objects.filter(meeting=OuterRef("pk"), person=person)
    return Meeting.objects.filter(
        Exists(mine), ~Exists(said), status=MeetingStatus.INVITED, on__gte=on
    )


def _silent(person, served, on):
    poles = (
        Pole.objects.filter(
            Q(lead=person) | Q(deputy=person), status=PoleStatus.ACTIVE, bassin__in=served
        )
        .exclude(agreed_rhythm="")
        .annotate(**met_by(on=on))
    )
    columns = ("title", "last_met_on", "pk", "works_since", "agreed_rhythm", Value(""))
    return Rows(poles, columns, partial(_break_the_silence, on))


def _break_the_silence(on, title, last_on, pk, works_since, agreed, _more):
    rhythm = Rhythm(agreed, interval_of(agreed), last_on, works_since)
    if not rhythm.is_silent(on):
        return None
    return Task(
        URGENT,
        _("%(pole)s ne s’est pas réuni à son rythme") % {"pole": title},
        reverse("consensus:meetings", args=[pk]),
        _("Voir les réunions"),
        why=silence(rhythm),
        due_on=rhythm.due_on,
    )


def silence(rhythm) -> str:
    """« Rythme convenu : … ; dernière réunion le …. »"""
    if rhythm.last_on:
        return _("Rythme convenu : %(agreed)s. Dernière réunion tenue le %(day)s.") % {
            "agreed": rhythm.agreed,
            "day": day(rhythm.last_on),
        }
    return _("Rythme convenu : %(agreed)s. Aucune réunion tenue depuis le %(day)s.") % {
        "agreed": rhythm.agreed,
        "day": day(rhythm.first_day),
    }


def _task(page, action, pole, on, pk, status, **words):
    looks = MEETING_LOOKS if status in MeetingStatus.values else MINUTES_LOOKS
    label = dict((*MeetingStatus.choices, *MinutesStatus.choices))[status]
    return Task(
        MEETINGS,
        f"{pole}, {weekday(on)}",
        reverse(f"consensus:{page}", args=[pk]),
        action,
        status=State(str(label), *looks[status]),
        due_on=on,
        **words,
    )


def _confirm(pole, on, pk, _on, status, _place):
    why = _("Le jour est passé : dites si la réunion a eu lieu.")
    return _task("attendance", _("Noter qui était là"), pole, on, pk, status, why=why)


def _invite(pole, on, pk, _on, status, _place):
    return _task("invite", _("Inviter"), pole, on, pk, status)


def _answer(pole, on, pk, _on, status, place):
    meta = (place,) if place else ()
    return _task("meeting", _("Dire si vous venez"), pole, on, pk, status, meta=meta)


def _finish(pole, on, pk, _today, status, _more):
    """Minutes to write, or to close once sent."""
    action = _("Écrire le PV") if status == MinutesStatus.DRAFT else _("Clore le PV")
    return _task("meeting", action, pole, on, pk, status)
