"""Deadlines as an iCalendar feed, and one appointment: identifiers that stay the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, Timezone

from core.agenda import Deadline
from core.clock import BRUSSELS

CONTENT_TYPE = "text/calendar; charset=utf-8"
ZONE = "Europe/Brussels"
REFRESH = "PT4H"


def feed(found: Iterable[Deadline], *, name: str, site: str, on: date) -> bytes:
    """The calendar of these deadlines, as they stand on the day `on`.

    `site`: the public address of the house, without a final slash. Deadlines without a day of their
    own are left out. The same facts give the same bytes all day long.
    """
    host = host_of(site)
    calendar = _calendar("PUBLISH", first=date(on.year - 1, 1, 1))
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("x-published-ttl", REFRESH)
    calendar.add("refresh-interval", timedelta(hours=4), parameters={"value": "DURATION"})
    stamp = datetime.combine(on, time(), tzinfo=UTC)
    for deadline in found:
        if deadline.dated:
            calendar.add_component(_event(deadline, host=host, site=site, stamp=stamp))
    return calendar.to_ical()


def host_of(site) -> str:
    """What makes our identifiers unique in the world."""
    return site.partition("://")[2].partition("/")[0].partition(":")[0]


def _calendar(method, *, first):
    calendar = Calendar()
    calendar.add("prodid", "-//IBEFE//Poles de synergie//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(Timezone.from_tzid(ZONE, first_date=first))
    return calendar


@dataclass(frozen=True)
class Appointment:
    """A meeting as a calendar keeps it. `uid` stays; `sequence` grows with each change of it."""

    uid: str
    sequence: int
    starts: datetime
    ends: datetime | None
    what: str
    place: str
    url: str
    cancelled: bool = False


def appointment(found: Appointment, *, site: str, stamp: datetime) -> str:
    """The iCalendar file of one meeting, in Brussels time: to keep, or to take away when cancelled.

    Published, not requested: the answer is given by the signed link of the mail, nowhere else.
    """
    calendar = _calendar(
        "CANCEL" if found.cancelled else "PUBLISH", first=date(found.starts.year - 1, 1, 1)
    )
    calendar.add_component(_appointment(found, site=site, stamp=stamp))
    return calendar.to_ical().decode()


def appointments(found: Iterable[Appointment], *, name: str, site: str, stamp: datetime) -> bytes:
    """Several meetings in one calendar, each with its hours; the cancelled ones say so."""
    found = list(found)
    first = min((one.starts for one in found), default=stamp).year - 1
    calendar = _calendar("PUBLISH", first=date(first, 1, 1))
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE)
    for one in found:
        calendar.add_component(_appointment(one, site=site, stamp=stamp))
    return calendar.to_ical()


def _appointment(found, *, site, stamp):
    event = Event()
    event.add("uid", f"{found.uid}@{host_of(site)}")
    event.add("sequence", found.sequence)
    event.add("dtstamp", stamp)
    event.add("dtstart", found.starts.astimezone(BRUSSELS))
    if found.ends:
        event.add("dtend", found.ends.astimezone(BRUSSELS))
    event.add("summary", found.what)
    event.add("location", found.place)
    event.add("url", f"{site}{found.url}")
    event.add("status", "CANCELLED" if found.cancelled else "CONFIRMED")
    return event


def _event(deadline, *, host, site, stamp):
    event = Event()
    event.add("uid", f"{deadline.uid}@{host}")
    event.add("dtstamp", stamp)
    event.add("dtstart", deadline.on)
    event.add("dtend", deadline.on + timedelta(days=1))
    event.add("summary", str(deadline.what))
    event.add("description", "\n".join(filter(None, [str(deadline.why), f"{site}{deadline.url}"])))
    event.add("url", f"{site}{deadline.url}")
    event.add("categories", [deadline.kind_label])
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED")
    event.add_component(_alarm(deadline))
    return event


def _alarm(deadline):
    """The day before, at nine in the morning."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", str(deadline.what))
    alarm.add("trigger", timedelta(hours=-15))
    return alarm
