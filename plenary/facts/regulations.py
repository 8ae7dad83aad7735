"""By which règlements the plenary has decided: the actors do not rewrite those."""

from actors.facts import uses_regulations
from plenary.models import Decision


@uses_regulations
def decided(keys) -> set[int]:
    """The règlements to which a decision points, provisional ones included."""
    found = Decision.objects.filter(regulation__in=keys).order_by()
    return set(found.values_list("regulation_id", flat=True))
