"""Who may what with what a pôle does together, from facts of the day (domain.md § 7)."""

from consensus.models import Commitment, Communication
from core.permissions import grants
from poles.models import Membership


@grants("consensus.view_communication")
def sees(user, communication):
    """Whoever it is visible to reads it (`visible_to` has answered before)."""
    return communication is not None


@grants("consensus.view_life")
def lives_with(user, pole):
    """domain.md § 7: the service, the members and the guests; the plenary reads what it is told."""
    standing = user.standing
    if pole is None or pole.launched_on is None:
        return False
    return standing.serves(pole.bassin_id) or (
        standing.person is not None
        and Membership.objects.standing(on=standing.on)
        .filter(pole=pole, person=standing.person)
        .exists()
    )


@grants("consensus.communicate")
def serves(user, subject):
    """The service records what a pôle adopted, about the pôle or the communication itself."""
    if subject is None:
        return bool(user.standing.served)
    pole = subject.pole if isinstance(subject, Communication) else subject
    return user.standing.serves(pole.bassin_id)


@grants("consensus.view_commitment")
def sees_commitment(user, commitment):
    """Whoever it is visible to reads it (`visible_to` has answered before)."""
    return commitment is not None


@grants("consensus.record_commitment")
def keeps_the_list(user, subject):
    """The service notes and corrects engagements, about the pôle or the engagement itself."""
    if subject is None:
        return bool(user.standing.served)
    pole = subject.pole if isinstance(subject, Commitment) else subject
    return user.standing.serves(pole.bassin_id)


@grants("consensus.answer_commitment")
def answers_for(user, commitment):
    """The service, and whoever committed: kept, dropped or moved, each says it for themselves."""
    if commitment is None:
        return False
    own = user.person is not None and user.person.pk == commitment.owner_id
    return own or user.standing.serves(commitment.pole.bassin_id)
