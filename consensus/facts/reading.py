"""One proposal as its page reads it, for one reader: the text, who said what, what may be done."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from actors.choices import Category
from consensus.choices import LIVING_OBJECTIONS, ObjectionStatus, PositionChannel
from consensus.facts.discussions import Discussion, Weighing, weigh
from consensus.facts.proposals import objection_state, position_state, state_of
from consensus.facts.seats import Seat, seat_of
from consensus.facts.sentences import version
from consensus.models import Objection, ObjectionStep, Position, Round
from core.compared import Piece, compared
from core.states import State

AWAITED = State(_("position attendue"), "calm", "dotted-circle")
SILENT = State(_("n’a pas répondu"), "calm", "dotted-circle")


@dataclass(frozen=True)
class Line:
    """A seat and what it said of the round, as one line."""

    seat: Seat
    position: Position | None
    state: State
    is_mine: bool
    how: str = ""


@dataclass(frozen=True)
class Group:
    """The lines of one legal category."""

    letter: str
    label: str
    lines: list[Line]


@dataclass(frozen=True)
class Life:
    """One line of the life of an objection."""

    step: ObjectionStep
    words: str


@dataclass(frozen=True)
class Card:
    """An objection with its life, and what its reader may do of it."""

    objection: Objection
    state: State
    stands: bool
    life: list[Life]
    may_answer: bool
    organisation: str


@dataclass(frozen=True)
class Version:
    """One wording in the list of versions."""

    round: Round
    label: str
    is_current: bool
    note: str


@dataclass
class Reading:
    """What the page shows of a discussion to one reader.

    `hidden`: the positions of the others wait until this reader has given theirs.
    """

    discussion: Discussion
    state: State
    weighing: Weighing
    seat: Seat | None
    mine: Position | None
    hidden: bool
    chosen: Round
    label: str
    pieces: list[Piece] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)

    @property
    def standing(self) -> list[Card]:
        return [card for card in self.cards if card.stands]

    @property
    def past(self) -> list[Card]:
        return [card for card in self.cards if not card.stands]

    @property
    def prevails(self) -> bool:
        """Has the member spoken, whom this reader stands in for?"""
        said = self.discussion.positions.get(self.seat.pk) if self.seat else None
        return said is not None and said.person_id == self.seat.member.pk and self.mine is None


def reading_of(discussion, person, *, facilitates=False, number=None) -> Reading:
    """What this person reads of it; `number`: the version they chose, the last one unless told.

    No query: everything comes from the discussion.
    """
    proposal = discussion.proposal
    seat = seat_of(discussion.seats, person)
    said = discussion.positions.get(seat.pk) if seat else None
    mine = said if said and person and said.person_id == person.pk else None
    hidden = proposal.is_open and proposal.hides_answers and said is None and not facilitates
    chosen = next((r for r in discussion.rounds if r.number == number), discussion.current)
    contested = bool(discussion.standing)
    return Reading(
        discussion=discussion,
        state=state_of(proposal, on=discussion.on, contested=contested and not hidden),
        weighing=weigh(discussion),
        seat=seat if proposal.is_open else None,
        mine=mine,
        hidden=hidden,
        chosen=chosen,
        label=version(chosen.number),
        pieces=_pieces(discussion, chosen),
        groups=[] if hidden else list(_groups(discussion, seat)),
        cards=list(_cards(discussion, person, hidden=hidden)),
        versions=[_version(discussion, r, hidden=hidden) for r in reversed(discussion.rounds)],
    )


def _pieces(discussion, chosen):
    """The chosen wording against the one before it; nothing to compare in the first."""
    if chosen.number == 1:
        return []
    former = discussion.rounds[chosen.number - 2]
    return compared(former.text, chosen.text)


def _groups(discussion, mine):
    labels = {c: c.label.removeprefix(f"{c.value}. ") for c in Category}
    for category in Category:
        lines = [
            _line(discussion, said, mine)
            for said in discussion.said
            if said.seat.membership.category == category
        ]
        if lines:
            letter = "other" if category == Category.OTHER else category.value
            yield Group(letter, labels[category], lines)


def _line(discussion, said, mine):
    position = said.position
    is_mine = mine is not None and said.seat.pk == mine.pk
    if position is None:
        state = AWAITED if discussion.proposal.is_open else SILENT
        return Line(said.seat, None, state, is_mine)
    return Line(said.seat, position, position_state(position), is_mine, _how(said))


def _how(said) -> str:
    """Who spoke and how, when it was not the member on the page."""
    position, told = said.position, []
    if position.person_id != said.seat.member.pk:
        told.append(_("par %(who)s, suppléant·e") % {"who": position.person})
    if position.channel == PositionChannel.ROOM:
        told.append(_("en réunion, consigné par %(who)s") % {"who": position.given_by})
    elif position.channel == PositionChannel.LINK:
        told.append(_("par le lien du courriel"))
    return ", ".join(told)


def _cards(discussion, person, *, hidden):
    standing = {o.pk for o in discussion.standing}
    for objection in discussion.objections:
        theirs = person is not None and person.pk in (
            objection.author_id,
            objection.seat.person_id,
        )
        if hidden and objection.round_id == discussion.current.pk and not theirs:
            continue
        lapses = discussion.lapses(objection)
        answers = theirs and not lapses and objection.status in LIVING_OBJECTIONS
        organisation = objection.seat.organisation
        yield Card(
            objection,
            objection_state(objection, lapses=lapses),
            objection.pk in standing,
            [Life(step, step_in_words(step)) for step in objection.steps.all()],
            answers and discussion.proposal.is_open,
            str(organisation) if organisation else "",
        )


def step_in_words(step) -> str:
    """« soulevée sur la 1re version », « maintenue : « … » »."""
    which = {"version": version(step.round.number)}
    if step.became == ObjectionStatus.RAISED:
        return _("soulevée sur la %(version)s") % which
    if step.became == ObjectionStatus.INTEGRATED:
        return _("intégrée par l’amendement qui ouvre la %(version)s") % which
    if step.became == ObjectionStatus.MAINTAINED:
        return _("maintenue par son auteur·e sur la %(version)s") % which
    if step.became == ObjectionStatus.LIFTED:
        return _("levée par son auteur·e sur la %(version)s") % which
    return _("éteinte : %(words)s") % {"words": step.words}


def _version(discussion, one, *, hidden):
    raised = [o for o in discussion.objections if o.round_id == one.pk]
    current = one.pk == discussion.current.pk
    note = ", ".join(
        filter(None, [str(one.opened_by), "" if hidden and current else _told(raised)])
    )
    return Version(one, version(one.number), current, note)


def _told(raised) -> str:
    if not raised:
        return ""
    lifted = sum(o.status == ObjectionStatus.LIFTED for o in raised)
    words = _("1 objection") if len(raised) == 1 else _("%(n)d objections") % {"n": len(raised)}
    if not lifted:
        return words
    return _("%(words)s, dont %(n)d levée%(s)s") % {
        "words": words,
        "n": lifted,
        "s": "s" if lifted > 1 else "",
    }
