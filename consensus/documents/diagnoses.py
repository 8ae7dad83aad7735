"""A version of the shared diagnosis on paper, with who adhered to it."""

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from consensus.facts import asked_on, headings, picture_of
from consensus.models import DiagnosisVersion
from core import pdf
from core.canonical import sha256
from core.clock import today
from core.jobs import Hopeless, Made, works

DIAGNOSIS = "consensus.diagnostic"


def version_of(user, pk):
    """The version, if this user may read it today; else None."""
    found = DiagnosisVersion.objects.visible_to(user).filter(pk=pk)
    return found.select_related("diagnosis__pole__bassin", "submitted_by__own_person").first()


@works(DIAGNOSIS, label=_("Diagnostic partagé en PDF"), subject=version_of)
def make_diagnosis(job, say):
    """The work. Refuses a version whose text no longer holds its hash."""
    version = version_of(job.asked_by, job.subject_id)
    if sha256(version.text) != version.sha256:
        raise Hopeless(_("Le texte soumis ne correspond plus à son empreinte."))
    say(20, _("Mise en page"))
    printed = pdf.render(diagnosis_html(version, on=today()), beat=say)
    say(90, _("Enregistrement"))
    pole = version.diagnosis.pole
    return Made(
        name=f"diagnostic-{slugify(pole.title)[:60] or pole.pk}-v{version.number}.pdf",
        content_type="application/pdf",
        content=printed.content,
        facts={"pages": printed.pages, "tagged": printed.tagged, "version": version.number},
    )


def diagnosis_html(version, *, on) -> str:
    """The version as HTML for the printer; its answers are those of the day `on`."""
    day = asked_on(version, list(version.diagnosis.versions.order_by("number")), on=on)
    return render_to_string(
        "consensus/documents/diagnosis.html",
        {
            "version": version,
            "pole": version.diagnosis.pole,
            "picture": picture_of(version, on=day),
            "headings": headings(),
            "answers_on": day,
            "at": timezone.now(),
        },
    )
