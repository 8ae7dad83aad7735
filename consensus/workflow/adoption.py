"""What an adopted text becomes, by kind: the layers above add theirs (domain.md § 3.4)."""

from collections.abc import Callable

from consensus.choices import CommunicationKind, ProposalKind
from consensus.models import Communication
from consensus.workflow.communications import communicate

# A kind that nothing dispatches is declared, and not offered.
ADOPTION: dict[ProposalKind, Callable] = {}
# Opened from the page of what they settle, never alone.
OF_AN_OBJECT = (ProposalKind.OPINION, ProposalKind.ENDORSEMENT)


def adopts(*kinds: ProposalKind):
    """Registers `function(proposal, current, *, by, on)`, called in the act of the adoption.

    It may write on `proposal`, which is saved after it; it refuses by raising Refused.
    """

    def register(function):
        for kind in kinds:
            if kind in ADOPTION:
                raise RuntimeError(f"{kind} is adopted twice.")
            ADOPTION[kind] = function
        return function

    return register


def kinds_offered() -> list[ProposalKind]:
    """The kinds that a text may be opened with on its own, in the order of the list."""
    return [kind for kind in ProposalKind if kind in ADOPTION and kind not in OF_AN_OBJECT]


@adopts(ProposalKind.DECISION, ProposalKind.ORIENTATION)
def due_to_the_plenary(proposal, current, *, by, on):
    """A decision, an orientation: a communication, due until minutes hold it (rule P15)."""
    proposal.communication = communicate(
        Communication(
            pole=proposal.pole,
            kind=CommunicationKind(proposal.kind),
            title=proposal.title,
            text=current.text,
            adopted_on=on,
        ),
        by=by,
    )


@adopts(ProposalKind.MODALITIES)
def to_be_agreed_with_the_instance(proposal, current, *, by, on):
    """The Instance agrees on the rhythm (art. 18 § 1): the fact waits for it."""
