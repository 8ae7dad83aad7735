"""Who may what with evaluations, from facts of the day (domain.md § 7)."""

from core.permissions import grants
from poles.models import Membership


@grants("evaluations.manage_evaluations")
def serves_pole(user, pole):
    """The service plans, writes and closes."""
    return pole is not None and user.standing.serves(pole.bassin_id)


@grants("evaluations.view_evaluation")
def sees(user, evaluation):
    """Whoever the evaluation is visible to reads it (`visible_to` has answered before)."""
    return evaluation is not None


@grants("evaluations.change_evaluation")
def serves(user, evaluation):
    return evaluation is not None and user.standing.serves(evaluation.pole.bassin_id)


@grants("evaluations.reply_to_evaluation")
def speaks_for_the_pole(user, evaluation):
    """The right of reply is the pôle's: of its designated members."""
    standing = user.standing
    return (
        evaluation is not None
        and standing.person is not None
        and Membership.objects.standing(on=standing.on)
        .designated()
        .filter(pole=evaluation.pole_id, person=standing.person)
        .exists()
    )
