"""The minutes of a meeting on paper, from the frozen text once they are closed."""

from datetime import date, time

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from consensus.facts.minutes import reading
from consensus.models import MeetingMinutes
from core.french import clock, number, weekday
from core.jobs import Made, works
from core.pdf import render
from meetings.documents import refuse_altered

MINUTES_PDF = "consensus.pv.pdf"


def minutes_of(user, pk):
    """The minutes of a job, if this user may read them today; else None."""
    if not str(pk).isdigit():
        return None
    return (
        MeetingMinutes.objects.visible_to(user)
        .select_related("meeting__pole__bassin", "meeting__facilitator")
        .filter(pk=pk)
        .order_by("pk")
        .first()
    )


def context_of(minutes) -> dict:
    """What the page and the paper print of the minutes."""
    seen = reading(minutes)
    return {
        "seen": seen,
        "met_on": weekday(date.fromisoformat(seen["on"])),
        "hour": clock(time.fromisoformat(seen["starts_at"])) if seen["starts_at"] else "",
        "is_final": bool(minutes.frozen),
        "closed_at": minutes.closed_at,
        "sha256": minutes.sha256,
    }


def minutes_html(minutes) -> str:
    """The minutes as HTML for the printer."""
    return render_to_string("consensus/documents/minutes.html", context_of(minutes))


@works(MINUTES_PDF, label=_("Procès-verbal de réunion en PDF"), subject=minutes_of)
def minutes_pdf(job, say) -> Made:
    """The minutes (PDF), tagged, with a visible mark until they are closed."""
    minutes = minutes_of(job.asked_by, job.subject_id)
    refuse_altered(minutes)
    say(20, _("Mise en page"))
    printed = render(minutes_html(minutes), beat=say)
    draft = "" if minutes.frozen else "-projet"
    return Made(
        name=f"pv-reunion-{minutes.meeting.on}-v{minutes.number}{draft}.pdf",
        content_type="application/pdf",
        content=printed.content,
        facts={"minutes": minutes.pk, "pages": number(printed.pages)},
    )
