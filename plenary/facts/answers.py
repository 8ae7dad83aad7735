"""What one member said of each item that is put to them, and where they say it."""

from itertools import islice

from django.utils.translation import gettext as _

from core.french import typographic
from core.links import addresses
from core.states import State
from plenary.choices import APPROVED, ItemStatus
from plenary.facts.states import stance_state
from plenary.models import Recusal, Stance


def stances_due(sitting, voice, rows, *, token=None) -> list[dict]:
    """Items to approve, each with what the member said: their stance, their déport, or nothing.

    A huis clos that they left stays here by its number: it is where they come back to it. `token`:
    of the signed link by which they read. Two queries, whatever the agenda holds.
    """
    asked = [r for r in rows if r["hidden"] or r["item"].kind in APPROVED]
    if not asked:
        return []
    mine = {"item__sitting": sitting, "mandate": voice.mandate}
    stances = {s.item_id: s for s in Stance.objects.filter(**mine)}
    aside = set(Recusal.objects.filter(**mine, lifted_at=None).values_list("item_id", flat=True))
    asked = [r for r in asked if r["item"].pk in aside or not r["hidden"]]
    urls = _where([r["item"].pk for r in asked], token)
    words = _words()
    found = [
        _answer(
            row,
            stances.get(row["item"].pk),
            is_recused=row["item"].pk in aside,
            urls=urls,
            words=words,
        )
        for row in asked
    ]
    for answer in islice((a for a in found if a["is_awaited"]), 1):
        answer["is_next"] = True
    return found


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


def _answer(row, stance, *, is_recused, urls, words):
    item, number = row["item"], row["number"]
    is_open = item.status == ItemStatus.LISTED
    is_awaited = is_open and not stance and not is_recused
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
