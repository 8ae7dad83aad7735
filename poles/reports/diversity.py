"""Of whom a pôle is made, beyond the three groups: terrain, status and nature of organisations.

Gender is left out: nothing asks it of anybody (docs/adr/0010).
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.choices import Category, Sector
from core import pictures
from core.french import day
from poles.choices import Presence
from poles.models import Membership

ONE_DAY = timedelta(days=1)
NATURES_SHOWN = 5


@dataclass(frozen=True)
class Share:
    """One line of a table: how many then, how many before (None: nothing to compare with)."""

    label: str
    count: int
    pattern: int
    before: int | None = None


@dataclass(frozen=True)
class Aspect:
    """One way of telling the members apart: its table first, then the same as a picture."""

    title: str
    shares: list[Share]
    bars: list[pictures.ShareBar]


@dataclass(frozen=True)
class Diversity:
    """The members on a day. `compared_on`: the other day, None when there is none to compare."""

    on: date
    count: int
    compared_on: date | None
    aspects: list[Aspect]


def diversity_of(pole, *, on) -> Diversity:
    """Each designated seat once: a substitute shares one, a guest holds none. Two queries."""
    terms = list(pole.terms.order_by("number"))
    compared_on = _compared_on(terms, on)
    seats = list(
        Membership.objects.seated().filter(pole=pole).select_related("organisation").order_by("pk")
    )
    now = [m for m in seats if _sits(m, on)]
    before = [m for m in seats if _sits(m, compared_on)] if compared_on else None
    aspects = [_aspect(*one, now, before, on, compared_on) for one in _ways(now, before or [])]
    return Diversity(on, len(now), compared_on, aspects)


def _sits(membership, on):
    return membership.starts_on <= on and (membership.ends_on is None or membership.ends_on >= on)


def _compared_on(terms, on):
    """The last day of the term before, else the first day of the first one, when it is another."""
    begun = [t for t in terms if t.starts_on <= on]
    if len(begun) > 1:
        return begun[-2].ends_on
    return begun[0].starts_on if begun and begun[0].starts_on < on else None


def _ways(now, before):
    """(title, how a member is told, the labels in order)."""
    sectors = {**dict(Sector.choices), "": _("statut non indiqué")}
    natures = Counter(_nature(m) for m in (*now, *before))
    shown = [name for name, _n in natures.most_common(NATURES_SHOWN)]
    return (
        (_("Par catégorie légale"), lambda m: m.category, dict(Category.choices)),
        (_("Terrain et institutions"), lambda m: m.presence, dict(Presence.choices)),
        (_("Public, privé, associatif, paritaire"), lambda m: m.organisation.sector, sectors),
        (
            _("Par nature d’organisation"),
            lambda m: _nature(m) if _nature(m) in shown else "",
            {**{name: name for name in sorted(shown)}, "": _("autres natures")},
        ),
    )


def _nature(membership):
    organisation = membership.organisation
    if organisation.is_higher_education:
        return _("enseignement supérieur")
    return organisation.subcategory or _("nature non indiquée")


def _aspect(title, told, labels, now, before, on, compared_on):
    counts = Counter(map(told, now))
    earlier = Counter(map(told, before)) if before is not None else None
    keys = [k for k in labels if k != "" or counts[k] or (earlier and earlier[k])]
    shares = [
        Share(
            _capital(labels[key]),
            counts[key],
            place % pictures.PATTERNS,
            earlier[key] if earlier is not None else None,
        )
        for place, key in enumerate(keys)
    ]
    bars = [_bar(on, shares, [s.count for s in shares])]
    if earlier is not None:
        bars.append(_bar(compared_on, shares, [s.before for s in shares]))
    return Aspect(title, shares, bars)


def _bar(on, shares, counts):
    told = ", ".join(f"{s.label.lower()} {n}" for s, n in zip(shares, counts, strict=True) if n)
    words = {"day": day(on), "told": told or _("personne")}
    members = ngettext("%(n)d membre", "%(n)d membres", sum(counts)) % {"n": sum(counts)}
    return pictures.share_bar(
        counts,
        label=_("%(day)s, %(members)s") % {"day": day(on), "members": members},
        title=_("Au %(day)s : %(told)s.") % words,
    )


def _capital(label):
    return str(label)[:1].upper() + str(label)[1:]
