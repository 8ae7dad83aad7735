"""Who has a voice at a sitting, what they said, and who has not answered."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from actors.choices import Rank
from actors.models import Mandate
from meetings.choices import GIVES_WAY, Presence
from plenary.choices import Kind
from plenary.models import Attendance, Decision, Recusal, Stance


@dataclass(frozen=True)
class Voice:
    """A mandate of the day: does it give an approval, do they come, do they stand aside.

    `presence`: what was said or noted, "" when nothing. `recusal`: the reason of a déport for the
    item that was asked about, None when there is none.
    """

    mandate: Mandate
    presence: str = ""
    has_voice: bool = False
    why_not: str = ""
    recusal: str | None = None

    @property
    def is_recused(self) -> bool:
        return self.recusal is not None


@dataclass(frozen=True)
class RollCall:
    """What the members said of one item. It informs the outcome; it is not a count."""

    answered: list[tuple[Voice, Stance]] = field(default_factory=list)
    silent: list[Voice] = field(default_factory=list)
    recused: list[Voice] = field(default_factory=list)


def voices(sitting, *, item=None) -> list[Voice]:
    """Every mandate standing on the day of the sitting, in one query.

    One voice per seat: the effective holder, or the alternate when the effective one said they do
    not come, or when the seat has no effective holder. Consultative seats have none. With `item`:
    who stands aside for it.
    """
    said = Attendance.objects.filter(sitting=sitting, mandate=OuterRef("pk"))
    aside = Recusal.objects.filter(item=item, mandate=OuterRef("pk"), lifted_at=None)
    mandates = list(
        Mandate.objects.standing(on=sitting.on)
        .filter(seat__body_id=sitting.body_id)
        .select_related("person", "person__user", "organisation", "seat")
        .annotate(
            presence=Subquery(said.values("presence")[:1]),
            recusal=Subquery(aside.values("reason")[:1]),
        )
        .order_by("seat__group", "seat__code", "rank", "person__last_name", "pk")
    )
    return _voices_among(mandates, {m.pk: m.presence or "" for m in mandates})


def _voices_among(mandates, presences):
    """The voice of each of these mandates of one day. `presences`: key of a mandate → said."""
    held = {m.seat_id: m for m in mandates if m.rank == Rank.EFFECTIVE}
    found = []
    for mandate in mandates:
        has_voice, why_not = _right(mandate, held.get(mandate.seat_id), presences)
        said, aside = presences.get(mandate.pk, ""), getattr(mandate, "recusal", None)
        found.append(Voice(mandate, said, has_voice, why_not, aside))
    return found


def _right(mandate, effective, presences):
    if mandate.seat.consultative:
        return False, "voix consultative"
    if mandate.rank == Rank.EFFECTIVE:
        away = presences.get(mandate.pk) in GIVES_WAY
        return not away, "absence annoncée" if away else ""
    away = effective is None or presences.get(effective.pk) in GIVES_WAY
    return away, "" if away else "suppléant : l’effectif vient"


def voices_at(person, sittings) -> dict[int, Voice]:
    """The voice of one person at each of these sittings, by key, in two queries.

    Only the seats of this person are read: they are enough to know who gives way to whom.
    """
    mandates = list(
        Mandate.objects.filter(
            seat__in=Mandate.objects.filter(person=person).values("seat"),
            seat__body__in={s.body_id for s in sittings},
        )
        .select_related("person", "seat")
        .order_by("seat__group", "seat__code", "rank", "pk")
    )
    said = defaultdict(dict)
    for noted in Attendance.objects.filter(sitting__in=sittings, mandate__in=mandates):
        said[noted.sitting_id][noted.mandate_id] = noted.presence
    found = {}
    for sitting in sittings:
        standing = [m for m in mandates if _stands(m, sitting)]
        voice = voice_of(person, _voices_among(standing, said[sitting.pk]))
        if voice:
            found[sitting.pk] = voice
    return found


def _stands(mandate, sitting):
    if mandate.seat.body_id != sitting.body_id or mandate.starts_on > sitting.on:
        return False
    return mandate.ends_on is None or sitting.on <= mandate.ends_on


def voice_of(person, seated) -> Voice | None:
    """The mandate under which this person sits that day: the one with a voice first."""
    mine = [v for v in seated if v.mandate.person_id == person.pk] if person else []
    return max(mine, key=lambda v: v.has_voice, default=None)


def roll_call(item, seated: list[Voice]) -> RollCall:
    """What those with a voice said of the item, who is silent, who stands aside. One query."""
    stances = {s.mandate_id: s for s in item.stances.all()}
    found = RollCall()
    for voice in seated:
        stance = stances.get(voice.mandate.pk)
        if voice.is_recused:
            found.recused.append(voice)
        elif voice.has_voice and stance:
            found.answered.append((voice, stance))
        elif voice.has_voice:
            found.silent.append(voice)
    return found


def tally(seated: list[Voice]) -> list[tuple[int, str]]:
    """How many are there, represented, excused, absent; consultative members apart, not counted."""
    counted = Counter(v.presence for v in seated if not v.mandate.seat.consultative)
    apart = sum(v.mandate.seat.consultative for v in seated if v.presence == Presence.PRESENT)
    words = [(counted[value], label) for value, label in TALLY if counted[value]]
    return [*words, (apart, _("avec voix consultative, non comptés"))] if apart else words


TALLY = (
    (Presence.PRESENT, _("présents")),
    (Presence.REPRESENTED, _("représentés")),
    (Presence.EXCUSED, _("excusés")),
    (Presence.ABSENT, _("absents")),
)


def standing_derogations(pole) -> dict[str, str]:
    """Rules of the note that an earlier decision set aside for this pôle: code → why."""
    found = {}
    for decision in (
        Decision.objects.standing()
        .filter(item__kind=Kind.DEROGATION, item__pole=pole)
        .order_by("sealed_at", "pk")
    ):
        found.update(decision.derogations)
    return found
