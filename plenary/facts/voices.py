"""Who has a voice at a sitting, what they said, and who has not answered."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from actors.choices import AlternateRule, Rank
from actors.models import Mandate, Regulation
from meetings.choices import GIVES_WAY, Presence
from plenary.choices import Kind, Step
from plenary.models import Attendance, Decision, Movement, Proxy, Recusal, Stance


@dataclass(frozen=True)
class Voice:
    """A mandate of the day: does it give an approval, do they come, do they stand aside.

    `presence`: what was said or noted, "" when nothing. `recusal`: the reason of a déport for the
    item that was asked about, None when there is none. `proxy_to`: who holds their proxy;
    `carries`: the absent members whose voice this one gives besides their own.
    """

    mandate: Mandate
    presence: str = ""
    has_voice: bool = False
    why_not: str = ""
    recusal: str | None = None
    proxy_to: Mandate | None = None
    carries: tuple[Mandate, ...] = ()

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
    not come, or when the seat has no effective holder; or whoever holds the proxy of the seat when
    nobody of it comes. Consultative seats have none. With `item`: who stands aside for it, and who
    is there at that item.
    """
    mandates = _mandates_of(sitting).select_related("person__user", "organisation")
    if item is not None:
        aside = Recusal.objects.filter(item=item, mandate=OuterRef("pk"), lifted_at=None)
        mandates = mandates.annotate(
            recusal=Subquery(aside.values("reason")[:1]), step=Subquery(_last_step(item))
        )
    return _heard(list(mandates))


def voice_at(person, sitting) -> Voice | None:
    """The voice of one person at a sitting, as `voice_of` would find it among all. One query.

    Their seats are read, and those that give or hold a proxy that day: they are enough to know who
    gives way to whom, and who carries whose voice.
    """
    if person is None:
        return None
    standing = Proxy.objects.filter(sitting=sitting, revoked_at=None)
    read = (
        Q(seat__in=Mandate.objects.filter(person=person).values("seat"))
        | Q(seat__in=standing.values("giver__seat"))
        | Q(seat__in=standing.values("holder__seat"))
    )
    return voice_of(person, _heard(list(_mandates_of(sitting).filter(read))))


def _mandates_of(sitting):
    """The mandates standing that day, each with what it said and who holds its proxy."""
    standing = Proxy.objects.filter(sitting=sitting, giver=OuterRef("pk"), revoked_at=None)
    rules = Regulation.objects.filter(body=sitting.body_id).in_force(on=sitting.on)
    said = Attendance.objects.filter(sitting=sitting, mandate=OuterRef("pk"))
    return (
        Mandate.objects.standing(on=sitting.on)
        .filter(seat__body_id=sitting.body_id)
        .select_related("person", "seat")
        .annotate(
            presence=Subquery(said.values("presence")[:1]),
            holder=Subquery(standing.values("holder")[:1]),
            alternates=Subquery(rules.values("alternates")[:1]),
        )
        .order_by("seat__group", "seat__code", "rank", "person__last_name", "pk")
    )


def _heard(mandates):
    """Their voices, those that they carry included."""
    presences = {m.pk: MOVED.get(getattr(m, "step", None), m.presence or "") for m in mandates}
    proxies = {m.pk: m.holder for m in mandates if m.holder}
    rule = mandates[0].alternates if mandates else ""
    return _with_proxies(_voices_among(mandates, presences, proxies, rule), proxies)


def _last_step(item):
    """How a mandate last arrived or left, up to this item of the live sheet; asked of each one."""
    if item.sitting_id is None:
        return Movement.objects.none().values("step")[:1]
    moves = Movement.objects.filter(sitting=item.sitting_id, mandate=OuterRef("pk")).filter(
        Q(item__position__lt=item.position)
        | Q(item__position=item.position, item__pk__lte=item.pk or 0)
    )
    latest = moves.order_by("-item__position", "-item__pk", "-noted_at", "-pk")
    return latest.values("step")[:1]


MOVED = {Step.ARRIVES: Presence.PRESENT, Step.LEAVES: Presence.ABSENT}


