"""The states of a proposal and of an objection, and the acts between them (domain.md § 3.4)."""

from consensus.choices import ObjectionStatus, ProposalStatus

PROPOSAL_TRANSITIONS = {
    ProposalStatus.OPEN: {
        ProposalStatus.ADOPTED,
        ProposalStatus.REFERRED,
        ProposalStatus.WITHDRAWN,
    },
}
OBJECTION_TRANSITIONS = {
    ObjectionStatus.RAISED: {
        ObjectionStatus.INTEGRATED,
        ObjectionStatus.MAINTAINED,
        ObjectionStatus.LIFTED,
        ObjectionStatus.LAPSED,
    },
    ObjectionStatus.INTEGRATED: {
        ObjectionStatus.MAINTAINED,
        ObjectionStatus.LIFTED,
        ObjectionStatus.LAPSED,
    },
    ObjectionStatus.MAINTAINED: {
        ObjectionStatus.INTEGRATED,
        ObjectionStatus.MAINTAINED,
        ObjectionStatus.LIFTED,
        ObjectionStatus.LAPSED,
    },
}
