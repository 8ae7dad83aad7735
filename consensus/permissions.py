"""Who may what with what a pôle does together, from facts of the day (domain.md § 7)."""

from consensus.models import Communication
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
