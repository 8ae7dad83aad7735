"""What is recalled of facts that know no mail: mandates of the plenary that end."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from actors.choices import StaffRole
from actors.models import Bassin, Mandate, StaffAssignment
from actors.querysets import dated
from core.agenda import Deadline, Kind, deadlines
from core.deadlines import months_before
from outbox.workflow import Occasion, Step, reminder

STEPS = (3, 1)


def _ending(on):
    """Mandates that run or just ended, with a last day, whose seat nobody takes after it."""
    return (
        Mandate.objects.ending(on=on)
        .select_related("person", "seat__body__bassin")
        .order_by("ends_on", "seat__code", "pk")
    )


@reminder(
    "outbox.mandates_end",
    label=_("Fin de mandats"),
    model=Bassin,
    template="outbox/mandates_end",
    over=_("Ces mandats sont renouvelés, ou leur dernier jour a changé."),
)
def mandates_end(*, on, only=None):
    """Three months and one month before, coordination and secretary: one mail for all that day.

    The sources give no step: three months leave room to ask the organisations for a name.
    """
    mandates = _ending(on).filter(ends_on__gte=on)
    if only is not None:
        mandates = mandates.filter(seat__body__bassin__in=only)
    groups = defaultdict(list)
    for mandate in mandates:
        groups[mandate.seat.body.bassin, mandate.ends_on].append(mandate)
    staff = _staff({bassin for bassin, _day in groups}, on)
    for (bassin, ends_on), found in groups.items():
        yield Occasion(
            bassin,
            bassin,
            cycle=f"mandats {ends_on:%Y-%m-%d}",
            steps=tuple(
                Step(f"-{n}", months_before(ends_on, n), tuple(staff[bassin.pk])) for n in STEPS
            ),
            context={"mandates": found, "ends_on": ends_on, "left": (ends_on - on).days},
        )


def _staff(bassins, on):
    people = defaultdict(dict)
    roles = (StaffRole.COORDINATION, StaffRole.SECRETARY)
    for row in (
        StaffAssignment.objects.filter(dated(on), bassin__in=bassins, role__in=roles)
        .select_related("person")
        .order_by("person__last_name", "pk")
    ):
        people[row.bassin_id][row.person_id] = row.person
    return defaultdict(list, {pk: list(found.values()) for pk, found in people.items()})


@deadlines
def mandates(user, *, on):
    """Mandates that end: all of the bassin for its service, their own for the others."""
    standing = user.standing
    if standing.person is None or not (standing.served or standing.seats):
        return
    for mandate in _ending(on).filter(ends_on__gte=on):
        bassin = mandate.seat.body.bassin
        serves = standing.serves(bassin.pk)
        if not serves and mandate.person_id != standing.person.pk:
            continue
        yield Deadline(
            uid=f"mandat-{mandate.pk}",
            on=mandate.ends_on,
            what=_("Fin du mandat de %(person)s") % {"person": mandate.person},
            why=f"{mandate.seat.label}, {mandate.get_rank_display()}",
            url=bassin.get_absolute_url() if serves else "",
            kind=Kind.MANDATE,
            bassin=(bassin.pk, str(bassin)),
            persons=((mandate.person_id, str(mandate.person)),),
        )
