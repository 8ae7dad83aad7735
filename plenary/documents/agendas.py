"""The frozen text of an agenda, and the convocation and agenda printed from that text alone."""

import json
from datetime import date, time
from itertools import groupby

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from core.canonical import canonical, sha256
from core.french import clock, moment, number, weekday
from core.jobs import Hopeless, Made, works
from core.models import Job, JobStatus
from core.pdf import render
from plenary.facts import as_read, has_closed, notice_of
from plenary.models import AgendaVersion, Sitting

CONVOCATION, AGENDA = "plenary.convocation", "plenary.ordre_du_jour"
FORMAT = 1


def frozen_agenda(sitting, *, late_reason="") -> dict:
    """The agenda as plain data, names as printed: what is hashed, printed, and never changed.

    `late_reason`: why the convocation left after the delay of the règlement, when it did.
    """
    notice, bassin = notice_of(sitting), sitting.body.bassin
    items = (
        sitting.items.on_the_agenda()
        .select_related("presenter", "pole")
        .prefetch_related("annexes__stored")
        .order_by("position", "pk")
    )
    found = {
        "format": FORMAT,
        "instance": bassin.instance_name,
        "letterhead": bassin.letterhead,
        "sitting": {
            "on": sitting.on,
            "number": sitting.number,
            "starts_at": sitting.starts_at,
            "ends_at": sitting.ends_at,
            "place": sitting.place,
            "notes": sitting.notes,
        },
        "notice": notice.words,
        "signatories": notice.signatories,
        "late_reason": late_reason,
        "items": [_frozen_item(item) for item in items],
    }
    return json.loads(canonical(found))


def _frozen_item(item):
    return {
        "key": item.pk,
        "number": item.printed_number,
        "section": item.get_section_display(),
        "kind": item.get_kind_display(),
        "title": item.title,
        "text": item.text,
        "presenter": str(item.presenter) if item.presenter else "",
        "minutes": item.minutes,
        "audience": item.audience,
        "audience_label": item.get_audience_display(),
        "ground": item.closed_ground,
        "urgent_reason": item.urgent_reason,
        "annexes": [
            {
                "title": annex.title,
                "audience": annex.audience,
                "size": annex.stored.size,
                "sha256": annex.stored.sha256,
            }
            for annex in item.annexes.all()
            if annex.removed_at is None
        ],
    }


def convocation_html(version, *, closed) -> str:
    """The convocation as HTML. `closed`: does its reader read the huis clos?"""
    return _printed("plenary/documents/convocation.html", version, closed)


def agenda_html(version, *, closed) -> str:
    """The agenda with its notes and annexes, as HTML."""
    return _printed("plenary/documents/agenda.html", version, closed)


def _printed(template, version, closed):
    data = as_read(version.content, closed=closed)
    sitting = data["sitting"]
    return render_to_string(
        template,
        {
            "data": data,
            "sections": [
                {"label": label, "items": list(rows)}
                for label, rows in groupby(data["items"], key=lambda row: row["section"])
            ],
            "sat_on": weekday(date.fromisoformat(sitting["on"])),
            "starts_at": _hour(sitting["starts_at"]),
            "ends_at": _hour(sitting["ends_at"]),
            "minutes": sum(row["minutes"] or 0 for row in version.content["items"]),
            "version": version,
            "made_at": moment(version.made_at),
            "closed": closed,
        },
    )


def _hour(value):
    return clock(time.fromisoformat(value)) if value else ""


def jobs_of(version, *, closed) -> dict[str, Job]:
    """The job that made, or makes, each document for who reads the huis clos, or does not.

    The last one; one that is done before any other. One query.
    """
    reader = closed or not has_closed(version.content)
    jobs = Job.objects.filter(
        kind__in=(CONVOCATION, AGENDA), subject_id=str(version.pk), params={"closed": reader}
    )
    found = {}
    for job in jobs.select_related("result").order_by("pk"):
        before = found.get(job.kind)
        if before is None or before.status != JobStatus.DONE or job.status == JobStatus.DONE:
            found[job.kind] = job
    return found


def _sent_for(user, pk):
    """The version, if this user may know of its sitting today."""
    sittings = Sitting.objects.visible_to(user)
    return AgendaVersion.objects.filter(pk=pk, sitting__in=sittings).first()


@works(CONVOCATION, label=_("Convocation"), subject=_sent_for, background=True)
def convocation(job, say) -> Made:
    """The convocation (PDF), from the frozen agenda."""
    return _made(job, say, "convocation", convocation_html)


@works(AGENDA, label=_("Ordre du jour"), subject=_sent_for, background=True)
def agenda(job, say) -> Made:
    """The agenda (PDF), from the frozen agenda."""
    return _made(job, say, "ordre-du-jour", agenda_html)


def _made(job, say, name, html_of):
    version = AgendaVersion.objects.select_related("sitting").get(pk=job.subject_id)
    if sha256(canonical(version.content)) != version.sha256:
        raise Hopeless(_("L’ordre du jour figé ne correspond plus à son empreinte."))
    say(20, _("Mise en page"))
    printed = render(html_of(version, closed=job.params["closed"]), beat=say)
    return Made(
        name=f"{name}-{version.sitting.on.isoformat()}-version-{version.number}.pdf",
        content_type="application/pdf",
        content=printed.content,
        facts={"agenda": version.sha256, "pages": number(printed.pages)},
    )
