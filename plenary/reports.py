"""Tables of the plenary: what the numbers of the register say of themselves."""

from django.db.models import CharField, Count, Max, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from core.models import Counter
from plenary.models import Decision


def missing_numbers(bassins) -> list[str]:
    """The numbers given in these bassins that no sealed decision bears; none is expected.

    One query, and one more for each year that has a gap.
    """
    given = Counter.objects.filter(
        scope=Concat(
            Value("decision/"),
            OuterRef("bassin__code"),
            Value("/"),
            Cast(OuterRef("year"), CharField()),
        )
    )
    years = (
        Decision.objects.sealed()
        .filter(bassin__in=bassins)
        .order_by("bassin__code", "year")
        .annotate(given=Coalesce(Subquery(given.values("value")[:1]), 0))
        .values("bassin", "bassin__code", "year", "given")
        .annotate(count=Count("pk"), last=Max("serial"))
    )
    missing = []
    for row in years:
        last = max(row["last"], row["given"])
        if row["count"] < last:
            missing += _gaps(row["bassin"], row["bassin__code"], row["year"], last)
    return missing


def _gaps(bassin, code, year, last):
    there = set(
        Decision.objects.sealed()
        .filter(bassin=bassin, year=year)
        .order_by("serial")
        .values_list("serial", flat=True)
    )
    return [f"{year}-{code}-{n:03d}" for n in range(1, last + 1) if n not in there]
