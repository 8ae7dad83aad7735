"""Who has not answered a diagnosis is reminded, nobody else (domain.md § 8)."""

from collections import defaultdict
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from actors.querysets import dated
from consensus.facts import diagnosis_link, seats_among
from consensus.models import Adhesion, DiagnosisVersion
from core.agenda import Deadline, Kind, deadlines
from outbox.workflow import Occasion, Step, reminder
from poles.choices import IN_HAND
from poles.models import Membership

DAY = timedelta(days=1)
DAYS_BEFORE = 3


@reminder(
    "consensus.diagnosis",
    label=_("Réponse attendue au diagnostic partagé"),
    model=DiagnosisVersion,
    template="consensus/diagnosis_awaited",
    over=_("La réponse est donnée, ou une nouvelle version la remplace."),
)
def diagnosis_awaited(*, on, only=None):
    """Three days before and on the day: each seat that is silent, by its own link."""
    versions = DiagnosisVersion.objects.current().filter(diagnosis__pole__status__in=IN_HAND)
    if only is not None:
        versions = versions.filter(pk__in=only)
    versions = list(versions.select_related("diagnosis__pole__bassin").order_by("pk"))
    seats = _seats({v.diagnosis.pole_id for v in versions}, on)
    said = set(Adhesion.objects.filter(version__in=versions).values_list("version", "seat"))
    for version in versions:
        pole = version.diagnosis.pole
        for seat in seats[pole.pk]:
            if (version.pk, seat.pk) not in said:
                yield _awaited(version, pole, seat, on)


def _awaited(version, pole, seat, on):
    days = ((f"-{DAYS_BEFORE} jours", -DAYS_BEFORE), ("jour", 0))
    return Occasion(
        version,
        pole.bassin,
        cycle=f"siège {seat.pk}",
        steps=tuple(Step(name, version.answer_by + n * DAY, (seat.member,)) for name, n in days),
        context={
            "pole": pole,
            "left": (version.answer_by - on).days,
            "link": f"{settings.SITE_URL}{diagnosis_link(version, seat.membership)}",
        },
    )


def _seats(poles, on):
    """Seats by pôle on the day, in one query."""
    rows = Membership.objects.filter(dated(on), pole__in=poles).select_related(
        "person__user", "organisation"
    )
    by_pole = defaultdict(list)
    for row in rows.order_by("pole", "pk"):
        by_pole[row.pole_id].append(row)
    return defaultdict(list, {pk: seats_among(found) for pk, found in by_pole.items()})


@deadlines
def diagnoses_to_answer(user, *, on):
    """Versions on which this person is to answer, late ones included."""
    if user.person is None or user.standing.served:
        return
    rows = DiagnosisVersion.objects.awaiting(user.person, on=on)
    for version in rows.select_related("diagnosis__pole__bassin").order_by("answer_by", "pk"):
        pole = version.diagnosis.pole
        yield Deadline(
            uid=f"diagnostic-{version.pk}",
            on=version.answer_by,
            what=_("Répondre au diagnostic partagé : %(pole)s") % {"pole": pole.title},
            why=_("Version %(number)d, soumise aux parties.") % {"number": version.number},
            url=version.diagnosis.get_absolute_url(),
            kind=Kind.OTHER,
            bassin=(pole.bassin_id, str(pole.bassin)),
            pole=(pole.pk, pole.title),
            persons=((user.person.pk, str(user.person)),),
        )
