"""Is the quorum of the règlement met at an item? Nothing is supposed of what is not entered."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.choices import ProxyRule, QuorumRule
from actors.facts import regulation_of
from core.french import day
from meetings.choices import Presence
from plenary.facts.voices import voices


@dataclass(frozen=True)
class Quorum:
    """How many voices are there at an item, and how many the règlement asks.

    `required` is None while the règlement says nothing; 0 when it says that there is no quorum.
    """

    here: int
    voices: int
    required: int | None = None
    since: date | None = None

    @property
    def is_met(self) -> bool | None:
        return None if self.required is None else self.here >= self.required

    @property
    def refuses(self) -> bool:
        return self.is_met is False

    def __str__(self):
        if self.required is None:
            return _("Quorum : à compléter d’après le ROI.")
        if self.required == 0:
            return _("Le règlement ne demande pas de quorum.")
        words = {"here": _counted(self.here), "asked": self.required, "all": self.voices}
        if self.is_met:
            return _("Quorum atteint : %(here)s sur %(all)d, %(asked)d exigées.") % words
        return _("Quorum non atteint : %(here)s sur %(all)d, %(asked)d exigées.") % words


def _counted(here):
    return ngettext("%(n)d voix présente", "%(n)d voix présentes", here) % {"n": here}


def quorum_at(item, *, seated=None, regulation=None) -> Quorum:
    """The quorum at this item: who is there then, déports set aside, represented when admitted.

    `seated`: the voices at the item, when the caller has them. A seat counts once.
    """
    sitting = item.sitting
    seated = voices(sitting, item=item) if seated is None else seated
    regulation = regulation or regulation_of(sitting.body, on=sitting.on)
    all_seats = {v.mandate.seat_id for v in seated if not v.mandate.seat.consultative}
    here = _seats_here(seated) | _seats_represented(seated, regulation)
    if regulation is None or not regulation.quorum:
        return Quorum(len(here), len(all_seats))
    required = _required(regulation, len(all_seats))
    return Quorum(len(here), len(all_seats), required, regulation.starts_on)


def _is_here(voice):
    return voice.has_voice and voice.presence == Presence.PRESENT and not voice.is_recused


def _seats_here(seated):
    return {v.mandate.seat_id for v in seated if _is_here(v)}


def _seats_represented(seated, regulation):
    """Seats whose voice somebody who is there carries, when the règlement admits proxies."""
    if regulation is None or regulation.proxies != ProxyRule.ADMITTED:
        return set()
    aside = {v.mandate.pk for v in seated if v.is_recused}
    carried = [m for v in seated if _is_here(v) for m in v.carries]
    return {mandate.seat_id for mandate in carried if mandate.pk not in aside}


def _required(regulation, count):
    return {
        QuorumRule.MORE_THAN_HALF: count // 2 + 1,
        QuorumRule.HALF: -(-count // 2),
        QuorumRule.THIRD: -(-count // 3),
        QuorumRule.NUMBER: regulation.quorum_number,
        QuorumRule.NONE: 0,
    }[QuorumRule(regulation.quorum)]


def decided_under(regulation) -> str:
    """« Décidé selon le règlement du … », or that it is still to be entered."""
    if regulation is None:
        return _("Décidé selon le règlement d’ordre intérieur : à compléter d’après le ROI.")
    return _("Décidé selon le règlement d’ordre intérieur en vigueur depuis le %(day)s.") % {
        "day": day(regulation.starts_on)
    }
