"""Two sittings that the software itself held, so that there are minutes to read and to approve.

Their acts are done on the day of the loading, at the day of each sitting: only the convocation is
written down here, since nobody is convened in the past and nobody is to receive its mails.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from actors.models import Mandate
from core.workflow import transition
from ibefe.demo.history import thursday
from meetings.choices import Presence
from plenary import workflow as plenary
from plenary.choices import Audience, Kind, Outcome, RemarkOutcome, SittingStatus
from plenary.models import AgendaItem, Remark, Sitting
from plenary.workflow.sittings import number_agenda

PLACE = "Actiris, avenue de l’Astronomie 14, 1210 Bruxelles"
STAGES = (
    "Cartographie des places de stage",
    Audience.PUBLIC,
    "La cartographie des places de stage sera publiée au printemps (inventé).",
)
SCHOOLS = (
    "Tour des écoles partenaires",
    Audience.MEMBERS,
    "Trois écoles hésitent encore à signer ; le service les revoit en janvier (inventé).",
)
DISPUTE = (
    "Litige avec un opérateur",
    Audience.CLOSED,
    "Le différend est chez le médiateur ; les parties se revoient le mois prochain (inventé).",
)
GROUND = "Le litige nomme des personnes."


def at(day, hour, minute=0):
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def debate(sitting, words, *, by):
    title, audience, _said = words
    ground = GROUND if audience == Audience.CLOSED else ""
    item = AgendaItem(
        body=sitting.body,
        kind=Kind.DEBATE,
        title=title,
        minutes=20,
        audience=audience,
        closed_ground=ground,
    )
    plenary.add_free(sitting, item, by=by)


def called(sitting, *, by):
    """Convened ten days before it, without the mails of a real convocation."""
    with transition(
        sitting,
        SittingStatus.CONVENED,
        allowed=plenary.SITTING_TRANSITIONS,
        by=by,
        act="plenary.convoquer",
    ):
        number_agenda(sitting, by=by)
        sitting.convened_at, sitting.convened_by = at(sitting.on - timedelta(days=10), 11), by


def held(body, *, on, number, secretary, chair, debates):
    """A sitting of the past, from its preparation to the seal; gives its minutes in draft."""
    sitting = plenary.prepare(
        Sitting(body=body, on=on, number=number, starts_at=time(9, 30), place=PLACE), by=secretary
    )
    for words in debates:
        debate(sitting, words, by=secretary)
    called(sitting, by=secretary)
    seated = Mandate.objects.standing(on=on).filter(seat__body=body).order_by("pk")
    presences = dict.fromkeys(seated, Presence.PRESENT)
    presences.update(dict.fromkeys(list(presences)[-3:], Presence.EXCUSED))
    plenary.note_attendance(sitting, by=secretary, presences=presences)
    plenary.open_sitting(sitting, by=secretary)
    said = {title: text for title, _audience, text in debates}
    for item in sitting.items.order_by("position", "pk"):
        if item.title in said:
            plenary.write_up(item, by=secretary, text=said[item.title], base_version=item.version)
        outcome = Outcome.ACCEPTED if item.kind == Kind.MINUTES else Outcome.NOTED
        plenary.record(item, by=secretary, outcome=outcome)
    plenary.close(sitting, by=secretary)
    sitting.opened_at, sitting.held_at = at(on, 9, 35), at(on, 11, 40)
    sitting._history_user = secretary
    sitting.save()
    for item in sitting.items.order_by("position", "pk"):
        plenary.seal(item, by=chair)
    return plenary.assemble(sitting, by=secretary).minutes


def two_past_sittings(body, *, on, secretary, chair, member):
    """Minutes approved and published; then minutes under review, with a remark that waits."""
    people = {"secretary": secretary, "chair": chair}
    until = on + timedelta(days=7)
    first = held(
        body, on=thursday(on - timedelta(days=70)), number=59, debates=(STAGES, SCHOOLS), **people
    )
    plenary.circulate(first, by=secretary, remarks_until=until)
    remark = plenary.make_remark(first, Remark(text="La carte sort en mai."), by=member)
    plenary.answer_remark(remark, by=secretary, outcome=RemarkOutcome.TAKEN, answer="")
    second = held(
        body, on=thursday(on - timedelta(days=35)), number=60, debates=(DISPUTE,), **people
    )
    first.refresh_from_db()
    plenary.publish(first, by=secretary)
    plenary.circulate(second, by=secretary, remarks_until=until)
    plenary.make_remark(second, Remark(text="J’étais présent dès 9 h 30."), by=member)
