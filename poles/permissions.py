"""Who may what with pôles and demandes, from facts of the day."""

from core.permissions import grants
from poles.facts import places_of


@grants("poles.add_request")
def anybody_signed_in(user, _subject):
    return user.is_active


@grants("poles.view_request")
def sees_request(user, request):
    return user.standing.serves(request.bassin_id) or request.person.user_id == user.pk


@grants("poles.answer_request")
def serves_request(user, request):
    return user.standing.serves(request.bassin_id)


@grants("poles.add_pole")
def serves_somewhere(user, _subject):
    return bool(user.standing.served)


@grants("poles.list_poles")
def knows_poles(user, _subject):
    """The list of the house: the service, the plenary, and members of a pôle."""
    standing = user.standing
    return bool(standing.served or standing.seats or places_of(user))


@grants("poles.compare_verdicts")
def serves_or_sits(user, _subject):
    """All pôles × all rules: the service and the plenary; a member reads those of their pôle."""
    return bool(user.standing.served or user.standing.seats)


@grants("poles.view_pole", "poles.view_members")
def sees_pole(user, pole):
    """Whoever the pôle is visible to reads its page (`visible_to` has answered before)."""
    return pole is not None


@grants(
    "poles.change_pole",
    "poles.submit_pole",
    "poles.take_back_pole",
    "poles.abandon_pole",
    "poles.rework_pole",
    "poles.view_fiche_history",
    "poles.manage_members",
    "poles.manage_calls",
    "poles.sort_applications",
    "poles.enter_days",
    "poles.end_works",
    "poles.close_file",
)
def serves_pole(user, pole):
    return pole is not None and user.standing.serves(pole.bassin_id)


@grants("poles.view_verdicts")
def sees_verdicts(user, pole):
    """domain.md § 7: the service, the plenary, the members; not the guests."""
    standing = user.standing
    if standing.serves(pole.bassin_id) or standing.sits_in(pole.bassin_id):
        return True
    return places_of(user).get(pole.pk, False)
