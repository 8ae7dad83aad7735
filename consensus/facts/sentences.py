"""What came of a proposal, in one French sentence: never a percentage, never a majority."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consensus.choices import ObjectionStatus, PositionKind
from consensus.facts.discussions import names
from core.french import day


def version(number: int) -> str:
    """« première version », « 2e version »."""
    return _("1re version") if number == 1 else _("%(n)de version") % {"n": number}


def adopted(discussion) -> str:
    """How the text was adopted: with which reserves, who abstained, who stayed silent."""
    told = [
        _("Adoptée par consensus le %(day)s, dans sa %(version)s.")
        % {"day": day(discussion.on), "version": version(discussion.current.number)},
        *_reserves(discussion),
        *_abstentions(discussion),
        *_silences(discussion),
        *_objections(discussion),
    ]
    if len(told) == 1:
        told.append(_("Chaque siège a adhéré, sans réserve."))
    return " ".join(told)


def _reserves(d):
    reserved = d.those_who(PositionKind.RESERVED)
    if reserved:
        each = [f"{s.seat.name} « {_short(s.position.reason)} »" for s in reserved]
        words = ngettext(
            "A adhéré avec réserve : %(who)s.", "Ont adhéré avec réserve : %(who)s.", len(each)
        )
        yield words % {"who": " ; ".join(each)}


def _abstentions(d):
    abstained = d.those_who(PositionKind.ABSTAINS)
    if abstained:
        words = ngettext(
            "S’est abstenu·e : %(who)s.", "Se sont abstenu·es : %(who)s.", len(abstained)
        )
        yield words % {"who": names([s.seat.name for s in abstained])}


def _silences(d):
    if d.silent:
        words = ngettext(
            "N’a pas répondu : %(who)s ; l’invitation disait que le silence vaut accord.",
            "N’ont pas répondu : %(who)s ; l’invitation disait que le silence vaut accord.",
            len(d.silent),
        )
        yield words % {"who": names([s.name for s in d.silent])}


def _objections(d):
    for status, one, several in (
        (
            ObjectionStatus.LIFTED,
            _("L’objection de %(who)s a été levée par qui l’avait soulevée."),
            _("Les objections de %(who)s ont été levées par qui les avait soulevées."),
        ),
        (
            ObjectionStatus.INTEGRATED,
            _("L’objection de %(who)s a été intégrée au texte."),
            _("Les objections de %(who)s ont été intégrées au texte."),
        ),
        (
            ObjectionStatus.LAPSED,
            _("L’objection de %(who)s s’est éteinte avec son départ du pôle."),
            _("Les objections de %(who)s se sont éteintes avec leur départ du pôle."),
        ),
    ):
        who = list(dict.fromkeys(str(o.author) for o in d.objections if o.status == status))
        if who:
            yield (one if len(who) == 1 else several) % {"who": names(who)}


def withdrawn(discussion, reason) -> str:
    return _("Retirée le %(day)s, sans être adoptée : « %(reason)s »") % {
        "day": day(discussion.on),
        "reason": _short(reason),
    }


def referred(discussion, reason) -> str:
    """Whose objection stands, and that the plenary has the question now."""
    standing = discussion.standing
    words = ngettext(
        "Renvoyée à la plénière le %(day)s, l’objection de %(who)s étant maintenue :"
        " « %(reason)s »",
        "Renvoyée à la plénière le %(day)s, les objections de %(who)s étant maintenues :"
        " « %(reason)s »",
        len(standing),
    )
    return words % {
        "day": day(discussion.on),
        "who": names([str(o.author) for o in standing]),
        "reason": _short(reason),
    }


def _short(text) -> str:
    """The words of somebody inside a sentence: one line, without its full stop."""
    return " ".join(text.split()).rstrip(".")
