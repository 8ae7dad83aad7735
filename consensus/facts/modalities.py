"""Rhythms of meeting that a pôle adopted and the Instance has to agree on (art. 18 § 1)."""

from django.db.models import OuterRef, Subquery

from consensus.choices import ProposalKind, ProposalStatus
from consensus.models import Proposal, Round


def modalities_adopted():
    """Adopted modalités with the rhythm and the text of their last wording (`rhythm`, `words`).

    The latest first.

    The plenary reads them as what waits for a sitting; whether it has decided is its own to know.
    """
    last = Round.objects.filter(proposal=OuterRef("pk")).order_by("-number")
    return (
        Proposal.objects.filter(kind=ProposalKind.MODALITIES, status=ProposalStatus.ADOPTED)
        .annotate(
            rhythm=Subquery(last.values("rhythm")[:1]), words=Subquery(last.values("text")[:1])
        )
        .order_by("-closed_on", "-pk")
    )
