"""The frozen text of a decision, and the extract printed from that text."""

import json
from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from core.canonical import sha256
from core.french import day, moment, number
from core.jobs import Hopeless, Made, works
from core.pdf import render
from plenary.documents.sentences import day_in, results_in_words
from plenary.facts import decided_under, quorum_at
from plenary.models import Decision

EXTRACT = "plenary.extrait"
FORMAT = 1


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
        "item": {
            "number": item.printed_number,
            "kind": item.get_kind_display(),
            "title": item.title,
        },
        "pole": _frozen_pole(item.pole),
        "regulation": "" if decision.reconstituted else decided_under(decision.regulation),
        "quorum": _frozen_quorum(decision),
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


def _frozen_quorum(decision) -> str:
    """Who was there, in words, when the règlement of the day asks for a quorum."""
    if decision.reconstituted or decision.regulation is None:
        return ""
    quorum = quorum_at(decision.item, regulation=decision.regulation)
    return str(quorum) if quorum.required else ""


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
        condition["due"] = day_in(condition, "due_on")
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
