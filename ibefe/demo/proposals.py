"""Texts put to the consensus of « HVAC »: one in discussion, contested; one just adopted."""

from datetime import timedelta

from consensus import workflow as consensus
from consensus.choices import PositionChannel, PositionKind
from consensus.facts import seats_of
from consensus.models import Proposal

DAY = timedelta(days=1)
CALENDAR = "Un calendrier commun des places de stage"
FIRST = (
    "Les membres du pôle publient leurs places de stage dans un calendrier commun, dès la rentrée."
    " Chaque place porte un tuteur nommé, une durée et le niveau attendu. Le pôle relit l’essai à"
    " sa réunion de septembre (inventé)."
)
SECOND = (
    "Les membres du pôle publient leurs places de stage dans un calendrier commun, à l’essai"
    " pendant cinq mois. Chaque place porte un tuteur nommé, une durée et le niveau attendu. Une"
    " entreprise de moins de dix personnes peut n’annoncer qu’une période, sans date fixe. Le pôle"
    " relit l’essai à sa réunion de septembre (inventé)."
)
TUTORS = (
    "Chaque membre ouvre à deux tuteurs des autres membres sa formation de tuteurs en entreprise,"
    " une fois par an (inventé)."
)


def two_texts(pole, *, by, on):
    """An orientation whose first version met an objection, and a decision adopted today."""
    seats = seats_of(pole, on=on)
    calendar = _opened(
        pole, "orientation", "Un calendrier commun des places de stage", FIRST, by, on
    )
    _said(calendar, seats[0], PositionKind.OBJECTS, 1, *OBJECTION)
    _said(calendar, seats[-1], PositionKind.AGREES, 1)
    consensus.amend(
        calendar,
        by=by,
        text=SECOND,
        summary="Essai de cinq mois, souplesse pour les petites entreprises",
        deadline=on + 14 * DAY,
        base_version=1,
    )
    _said(calendar, seats[0], PositionKind.OBJECTS, 2, *STILL)
    _said(calendar, seats[-1], PositionKind.RESERVED, 2, "Que le tutorat compte comme travail.")
    _said(calendar, seats[-2], PositionKind.AGREES, 2)
    tutors = _opened(pole, "decision", "Former ensemble les tuteurs", TUTORS, by, on)
    for seat in seats[:-1]:
        _said(tutors, seat, PositionKind.AGREES, 1)
    _said(tutors, seats[-1], PositionKind.RESERVED, 1, "Pas pendant les examens de juin.")
    consensus.adopt(tutors, by=by)


OBJECTION = (
    "Un tuteur nommé six mois à l’avance est intenable en haute saison de dépannage (inventé).",
    "Pouvoir nommer le tuteur quatre semaines avant le stage.",
)
STILL = (
    "Le tuteur reste nommé à la publication : nos petites entreprises ne publieront rien.",
    "Pouvoir nommer le tuteur quatre semaines avant le stage, et non à la publication.",
)


def _opened(pole, kind, title, text, by, on):
    proposal = Proposal(
        pole=pole,
        kind=kind,
        title=title,
        deadline=on + 12 * DAY,
        review_on=on + 200 * DAY,
        facilitator=by.person,
    )
    return consensus.open_proposal(proposal, text=text, by=by)


def _said(proposal, seat, kind, number, reason="", lifts=""):
    consensus.give(
        proposal,
        person=seat.member,
        kind=kind,
        reason=reason,
        lifts=lifts,
        base_version=number,
        channel=PositionChannel.LINK,
    )
