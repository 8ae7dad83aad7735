"""The frozen text of an avis d’opportunité, and the paper printed from that text."""

import json
from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from consensus.models import Opinion
from core import pdf
from core.canonical import sha256
from core.jobs import Hopeless, Made, works

OPINION = "consensus.avis"
FORMAT = 1
DAYS = ("asked_on", "adopted_on", "given_on")


def frozen_opinion(opinion, *, by) -> dict:
    """An opinion as plain data, names as printed: what is hashed, printed, and never changed."""
    pole = opinion.pole
    return {
        "format": FORMAT,
        "number": opinion.number,
        "instance": pole.bassin.instance_name,
        "letterhead": pole.bassin.letterhead,
        "pole": {"number": pole.number, "title": pole.title},
        "origin": opinion.get_origin_display(),
        "asked_by": opinion.asked_by,
        "asked_on": opinion.asked_on,
        "project": opinion.project,
        "project_words": opinion.project_words,
        "carrier": opinion.carrier,
        "impact": opinion.impact,
        "text": opinion.text,
        "adopted_on": opinion.adopted_on,
        "adopted_words": opinion.adopted_words,
        "given_on": opinion.given_on,
        "given_by": str(by),
    }


def given_opinion(user, pk):
    """The opinion, if it is given and this user may read it today; else None."""
    return Opinion.objects.visible_to(user).filter(pk=pk).exclude(number="").first()


@works(OPINION, label=_("Avis d’opportunité en PDF"), subject=given_opinion)
def make_opinion(job, say):
    """The work: printed from the frozen text alone. Refuses one whose hash no longer holds."""
    opinion = given_opinion(job.asked_by, job.subject_id)
    if sha256(opinion.frozen) != opinion.sha256:
        raise Hopeless(_("Le texte rendu ne correspond plus à son empreinte."))
    say(20, _("Mise en page"))
    printed = pdf.render(opinion_html(opinion), beat=say)
    say(90, _("Enregistrement"))
    return Made(
        name=f"avis-{opinion.number}.pdf",
        content_type="application/pdf",
        content=printed.content,
        facts={"pages": printed.pages, "tagged": printed.tagged, "number": opinion.number},
    )


def opinion_html(opinion) -> str:
    """The opinion as HTML for the printer: later changes elsewhere do not show."""
    data = json.loads(opinion.frozen)
    data |= {name: date.fromisoformat(data[name]) for name in DAYS}
    return render_to_string(
        "consensus/documents/opinion.html", {"data": data, "sha256": opinion.sha256}
    )
