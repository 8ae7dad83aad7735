"""The items that every agenda begins with: made when a sitting is prepared, removed like others."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.french import day
from plenary.choices import Kind, MinutesStatus, SittingStatus
from plenary.models import AgendaItem, Sitting
from plenary.workflow.agenda import classify, put_on
from plenary.workflow.communications import TITLE
from plenary.workflow.sittings import foresee


def prepare(sitting, *, by):
    """A sitting is foreseen, with the items that come back each time. Nobody is told yet."""
    with transaction.atomic():
        foresee(sitting, by=by)
        for item in standing_items(sitting):
            put_on(sitting, classify(item), by=by)
    return sitting


def standing_items(sitting) -> list[AgendaItem]:
    """The unsaved items that the settings of the bassin want on this agenda, in its order."""
    bassin = sitting.body.bassin
    found = []
    previous = last_to_approve(sitting) if bassin.has_minutes_item else None
    if previous:
        found.append(
            AgendaItem(
                body=sitting.body,
                kind=Kind.MINUTES,
                title=_("Approuver le procès-verbal de la séance du %(day)s")
                % {"day": day(previous.on)},
                proposal={"sitting": previous.pk},
            )
        )
    if bassin.has_communications_item:
        found.append(AgendaItem(body=sitting.body, kind=Kind.COMMUNICATION, title=TITLE))
    if bassin.has_other_item:
        found.append(AgendaItem(body=sitting.body, kind=Kind.OTHER, title=_("Divers")))
    return found


def last_to_approve(sitting) -> Sitting | None:
    """The last sitting held before this one, unless its minutes are approved or already put up."""
    previous = (
        Sitting.objects.filter(
            body=sitting.body, status=SittingStatus.HELD, is_reprise=False, on__lt=sitting.on
        )
        .order_by("-on", "-pk")
        .first()
    )
    if previous is None:
        return None
    approved = (MinutesStatus.APPROVED, MinutesStatus.PUBLISHED)
    if previous.minutes.filter(status__in=approved).exists():
        return None
    asked = AgendaItem.objects.filter(kind=Kind.MINUTES, proposal__sitting=previous.pk).open()
    return None if asked.exists() else previous
