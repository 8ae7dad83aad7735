"""Who keeps an engagement of a pôle: it is handed over inside the pôle, or to the service."""

from django.db.models import Q
from django.utils.translation import gettext as _

from actors.facts.duties import by_group, duty
from actors.models import StaffAssignment
from actors.querysets import dated
from consensus.models import Commitment
from poles.models import Membership, Pole


def the_pole_and_its_service(poles, person, *, on):
    """Whoever sits in the pôle that day, guests apart, and the service of its bassin."""
    members = Membership.objects.standing(on=on).designated().filter(pole__in=poles)
    pairs = [(row.pole_id, row.person) for row in members.select_related("person")]
    bassins = dict(Pole.objects.filter(pk__in=poles).values_list("pk", "bassin"))
    staff = StaffAssignment.objects.filter(dated(on), bassin__in=set(bassins.values()))
    pairs += [
        (pole, row.person)
        for row in staff.select_related("person")
        for pole, bassin in bassins.items()
        if bassin == row.bassin_id
    ]
    return by_group(pairs, but=person)


duty(
    "consensus.commitment",
    _("Engagement"),
    model=Commitment,
    field="owner",
    open=Q(done_on=None),
    bassin="pole__bassin",
    label="what",
    may=the_pole_and_its_service,
    group="pole",
)
