"""What making one record of two does to the pôles: rules that change, places held twice."""

from collections import defaultdict

from django.utils.translation import gettext as _

from actors.choices import RecordKind
from actors.facts.merging import Obstacle, blocks_merge, share_a_day, tells_of_merge
from poles.models import Membership, Pole
from poles.verdicts.simulator import Alteration, foresee


@blocks_merge
def two_places_in_a_pole(pair):
    """A person sits once in a pôle at a time: two memberships that share a day stay two persons."""
    if pair.kind != RecordKind.PERSON:
        return
    rows = Membership.objects.filter(person__in=pair.keys).select_related("pole")
    places = defaultdict(list)
    for row in rows.order_by("starts_on", "pk"):
        places[row.pole_id, row.person_id].append(row)
    for (pole, person), held in places.items():
        others = places.get((pole, pair.kept.pk), ()) if person == pair.gone.pk else ()
        if any(share_a_day(one, other) for one in held for other in others):
            words = {"pole": held[0].pole}
            yield Obstacle(
                _(
                    "Les deux fiches siègent en même temps dans le pôle « %(pole)s » : mettez fin à"
                    " l’une des deux désignations, ou gardez deux fiches."
                )
                % words,
                held[0].get_absolute_url(),
                _("Voir les membres"),
            )


@tells_of_merge
def verdicts_that_a_merge_changes(pair, *, on):
    """Two organisations that become one count once: each rule that it changes."""
    if pair.kind != RecordKind.ORGANISATION:
        return
    sits = Membership.objects.filter(organisation=pair.gone.pk).exclude(ends_on__lt=on)
    poles = Pole.objects.filter(pk__in=sits.values("pole"), ended_on=None)
    becomes = Alteration(pair.kept, frozenset({pair.gone.pk}))
    for foreseen in foresee(poles.select_related("bassin").order_by("title", "pk"), becomes, on=on):
        for shift in foreseen.shifts:
            yield _("Pôle « %(pole)s » : %(rule)s") % {
                "pole": foreseen.subject,
                "rule": shift.sentence,
            }
