"""The acts on a meeting of a pôle: plan one or a series, change, invite, hold, cancel."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consensus import notifications
from consensus.choices import TO_COME, MeetingStatus
from consensus.facts import attended, concerned_by
from consensus.facts.meetings import LONGEST, days_of_series
from consensus.models import Meeting, MeetingMinutes, Series
from consensus.workflow.states import MEETING_TRANSITIONS
from core import journal
from core.clock import today
from core.french import day
from core.versions import save_over
from core.workflow import Refused, WrongState, transition
from meetings.workflow import numbers
from poles.choices import IN_HAND
from poles.models import Pole

TOLD = ("on", "starts_at", "ends_at", "place", "link")


def plan(meeting, *, by, every=0, cadence="", until=None) -> list[Meeting]:
    """Writes down one meeting, or a series of them when `every` is given; nobody is told yet.

    `meeting`: the unsaved first one, with its pôle. `every`, `cadence`, `until`: every so many
    weeks or months, up to that day. Refuses a pôle whose works are over, a series too long, and
    a day on which the pôle meets already. Gives the saved meetings, in order.
    """
    with transaction.atomic():
        _in_hand(meeting.pole)
        days = [meeting.on]
        series = None
        if every:
            days = _days(meeting, every, cadence, until)
            series = Series.objects.create(
                pole=meeting.pole,
                every=every,
                cadence=cadence,
                starts_on=meeting.on,
                until=until,
                planned_at=timezone.now(),
                planned_by=by,
            )
        _nothing_else_on(meeting.pole, days)
        made = [_one(meeting, one, series, by=by) for one in days]
        journal.append(
            "consensus.planifier_réunions",
            about=meeting.pole,
            by=by,
            data={"meetings": [m.pk for m in made], "days": [d.isoformat() for d in days]},
        )
    return made


def _days(meeting, every, cadence, until):
    days = days_of_series(meeting.on, every=every, cadence=cadence, until=until)
    if len(days) > LONGEST:
        raise Refused(
            _("Cette série compte plus de %(n)d réunions : rapprochez son dernier jour.")
            % {"n": LONGEST}
        )
    if not days:
        raise Refused(_("La série finit avant sa première réunion : corrigez l’une des dates."))
    return days


def _in_hand(pole):
    row = Pole.objects.select_for_update(of=("self",)).get(pk=pole.pk)
    if row.status not in IN_HAND:
        raise WrongState(
            _("Le pôle est « %(state)s » : il ne se réunit plus.")
            % {"state": row.get_status_display().lower()}
        )


def _nothing_else_on(pole, days, *, but=None):
    taken = (
        Meeting.objects.filter(pole=pole, on__in=days)
        .exclude(status=MeetingStatus.CANCELLED)
        .exclude(pk=but)
        .order_by("on")
        .values_list("on", flat=True)
    )
    found = ", ".join(day(one) for one in taken)
    if found:
        raise Refused(
            _("Le pôle se réunit déjà : %(days)s. Choisissez un autre jour.") % {"days": found}
        )


def _one(meeting, on, series, *, by):
    one = Meeting(
        pole=meeting.pole,
        series=series,
        on=on,
        **{name: getattr(meeting, name) for name in ("starts_at", "ends_at", "place", "link")},
        facilitator=meeting.facilitator,
        notes=meeting.notes,
    )
    one._history_user = by
    try:
        with transaction.atomic():
            one.save()
    except IntegrityError:
        raise WrongState(
            _("Quelqu’un vient de prévoir une réunion le %(day)s.") % {"day": day(on)}
        ) from None
    return one


def edit(meeting, *, by, base_version):
    """Changes day, hour, place or who leads it, of this one alone.

    Those invited are told of another day, hour or place; when the day or the hour changes, what
    they answered is forgotten and asked again. Refused once held or cancelled.
    """
    with transaction.atomic():
        before = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        if before.status not in TO_COME:
            raise WrongState(
                _("La réunion est « %(state)s » : elle ne se modifie plus.")
                % {"state": before.get_status_display().lower()}
            )
        invited = before.status == MeetingStatus.INVITED
        if invited and meeting.on < today() and meeting.on != before.on:
            raise Refused(_("On ne déplace pas au passé une réunion dont l’invitation est partie."))
        if invited:
            _can_be_told(meeting)
        _nothing_else_on(meeting.pole, [meeting.on], but=meeting.pk)
        save_over(
            meeting,
            base_version=base_version,
            by=by,
            reason=_("réunion modifiée"),
            act="consensus.modifier_réunion",
        )
        if not invited or all(getattr(before, n) == getattr(meeting, n) for n in TOLD):
            return
        if any(getattr(before, n) != getattr(meeting, n) for n in ("on", "starts_at")):
            meeting.attendances.all().delete()
        notifications.meeting_moved(meeting, before=before)


def _can_be_told(meeting):
    lacks = []
    if not meeting.starts_at:
        lacks.append(_("Donnez l’heure de la réunion."))
    if not (meeting.place or meeting.link):
        lacks.append(_("Donnez le lieu, ou le lien de visioconférence."))
    if lacks:
        raise Refused(*lacks)


def missing_to_invite(meeting) -> list[str]:
    """What an invitation still lacks, in words."""
    lacks = []
    if meeting.on < today():
        lacks.append(_("Le jour de la réunion est passé : dites plutôt qui était là."))
    try:
        _can_be_told(meeting)
    except Refused as refusal:
        lacks += refusal.sentences
    if not concerned_by(meeting):
        lacks.append(_("Personne ne fait partie du pôle à cette date."))
    return lacks


def invite(meeting, *, by):
    """One mail to each member and guest of that day: agenda, appointment, personal link."""
    with transition(
        meeting,
        MeetingStatus.INVITED,
        allowed=MEETING_TRANSITIONS,
        by=by,
        act="consensus.inviter",
    ) as proof:
        lacks = missing_to_invite(meeting)
        if lacks:
            raise Refused(*lacks)
        meeting.invited_at, meeting.invited_by = timezone.now(), by
        meeting.version += 1
        people = concerned_by(meeting)
        proof["memberships"] = [m.pk for m in people]
        notifications.invitation(meeting, memberships=people)


def cancel(meeting, *, by, reason):
    """It will not take place: its points wait again, those invited are told why."""
    with transition(
        meeting,
        MeetingStatus.CANCELLED,
        allowed=MEETING_TRANSITIONS,
        by=by,
        reason=reason,
        act="consensus.annuler_réunion",
    ):
        invited = meeting.status == MeetingStatus.INVITED
        meeting.cancelled_at, meeting.cancelled_by = timezone.now(), by
        meeting.cancel_reason = reason
        meeting.version += 1
        if invited:
            notifications.meeting_cancelled(meeting, reason=reason)
        for point in meeting.points.standing().order_by("position", "pk"):
            point.meeting, point.position = None, 0
            point.version += 1
            point._history_user, point._change_reason = by, _("réunion annulée")
            point.save()


def hold(meeting, *, by):
    """It took place: its points are numbered, and its minutes may be written.

    Refused before its day, and while nobody is noted as having been there.
    """
    with transition(
        meeting,
        MeetingStatus.HELD,
        allowed=MEETING_TRANSITIONS,
        by=by,
        act="consensus.tenir_réunion",
    ) as proof:
        lacks = missing_to_hold(meeting)
        if lacks:
            raise Refused(*lacks)
        meeting.held_at, meeting.held_by = timezone.now(), by
        meeting.version += 1
        for point, number in numbers(meeting.points.standing()):
            point.number, point.version = number, point.version + 1
            point._history_user, point._change_reason = by, _("réunion tenue")
            point.save()
        minutes = MeetingMinutes(meeting=meeting, drafted_at=timezone.now(), drafted_by=by)
        minutes._history_user = by
        minutes.save()
        proof["here"] = attended(meeting).here


def missing_to_hold(meeting) -> list[str]:
    """Why it cannot be said to have taken place, in words."""
    if today() < meeting.on:
        return [
            _("La réunion est prévue le %(day)s : elle sera tenue ce jour-là.")
            % {"day": day(meeting.on)}
        ]
    if not attended(meeting).here:
        return [_("Personne n’est noté présent : notez d’abord les présences.")]
    return []
