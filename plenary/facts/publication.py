"""What publishing minutes shows to anybody, and what it leaves to the members."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from plenary.choices import Audience, Reader
from plenary.facts.minutes import Reading, Seen, blocks_for, contents
from plenary.models import Decision

PUBLIC_READING = Reading(Reader.PUBLIC)
MINUTES_FIELDS = (
    "number",
    "published_at",
    "sitting__on",
    "sitting__number",
    "sitting__body__bassin__code",
    "sitting__body__bassin__name",
)


@dataclass(frozen=True)
class Publication:
    """The minutes as anybody would read them, and how much of them nobody else would.

    `kept`: passages left out of items that are otherwise public.
    """

    seen: Seen
    shown: int
    members: int
    closed: int
    kept: int
    decisions: list[dict]


def publication_of(minutes) -> Publication:
    """What these minutes publish, counted from the text that would be read. Two queries."""
    data = contents(minutes)
    audiences = {row["item"]: row["audience"] for row in data["items"]}
    counted = list(audiences.values())
    kept = [
        block
        for block in data["blocks"]
        if block["audience"] != Audience.PUBLIC
        and audiences.get(block["item"], Audience.PUBLIC) == Audience.PUBLIC
        and block["text"]
    ]
    decisions = (
        Decision.objects.sealed()
        .filter(item__sitting=minutes.sitting_id, item__audience=Audience.PUBLIC)
        .exclude(item__in=minutes.blocks.keeping_a_decision().values("item"))
        .order_by("serial")
        .values("number", "item__title")
    )
    return Publication(
        seen=blocks_for(minutes, PUBLIC_READING),
        shown=counted.count(Audience.PUBLIC),
        members=counted.count(Audience.MEMBERS),
        closed=counted.count(Audience.CLOSED),
        kept=len(kept),
        decisions=list(decisions),
    )


def in_words(publication) -> list[str]:
    """What becomes public and what stays out, in sentences."""
    words = [
        _("1 point devient public.")
        if publication.shown == 1
        else _("%(n)d points deviennent publics.") % {"n": publication.shown}
        if publication.shown
        else _("Aucun point de cette séance n’est public : seul paraît le fil des numéros.")
    ]
    if publication.members:
        words.append(
            _("1 point reste aux membres : le public n’en lit que le numéro.")
            if publication.members == 1
            else _("%(n)d points restent aux membres : le public n’en lit que le numéro.")
            % {"n": publication.members}
        )
    if publication.closed:
        words.append(
            _("1 point reste à huis clos.")
            if publication.closed == 1
            else _("%(n)d points restent à huis clos.") % {"n": publication.closed}
        )
    if publication.kept:
        words.append(
            _("1 passage d’une partie publique reste aux membres.")
            if publication.kept == 1
            else _("%(n)d passages de parties publiques restent aux membres.")
            % {"n": publication.kept}
        )
    words.append(_("Ni les présences ni les procurations ne se publient."))
    return words


def minutes_row(values) -> dict:
    """Published minutes as a public list or a feed tells them, from `MINUTES_FIELDS`."""
    on, code = values["sitting__on"], values["sitting__body__bassin__code"]
    return {
        "on": on,
        "year": on.year,
        "bassin": values["sitting__body__bassin__name"],
        "number": values["sitting__number"],
        "version": values["number"],
        "published_at": values["published_at"],
        "url": reverse("published:minutes", args=[code, on.isoformat()]),
    }
