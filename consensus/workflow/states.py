"""The transitions of meetings and of their minutes, in one place."""

from consensus.choices import MeetingStatus, MinutesStatus

MEETING_TRANSITIONS = {
    MeetingStatus.PLANNED: {
        MeetingStatus.INVITED,
        MeetingStatus.HELD,
        MeetingStatus.CANCELLED,
    },
    MeetingStatus.INVITED: {MeetingStatus.HELD, MeetingStatus.CANCELLED},
}
MEETING_MINUTES_TRANSITIONS = {
    MinutesStatus.DRAFT: {MinutesStatus.SENT},
    MinutesStatus.SENT: {MinutesStatus.DRAFT, MinutesStatus.CLOSED},
}
