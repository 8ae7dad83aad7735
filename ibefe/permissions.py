"""Who may see how the house runs."""

from actors.choices import StaffRole
from core.permissions import grants

RUN_THE_HOUSE = (StaffRole.COORDINATION, StaffRole.ADMIN)


@grants("ibefe.view_health")
def runs_the_house(user, _subject):
    """Coordination and administration of a bassin, and whoever keeps the installation."""
    standing = user.standing
    return user.is_staff or any(standing.serves(pk, *RUN_THE_HOUSE) for pk in standing.served)
