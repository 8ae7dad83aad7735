"""Who may what with what a pôle does together, from facts of the day (domain.md § 7)."""

from consensus.models import Communication
from core.permissions import grants


@grants("consensus.view_communication")
def sees(user, communication):
    """Whoever it is visible to reads it (`visible_to` has answered before)."""
    return communication is not None


@grants("consensus.communicate")
def serves(user, subject):
    """The service records what a pôle adopted, about the pôle or the communication itself."""
    if subject is None:
        return bool(user.standing.served)
    pole = subject.pole if isinstance(subject, Communication) else subject
    return user.standing.serves(pole.bassin_id)
