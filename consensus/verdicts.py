"""What the law asks of what a pôle does together."""

from django.urls import reverse

from consensus.facts.rhythm import rhythms_of
from core.verdicts import examiner
from poles import law
from poles.verdicts import ask


@examiner(law.LIFE, law.RENEWAL)
def meets(pole, *, on, moment, known, proposal=None):
    """P14: the pôle lives below its meetings and does not know when it met."""
    rhythm = known.of(rhythms_of, pole.pk)
    facts = law.LifeFacts(
        agreed_rhythm=pole.agreed_rhythm,
        rhythm_days=rhythm.days,
        last_meeting_on=rhythm.last_on,
        first_day=rhythm.first_day,
        on=on,
    )
    return ask((law.P14,), facts, pole, moment=moment, known=known, urls=_urls)


def _urls(pole):
    return {"meetings": reverse("consensus:meetings", args=[pole.pk])}
