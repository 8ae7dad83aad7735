"""What withdrawing a designation would do, and what followed it and holds it."""

from datetime import timedelta

from django.utils.translation import gettext as _

from core.french import day
from poles.models import MemberProposal
from poles.verdicts.simulator import Undesignation


def undesignation(undone) -> Undesignation | None:
    """The change that withdrawing this decision (DecisionRef) makes; None: something holds it."""
    pole = undone.pole
    members = list(undone.designations.select_related("person").order_by("pk"))
    opened = pole.terms.filter(decision=undone, number=1).first()
    if not members or since_designation(pole, members, opened, undone):
        return None
    rows = MemberProposal.objects.filter(decision=undone).exclude(
        person__in=MemberProposal.objects.pending().filter(pole=pole).values("person")
    )
    return Undesignation(
        undone.pk,
        since=min(m.starts_on for m in members) - timedelta(days=1),
        candidates=tuple(rows.select_related("person", "organisation").order_by("pk")),
        opened=opened is not None,
    )


def since_designation(pole, members, opened, undone) -> list[str]:
    """What followed a designation and must be repaired before it may be withdrawn, in words."""
    reasons = [
        _("%(who)s a quitté le pôle le %(day)s (%(why)s).")
        % {"who": m.person, "day": day(m.ends_on), "why": m.get_end_reason_display()}
        for m in members
        if m.ends_on
    ]
    reasons += [
        _("%(who)s est suppléant·e de %(member)s : retirez d’abord sa désignation.")
        % {"who": substitute.person, "member": substitute.substitute_of.person}
        for substitute in pole.memberships.filter(substitute_of__in=members)
        .exclude(designated_by=undone)
        .select_related("person", "substitute_of__person")
        .order_by("pk")
    ]
    if not opened:
        return reasons
    later = pole.memberships.designated().exclude(designated_by=undone).select_related("person")
    reasons += [
        _("%(who)s a été désigné·e depuis : retirez d’abord cette désignation.") % {"who": m.person}
        for m in later.order_by("pk")
    ]
    if pole.continued_on:
        reasons.append(_("La poursuite au-delà d’un an est décidée : retirez d’abord la décision."))
    if pole.terms.filter(number__gt=1).exists():
        reasons.append(_("Le pôle est renouvelé : retirez d’abord le renouvellement."))
    return reasons
