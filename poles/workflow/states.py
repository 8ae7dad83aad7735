"""The transitions of demandes and pôles, in one place."""

from poles.choices import ApplicationStatus, CallStatus, PoleStatus, ProposalStatus, RequestStatus

REQUEST_TRANSITIONS = {
    RequestStatus.SUBMITTED: {RequestStatus.ACCEPTED, RequestStatus.DECLINED},
}
TRANSITIONS = {
    PoleStatus.DRAFT: {PoleStatus.PROPOSED, PoleStatus.ABANDONED},
    PoleStatus.PROPOSED: {PoleStatus.DRAFT, PoleStatus.LAUNCHED, PoleStatus.REFUSED},
    PoleStatus.REFUSED: {PoleStatus.DRAFT, PoleStatus.ABANDONED},
    PoleStatus.LAUNCHED: {PoleStatus.ACTIVE, PoleStatus.ENDED},
    PoleStatus.ACTIVE: {PoleStatus.ENDED},
    PoleStatus.ENDED: {PoleStatus.CLOSED},
}
# Only a decision that withdraws another walks back, and only while nothing followed.
WITHDRAWALS = {
    PoleStatus.REFUSED: {PoleStatus.PROPOSED},
    PoleStatus.LAUNCHED: {PoleStatus.PROPOSED},
    PoleStatus.ACTIVE: {PoleStatus.LAUNCHED},
    PoleStatus.ENDED: {PoleStatus.LAUNCHED, PoleStatus.ACTIVE},
}
PROPOSAL_TRANSITIONS = {
    ProposalStatus.PROPOSED: {
        ProposalStatus.DESIGNATED,
        ProposalStatus.NOT_DESIGNATED,
        ProposalStatus.WITHDRAWN,
    },
    ProposalStatus.NOT_DESIGNATED: {ProposalStatus.PROPOSED, ProposalStatus.WITHDRAWN},
    ProposalStatus.DESIGNATED: {ProposalStatus.PROPOSED},
}
CALL_TRANSITIONS = {
    CallStatus.DRAFT: {CallStatus.OPEN, CallStatus.CANCELLED},
    CallStatus.OPEN: {CallStatus.CANCELLED},
}
APPLICATION_TRANSITIONS = {
    ApplicationStatus.RECEIVED: {
        ApplicationStatus.RETAINED,
        ApplicationStatus.RESERVE,
        ApplicationStatus.NOT_RETAINED,
        ApplicationStatus.WITHDRAWN,
    },
    ApplicationStatus.RETAINED: {
        ApplicationStatus.RESERVE,
        ApplicationStatus.NOT_RETAINED,
        ApplicationStatus.WITHDRAWN,
    },
    ApplicationStatus.RESERVE: {
        ApplicationStatus.RETAINED,
        ApplicationStatus.NOT_RETAINED,
        ApplicationStatus.WITHDRAWN,
    },
    ApplicationStatus.NOT_RETAINED: {
        ApplicationStatus.RETAINED,
        ApplicationStatus.RESERVE,
        ApplicationStatus.WITHDRAWN,
    },
}
