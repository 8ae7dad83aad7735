"""The feed of deadlines, read back by icalendar and by a reader of our own tests."""

from datetime import date

from icalendar import Calendar

from core.agenda import Deadline, Kind
from core.calendar import feed

ON = date(2026, 11, 22)
SITE = "https://poles.example"


def deadline(**more):
    facts = {
        "uid": "pole-12-terme-1",
        "on": date(2027, 3, 11),
        "what": "Fin du terme 1 : Technicien·ne en HVAC, entretien ; suites",
        "why": "Trois ans au plus, « renouvelable » (accord, art. 18 § 1).\nDeux lignes.",
        "url": "/poles/12/",
        "kind": Kind.TERM,
    }
    return Deadline(**{**facts, **more})


def read(found, **more):
    return feed(found, name="Échéances", site=SITE, on=ON, **more)


def unfolded(data):
    """RFC 5545 by hand: lines end in CRLF, hold 75 bytes at most, continue after a space."""
    assert data.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    return data.replace(b"\r\n ", b"").decode().split("\r\n")


def test_an_independent_reader_finds_the_same_event():
    (event,) = Calendar.from_ical(read([deadline()])).walk("VEVENT")

    assert event["UID"] == "pole-12-terme-1@poles.example"
    assert event.decoded("DTSTART") == date(2027, 3, 11)
    assert event.decoded("DTEND") == date(2027, 3, 12)
    assert str(event["SUMMARY"]) == deadline().what
    assert str(event["DESCRIPTION"]).endswith("\nhttps://poles.example/poles/12/")
    assert event["URL"] == "https://poles.example/poles/12/"


def test_the_bytes_follow_the_standard_line_by_line():
    lines = unfolded(read([deadline()]))

    assert lines[0] == "BEGIN:VCALENDAR"
    assert "VERSION:2.0" in lines
    assert "TZID:Europe/Brussels" in lines
    assert "UID:pole-12-terme-1@poles.example" in lines
    assert "DTSTART;VALUE=DATE:20270311" in lines
    assert "DTSTAMP:20261122T000000Z" in lines
    assert "SUMMARY:Fin du terme 1 : Technicien·ne en HVAC\\, entretien \\; suites" in lines
    begun = [line.partition(":")[2] for line in lines if line.startswith("BEGIN:")]
    ended = [line.partition(":")[2] for line in lines if line.startswith("END:")]
    assert sorted(begun) == sorted(ended)


def test_a_deadline_that_moves_keeps_its_identifier():
    before = Calendar.from_ical(read([deadline()])).walk("VEVENT")[0]
    after = Calendar.from_ical(read([deadline(on=date(2027, 4, 1))])).walk("VEVENT")[0]

    assert before["UID"] == after["UID"]
    assert before.decoded("DTSTART") != after.decoded("DTSTART")


def test_what_waits_without_a_day_of_its_own_is_left_out():
    assert Calendar.from_ical(read([deadline(dated=False)])).walk("VEVENT") == []


def test_the_same_facts_give_the_same_bytes():
    assert read([deadline()]) == read([deadline()])
