"""What is in force, who serves and who sits, read for the apps above."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import DateField, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.choices import ProxyRule, QuorumRule, Rank, SeatGroup, StaffRole
from actors.models import Body, Mandate, Person, Regulation, RuleSet, Seat
from actors.querysets import dated
from core.deadlines import months_after
from core.law import Source
from core.todo import Section, Task, todo

SEATS = Section("sieges", _("Les sièges de la plénière"), 25)
# As the reminder: three months leave room to ask the organisations for a name.
MONTHS_BEFORE_THE_END = 3
NAMES_SHOWN = 3
NOT_ENTERED = _("à compléter d’après le ROI")
# What the apps above know of the règlements by which something was decided.
USES: list[Callable] = []


def sources_in_force(bassins: Iterable[int], *, on) -> dict[int, set[Source]]:
    """By bassin, the sources whose rules are asked there on this day (practice always is)."""
    found = defaultdict(set)
    rows = RuleSet.objects.filter(dated(on), bassin__in=bassins).order_by()
    for bassin, source in rows.values_list("bassin", "source"):
        found[bassin].add(Source(source))
    return found


def staff_of(bassin, *roles, on):
    """Persons of the service on this day, in one of these functions (any when none is named)."""
    people = Person.objects.filter(dated(on, "assignments__"), assignments__bassin=bassin)
    if roles:
        people = people.filter(dated(on, "assignments__"), assignments__role__in=roles)
    return people.distinct().order_by("last_name", "first_name", "pk")


def regulation_of(body, *, on) -> Regulation | None:
    """The règlement in force in this assembly on this day; None when none was entered."""
    return Regulation.objects.filter(body=body).in_force(on=on).first()


def plenary_of(bassin) -> Body | None:
    """The assembly of the bassin; None while the administration has not made it."""
    return Body.objects.filter(bassin=bassin).order_by("pk").first()


def regulation_in_words(regulation: Regulation | None) -> list[tuple[str, str]]:
    """(setting, what the règlement says of it), in the order in which they are printed.

    Nothing is supposed: what was not entered says « à compléter d’après le ROI ».
    """
    r = regulation or Regulation()
    return [
        (_("Quorum"), _quorum(r)),
        (_("Règle de décision"), r.get_decision_rule_display() or NOT_ENTERED),
        (_("Procurations"), _proxies(r)),
        (_("Délai de convocation"), _convocation(r)),
        (_("Suppléants"), r.get_alternates_display() or NOT_ENTERED),
        (_("Qui signe"), r.signatories or NOT_ENTERED),
    ]


def _quorum(r):
    if r.quorum != QuorumRule.NUMBER:
        return r.get_quorum_display() or NOT_ENTERED
    words = ngettext("%(n)d voix présente", "%(n)d voix présentes", r.quorum_number)
    return words % {"n": r.quorum_number}


def _proxies(r):
    if r.proxies != ProxyRule.ADMITTED:
        return r.get_proxies_display() or NOT_ENTERED
    if r.proxies_per_holder is None:
        return _("admises, nombre par porteur %(missing)s") % {"missing": NOT_ENTERED}
    return _("admises, %(n)d par porteur au plus") % {"n": r.proxies_per_holder}


def _convocation(r):
    if r.convocation_days is None:
        return NOT_ENTERED
    if r.convocation_working_days:
        words = ngettext("%(n)d jour ouvrable", "%(n)d jours ouvrables", r.convocation_days)
    else:
        words = ngettext("%(n)d jour", "%(n)d jours", r.convocation_days)
    return words % {"n": r.convocation_days}


def uses_regulations(function):
    """Registers `function(keys) -> set of keys`: the règlements by which something was decided."""
    USES.append(function)
    return function


def decided_under(keys: Iterable[int]) -> set[int]:
    """Those of these règlements by which something was decided: they are not rewritten."""
    keys = list(keys)
    return {key for function in USES for key in function(keys)}


@dataclass(frozen=True)
class Regulations:
    """The règlements of a plenary: the one told in words, and each with what became of it.

    `rows`: (règlement, is it to come?, was something decided by it?), the last first.
    """

    regulation: Regulation | None
    in_force: Regulation | None
    settings: list[tuple[str, str]]
    rows: list[tuple[Regulation, bool, bool]]
    missing: str = NOT_ENTERED


def regulations_of(bassin, *, on, shown=None) -> Regulations:
    """The règlements of a bassin; tells the one in force on the day, or the one `shown`."""
    found = Regulation.objects.filter(body__bassin=bassin).select_related("document")
    rows = list(found.order_by("-starts_on", "-pk"))
    in_force = next((row for row in rows if row.starts_on <= on), None)
    told = shown or in_force
    kept = decided_under(row.pk for row in rows)
    dated_rows = [(row, row.starts_on > on, row.pk in kept) for row in rows]
    return Regulations(told, in_force, regulation_in_words(told), dated_rows)


@dataclass(frozen=True)
class SeatState:
    """A seat on a day: who holds it, effective and alternate, or nobody."""

    seat: Seat
    effective: Mandate | None = None
    alternate: Mandate | None = None


@dataclass
class GroupState:
    """A group of the plenary on a day."""

    key: str
    label: str
    seats: list[SeatState] = field(default_factory=list)

    @property
    def held(self):
        return sum(state.effective is not None for state in self.seats)

    @property
    def vacant(self):
        return len(self.seats) - self.held


@dataclass(frozen=True)
class Composition:
    """A plenary on a day: the groups that count, the consultative seats apart."""

    groups: list[GroupState]
    consultative: list[SeatState]

    @property
    def seats(self):
        return sum(len(group.seats) for group in self.groups)

    @property
    def vacant(self):
        return sum(group.vacant for group in self.groups)


def composition(bassin, *, on) -> Composition:
    """Who sits in the plenary of the bassin on this day, in two queries."""
    held = {
        (mandate.seat_id, mandate.rank): mandate
        for mandate in Mandate.objects.standing(on=on)
        .of(bassin)
        .select_related("person", "organisation")
        .order_by("starts_on", "pk")
    }
    groups = {group: GroupState(group.value, str(group.label)) for group in SeatGroup}
    consultative = []
    seats = Seat.objects.standing(on=on).filter(body__bassin=bassin).order_by("body", "code", "pk")
    for seat in seats:
        state = SeatState(
            seat, held.get((seat.pk, Rank.EFFECTIVE)), held.get((seat.pk, Rank.ALTERNATE))
        )
        apart = consultative if seat.consultative else groups[SeatGroup(seat.group)].seats
        apart.append(state)
    return Composition([g for g in groups.values() if g.seats], consultative)


def _keeps_seats(user):
    """The bassins whose seats this person sees to: coordination and secretariat."""
    roles = user.standing.roles.items()
    return [b for b, held in roles if held & {StaffRole.SECRETARY, StaffRole.COORDINATION}]


@todo
def seats_to_fill(user, *, on):
    """By bassin: the seats with a voice that nobody holds, and by last day the mandates that end.

    Three months before, so that who sits is named again in time.
    """
    bassins = _keeps_seats(user)
    if not bassins:
        return
    found = {}
    for name, code, ends_on, *_order, words in _seats_to_fill(bassins, on=on):
        found.setdefault((name, code, ends_on), []).append(words.strip())
    for (bassin, code, ends_on), names in found.items():
        yield Task(
            SEATS,
            _how_many(len(names), ends=ends_on is not None),
            reverse("actors:plenary", args=[code]),
            _("Voir les mandats") if ends_on else _("Voir les sièges"),
            meta=(bassin, _first_names(names)),
            due_on=ends_on,
        )


def _seats_to_fill(bassins, *, on):
    """(bassin, its code, last day or None, seat, row, who or what), in one query."""
    where = ("body__bassin__name", "body__bassin__code")
    vacant = (
        Seat.objects.vacant(on=on)
        .filter(body__bassin__in=bassins)
        .values_list(*where, Value(None, DateField()), "code", "pk", "label")
    )
    last = months_after(on, MONTHS_BEFORE_THE_END)
    ending = (
        Mandate.objects.ending(on=on)
        .filter(ends_on__range=(on, last), seat__body__bassin__in=bassins)
        .values_list(
            *(f"seat__{path}" for path in where),
            "ends_on",
            "seat__code",
            "pk",
            Concat("person__first_name", Value(" "), "person__last_name"),
        )
    )
    rows = vacant.order_by().union(ending.order_by(), all=True)
    return sorted(rows, key=lambda row: (*row[:2], row[2] or on, *row[3:5]))


def _how_many(n, *, ends):
    if ends:
        return ngettext("%(n)d mandat prend fin", "%(n)d mandats prennent fin", n) % {"n": n}
    words = ngettext("%(n)d siège vacant à la plénière", "%(n)d sièges vacants à la plénière", n)
    return words % {"n": n}


def _first_names(names):
    """« Ada Kay ; Paul Roy et 4 autres »: the label of a seat has commas of its own."""
    names = list(names)
    shown, more = names[:NAMES_SHOWN], len(names) - NAMES_SHOWN
    if more <= 0:
        return " ; ".join(shown)
    words = ngettext("%(names)s et %(n)d autre", "%(names)s et %(n)d autres", more)
    return words % {"names": " ; ".join(shown), "n": more}
