"""What the pôles of the demonstration do together: commit, settle, share, meet."""

from datetime import timedelta

from consensus import workflow as consensus
from consensus.models import Communication
from ibefe.demo.commitments import some_commitments
from ibefe.demo.diagnosis import some_diagnosis
from ibefe.demo.meetings import some_meetings
from ibefe.demo.opinions import some_opinions
from ibefe.demo.proposals import two_texts
from ibefe.demo.texts import TOLD

DAY = timedelta(days=1)


def together(*, hvac, renovation, by, on):
    """What two pôles adopted and owe to the plenary, and what one does in between."""
    told = {"hvac": hvac, "renovation": renovation}
    for key, days, words in TOLD:
        communication = Communication(pole=told[key], adopted_on=on - days * DAY, **words)
        consensus.communicate(communication, by=by)
    some_commitments(hvac, by=by, on=on)
    two_texts(hvac, by=by, on=on)
    some_diagnosis(hvac, by=by, on=on)
    some_meetings(hvac, by=by, on=on)
    some_opinions(hvac, by=by, on=on)
