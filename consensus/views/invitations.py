"""The page behind the signed link of a meeting: GET shows, POST answers; nobody signs in."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.views.generic import FormView

from consensus.facts import attended, meeting_state, off_day
from consensus.facts.invitations import read_link
from consensus.views.meetings import say_presence
from core.french import weekday
from core.views import ByLinkMixin
from meetings.forms import PresenceForm


class MeetingInvitation(ByLinkMixin, FormView):
    """The meeting, its agenda, « je serai là »."""

    template_name = "consensus/invitation.html"
    form_class = PresenceForm

    def read(self, token):
        self.invitation = read_link(token)
        self.mine = attended(self.invitation.meeting).of(self.invitation.membership.person)

    def get_initial(self):
        return {"presence": self.mine.presence} if self.mine else {}

    def get_context_data(self, **kwargs):
        meeting = self.invitation.meeting
        return super().get_context_data(
            meeting=meeting,
            title=weekday(meeting.on),
            state=meeting_state(meeting),
            mine=self.mine,
            membership=self.invitation.membership,
            points=list(meeting.points.standing().order_by("position", "pk")),
            off=off_day(meeting.on),
            **kwargs,
        )

    def form_valid(self, form):
        invitation = self.invitation
        say_presence(self.request, invitation.meeting, invitation.membership, form, by=None)
        return HttpResponseRedirect(reverse("consensus:invitation", args=[self.kwargs["token"]]))
