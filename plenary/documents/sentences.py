"""The sentence that a decision proposes for the minutes, and its results in words."""

from datetime import date

from django.utils.translation import gettext as _

from core.french import day
from plenary.choices import Kind, Outcome, Result
from poles.models import MemberProposal, Membership

RESULT_WORDS = {
    Result.GO: _("décide de poursuivre"),
    Result.ADJUST: _("décide de poursuivre, en l’ajustant,"),
    Result.STOP: _("décide d’arrêter"),
}


def day_in(results, name) -> str:
    """The day kept as text under this name, in words; empty when there is none."""
    return day(date.fromisoformat(results[name])) if results.get(name) else ""


def people_of(decision) -> dict[str, list]:
    """Candidates accepted and members excluded by a designation, with what prints of them."""
    results = decision.results
    accepted = MemberProposal.objects.filter(pk__in=results.get("accepted", []))
    excluded = Membership.objects.filter(pk__in=results.get("excluded", []))
    order = ("category", "organisation__name_fr", "person__last_name", "pk")
    joined = ("person", "organisation", "substitute_of")
    return {
        "accepted": list(accepted.select_related(*joined).order_by(*order)),
        "excluded": list(
            excluded.select_related(*joined, "substitute_of__person").order_by(*order)
        ),
    }


def _name(row) -> str:
    words = [str(row.organisation)] if row.organisation else []
    if row.stands_in_for:
        words.append(_("suppléant·e de %(who)s") % {"who": row.stands_in_for})
    return f"{row.person} ({', '.join(words)})" if words else str(row.person)


def sentence(decision, *, conditions=()) -> str:
    """The sentence proposed for the minutes; the secretary may write another."""
    item = decision.item
    outcome = Outcome(decision.outcome)
    if outcome == Outcome.NOTED:
        return _("La plénière prend acte : %(title)s.") % {"title": item.title}
    if outcome in (Outcome.POSTPONED, Outcome.WITHDRAWN):
        verb = _("reporte") if outcome == Outcome.POSTPONED else _("retire de l’ordre du jour")
        return _("La plénière %(verb)s le point « %(title)s ».") % {
            "verb": verb,
            "title": item.title,
        }
    words = SENTENCES.get(Kind(item.kind), _plain)(decision)
    if conditions:
        listed = " ; ".join(
            text + (_(" (pour le %(day)s)") % {"day": day(due)} if due else "")
            for text, due in conditions
        )
        words = _("%(words)s Conditions : %(listed)s.") % {"words": words, "listed": listed}
    return words


def _pole(decision):
    return _("du pôle de synergie « %(title)s »") % {"title": decision.item.pole.title}


def _plain(decision):
    verb = _("ne valide pas") if decision.outcome == Outcome.REFUSED else _("valide")
    return _("La plénière %(verb)s le point « %(title)s ».") % {
        "verb": verb,
        "title": decision.item.title,
    }


def _launch(decision):
    pole, results = _pole(decision), decision.results
    if decision.outcome == Outcome.REFUSED:
        return _("La plénière ne valide pas le lancement %(pole)s.") % {"pole": pole}
    words = [_("La plénière valide le lancement %(pole)s.") % {"pole": pole}]
    words.append(
        _("Elle décide l’appel à participation.")
        if results.get("call")
        else _("Elle ne décide pas d’appel à participation.")
    )
    words.append(
        _("Elle reconnaît le pôle comme une priorité de l’IBEFE.")
        if results.get("priority")
        else _("Elle ne le reconnaît pas comme une priorité de l’IBEFE.")
    )
    if results.get("days"):
        words.append(
            _("Elle accorde %(days)s jours du service par an.")
            % {"days": results["days"].replace(".", ",")}
        )
    return " ".join(words)


def _designation(decision):
    pole, people = _pole(decision), people_of(decision)
    if decision.outcome == Outcome.REFUSED:
        return _("La plénière ne désigne pas les membres proposés %(pole)s.") % {"pole": pole}
    words = []
    if people["accepted"]:
        words.append(
            _("La plénière désigne comme membres %(pole)s : %(names)s.")
            % {"pole": pole, "names": ", ".join(map(_name, people["accepted"]))}
        )
    if people["excluded"]:
        words.append(
            _("La plénière met fin à la désignation de : %(names)s.")
            % {"names": ", ".join(map(_name, people["excluded"]))}
        )
    first, last = (day_in(decision.results, n) for n in ("starts_on", "ends_on"))
    if first and last:
        words.append(_term_words(first, last))
    elif first:
        words.append(_("La désignation prend effet le %(first)s.") % {"first": first})
    return " ".join(words) or _plain(decision)


