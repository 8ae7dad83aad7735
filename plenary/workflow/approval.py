"""What the plenary does of its minutes: approve and freeze, send back, correct, publish."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import journal
from core.models import JournalHead
from core.workflow import Refused, WrongState, transition
from meetings.workflow import freeze
from plenary.choices import STANDING_MINUTES, MinutesStatus, Outcome
from plenary.facts import lacks_of_minutes, living, submitted_by
from plenary.models import Minutes, MinutesBlock, Sitting
from plenary.workflow.states import MINUTES_TRANSITIONS


class WithoutEffect(Refused):
    """The plenary decided, and what it decided of was not ready: kept, « sans effet »."""


def approve_minutes(decision, *, ref, by):
    """The minutes that the item names are frozen: canonical text, hash, day and author.

    « Sous conditions »: the corrections that the plenary asked for are printed with them. Minutes
    that are not under review, or a remark without answer, leave the decision without effect.
    """
    lacks = lacks_of_minutes(decision.item)
    if lacks:
        raise WithoutEffect(*lacks)
    minutes = submitted_by(decision.item)
    with transition(
        minutes,
        MinutesStatus.APPROVED,
        allowed=MINUTES_TRANSITIONS,
        by=by,
        act="plenary.approuver_pv",
    ) as proof:
        minutes.approving = decision
        minutes.approved_at, minutes.approved_by = timezone.now(), by
        digest = freeze(minutes, _approved(minutes, decision))
        minutes.version += 1
        proof.update(sha256=digest, decision=decision.number)


def _approved(minutes, decision):
    """What is frozen: the text as it was read, who approved it when, the head of the journal."""
    head = JournalHead.objects.filter(pk=1).first()
    conditional = decision.outcome == Outcome.CONDITIONAL
    texts = [c.text for c in decision.conditions.order_by("pk")] if conditional else []
    return living(
        minutes,
        approved_on=decision.item.sitting.on,
        approving=decision.number,
        corrections={"audience": decision.item.audience, "texts": texts},
        journal_head={"seq": head.seq, "hash": head.hash} if head else {},
    )


def send_minutes_back(decision, *, ref, by):
    """Not approved: the service takes the text up again, for the reasons that were given."""
    minutes = submitted_by(decision.item)
    if minutes is None or minutes.status != MinutesStatus.CIRCULATED:
        return
    with transition(
        minutes,
        MinutesStatus.DRAFT,
        allowed=MINUTES_TRANSITIONS,
        by=by,
        reason=decision.motivation,
        act="plenary.renvoyer_pv",
    ):
        minutes.version += 1


def correct_minutes(minutes, *, by, reason) -> Minutes:
    """A correction of approved minutes: a new version in draft, with its reason. Gives it.

    The old one stays as it was approved, until the plenary approves this one by a new item.
    """
    with transaction.atomic():
        Sitting.objects.select_for_update(of=("self",)).get(pk=minutes.sitting_id)
        last = Minutes.objects.filter(sitting=minutes.sitting_id).order_by("-number").first()
        if last.pk != minutes.pk:
            raise WrongState(_("La version %(n)d existe déjà : ouvrez-la.") % {"n": last.number})
        if last.status not in STANDING_MINUTES:
            raise WrongState(_("Ce procès-verbal n’est pas approuvé : modifiez son texte."))
        new = Minutes(
            sitting=minutes.sitting,
            number=last.number + 1,
            reason=reason,
            drafted_at=timezone.now(),
            drafted_by=by,
        )
        new._history_user, new._change_reason = by, reason
        new.save()
        for block in last.blocks.standing().order_by("position", "pk"):
            _copy(block, new, by=by)
        _tell_correction(new, by=by)
    return new


def _copy(block, minutes, *, by):
    copy = MinutesBlock(
        minutes=minutes,
        item=block.item,
        position=block.position,
        part=block.part,
        audience=block.audience,
        text=block.text,
    )
    copy._history_user, copy._change_reason = by, _("version corrigée")
    copy.save()


def _tell_correction(minutes, *, by):
    journal.append("plenary.corriger_pv", about=minutes, by=by, data={"number": minutes.number})


def publish(minutes, *, by):
    """The public reads what is public of the approved minutes."""
    with transition(
        minutes,
        MinutesStatus.PUBLISHED,
        allowed=MINUTES_TRANSITIONS,
        by=by,
        act="plenary.publier_pv",
    ):
        minutes.published_at, minutes.published_by = timezone.now(), by
        minutes.version += 1


def unpublish(minutes, *, by, reason):
    """The public reads them no more; they stay approved."""
    with transition(
        minutes,
        MinutesStatus.APPROVED,
        allowed={MinutesStatus.PUBLISHED: {MinutesStatus.APPROVED}},
        by=by,
        reason=reason,
        act="plenary.dépublier_pv",
    ):
        minutes.published_at, minutes.published_by = None, None
        minutes.version += 1
