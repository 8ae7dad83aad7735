"""A proposal is adopted, referred to the plenary, withdrawn; what was adopted comes back."""

from django.utils import timezone
from django.utils.translation import gettext as _

from consensus import notifications
from consensus.choices import CommunicationKind, ProposalStatus
from consensus.facts import sentences, weigh
from consensus.models import Communication, Proposal
from consensus.workflow.adoption import ADOPTION
from consensus.workflow.communications import communicate
from consensus.workflow.rounds import refuse_another_round, settled
from consensus.workflow.text_states import PROPOSAL_TRANSITIONS
from core.canonical import canonical, sha256
from core.clock import today
from core.workflow import Refused, WrongState, recorded, transition

ROOM = Communication._meta.get_field("text").max_length
TITLE = Communication._meta.get_field("title").max_length


def adopt(proposal, *, by, base_version=None):
    """The text is adopted by consensus, if nothing forbids it (art. 18 § 1): no vote, ever.

    Refuses every reason at once (`facts.weigh`). `base_version`: the round that was read. Gives the
    sentence of the outcome.
    """
    proof = {}
    with transition(
        proposal,
        ProposalStatus.ADOPTED,
        allowed=PROPOSAL_TRANSITIONS,
        by=by,
        act="consensus.adopter",
        data=proof,
    ):
        discussion = settled(proposal, by=by)
        if base_version is not None:
            refuse_another_round(discussion, base_version)
        weighing = weigh(discussion)
        if not weighing.may_adopt:
            raise Refused(*weighing.blocks)
        _close(proposal, discussion, sentences.adopted(discussion), by=by, proof=proof)
        ADOPTION[proposal.kind](proposal, discussion.current, by=by, on=today())
    proposal.refresh_from_db()
    notifications.proposal_closed(discussion)
    return proposal.outcome


def refer(proposal, *, by, reason):
    """An objection is maintained and the pôle leaves the question to the plenary: it is told so."""
    proof = {}
    with transition(
        proposal,
        ProposalStatus.REFERRED,
        allowed=PROPOSAL_TRANSITIONS,
        by=by,
        act="consensus.renvoyer",
        reason=reason[:100],
        data=proof,
    ):
        discussion = settled(proposal, by=by)
        if not discussion.standing:
            raise Refused(
                _("Aucune objection ne tient : le pôle décide lui-même, ou retire la proposition.")
            )
        proposal.close_reason = reason
        _close(proposal, discussion, sentences.referred(discussion, reason), by=by, proof=proof)
        proposal.communication = communicate(
            Communication(
                pole=proposal.pole,
                kind=CommunicationKind.INFORMATION,
                title=(_("Renvoi à la plénière : %(title)s") % {"title": proposal.title})[:TITLE],
                text=_referral(discussion, reason),
                adopted_on=today(),
            ),
            by=by,
        )
    notifications.proposal_closed(discussion)


def _referral(discussion, reason):
    """What the plenary reads: why it has the question, the text, what stands against it."""
    told = [reason.strip(), discussion.current.text]
    told += [
        _("Objection maintenue de %(who)s : %(reason)s\nCe qui la lèverait : %(lifts)s")
        % {"who": o.author, "reason": o.reason, "lifts": o.lifts}
        for o in discussion.standing
    ]
    return "\n\n".join(told)[:ROOM]


def withdraw_proposal(proposal, *, by, reason):
    """The pôle gives the text up; it stays readable with the reason."""
    proof = {}
    with transition(
        proposal,
        ProposalStatus.WITHDRAWN,
        allowed=PROPOSAL_TRANSITIONS,
        by=by,
        act="consensus.retirer_proposition",
        reason=reason[:100],
        data=proof,
    ):
        discussion = settled(proposal, by=by)
        proposal.close_reason = reason
        _close(proposal, discussion, sentences.withdrawn(discussion, reason), by=by, proof=proof)
    notifications.proposal_closed(discussion)


def _close(proposal, discussion, sentence, *, by, proof):
    """Freezes what was settled: text, positions with their names, objections, who was silent."""
    discussion.proposal = proposal
    proposal.closed_at, proposal.closed_by, proposal.closed_on = timezone.now(), by, today()
    proposal.outcome = sentence
    proposal.frozen = canonical(_as_it_was(discussion, sentence))
    proposal.sha256 = sha256(proposal.frozen)
    proof["sha256"] = proposal.sha256


def _as_it_was(d, sentence):
    return {
        "pole": d.proposal.pole.title,
        "number": d.proposal.number,
        "kind": d.proposal.kind,
        "title": d.proposal.title,
        "round": d.current.number,
        "text": d.current.text,
        "rhythm": d.current.rhythm,
        "deadline": d.proposal.deadline,
        "silence_counts": d.proposal.silence_counts,
        "outcome": sentence,
        "positions": [
            {
                "seat": s.seat.name,
                "category": s.seat.membership.category,
                "by": str(s.position.person) if s.position else "",
                "position": s.position.kind if s.position else "",
                "reason": s.position.reason if s.position else "",
                "channel": s.position.channel if s.position else "",
                "written_by": str(s.position.given_by or "") if s.position else "",
            }
            for s in d.said
        ],
        "objections": [
            {"by": str(o.author), "reason": o.reason, "lifts": o.lifts, "status": o.status}
            for o in d.objections
        ],
    }


def review(proposal, *, by, words, next_on=None):
    """What was adopted came back: what the pôle makes of it, and when it comes back again.

    The same words and day again write nothing.
    """
    kept = Proposal.objects.filter(pk=proposal.pk, review=words, review_on=next_on)
    if kept.exclude(reviewed_at=None).exists():
        return
    with recorded(
        proposal,
        within=(ProposalStatus.ADOPTED,),
        by=by,
        act="consensus.revoir",
        reason=words[:100],
    ):
        if proposal.review_on is None:
            raise WrongState(_("Cette proposition n’est plus à revoir : c’est déjà fait."))
        if next_on and next_on <= today():
            raise Refused(_("La prochaine relecture est un jour à venir."))
        proposal.review, proposal.review_on = words, next_on
        proposal.reviewed_at, proposal.reviewed_by = timezone.now(), by
