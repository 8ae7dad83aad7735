"""The shared diagnosis of « HVAC »: two versions, the second still being answered. All invented."""

from datetime import timedelta

from consensus import workflow as consensus
from consensus.models import Diagnosis

DAY = timedelta(days=1)
FIRST = """Douze classes de sixième et de septième technique cherchent chaque printemps une place \
de stage en pompes à chaleur ; quatre la trouvent (chiffres inventés).

Les installateurs de moins de dix personnes disent oui, puis n’ont personne pour encadrer. Aucun \
calendrier commun n’existe : la même entreprise est sollicitée trois fois, une autre jamais."""
ADDED = """

Les adultes en formation qualifiante cherchent les mêmes places, aux mêmes mois ; ils sont une \
trentaine par an (chiffre inventé)."""
ANSWERS = (
    ("adhere", ""),
    ("reserve", "Que le temps du tuteur soit compté dans les chiffres (inventé)."),
    ("adhere", ""),
    ("manque", "Le point de vue des stagiaires eux-mêmes (inventé)."),
)


def some_diagnosis(pole, *, by, on):
    """Written, submitted, answered by some; completed and submitted again, answered by others."""
    diagnosis = consensus.begin_diagnosis(Diagnosis(pole=pole, text=FIRST), by=by)
    first = consensus.submit_diagnosis(diagnosis, by=by, answer_by=on + 7 * DAY)
    seated = pole.memberships.filter(is_guest=False, substitute_of=None, ends_on=None)
    people = [row.person for row in seated.select_related("person").order_by("category", "pk")]
    _answered(first, people[:3])
    diagnosis.text = FIRST + ADDED
    consensus.edit_diagnosis(diagnosis, by=by, base_version=diagnosis.version)
    second = consensus.submit_diagnosis(
        diagnosis,
        by=by,
        answer_by=on + 21 * DAY,
        changed="Les adultes en formation qualifiante y sont.",
    )
    _answered(second, people[: len(people) - 2])


def _answered(version, people):
    for number, person in enumerate(people):
        kind, reason = ANSWERS[number % len(ANSWERS)]
        consensus.adhere(version, person=person, kind=kind, reason=reason)
