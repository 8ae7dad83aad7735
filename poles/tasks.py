"""Work of the pôles in the background: inviting pasted addresses, with a report line by line."""

from collections import Counter

from django.utils.translation import gettext as _

from core.clock import today
from core.exports import csv_response
from core.jobs import Made, works
from poles.models import Call
from poles.workflow.invitations import INVITE, invite, read_lines


def call_of(user, pk):
    """The call as this user may invite to it today; else None."""
    found = Call.objects.visible_to(user).filter(pk=pk).select_related("pole__bassin").first()
    return found if found and user.has_perm("poles.manage_calls", found.pole) else None


@works(INVITE, label=_("Invitations, et le sort de chaque ligne"), subject=call_of)
def invitations(job, say) -> Made:
    """Posts the invitations; the file says of each line what became of it."""
    call = call_of(job.asked_by, job.subject_id)
    fates = invite(call, read_lines(job.params["text"]), since=job.asked_at, say=say)
    head = [_("ligne"), _("texte"), _("adresse"), _("sort"), _("motif")]
    rows = [[f.line.number, f.line.text, f.line.address, f.outcome, f.why] for f in fates]
    counts = Counter(str(fate.outcome) for fate in fates)
    name = f"invitations-{today().isoformat()}"
    body = csv_response(name, head, rows).content
    return Made(f"{name}.csv", "text/csv", body, {"lines": dict(counts)})
