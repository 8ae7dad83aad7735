"""What one member said of each item that is put to them, and where they say it."""

from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from core.french import typographic
from core.links import addresses
from core.states import State
from plenary.choices import APPROVED, ItemStatus
from plenary.facts.states import stance_state
from plenary.models import Recusal, Stance

LONG, SHOWN = 15, 10


@dataclass(frozen=True)
class Answers:
    """What a member is asked at a sitting: the lines shown, how many there are, how many wait."""

    shown: list[dict]
    total: int
    awaited: int

    @property
    def given(self) -> int:
        return self.total - self.awaited

    @property
    def left_out(self) -> int:
        return self.total - len(self.shown)


def stances_due(sitting, voice, rows, *, token=None, every=False) -> Answers:
    """Items to approve, each with what the member said: their stance, their déport, or nothing.

    A huis clos that they left stays here by its number: it is where they come back to it. `token`:
    of the signed link by which they read. On a long agenda the first that wait are shown, and what
    one left; `every`: all of them. Two queries, whatever the agenda holds.
    """
    asked = [r for r in rows if r["hidden"] or r["item"].kind in APPROVED]
    if not asked:
        return Answers([], 0, 0)
    mine = {"item__sitting": sitting, "mandate": voice.mandate}
    stances = {s.item_id: s for s in Stance.objects.filter(**mine)}
    aside = set(Recusal.objects.filter(**mine, lifted_at=None).values_list("item_id", flat=True))
    asked = [r for r in asked if r["item"].pk in aside or not r["hidden"]]
    waiting = {
        r["item"].pk
        for r in asked
        if r["item"].status == ItemStatus.LISTED
        and r["item"].pk not in stances
        and r["item"].pk not in aside
    }
    shown = asked if every or len(asked) <= LONG else _first(asked, waiting, aside)
    urls = _where([r["item"].pk for r in shown], token)
    words = _words()
    found = [
        _answer(
            row,
            stances.get(row["item"].pk),
            is_recused=row["item"].pk in aside,
            is_awaited=row["item"].pk in waiting,
            urls=urls,
            words=words,
        )
        for row in shown
    ]
    for answer in islice((a for a in found if a["is_awaited"]), 1):
        answer["is_next"] = True
    return Answers(found, len(asked), len(waiting))


def _first(asked, waiting, aside):
    """The first that wait, and each that one left; in order."""
    first = {r["item"].pk for r in islice((r for r in asked if r["item"].pk in waiting), SHOWN)}
    return [r for r in asked if r["item"].pk in first or r["item"].pk in aside]


def _where(keys, token):
    """({key: where one says what one thinks}, {key: where one stands aside})."""
    if token:
        names, before = ("plenary:invitation_stance", "plenary:invitation_recuse"), [token]
    else:
        names, before = ("plenary:stance", "plenary:recuse"), []
    return [addresses(name, keys, *before) for name in names]


def _words():
    """Said on every line, so translated once."""
    return {
        "recused": State(_("vous vous êtes déporté·e"), "calm", "dash"),
        "awaited": State(_("avis attendu"), "warn", "diamond"),
        "decided": State(_("la plénière a décidé"), "calm", "square"),
        "answer": _("Donner mon avis"),
        "change": _("Changer"),
    }


def _answer(row, stance, *, is_recused, is_awaited, urls, words):
    item, number = row["item"], row["number"]
    is_open = item.status == ItemStatus.LISTED
    to_say, to_recuse = urls
    state = stance_state(stance) if stance else words["awaited" if is_open else "decided"]
    return {
        "name": f"{number}. {row['title']}" if number else row["title"],
        "title": f"{item.title} {number}".rstrip() if row["hidden"] else item.title,
        "state": words["recused"] if is_recused else state,
        "reason": typographic(stance.reason) if stance else "",
        "url": to_recuse[item.pk] if row["hidden"] else to_say[item.pk] if is_open else "",
        "act": words["answer" if is_awaited else "change"],
        "is_awaited": is_awaited,
        "is_next": False,
    }
