"""Who may what with reference data."""

from actors.choices import StaffRole
from core.permissions import grants


@grants("actors.view_settings")
def serves(user, bassin):
    return bassin is not None and user.standing.serves(bassin.pk)


@grants("actors.change_settings")
def coordinates(user, bassin):
    return bassin is not None and user.standing.serves(
        bassin.pk, StaffRole.COORDINATION, StaffRole.ADMIN
    )


@grants("actors.serve", "actors.view_directory", "actors.merge", "actors.hand_over")
def is_of_the_service(user, _subject):
    """Belongs to the service of some bassin: menus and creations of the service."""
    return bool(user.standing.served)


@grants("actors.view_plenary")
def knows_plenary(user, bassin):
    """The service and those who sit in it; `with_plenary_visible_to` has answered before."""
    return bassin is not None and (
        user.standing.serves(bassin.pk) or user.standing.sits_in(bassin.pk)
    )


@grants("actors.grant_mandate")
def serves_seat(user, seat):
    return seat is not None and user.standing.serves(seat.body.bassin_id)


@grants("actors.end_mandate", "actors.replace_mandate")
def serves_mandate(user, mandate):
    return mandate is not None and user.standing.serves(mandate.seat.body.bassin_id)
