"""Mails of the shared diagnosis: each seat has its own signed link."""

from django.conf import settings

from consensus.facts import diagnosis_link
from outbox.workflow import post


def diagnosis_submitted(version, seats):
    """Every seat is asked, again at each version."""
    for seat in seats:
        post(
            "consensus/diagnosis_submitted",
            to=[seat.member],
            about=version,
            bassin=version.diagnosis.pole.bassin,
            key=f"diagnostic:{version.pk}:{seat.pk}",
            context={
                "pole": version.diagnosis.pole,
                "link": f"{settings.SITE_URL}{diagnosis_link(version, seat.membership)}",
            },
        )
