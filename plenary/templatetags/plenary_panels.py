"""What the plenary says of a pôle, on the page of the pôle: `{% plenary_panel pole %}`."""

from django import template

from core.models import Job, JobStatus
from plenary.documents import EXTRACT
from plenary.facts import decision_state
from plenary.models import AgendaItem, Decision

register = template.Library()


@register.inclusion_tag("plenary/_panel.html", takes_context=True)
def plenary_panel(context, pole):
    """Decisions about the pôle that this person may read, with their extracts; what is to come."""
    user = context["request"].user
    decisions = list(
        Decision.objects.visible_to(user)
        .sealed()
        .about(pole)
        .select_related("item__sitting")
        .order_by("-sealed_at", "-pk")
    )
    done = Job.objects.filter(
        kind=EXTRACT, status=JobStatus.DONE, subject_id__in=[str(d.uuid) for d in decisions]
    )
    ready = set(done.values_list("subject_id", flat=True))
    coming = (
        AgendaItem.objects.visible_to(user)
        .open()
        .filter(pole=pole)
        .select_related("sitting__body")
        .order_by("sitting__on", "pk")
    )
    return {
        "decisions": [
            {"decision": d, "state": decision_state(d), "has_extract": str(d.uuid) in ready}
            for d in decisions
        ],
        "coming": list(coming),
        "asks": user.has_perm("plenary.ask_item") and user.standing.serves(pole.bassin_id),
        "pole": pole,
    }
