"""What a change made in the reference data does to the pôles: rules that change, seats left."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from actors.facts.altering import foresees_organisations, foresees_rules, tells_of_seats
from core.shifts import Foreseen, joined, shifts_between
from core.verdicts import Known, verdicts_for
from poles import law
from poles.choices import IN_HAND, PoleStatus
from poles.models import MemberProposal, Membership, Pole
from poles.reports.conformity import comparable, verdicts_at
from poles.reports.gathered import proposals_of
from poles.verdicts.simulator import Alteration, foresee


@foresees_organisations
def where_they_sit(organisations, *, on):
    """Each pôle in hand where one of them sits, or for which it is proposed."""
    keys = [organisation.pk for organisation in organisations]
    sits = Membership.objects.filter(organisation__in=keys).exclude(ends_on__lt=on)
    proposed = MemberProposal.objects.pending().filter(organisation__in=keys)
    poles = Pole.objects.filter(
        Q(pk__in=sits.values("pole")) | Q(pk__in=proposed.values("pole")), status__in=IN_HAND
    )
    ordered = poles.select_related("bassin").order_by("title", "pk")
    return foresee(ordered, *map(Alteration, organisations), on=on)


@foresees_rules
def what_is_asked(bassin, *, days, as_if):
    """Each pôle of the bassin that still has a rule to meet, on each of these days."""
    before = [_answers_in(bassin, on=day) for day in days]
    with as_if():
        after = [_answers_in(bassin, on=day) for day in days]
    lasts = [*(day - timedelta(days=1) for day in days[1:]), None]
    for pole in before[0]:
        stretches = [
            (first, last, shifts_between(old[pole], new[pole], on=first))
            for first, last, old, new in zip(days, lasts, before, after, strict=True)
        ]
        yield Foreseen(pole, tuple(joined(stretches)))


def _answers_in(bassin, *, on):
    """{pôle: its verdicts on the day}, in constant queries; of whom is proposed to it as well."""
    known = Known(comparable(Pole.objects.filter(bassin=bassin), on=on), on=on)
    return {pole: _answers_of(pole, on, known) for pole in known.subjects}


def _answers_of(pole, on, known):
    found = verdicts_at(pole, on=on, known=known)
    if pole.status == PoleStatus.ACTIVE and known.of(proposals_of, pole.pk):
        found += verdicts_for(law.CHANGE, pole, on=on, known=known)
    return found


@tells_of_seats
def open_places(person):
    """A death ends them all, with its verdicts shown: from a page of a pôle, not from here."""
    rows = Membership.objects.filter(person=person, ends_on=None).select_related("pole")
    for row in rows.order_by("pole__title", "pk"):
        yield _(
            "%(who)s siège dans « %(pole)s » : notez le décès sur la page de ses membres, il y met"
            " fin à chaque désignation."
        ) % {"who": person, "pole": row.pole}
