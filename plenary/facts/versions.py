"""The agenda as it was sent: who reads which part of it, and what one version changes."""

from datetime import date, time

from django.utils.translation import gettext as _

from core.french import clock, day
from plenary.choices import Audience
from plenary.models import Recusal


def _closed(row) -> bool:
    return row["audience"] == Audience.CLOSED


def reads_closed(user, version) -> bool:
    """May this person read the huis clos of this version? The service; whoever sits with a voice
    and stands aside for none of them (a déport hides them all: the text was frozen as one).
    """
    bassin = version.sitting.body.bassin_id
    if user.standing.serves(bassin):
        return True
    if all(consultative for _group, consultative in user.standing.seats.get(bassin, ())):
        return False
    closed = [row["key"] for row in version.content["items"] if _closed(row)]
    aside = Recusal.objects.filter(item__in=closed, person=user.person, lifted_at=None)
    return not (closed and aside.exists())


def has_closed(content) -> bool:
    """Does anything in it read differently for somebody?"""
    return any(
        _closed(row) or any(_closed(annex) for annex in row["annexes"]) for row in content["items"]
    )


def as_read(content, *, closed: bool) -> dict:
    """What one reads of a version. Without the huis clos, its items keep their number alone."""
    if closed:
        return content
    return {**content, "items": [_veiled(row) for row in content["items"]]}


def _veiled(row):
    if not _closed(row):
        return {**row, "annexes": [annex for annex in row["annexes"] if not _closed(annex)]}
    return {
        **row,
        "title": _("Point à huis clos"),
        "annexes": [],
        "minutes": None,
        **dict.fromkeys(("kind", "text", "presenter", "ground", "urgent_reason"), ""),
    }


def differences(before, after) -> list[str]:
    """What changed from one version to the next, in words, in the order of the agenda."""
    old = {row["key"]: row for row in before["items"]}
    new = {row["key"]: row for row in after["items"]}
    found = _of_the_sitting(before["sitting"], after["sitting"])
    found += [_removed(row) for key, row in old.items() if key not in new]
    for key, row in new.items():
        found += _of_the_item(old[key], row) if key in old else [_added(row)]
    common = [key for key in old if key in new]
    if common != [key for key in new if key in old]:
        found.append(_("L’ordre des points a changé."))
    return found


def _named(row):
    return _("Point %(number)s, « %(title)s »") % {"number": row["number"], "title": row["title"]}


def _removed(row):
    return _("%(item)s : retiré.") % {"item": _named(row)}


def _added(row):
    if row["urgent_reason"]:
        words = {"item": _named(row), "why": row["urgent_reason"]}
        return _("%(item)s : ajouté en urgence. Motif : %(why)s") % words
    return _("%(item)s : ajouté.") % {"item": _named(row)}


def _of_the_sitting(before, after):
    return [
        _("%(what)s : %(old)s → %(new)s.")
        % {"what": label, "old": words(before[name]), "new": words(after[name])}
        for name, label, words in (
            ("on", _("Date"), _day),
            ("starts_at", _("Heure"), _hour),
            ("ends_at", _("Fin prévue"), _hour),
            ("place", _("Lieu"), _words),
        )
        if before[name] != after[name]
    ] + ([_("Les informations pratiques ont changé.")] if before["notes"] != after["notes"] else [])


def _of_the_item(before, after):
    found = []
    if before["number"] != after["number"]:
        words = {"title": after["title"], "old": before["number"], "new": after["number"]}
        found.append(_("« %(title)s » : du point %(old)s au point %(new)s.") % words)
    found += [
        _("%(item)s, %(what)s : %(old)s → %(new)s.")
        % {"item": _named(after), "what": label, "old": words(before[n]), "new": words(after[n])}
        for n, label, words in (
            ("title", _("intitulé"), _words),
            ("presenter", _("présenté par"), _words),
            ("minutes", _("durée"), _minutes),
            ("audience_label", _("audience"), _words),
        )
        if before[n] != after[n]
    ]
    if before["text"] != after["text"]:
        found.append(_("%(item)s : la note a changé.") % {"item": _named(after)})
    return found + _of_the_annexes(before, after)


def _of_the_annexes(before, after):
    old = {annex["sha256"]: annex["title"] for annex in before["annexes"]}
    new = {annex["sha256"]: annex["title"] for annex in after["annexes"]}
    return [
        _("%(item)s, annexe %(what)s : %(title)s.")
        % {"item": _named(after), "what": what, "title": title}
        for titles, others, what in ((old, new, _("retirée")), (new, old, _("ajoutée")))
        for key, title in titles.items()
        if key not in others
    ]


def _words(value):
    return f"« {value} »" if value else _("à préciser")


def _day(value):
    return day(date.fromisoformat(value))


def _hour(value):
    return clock(time.fromisoformat(value)) if value else _("à préciser")


def _minutes(value):
    return _("%(n)s min") % {"n": value} if value else _("à préciser")
