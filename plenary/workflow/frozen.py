"""The agenda once it was sent: its versions, and the number of what is added « en urgence »."""

from django.utils import timezone
from django.utils.translation import gettext as _

from core import jobs
from core.canonical import canonical, sha256
from core.models import JobStatus
from core.workflow import Refused
from meetings.workflow import last_position
from plenary.documents import AGENDA, CONVOCATION, frozen_agenda, jobs_of
from plenary.facts import has_closed
from plenary.models import AgendaVersion


def keep_version(sitting, *, by, reason="", late_reason="") -> AgendaVersion:
    """Keeps what the agenda says now. The sitting is locked; every version but the first says why.

    Its hash is that of its canonical text: what was sent can be proved.
    """
    last = sitting.agenda_versions.order_by("-number").first()
    if last:
        late_reason = last.content["late_reason"]
    content = frozen_agenda(sitting, late_reason=late_reason)
    version = AgendaVersion.objects.create(
        sitting=sitting,
        number=last.number + 1 if last else 1,
        made_at=timezone.now(),
        made_by=by,
        reason=reason,
        content=content,
        sha256=sha256(canonical(content)),
    )
    print_version(version, by=by)
    return version


def print_version(version, *, by) -> int:
    """Asks for its convocation and its agenda (PDF), once for each who reads it differently.

    What is made already, or is being made, is not asked again. Gives how many were asked.
    """
    readers = (True, False) if has_closed(version.content) else (True,)
    there = {closed: jobs_of(version, closed=closed) for closed in readers}
    lacks = [
        (kind, closed)
        for kind in (CONVOCATION, AGENDA)
        for closed in readers
        if not _is_coming(there[closed].get(kind))
    ]
    for kind, closed in lacks:
        jobs.ask(kind, subject_id=version.pk, by=by, params={"closed": closed})
    return len(lacks)


def _is_coming(job):
    return job is not None and job.status != JobStatus.FAILED


def take_place(item, sitting, *, after, by):
    """Gives `item` its sub-number and its place: after `after` and what was added there before it.

    The sitting is locked: two additions at once get two sub-numbers. Without `after`, the last item
    of the agenda; an agenda on which nothing is numbered begins at 1.
    """
    numbered = sitting.items.on_the_agenda().exclude(number=None)
    if after is None:
        after = numbered.order_by("-number", "-sub_number").first()
        if after is None:
            item.number, item.position = 1, last_position(sitting.items)
            return
    family = numbered.filter(number=after.number)
    last = family.order_by("-sub_number").first()
    if last is None:
        raise Refused(_("Le point choisi n’est plus à l’ordre du jour de cette séance."))
    item.number, item.sub_number = after.number, last.sub_number + 1
    item.position = family.order_by("-position").first().position + 1
    _make_room(sitting, item, by=by)


def _make_room(sitting, item, *, by):
    """Whoever follows moves down by one, unless there is room already."""
    following = sitting.items.filter(position__gte=item.position).exclude(pk=item.pk)
    if not following.filter(position=item.position).exists():
        return
    for other in following.order_by("-position", "-pk"):
        other.position += 1
        other._history_user, other._change_reason = by, _("point ajouté en urgence")
        other.save()