def _voices_among(mandates, presences, proxies, rule):
    """The voice of each of these mandates of one day. `presences`: key of a mandate → said;
    `proxies`: key of who gave one → key of who holds it; `rule`: AlternateRule, or nothing.
    """
    held = {m.seat_id: m for m in mandates if m.rank == Rank.EFFECTIVE}
    found = []
    for mandate in mandates:
        said = presences.get(mandate.pk, "")
        effective = held.get(mandate.seat_id)
        given = effective is not None and effective.pk in proxies
        if mandate.rank == Rank.ALTERNATE and rule == AlternateRule.NEVER:
            why_not = _("suppléant : sans voix, d’après le règlement")
        elif effective is not mandate and given and said != Presence.PRESENT:
            why_not = _("suppléant : l’effectif a donné procuration")
        else:
            why_not = _why_not(mandate, effective, presences)
        aside = getattr(mandate, "recusal", None)
        found.append(Voice(mandate, said, not why_not, why_not, aside))
    return found


def _why_not(mandate, effective, presences) -> str:
    """Why this mandate gives no voice that day; nothing when it does."""
    if mandate.seat.consultative:
        return _("voix consultative")
    if presences.get(mandate.pk) in GIVES_WAY:
        represented = presences[mandate.pk] == Presence.REPRESENTED
        return _("représenté·e") if represented else _("absence annoncée")
    if mandate.rank == Rank.EFFECTIVE:
        return ""
    away = effective is None or presences.get(effective.pk) in GIVES_WAY
    return "" if away else _("suppléant : l’effectif vient")


def _with_proxies(found, proxies):
    """The same voices, with who carries whose: one per seat, and only when nobody of it is there.

    Whoever does not come carries nothing.
    """
    if not proxies:
        return found
    known = {v.mandate.pk: v for v in found}
    heard = {v.mandate.seat_id for v in found if v.has_voice}
    carried = defaultdict(list)
    for voice in sorted(found, key=lambda v: v.mandate.rank != Rank.EFFECTIVE):
        holder, seat = known.get(proxies.get(voice.mandate.pk)), voice.mandate.seat_id
        if holder and holder.has_voice and seat not in heard:
            heard.add(seat)
            carried[holder.mandate.pk].append(voice.mandate)
    return [
        replace(
            v,
            proxy_to=known[proxies[v.mandate.pk]].mandate
            if proxies.get(v.mandate.pk) in known
            else None,
            carries=tuple(carried[v.mandate.pk]),
        )
        for v in found
    ]


def voices_at(person, sittings) -> dict[int, Voice]:
    """The voice of one person at each of these sittings, by key, in three queries.

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
    given = Proxy.objects.filter(
        sitting=OuterRef("sitting"), giver=OuterRef("mandate"), revoked_at=None
    )
    said, proxies = defaultdict(dict), defaultdict(dict)
    answers = Attendance.objects.filter(sitting__in=sittings, mandate__in=mandates)
    for noted in answers.annotate(holder=Subquery(given.values("holder")[:1])):
        said[noted.sitting_id][noted.mandate_id] = noted.presence
        if noted.holder:
            proxies[noted.sitting_id][noted.mandate_id] = noted.holder
    rules = _alternate_rules(sittings) if mandates else {}
    found = {}
    for sitting in sittings:
        standing = [m for m in mandates if _stands(m, sitting)]
        heard = _voices_among(
            standing, said[sitting.pk], proxies[sitting.pk], rules.get(sitting.pk, "")
        )
        voice = voice_of(person, heard) if standing else None
        if voice:
            found[sitting.pk] = voice
    return found


def _alternate_rules(sittings) -> dict[int, str]:
    """What the règlement of the day says of alternates, by sitting. One query."""
    bodies = {s.body_id for s in sittings}
    known = list(Regulation.objects.filter(body__in=bodies).order_by("-starts_on", "-pk"))
    return {
        s.pk: next(
            (r.alternates for r in known if r.body_id == s.body_id and r.starts_on <= s.on), ""
        )
        for s in sittings
    }


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


def derogations_of(poles, *, on) -> dict[int, dict[str, str]]:
    """By pôle, the rules of the note that a decision of the day or before set aside: code → why."""
    found = defaultdict(dict)
    rows = Decision.objects.standing().filter(
        item__kind=Kind.DEROGATION, item__pole__in=poles, item__sitting__on__lte=on
    )
    for pole, derogations in rows.order_by("sealed_at", "pk").values_list(
        "item__pole", "derogations"
    ):
        found[pole].update(derogations)
    return found
