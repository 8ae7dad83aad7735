"""What a held sitting says of itself: the texts from which its minutes are assembled.

Each text has the audience of its item, never a wider one; names of people and what they declared
are for the members at most.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.french import clock, day, weekday
from plenary.choices import Audience, Outcome, Part, Step, narrower
from plenary.facts.minutes import items_of
from plenary.facts.voices import tally, voices
from plenary.models import Action, AgendaItem, CommunicationLine, Movement, Recusal

POSITIONS = {part: 10 * rank for rank, part in enumerate(Part, start=1)}
MOVES = {
    Step.ARRIVES: _("%(who)s rejoint la séance à partir de ce point."),
    Step.LEAVES: _("%(who)s quitte la séance à partir de ce point."),
}
MOTIVATED = (Outcome.REFUSED, Outcome.WITHDRAWN, Outcome.POSTPONED)


@dataclass(frozen=True)
class Text:
    """One text that the sitting gives: of which item, from what, for whom."""

    item: AgendaItem | None
    part: Part
    audience: Audience
    text: str

    @property
    def key(self):
        return (self.item.pk if self.item else None, self.part.value)

    @property
    def position(self) -> int:
        return POSITIONS[self.part]


def assembled(sitting) -> list[Text]:
    """The texts of a held sitting, in the order of the page. Constant queries."""
    said = _Said(sitting)
    texts = [Text(None, Part.OPENING, Audience.PUBLIC, opening(sitting))]
    for item in items_of(sitting).prefetch_related("decision__conditions__owner"):
        texts += _of(item, said)
    return [*texts, Text(None, Part.CLOSING, Audience.PUBLIC, closing(sitting))]


def opening(sitting) -> str:
    """Where and when the plenary met, and how many were there; the names are in the attendance."""
    words = {
        "name": sitting.body.bassin.instance_name,
        "on": weekday(sitting.on),
        "at": _(" à %(time)s") % {"time": clock(sitting.starts_at)} if sitting.starts_at else "",
        "place": f", {sitting.place}" if sitting.place else "",
    }
    sentences = [_("La plénière de l’%(name)s se réunit le %(on)s%(at)s%(place)s.") % words]
    if sitting.opened_at:
        time = clock(sitting.opened_at)
        sentences.append(_("La séance est ouverte à %(time)s.") % {"time": time})
    counted = ", ".join(f"{count} {_agreed(count, words)}" for count, words in _counts(sitting))
    if counted:
        sentences.append(_("Présences : %(counted)s.") % {"counted": counted})
    return " ".join(sentences)


def _counts(sitting):
    return tally(voices(sitting))


def _agreed(count, words):
    """« 1 présent », « 2 présents »; what is said of several people stays as it is."""
    return words.removesuffix("s") if count == 1 and " " not in words else words


def closing(sitting) -> str:
    if sitting.held_at is None:
        return ""
    return _("La séance est levée à %(time)s.") % {"time": clock(sitting.held_at)}


class _Said:
    """Communications, déports, movements and actions of a sitting, by item, in four queries."""

    def __init__(self, sitting):
        self.communications = _by_item(
            CommunicationLine.objects.filter(item__sitting=sitting)
            .select_related("communication__pole")
            .order_by("pk")
        )
        self.recusals = _by_item(
            Recusal.objects.filter(item__sitting=sitting, lifted_at=None)
            .select_related("person")
            .order_by("declared_at", "pk")
        )
        self.movements = _by_item(
            Movement.objects.filter(sitting=sitting)
            .select_related("mandate__person")
            .order_by("noted_at", "pk")
        )
        self.actions = _by_item(
            Action.objects.filter(item__sitting=sitting, dropped_at=None)
            .select_related("owner")
            .order_by("due_on", "pk")
        )


def _by_item(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.item_id].append(row)
    return found


def _of(item, said):
    """The texts of one item: what was said, who stood aside, what was decided, what follows."""
    decision = getattr(item, "decision", None)
    inner = narrower(item.audience, Audience.MEMBERS)
    own = Audience(item.audience)
    found = [
        Text(item, Part.NOTE, own, _note(item, said.communications[item.pk])),
        Text(item, Part.ROOM, inner, _room(said.recusals[item.pk], said.movements[item.pk])),
        Text(item, Part.DECISION, own, _decided(decision) if decision else ""),
        Text(item, Part.FOLLOWUP, inner, _followup(decision, said.actions[item.pk])),
    ]
    kept = [text for text in found if text.text.strip()]
    return kept or found[:1]


def _note(item, lines):
    """What the pôles told, in their own words, then what was said of it."""
    told = [_told(line.communication) for line in lines]
    return "\n\n".join(filter(None, [*told, item.record]))


def _told(communication):
    words = {
        "pole": communication.pole,
        "kind": communication.get_kind_display().lower(),
        "day": day(communication.adopted_on),
        "title": communication.title.rstrip(" ."),
        "text": communication.text,
    }
    return (
        _("Le pôle « %(pole)s » communique une %(kind)s adoptée le %(day)s : %(title)s. %(text)s")
        % words
    )


def _room(recusals, movements):
    lines = [_("%(who)s se déporte de ce point.") % {"who": r.person} for r in recusals]
    lines += [MOVES[m.step] % {"who": m.mandate.person} for m in movements]
    return "\n".join(lines)


def _decided(decision):
    """The sentence; its reasons when they are due to somebody."""
    lines = [decision.text]
    if decision.motivation and decision.outcome in MOTIVATED:
        lines.append(_("Motivation : %(words)s") % {"words": decision.motivation})
    return "\n\n".join(lines)


def _followup(decision, actions):
    conditions = sorted(decision.conditions.all(), key=lambda c: c.pk) if decision else []
    lines = [_("Condition : %(words)s") % {"words": _due(c)} for c in conditions]
    return "\n".join([*lines, *(_("Action : %(words)s") % {"words": _due(a)} for a in actions)])


def _due(row):
    """« rédiger la note, Samira Benali, pour le 12 mai 2027 »."""
    words = [row.text.rstrip(" .")]
    if row.owner:
        words.append(str(row.owner))
    if row.due_on:
        words.append(_("pour le %(day)s") % {"day": day(row.due_on)})
    return ", ".join(words) + "."
