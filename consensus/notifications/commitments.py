"""Mails of the engagements."""

from outbox.workflow import post


def commitment_made(commitment, *, by):
    """Whoever an engagement was noted for reads it once; who noted it for themselves knows."""
    if by.person is not None and by.person.pk == commitment.owner_id:
        return
    post(
        "consensus/commitment_made",
        to=[commitment.owner],
        about=commitment,
        bassin=commitment.pole.bassin,
        key=f"engagement:{commitment.pk}:{commitment.owner_id}",
    )
