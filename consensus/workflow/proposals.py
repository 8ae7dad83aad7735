"""A proposal is opened, amended, deferred, commented (art. 18 § 1; domain.md § 3.4)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consensus import notifications
from consensus.choices import ObjectionStatus, ProposalKind, ProposalStatus
from consensus.facts import discussion_of
from consensus.models import Comment, Round
from consensus.workflow.adoption import ADOPTION, OF_AN_OBJECT
from consensus.workflow.rounds import (
    become,
    locked,
    refuse_another_round,
    refuse_when_expired,
    settled,
)
from core import journal
from core.clock import today
from core.french import day
from core.numbers import take
from core.workflow import Refused, WrongState, recorded
from poles.choices import PoleStatus


def open_proposal(proposal, *, text, rhythm="", by, about=None):
    """Puts a text to the consensus of its pôle and invites each who may speak for a seat.

    `proposal`: unsaved, with its pôle and its fields. `about`: the object that it settles, for the
    kinds that settle one. Refuses every reason at once: a pôle that
    does not work or is over its term, nobody designated, a day that has passed.
    """
    with transaction.atomic():
        proposal.number = take(f"texte:{proposal.pole_id}")
        proposal.opened_at, proposal.opened_by = timezone.now(), by
        proposal._history_user = by
        proposal.save()
        current = Round.objects.create(
            proposal=proposal,
            number=1,
            text=text.strip(),
            rhythm=rhythm.strip(),
            opened_at=proposal.opened_at,
            opened_by=by,
        )
        discussion = discussion_of(proposal, on=today())
        reasons = list(_why_not_open(proposal, current, discussion, about))
        if reasons:
            raise Refused(*reasons)
        journal.append(
            "consensus.ouvrir_proposition",
            about=proposal,
            by=by,
            data={"pole": proposal.pole_id, "kind": proposal.kind, "number": proposal.number},
        )
        notifications.proposal_open(discussion)
    return proposal


def _why_not_open(proposal, current, discussion, about):
    pole = proposal.pole
    if pole.status != PoleStatus.ACTIVE:
        yield _("Le pôle est « %(state)s » : il ne décide encore, ou plus, de rien.") % {
            "state": pole.get_status_display()
        }
    if discussion.expired_on:
        yield _(
            "Le terme du pôle est échu depuis le %(day)s : il n’ouvre plus de proposition avant"
            " que la plénière ait décidé."
        ) % {"day": day(discussion.expired_on)}
    if not discussion.seats:
        yield _("Personne n’est désigné dans ce pôle : il n’y a pas de position à attendre.")
    if proposal.kind not in ADOPTION:
        yield _("Cette nature de proposition n’est pas encore ouverte ici.")
    elif proposal.kind in OF_AN_OBJECT and about is None:
        yield _("Une proposition de cette nature s’ouvre depuis ce qu’elle règle.")
    if proposal.deadline < today():
        yield _("Le %(day)s est passé : laissez le temps de répondre.") % {
            "day": day(proposal.deadline)
        }
    if proposal.review_on and proposal.review_on <= proposal.deadline:
        yield _("La relecture vient après le délai des positions.")
    yield from _rhythm(proposal, current.rhythm)


def _rhythm(proposal, rhythm):
    asked = proposal.kind == ProposalKind.MODALITIES
    if asked and not rhythm:
        yield _("Écrivez le rythme proposé, par exemple « tous les deux mois ».")
    if rhythm and not asked:
        yield _("Un rythme ne se propose que pour des modalités de réunion.")


def amend(
    proposal, *, by, text, summary, deadline, base_version, rhythm="", integrated=frozenset()
):
    """A new wording: positions start again, objections are integrated or carried as they stand.

    `base_version`: the round that was read; `integrated`: keys of the objections that the new text
    answers – their authors may still maintain them. Gives the new round.
    """
    with transaction.atomic():
        row = locked(proposal)
        discussion = settled(row, by=by)
        refuse_another_round(discussion, base_version)
        refuse_when_expired(discussion)
        former = discussion.current
        reasons = list(_why_not_amend(row, former, text, summary, deadline, rhythm))
        if reasons:
            raise Refused(*reasons)
        current = Round.objects.create(
            proposal=row,
            number=former.number + 1,
            text=text.strip(),
            rhythm=rhythm.strip(),
            summary=summary.strip(),
            opened_at=timezone.now(),
            opened_by=by,
        )
        _integrate(discussion, integrated, current, by=by)
        with recorded(
            row,
            within=(ProposalStatus.OPEN,),
            by=by,
            act="consensus.amender",
            reason=summary[:100],
            data={"round": current.number, "integrated": sorted(integrated)},
        ):
            row.deadline = deadline
        notifications.proposal_open(discussion_of(row, on=today()))
    return current


def _why_not_amend(proposal, former, text, summary, deadline, rhythm):
    if (text.strip(), rhythm.strip()) == (former.text, former.rhythm):
        yield _("Le texte est le même : il n’y a rien à soumettre à nouveau.")
    if not text.strip() or not summary.strip():
        yield _("Écrivez le texte, et en une phrase ce qui change.")
    if deadline < today():
        yield _("Le %(day)s est passé : laissez le temps de répondre.") % {"day": day(deadline)}
    yield from _rhythm(proposal, rhythm.strip())


def _integrate(discussion, integrated, current, *, by):
    standing = {o.pk: o for o in discussion.standing}
    unknown = set(integrated) - set(standing)
    if unknown:
        raise WrongState(
            _("L’une des objections cochées ne tient plus : relisez la page avant d’amender.")
        )
    for key in sorted(integrated):
        become(
            standing[key],
            ObjectionStatus.INTEGRATED,
            current,
            by=by,
            words=_("L’amendement qui ouvre la version %(n)d y répond.") % {"n": current.number},
        )


def defer(proposal, *, by, deadline, reason):
    """More time, or a later meeting: the day moves on, positions and objections stay."""
    with transaction.atomic():
        row = locked(proposal)
        discussion = settled(row, by=by)
        if deadline <= max(row.deadline, today()):
            raise Refused(
                _("Le délai court déjà jusqu’au %(day)s : choisissez un jour plus lointain.")
                % {"day": day(row.deadline)}
                if row.deadline >= today()
                else _("Le %(day)s n’est pas à venir.") % {"day": day(deadline)}
            )
        with recorded(
            row,
            within=(ProposalStatus.OPEN,),
            by=by,
            act="consensus.reporter",
            reason=reason[:100],
            data={"until": deadline.isoformat()},
        ):
            row.deadline, row.deferral = deadline, reason
        discussion.proposal = row
        notifications.proposal_open(discussion, reason=reason)


def comment(proposal, *, by, text):
    """Somebody of the pôle, a guest above all, says what they think; it counts for nothing."""
    with transaction.atomic():
        row = locked(proposal)
        discussion = discussion_of(row, on=today())
        person = by.person
        here = {m.person_id for m in discussion.memberships}
        serves = by.standing.serves(row.pole.bassin_id)
        if person is None or not (serves or person.pk in here):
            raise Refused(_("Seules les personnes du pôle et du service commentent ses textes."))
        found = Comment.objects.create(
            proposal=row,
            round=discussion.current,
            person=person,
            text=text.strip(),
            written_at=timezone.now(),
            written_by=by,
        )
        journal.append(
            "consensus.commenter", about=row, by=by, data={"round": discussion.current.number}
        )
    return found
