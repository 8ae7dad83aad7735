"""Who facilitates a proposal or a meeting, who presents a point: handed over when they leave.

Inside the pôle, or to the service.
"""

from django.db.models import Q
from django.utils.translation import gettext as _

from actors.facts.duties import duty
from consensus.choices import MeetingStatus, ProposalStatus
from consensus.facts.commitments import the_pole_and_its_service
from consensus.models import Meeting, Point, Proposal

TO_COME = (MeetingStatus.PLANNED, MeetingStatus.INVITED)

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
MEETINGS_LED = duty(
    "consensus.meeting",
    _("Réunion à animer"),
    model=Meeting,
    field="facilitator",
    open=Q(status__in=TO_COME),
    bassin="pole__bassin",
    label="pole__title",
    may=the_pole_and_its_service,
    group="pole",
    page="consensus:meeting",
)
POINTS_PRESENTED = duty(
    "consensus.point",
    _("Point à présenter en réunion"),
    model=Point,
    field="presenter",
    open=Q(withdrawn_at=None) & (Q(meeting=None) | Q(meeting__status__in=TO_COME)),
    bassin="pole__bassin",
    label="title",
    may=the_pole_and_its_service,
    group="pole",
    page="consensus:point_edit",
)
