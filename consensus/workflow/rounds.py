"""What the acts on a proposal share: its lock, its last round, the objections left behind."""

from django.utils import timezone
from django.utils.translation import gettext as _

from consensus.choices import ObjectionStatus
from consensus.facts import discussion_of
from consensus.models import ObjectionStep, Proposal
from consensus.workflow.text_states import OBJECTION_TRANSITIONS
from core.clock import today
from core.french import day
from core.workflow import Refused, WrongState, transition


def locked(proposal) -> Proposal:
    """The proposal under its lock, while it may be answered; whatever is done to it waits."""
    row = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("pole__bassin", "facilitator")
        .get(pk=proposal.pk)
    )
    refuse_when_closed(row)
    return row


def refuse_when_closed(row):
    if not row.is_open:
        raise WrongState(
            _("Cette proposition est « %(state)s » depuis le %(day)s : on n’y revient plus.")
            % {"state": row.get_status_display().lower(), "day": day(row.closed_on)}
        )


def settled(row, *, by):
    """What is said of it today; the objection of somebody who left is recorded « éteinte »."""
    discussion = discussion_of(row, on=today())
    for objection in discussion.objections:
        if discussion.lapses(objection):
            become(
                objection,
                ObjectionStatus.LAPSED,
                discussion.current,
                by=by,
                words=_("%(who)s n’est plus membre du pôle.") % {"who": objection.author},
            )
    return discussion


def refuse_another_round(discussion, number):
    """What was read is not what stands: the text was amended meanwhile."""
    if discussion.current.number != number:
        raise WrongState(
            _(
                "Le texte a été amendé entre-temps : la version %(n)d le remplace. Relisez-la,"
                " puis dites à nouveau ce que vous en pensez."
            )
            % {"n": discussion.current.number}
        )


def refuse_when_expired(discussion):
    if discussion.expired_on:
        raise Refused(
            _(
                "Le terme du pôle est échu depuis le %(day)s : il n’ouvre et n’amende plus de"
                " proposition avant que la plénière ait décidé."
            )
            % {"day": day(discussion.expired_on)}
        )


def become(objection, status, current, *, by, words="", **facts):
    """One step of the life of an objection, with its history, its journal and its line."""
    with transition(
        objection,
        status,
        allowed=OBJECTION_TRANSITIONS,
        by=by,
        act="consensus.objection",
        reason=words[:100],
        data={"round": current.number},
    ):
        for name, value in facts.items():
            setattr(objection, name, value)
        told(objection, status, current, by=by, words=words)


def told(objection, status, current, *, by, words=""):
    """Adds a line to the life of an objection."""
    ObjectionStep.objects.create(
        objection=objection,
        became=status,
        round=current,
        words=words,
        on=today(),
        recorded_at=timezone.now(),
        recorded_by=by,
    )
