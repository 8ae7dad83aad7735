"""What a decision says: its sentence, its frozen text, and the extract printed from that text."""

import json
from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from core.canonical import sha256
from core.french import day, moment, number
from core.jobs import Hopeless, Made, works
from core.pdf import render
from plenary.choices import Kind, Outcome, Result
from plenary.models import Decision
from poles.models import MemberProposal, Membership

EXTRACT = "plenary.extrait"
FORMAT = 1
RESULT_WORDS = {
    Result.GO: _("décide de poursuivre"),
    Result.ADJUST: _("décide de poursuivre, en l’ajustant,"),
    Result.STOP: _("décide d’arrêter"),
}


def _on(results, name) -> str:
    return day(date.fromisoformat(results[name])) if results.get(name) else ""


def people_of(decision) -> dict[str, list]:
    """Candidates accepted and members excluded by a designation, with what prints of them."""
    results = decision.results
    accepted = MemberProposal.objects.filter(pk__in=results.get("accepted", []))
    excluded = Membership.objects.filter(pk__in=results.get("excluded", []))
    order = ("category", "organisation__name_fr", "person__last_name", "pk")
    return {
        "accepted": list(accepted.select_related("person", "organisation").order_by(*order)),
        "excluded": list(excluded.select_related("person", "organisation").order_by(*order)),
    }


def _name(row) -> str:
    return f"{row.person} ({row.organisation})" if row.organisation else str(row.person)


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
    first, last = (_on(decision.results, n) for n in ("starts_on", "ends_on"))
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
    first, last = (_on(decision.results, n) for n in ("starts_on", "ends_on"))
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


SENTENCES = {
    Kind.LAUNCH: _launch,
    Kind.DESIGNATION: _designation,
    Kind.CONTINUATION: _continuation,
    Kind.RENEWAL: _renewal,
    Kind.STOP: _stop,
    Kind.MODALITIES: _modalities,
    Kind.DEROGATION: _derogation,
    Kind.WITHDRAWAL: _withdrawal,
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
        rows.append((_("Premier jour"), _on(results, "starts_on")))
    if results.get("ends_on"):
        rows.append((_("Dernier jour (inclus)"), _on(results, "ends_on")))
    if results.get("regularised"):
        rows.append((_("Régularisation"), _("le terme précédent était échu")))
    return rows


def _yes(value):
    return _("oui") if value else _("non")


def frozen_decision(decision) -> dict:
    """A decision as plain data, names as printed: what is hashed, printed, and never changed."""
    item = decision.item
    sitting, bassin = item.sitting, decision.bassin
    return {
        "format": FORMAT,
        "number": decision.number,
        "instance": bassin.instance_name,
        "letterhead": bassin.letterhead,
        "appeals": bassin.appeals,
        "sitting": {
            "on": sitting.on,
            "number": sitting.number,
            "place": sitting.place,
            "reprise": sitting.is_reprise,
        },
        "item": {"number": item.number, "kind": item.get_kind_display(), "title": item.title},
        "pole": _frozen_pole(item.pole),
        "outcome": decision.get_outcome_display(),
        "results": [list(row) for row in results_in_words(decision)],
        "text": decision.text,
        "motivation": decision.motivation,
        "conditions": [
            {"text": c.text, "due_on": c.due_on} for c in decision.conditions.order_by("pk")
        ],
        "derogations": decision.derogations,
        "verdicts": decision.verdicts,
        "effective": decision.is_effective,
        "without_effect_reason": decision.without_effect_reason,
        "to_repair": decision.to_repair,
        "rectifies": decision.rectifies.number if decision.rectifies else "",
        "withdraws": decision.withdraws.number if decision.withdraws else "",
        "document": decision.document.sha256 if decision.document else "",
        "drafted_by": str(decision.drafted_by),
        "sealed_by": str(decision.sealed_by),
        "sealed_at": decision.sealed_at,
    }


def _frozen_pole(pole):
    """The pôle, with the exact version of the fiche on which the plenary decided."""
    if pole is None:
        return None
    fiche = pole.versions.order_by("-number").first()
    return {
        "number": pole.number,
        "title": pole.title,
        "fiche": {"version": fiche.number, "sha256": fiche.sha256} if fiche else None,
    }


def extract_html(decision) -> str:
    """The extract as HTML, from the frozen text alone: later changes elsewhere do not show."""
    data = json.loads(decision.frozen)
    for condition in data["conditions"]:
        condition["due"] = _on(condition, "due_on")
    context = {
        "data": data,
        "sat_on": day(date.fromisoformat(data["sitting"]["on"])),
        "sealed_at": moment(decision.sealed_at),
        "sha256": decision.sha256,
        "unmet": [v for v in data["verdicts"] if not v["met"] and v["in_force"]],
    }
    return render_to_string("plenary/documents/extract.html", context)


def _sealed_for(user, uuid):
    """The sealed decision, if this user may read it today."""
    return Decision.objects.visible_to(user).sealed().filter(uuid=uuid).first()


@works(EXTRACT, label=_("Extrait de décision"), subject=_sealed_for, background=True)
def extract(job, say) -> Made:
    """The extract of a sealed decision (PDF). Refuses a frozen text whose hash no longer holds."""
    decision = Decision.objects.get(uuid=job.subject_id)
    if sha256(decision.frozen) != decision.sha256:
        raise Hopeless(_("Le texte scellé ne correspond plus à son empreinte."))
    say(20, _("Mise en page"))
    printed = render(extract_html(decision), beat=say)
    return Made(
        name=f"decision-{decision.number}.pdf",
        content_type="application/pdf",
        content=printed.content,
        facts={"decision": decision.number, "pages": number(printed.pages)},
    )
