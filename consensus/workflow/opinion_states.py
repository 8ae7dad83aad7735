"""The states of an avis d’opportunité, and the acts between them (domain.md § 3.4)."""

from consensus.choices import OpinionStatus

OPINION_TRANSITIONS = {
    OpinionStatus.REQUESTED: {OpinionStatus.CONSENSUS, OpinionStatus.DECLINED},
    OpinionStatus.CONSENSUS: {OpinionStatus.GIVEN, OpinionStatus.DECLINED},
    OpinionStatus.GIVEN: {OpinionStatus.TRANSMITTED},
}
