"""Deadlines as an iCalendar feed: whole-day events whose identifiers stay the same."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, Timezone

from core.agenda import Deadline

CONTENT_TYPE = "text/calendar; charset=utf-8"
ZONE = "Europe/Brussels"
REFRESH = "PT4H"


def feed(found: Iterable[Deadline], *, name: str, site: str, on: date) -> bytes:
    """The calendar of these deadlines, as they stand on the day `on`.

    `site`: the public address of the house, without a final slash. Deadlines without a day of their
    own are left out. The same facts give the same bytes all day long.
    """
    host = site.partition("://")[2].partition("/")[0].partition(":")[0]
    calendar = Calendar()
    calendar.add("prodid", "-//IBEFE//Poles de synergie//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("x-published-ttl", REFRESH)
    calendar.add("refresh-interval", timedelta(hours=4), parameters={"value": "DURATION"})
    calendar.add_component(Timezone.from_tzid(ZONE, first_date=date(on.year - 1, 1, 1)))
    stamp = datetime.combine(on, time(), tzinfo=UTC)
    for deadline in found:
        if deadline.dated:
            calendar.add_component(_event(deadline, host=host, site=site, stamp=stamp))
    return calendar.to_ical()


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
