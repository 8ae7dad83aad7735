"""What a change made in the reference data does to the pôles: rules that change, seats left."""

from django.db.models import Q
from django.utils.translation import gettext as _

from actors.facts.altering import foresees_organisations, tells_of_seats
from poles.choices import IN_HAND
from poles.models import MemberProposal, Membership, Pole
from poles.verdicts.simulator import Alteration, foresee


@foresees_organisations
def where_it_sits(organisation, *, on):
    """Each pôle in hand where the organisation sits, or for which it is proposed."""
    sits = Membership.objects.filter(organisation=organisation.pk).exclude(ends_on__lt=on)
    proposed = MemberProposal.objects.pending().filter(organisation=organisation.pk)
    poles = Pole.objects.filter(
        Q(pk__in=sits.values("pole")) | Q(pk__in=proposed.values("pole")), status__in=IN_HAND
    )
    ordered = poles.select_related("bassin").order_by("title", "pk")
    return foresee(ordered, Alteration(organisation), on=on)


@tells_of_seats
def open_places(person):
    """A death ends them all, with its verdicts shown: from a page of a pôle, not from here."""
    rows = Membership.objects.filter(person=person, ends_on=None).select_related("pole")
    for row in rows.order_by("pole__title", "pk"):
        yield _(
            "%(who)s siège dans « %(pole)s » : notez le décès sur la page de ses membres, il y met"
            " fin à chaque désignation."
        ) % {"who": person, "pole": row.pole}
