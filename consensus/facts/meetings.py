"""Meetings of a pôle in words: their state, the days of a series, who comes, what is next."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.choices import Category
from consensus.choices import Cadence, MeetingStatus, MinutesStatus
from consensus.facts.dossier import Part, part
from consensus.models import Meeting, Point
from core.deadlines import months_after
from core.french import weekday
from core.holidays import holidays
from core.states import State
from meetings.choices import Presence
from poles.choices import Presence as Ground
from poles.models import Membership

RANK = 10
LONGEST = 60  # meetings of one series: five years of a monthly one
WEEKEND = {5: _("samedi"), 6: _("dimanche")}
MEETING_LOOKS = {
    MeetingStatus.PLANNED: ("calm", "dotted-circle"),
    MeetingStatus.INVITED: ("accent", "arrow"),
    MeetingStatus.HELD: ("ok", "full-circle"),
    MeetingStatus.CANCELLED: ("calm", "square"),
}
MINUTES_LOOKS = {
    MinutesStatus.DRAFT: ("warn", "half-circle"),
    MinutesStatus.SENT: ("accent", "arrow"),
    MinutesStatus.CLOSED: ("ok", "check"),
}
PRESENCE_LOOKS = {
    Presence.PRESENT: ("ok", "check"),
    Presence.EXCUSED: ("calm", "dash"),
    Presence.ABSENT: ("warn", "empty-circle"),
}
NO_ANSWER = State(_("Sans réponse"), "calm", "dotted-circle")


def meeting_state(meeting) -> State:
    return State(meeting.get_status_display(), *MEETING_LOOKS[meeting.status])


def minutes_state(minutes) -> State:
    label = _("Procès-verbal : %(state)s") % {"state": minutes.get_status_display().lower()}
    return State(label, *MINUTES_LOOKS[minutes.status])


# ── The days ─────────────────────────────────────────────────────────────────────────────────────


def days_of_series(first: date, *, every: int, cadence: str, until: date) -> list[date]:
    """Each day of a series, from the first to the last one not after `until`.

    Counted from the first each time: a month without that day takes its last one, and the next
    month comes back to it. Gives one day more than a series may have when it is too long.
    """
    found = []
    for rank in range(LONGEST + 1):
        if cadence == Cadence.MONTHS:
            day = months_after(first, rank * every)
        else:
            day = first + timedelta(weeks=rank * every)
        if day > until:
            break
        found.append(day)
    return found


def off_day(day: date) -> str:
    """« Ascension », « dimanche »: why nobody works that day; empty on a working day."""
    return holidays(day.year).get(day) or WEEKEND.get(day.weekday(), "")


@dataclass(frozen=True)
class Foreseen:
    """One day that a form would plan: in words, and why it is no working day."""

    words: str
    off: str


def foreseen(days) -> list[Foreseen]:
    return [Foreseen(weekday(day), off_day(day)) for day in days]


# ── Who comes ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Coming:
    """A member or a guest on the day of a meeting, and what is known of their coming."""

    membership: Membership
    presence: str = ""
    by_link: bool = False

    @property
    def person(self):
        return self.membership.person

    @property
    def is_here(self) -> bool:
        return self.presence == Presence.PRESENT

    @property
    def state(self) -> State:
        if not self.presence:
            return NO_ANSWER
        return State(Presence(self.presence).label, *PRESENCE_LOOKS[self.presence])

    @property
    def words(self) -> str:
        """« Actiris, suppléant·e de … »"""
        one = self.membership
        found = [str(one.organisation)] if one.organisation_id else []
        if one.is_substitute:
            found.append(_("suppléant·e de %(who)s") % {"who": one.stands_in_for})
        return ", ".join(found)


@dataclass
class Bench:
    """One legal category, or the guests: who belongs to it, and how many of its seats are held.

    A seat is held when its member is there, or the substitute in their stead: one seat for two.
    """

    letter: str
    label: str
    rows: list[Coming] = field(default_factory=list)

    @property
    def seats(self) -> int:
        return sum(not row.membership.is_substitute for row in self.rows)

    @property
    def here(self) -> int:
        """How many persons are there, whatever seats they share."""
        return sum(row.is_here for row in self.rows)

    @property
    def held(self) -> int:
        here = {self._seat(row.membership) for row in self.rows if row.is_here}
        own = {row.membership.pk for row in self.rows if not row.membership.is_substitute}
        return len(here & own)

    @staticmethod
    def _seat(membership):
        return membership.substitute_of_id or membership.pk


@dataclass(frozen=True)
class Attended:
    """Everybody whom a meeting concerns, by category, and how many are there."""

    benches: list[Bench]
    guests: Bench

    @property
    def rows(self) -> list[Coming]:
        return [row for bench in (*self.benches, self.guests) for row in bench.rows]

    @property
    def members(self) -> list[Coming]:
        return [row for bench in self.benches for row in bench.rows]

    @property
    def here(self) -> int:
        return sum(row.is_here for row in self.rows)

    @property
    def field(self) -> int:
        """How many of the members who are there work in the field (P13)."""
        return self._of(Ground.FIELD)

    @property
    def institutional(self) -> int:
        return self._of(Ground.INSTITUTIONAL)

    def _of(self, ground) -> int:
        return sum(row.is_here and row.membership.presence == ground for row in self.members)

    @property
    def unanswered(self) -> list[Coming]:
        return [row for row in self.rows if not row.presence]

    def of(self, person) -> Coming | None:
        """What is known of this person, if the meeting concerns them."""
        if person is None:
            return None
        return next((row for row in self.rows if row.membership.person_id == person.pk), None)


MARKS = {Category.OTHER: "other"}


def attended(meeting) -> Attended:
    """Who sits in the pôle on the day of the meeting, guests apart. Two queries.

    The three groups of the accord are always told, even without a member.
    """
    rows = concerned_by(meeting)
    known = {a.membership_id: a for a in meeting.attendances.all()}
    benches = {one.value: Bench(MARKS.get(one, one.value), str(one.label)) for one in Category}
    guests = Bench("other", _("Invité·e·s"))
    for membership in rows:
        answer = known.get(membership.pk)
        coming = Coming(
            membership,
            presence=answer.presence if answer else "",
            by_link=answer is not None and answer.noted_by_id is None,
        )
        bench = guests if membership.is_guest else benches[membership.category]
        bench.rows.append(coming)
    shown = [b for letter, b in benches.items() if b.rows or letter != Category.OTHER]
    return Attended(shown, guests)


def concerned_by(meeting) -> list[Membership]:
    """Members and guests on the day of the meeting, alive: who is invited to it."""
    return list(
        Membership.objects.standing(on=meeting.on)
        .filter(pole=meeting.pole_id, person__died_on=None)
        .select_related("person", "organisation", "substitute_of__person")
        .order_by("category", "organisation__name_fr", "person__last_name", "pk")
    )


# ── Lists ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Row:
    """One meeting of a list."""

    meeting: Meeting
    day: str
    state: State
    minutes: State | None
    off: str
    late: bool

    @classmethod
    def of(cls, meeting, *, on, minutes=None):
        to_come = meeting.status in (MeetingStatus.PLANNED, MeetingStatus.INVITED)
        return cls(
            meeting,
            weekday(meeting.on),
            meeting_state(meeting),
            minutes_state(minutes) if minutes else None,
            off_day(meeting.on) if to_come else "",
            to_come and meeting.on < on,
        )


@part(RANK)
def when_it_meets(pole, user, *, on):
    """The next meeting, the last one held, and the rhythm that was agreed."""
    found = Meeting.objects.filter(pole=pole).exclude(status=MeetingStatus.CANCELLED)
    coming = found.to_come(on=on).with_points().order_by("on", "pk").first()
    last = found.held().order_by("-on", "-pk").first()
    late = list(found.unwritten(on=on).order_by("on", "pk")[:3])
    waiting = Point.objects.waiting().filter(pole=pole).count()
    serves = user.standing.serves(pole.bassin_id)
    return Part(
        "reunions",
        _("Réunions"),
        "consensus/_meetings_part.html",
        {
            "coming": Row.of(coming, on=on) if coming else None,
            "last": Row.of(last, on=on) if last else None,
            "late": [Row.of(one, on=on) for one in late] if serves else [],
            "rhythm": pole.agreed_rhythm,
            "backlog": ngettext("%(n)d point attend", "%(n)d points attendent", waiting)
            % {"n": waiting}
            if waiting
            else "",
            "all_url": reverse("consensus:meetings", args=[pole.pk]),
        },
        url=reverse("consensus:meeting_new", args=[pole.pk]) if serves else "",
        action=_("Prévoir une réunion"),
    )


def following(meeting):
    """The meeting after this one: where a point may be moved or taken up again."""
    return (
        Meeting.objects.filter(Q(pole=meeting.pole_id), on__gt=meeting.on)
        .to_come(on=meeting.on)
        .order_by("on", "pk")
        .first()
    )
