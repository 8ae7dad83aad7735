"""The sheet of attendance: everybody convened, by group, with room for a signature."""

from itertools import groupby

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from core.french import clock, number, weekday
from core.jobs import Made, works
from core.pdf import render
from plenary.choices import SittingStatus
from plenary.facts import voices
from plenary.facts.rooms import proxies_of
from plenary.models import Sitting

SHEET = "plenary.presences"


def sheet_of(user, pk):
    """The sitting whose sheet this user may print: the service, once it is convened."""
    if not pk.isdigit():
        return None
    sitting = (
        Sitting.objects.visible_to(user)
        .exclude(status__in=(SittingStatus.PREPARING, SittingStatus.CANCELLED))
        .select_related("body__bassin")
        .filter(pk=pk)
        .first()
    )
    return sitting if sitting and user.has_perm("plenary.record_decision", sitting) else None


def sheet_html(sitting) -> str:
    """The sheet as HTML for the printer."""
    seated = groupby(voices(sitting), key=lambda v: v.mandate.seat.get_group_display())
    return render_to_string(
        "plenary/documents/attendance.html",
        {
            "sitting": sitting,
            "instance": sitting.body.bassin.instance_name,
            "letterhead": sitting.body.bassin.letterhead,
            "sat_on": weekday(sitting.on),
            "hour": clock(sitting.starts_at) if sitting.starts_at else "",
            "groups": [{"label": label, "rows": list(rows)} for label, rows in seated],
            "proxies": proxies_of(sitting),
        },
    )


@works(SHEET, label=_("Feuille de présence"), subject=sheet_of)
def sheet(job, say) -> Made:
    """The sheet of attendance (PDF), to be signed in the room."""
    sitting = sheet_of(job.asked_by, job.subject_id)
    say(20, _("Mise en page"))
    printed = render(sheet_html(sitting), beat=say)
    return Made(
        name=f"presences-{sitting.on}.pdf",
        content_type="application/pdf",
        content=printed.content,
        facts={"sitting": sitting.pk, "pages": number(printed.pages)},
    )
