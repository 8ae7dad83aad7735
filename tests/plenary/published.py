"""Decisions and minutes as anybody may read them: what public pages begin from."""

from plenary.choices import Audience, MinutesStatus
from tests.plenary.factories import ItemFactory, MinutesFactory, SittingFactory


def published(sitting, *, number=1, **fields):
    """The minutes of this sitting, approved and published, with what it says by now."""
    reason = "Une erreur." if number > 1 else ""
    return MinutesFactory(
        sitting=sitting, number=number, reason=reason, state=MinutesStatus.PUBLISHED, **fields
    )


def public_decision(sitting=None, **fields):
    """A sealed decision of public audience; `sitting` when its minutes are to be published."""
    return ItemFactory(
        sitting=sitting or SittingFactory(held=True),
        sealed=True,
        **{"audience": Audience.PUBLIC, **fields},
    ).decision