def _term_words(first, last):
    return _("Le terme va du %(first)s au %(last)s inclus.") % {"first": first, "last": last}


def _continuation(decision):
    result = Result(decision.results.get("result") or Result.GO)
    if decision.outcome == Outcome.REFUSED:
        result = Result.STOP
    return _("La plénière %(verb)s les travaux %(pole)s au-delà d’un an.") % {
        "verb": RESULT_WORDS[result],
        "pole": _pole(decision),
    }


def _renewal(decision):
    pole = _pole(decision)
    if decision.outcome == Outcome.REFUSED:
        return _("La plénière ne renouvelle pas le terme %(pole)s.") % {"pole": pole}
    first, last = (day_in(decision.results, n) for n in ("starts_on", "ends_on"))
    return " ".join(
        [_("La plénière renouvelle le terme %(pole)s.") % {"pole": pole}, _term_words(first, last)]
    )


def _stop(decision):
    verb = _("n’arrête pas") if decision.outcome == Outcome.REFUSED else _("arrête")
    return _("La plénière %(verb)s les travaux %(pole)s.") % {
        "verb": verb,
        "pole": _pole(decision),
    }


def _modalities(decision):
    if decision.outcome == Outcome.REFUSED:
        return _plain(decision)
    return _("Le pôle « %(title)s » se réunit au rythme convenu : %(rhythm)s.") % {
        "title": decision.item.pole.title,
        "rhythm": decision.results.get("rhythm", ""),
    }


def _derogation(decision):
    verb = _("ne déroge pas") if decision.outcome == Outcome.REFUSED else _("déroge")
    rules = ", ".join(decision.derogations or decision.item.proposal.get("rules", []))
    return _("La plénière %(verb)s à la règle %(rules)s de la note pour le pôle « %(title)s ».") % {
        "verb": verb,
        "rules": rules,
        "title": decision.item.pole.title,
    }


def _withdrawal(decision):
    verb = _("ne retire pas") if decision.outcome == Outcome.REFUSED else _("retire")
    return _("La plénière %(verb)s la décision %(number)s.") % {
        "verb": verb,
        "number": decision.item.cites.number,
    }


def _minutes(decision):
    """« Approuver le procès-verbal de la séance du… » as what was decided of it.

    An item that the secretary called otherwise is quoted, like any other.
    """
    begins = _("Approuver ")
    if not decision.item.title.startswith(begins):
        return _plain(decision)
    verb = _("n’approuve pas") if decision.outcome == Outcome.REFUSED else _("approuve")
    what = decision.item.title.removeprefix(begins)
    return _("La plénière %(verb)s %(what)s.") % {"verb": verb, "what": what}


SENTENCES = {
    Kind.LAUNCH: _launch,
    Kind.DESIGNATION: _designation,
    Kind.CONTINUATION: _continuation,
    Kind.RENEWAL: _renewal,
    Kind.STOP: _stop,
    Kind.MODALITIES: _modalities,
    Kind.DEROGATION: _derogation,
    Kind.WITHDRAWAL: _withdrawal,
    Kind.MINUTES: _minutes,
}


def results_in_words(decision) -> list[tuple[str, str]]:
    """What was decided, as (label, words), for the page, the seal and the extract."""
    kind, results = Kind(decision.item.kind), decision.results
    rows = []
    if kind == Kind.LAUNCH and decision.is_favourable:
        rows.append((_("Appel à participation"), _yes(results.get("call"))))
        rows.append((_("Priorité de l’IBEFE"), _yes(results.get("priority"))))
        if results.get("days"):
            words = _("%(n)s par an") % {"n": results["days"].replace(".", ",")}
            rows.append((_("Jours du service accordés"), words))
    if results.get("result"):
        rows.append((_("Suite"), str(Result(results["result"]).label)))
    if results.get("rhythm"):
        rows.append((_("Rythme de réunion"), results["rhythm"]))
    people = people_of(decision) if kind == Kind.DESIGNATION else {}
    if people.get("accepted"):
        rows.append((_("Désignés"), ", ".join(map(_name, people["accepted"]))))
    if people.get("excluded"):
        rows.append((_("Fin de désignation"), ", ".join(map(_name, people["excluded"]))))
    if results.get("starts_on"):
        rows.append((_("Premier jour"), day_in(results, "starts_on")))
    if results.get("ends_on"):
        rows.append((_("Dernier jour (inclus)"), day_in(results, "ends_on")))
    if results.get("regularised"):
        rows.append((_("Régularisation"), _("le terme précédent était échu")))
    return rows


def _yes(value):
    return _("oui") if value else _("non")
