"""What a convocation carries: an appointment that follows the sitting, an agenda by audience."""

from datetime import time, timedelta

import pytest
from icalendar import Calendar

from core.clock import today
from core.workflow import Refused
from outbox.documents import message
from outbox.models import Mail
from plenary import workflow
from plenary.choices import Audience
from plenary.models import Sitting
from tests.actors.factories import MandateFactory, RegulationFactory, SeatFactory
from tests.plenary.factories import ItemFactory, SittingFactory, seated

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def convened(body, sec):
    seated(body)
    sitting = SittingFactory(body=body, ends_at=time(12, 0))
    ItemFactory(sitting=sitting)
    workflow.convene(sitting, by=sec)
    return Sitting.objects.get(pk=sitting.pk)


def appointment_of(template):
    """(method, event) of the appointment that leaves with the mail of this template."""
    calendar = Calendar.from_ical(Mail.objects.get(template=template).calendar)
    return calendar["METHOD"], calendar.walk("VEVENT")[0]


def test_a_convocation_brings_the_sitting_in_brussels_time(convened):
    method, event = appointment_of("plenary/convocation")

    assert method == "PUBLISH"
    assert event["DTSTART"].params["TZID"] == "Europe/Brussels"
    assert event["DTSTART"].dt.replace(tzinfo=None).time() == time(9, 30)
    assert event["DTEND"].dt.replace(tzinfo=None).time() == time(12, 0)
    assert event["LOCATION"] == convened.place
    assert "Plénière" in event["SUMMARY"]


def test_the_appointment_leaves_beside_the_text_and_its_html(convened):
    left = message(Mail.objects.get()).message()

    kinds = [part.get_content_type() for part in left.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    assert 'filename="seance.ics"' in left.as_string()


def test_nothing_is_supposed_of_when_a_sitting_ends(body, sec):
    seated(body)
    sitting = SittingFactory(body=body)
    ItemFactory(sitting=sitting, minutes=20)

    workflow.convene(sitting, by=sec)

    assert "DTEND" not in appointment_of("plenary/convocation")[1]


def test_a_sitting_that_moves_replaces_its_appointment(convened, sec):
    first = appointment_of("plenary/convocation")[1]
    convened.on += DAY
    workflow.edit(convened, by=sec, base_version=convened.version)

    _method, moved = appointment_of("plenary/sitting_moved")

    assert moved["UID"] == first["UID"]
    assert moved["SEQUENCE"] > first["SEQUENCE"]
    assert moved["DTSTART"].dt.date() == convened.on


def test_a_cancelled_sitting_takes_its_appointment_away(convened, sec):
    first = appointment_of("plenary/convocation")[1]
    workflow.cancel(convened, by=sec, reason="Grève.")

    method, gone = appointment_of("plenary/sitting_cancelled")

    assert (method, gone["STATUS"]) == ("CANCEL", "CANCELLED")
    assert gone["UID"] == first["UID"]
    assert gone["SEQUENCE"] > first["SEQUENCE"]


def test_the_hour_and_the_place_of_a_convened_sitting_stay_said(convened, sec):
    convened.starts_at = None

    with pytest.raises(Refused, match="l’heure et le lieu"):
        workflow.edit(convened, by=sec, base_version=convened.version)


def test_a_late_convocation_says_why_in_the_mail(body, sec):
    RegulationFactory(body=body, convocation_days=90)
    seated(body)
    sitting = SittingFactory(body=body, on=today() + 5 * DAY)
    ItemFactory(sitting=sitting)

    workflow.convene(sitting, by=sec, late_reason="La ministre vient.")

    assert "Convocation en urgence. Motif : La ministre vient." in Mail.objects.get().text


def test_a_huis_clos_has_no_title_for_who_has_no_voice(body, sec):
    guest = MandateFactory(seat=SeatFactory(body=body, consultative=True))
    member = seated(body)[1]
    sitting = SittingFactory(body=body)
    ItemFactory(
        sitting=sitting,
        free=True,
        title="Le dossier de Madame X",
        audience=Audience.CLOSED,
        closed_ground="Une personne y est nommée.",
    )

    workflow.convene(sitting, by=sec)

    assert "Le dossier de Madame X" in Mail.objects.get(person=member.person).text
    assert "Le dossier de Madame X" not in Mail.objects.get(person=guest.person).text
