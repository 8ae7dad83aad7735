"""What somebody is responsible for, told by each app: what is handed over when they leave.

Past acts stay signed by who did them: a duty is a column that says who sees to something from now.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import BigIntegerField, CharField, F, Q, Value
from django.db.models.functions import Cast
from django.urls import reverse

from actors.models import Mandate, Person, StaffAssignment
from actors.querysets import dated

DUTIES: dict[str, "Duty"] = {}
LABEL_LENGTH = 200
LONGEST_KEY = 19  # a longer number is no key of a row


@dataclass(frozen=True)
class Duty:
    """One column that says who sees to a row.

    `open`: while there is something to see to. `bassin`, `group`: paths to the bassin, and to what
    decides who may take it (`may(groups, person, on=) -> {group: [Person]}`). `page`: the route of
    the row, "" when it has none.
    """

    key: str
    title: str
    model: type
    field: str
    open: Q
    bassin: str
    label: str
    may: Callable
    group: str = ""
    page: str = ""


@dataclass(frozen=True)
class Held:
    """One row that somebody is responsible for."""

    duty: Duty
    pk: int
    bassin_id: int
    group: int
    label: str

    @property
    def key(self) -> str:
        return f"{self.duty.key}-{self.pk}"

    @property
    def url(self) -> str:
        return reverse(self.duty.page, args=[self.pk]) if self.duty.page else ""


def duty(key, title, *, model, field, open, bassin, label, may, group="", page=""):
    """Registers a column by which somebody is responsible for something."""
    if key in DUTIES:
        raise RuntimeError(f"{key} is told twice.")
    DUTIES[key] = Duty(key, title, model, field, open, bassin, label, may, group, page)
    return DUTIES[key]


def held_by(person, user, *, on) -> list[Held]:
    """What this person still sees to in the bassins that `user` serves, in one query."""
    served = user.standing_on(on).served
    parts = [_rows(number, one, person, served) for number, one in enumerate(DUTIES.values())]
    if not parts or not served:
        return []
    duties = list(DUTIES.values())
    rows = parts[0].union(*parts[1:], all=True)
    found = [
        Held(duties[number], pk, bassin, group, label) for number, pk, bassin, group, label in rows
    ]
    return sorted(found, key=lambda held: (held.duty.title, held.label, held.pk))


def _rows(number, one, person, served):
    rows = one.model._base_manager.filter(
        one.open, **{one.field: person.pk, f"{one.bassin}__in": served}
    )
    return rows.order_by().values_list(
        Value(number),
        "pk",
        Cast(one.bassin, BigIntegerField()),
        Cast(F(one.group or one.bassin), BigIntegerField()),
        Cast(one.label, CharField(max_length=LABEL_LENGTH)),
    )


def duties_by_key(keys) -> list[tuple[Duty, int]]:
    """(duty, row) of these keys of what was held; what is not one is left out."""
    found = []
    for key in keys:
        name, _dash, pk = key.rpartition("-")
        if name in DUTIES and pk.isascii() and pk.isdigit() and len(pk) < LONGEST_KEY:
            found.append((DUTIES[name], int(pk)))
    return found


def successors(held: list[Held], person, *, on) -> dict[str, list[Person]]:
    """By key of what is held: who has the rights to see to it from the day on, by name.

    One query for each kind of right, whatever the number of rows.
    """
    groups = defaultdict(set)
    for one in held:
        groups[one.duty.may].add(one.group)
    able = {may: may(keys, person, on=on) for may, keys in groups.items()}
    return {one.key: able[one.duty.may].get(one.group, []) for one in held}


def by_group(pairs, *, but) -> dict[int, list[Person]]:
    """{group: persons alive, by name} from (group, person); `but`: who leaves."""
    found = defaultdict(dict)
    for group, person in pairs:
        if person.pk != but.pk and person.died_on is None and person.merged_into_id is None:
            found[group][person.pk] = person
    return {
        group: sorted(people.values(), key=lambda p: (p.last_name, p.first_name, p.pk))
        for group, people in found.items()
    }


def the_service(bassins, person, *, on):
    """Whoever belongs to the service of the bassin that day."""
    return by_group(_staff(bassins, on), but=person)


def the_service_and_the_plenary(bassins, person, *, on):
    """Whoever belongs to the service of the bassin, or sits in its plenary, that day."""
    seated = Mandate.objects.standing(on=on).filter(seat__body__bassin__in=bassins)
    pairs = [
        (m.seat.body.bassin_id, m.person) for m in seated.select_related("person", "seat__body")
    ]
    return by_group([*_staff(bassins, on), *pairs], but=person)


def the_colleagues(bassins, person, *, on):
    """Whoever works for the same organisation: a porteur answers for it."""
    if person.organisation_id is None:
        return {}
    people = Person.objects.filter(organisation=person.organisation_id)
    return by_group([(group, one) for one in people for group in bassins], but=person)


def _staff(bassins, on):
    rows = StaffAssignment.objects.filter(dated(on), bassin__in=bassins).select_related("person")
    return [(row.bassin_id, row.person) for row in rows]
