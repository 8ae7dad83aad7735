"""What members of « HVAC » committed to: late, to keep, kept, given up. All invented."""

from datetime import timedelta

from consensus import workflow as consensus
from consensus.models import Commitment

DAY = timedelta(days=1)
# Days since it was made, days until it is due, what, from where.
COMMITTED = (
    (75, -6, "Réunir les tuteurs des trois installateurs un soir de semaine"),
    (75, 24, "Tenir le calendrier commun des places de stage du printemps"),
    (40, 45, "Prêter l’atelier de pompes à chaleur deux mercredis par mois"),
    (75, -20, "Envoyer aux écoles la liste des places de stage de l’an dernier"),
    (40, 10, "Traduire le carnet du tuteur en néerlandais"),
)
KEPT, GIVEN_UP = 3, 4


def some_commitments(pole, *, by, on):
    """Five engagements of the members of a pôle, noted by the service as they would be."""
    seated = pole.memberships.filter(is_guest=False, ends_on=None).order_by("category", "pk")
    members = [row.person for row in seated.select_related("person")]
    made = [
        consensus.commit(
            Commitment(
                pole=pole,
                owner=members[number % len(members)],
                what=what,
                made_on=on - since * DAY,
                due_on=on + left * DAY,
                source_label=f"Réunion du pôle, point {number + 1}",
            ),
            by=by,
        )
        for number, (since, left, what) in enumerate(COMMITTED)
    ]
    consensus.keep(
        made[KEPT], by=by, on=on - 25 * DAY, note="Liste envoyée aux quatre écoles (inventé)."
    )
    consensus.drop(
        made[GIVEN_UP], by=by, reason="La fédération en publie déjà un, à jour (inventé)."
    )
