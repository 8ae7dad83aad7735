"""Who facilitates a proposal: it is handed over inside the pôle, or to the service."""

from django.db.models import Q
from django.utils.translation import gettext as _

from actors.facts.duties import duty
from consensus.choices import ProposalStatus
from consensus.facts.commitments import the_pole_and_its_service
from consensus.models import Proposal

FACILITATION = duty(
    "consensus.facilitation",
    _("Facilitation d’une proposition"),
    model=Proposal,
    field="facilitator",
    open=Q(status=ProposalStatus.OPEN),
    bassin="pole__bassin",
    label="title",
    may=the_pole_and_its_service,
    group="pole",
    page="consensus:proposal",
)
