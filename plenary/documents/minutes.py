"""The minutes on paper: PDF as each reader has them, from the frozen text once approved."""

from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from core.files import DOCX as DOCX_TYPE
from core.french import day, number, weekday
from core.jobs import Made, works
from core.pdf import render
from meetings.documents import refuse_altered
from plenary.choices import Reader
from plenary.documents.docx import written
from plenary.facts import Reading, blocks_for, reading_of
from plenary.models import Minutes

MINUTES_PDF, MINUTES_DOCX = "plenary.pv.pdf", "plenary.pv.docx"


def asked_as(minutes, reader) -> str:
    """What a job keeps: which minutes, and as whom they are read."""
    return f"{minutes.pk}-{Reader(reader).value}"


def minutes_of(user, asked):
    """The minutes of a job, if this user may read them as that reader today; else None."""
    pk, _sep, reader = asked.partition("-")
    if not pk.isdigit() or reader not in Reader.values:
        return None
    minutes = (
        Minutes.objects.visible_to(user)
        .select_related("sitting__body__bassin", "approving")
        .filter(pk=pk)
        .first()
    )
    return minutes if minutes and _reading(user, minutes, reader) else None


def _reading(user, minutes, reader) -> Reading | None:
    """The service prints for anybody; everybody else what they read themselves."""
    own = reading_of(user, minutes)
    if own.reader == reader:
        return own
    return Reading(Reader(reader)) if own.reader == Reader.SERVICE else None


def _whole(job):
    """(minutes, what is printed of them). Refuses a frozen text whose hash no longer holds."""
    minutes = minutes_of(job.asked_by, job.subject_id)
    refuse_altered(minutes)
    reader = job.subject_id.partition("-")[2]
    return minutes, blocks_for(minutes, _reading(job.asked_by, minutes, reader)), reader


def minutes_html(minutes, seen, reader) -> str:
    """The minutes as HTML for the printer, nothing but what this reader has."""
    return render_to_string("plenary/documents/minutes.html", context_of(minutes, seen, reader))


def context_of(minutes, seen, reader):
    final = seen.is_final
    return {
        "seen": seen,
        "sat_on": weekday(seen.on),
        "hour": seen.hour,
        "audience": AUDIENCES[Reader(reader)],
        "mark": "" if final else _("Projet"),
        "approved_on": day(date.fromisoformat(seen.approved_on)) if final else "",
        "sha256": minutes.sha256,
    }


AUDIENCES = {
    Reader.SERVICE: _("Texte complet"),
    Reader.VOICE: _("Texte complet, pour les membres avec voix"),
    Reader.CONSULTATIVE: _("Texte pour les membres, sans les points à huis clos"),
    Reader.PUBLIC: _("Texte public"),
}


def _name(minutes, reader, extension):
    draft = "" if minutes.frozen else "-projet"
    return f"pv-{minutes.sitting.on}-v{minutes.number}-{reader}{draft}.{extension}"


@works(MINUTES_PDF, label=_("Procès-verbal en PDF"), subject=minutes_of)
def minutes_pdf(job, say) -> Made:
    """The minutes (PDF), tagged, with a visible mark until they are approved."""
    minutes, seen, reader = _whole(job)
    say(20, _("Mise en page"))
    printed = render(minutes_html(minutes, seen, reader), beat=say)
    return Made(
        name=_name(minutes, reader, "pdf"),
        content_type="application/pdf",
        content=printed.content,
        facts={"minutes": minutes.pk, "reader": reader, "pages": number(printed.pages)},
    )


@works(MINUTES_DOCX, label=_("Procès-verbal à modifier dans Word"), subject=minutes_of)
def minutes_docx(job, say) -> Made:
    """The minutes (DOCX), to be edited: real headings, the attendance as a table."""
    minutes, seen, reader = _whole(job)
    say(20, _("Mise en page"))
    return Made(
        name=_name(minutes, reader, "docx"),
        content_type=DOCX_TYPE,
        content=written(context_of(minutes, seen, reader)),
        facts={"minutes": minutes.pk, "reader": reader},
    )
