"""What follows from the rows: states in words, who has a voice, what waits, what a link says."""

from plenary.facts.agenda import (
    agenda_of,
    hidden_among,
    length_of,
    lines_of,
    sections_of,
    veil,
    veiled,
)
from plenary.facts.answers import stances_due
from plenary.facts.assembled import Text, assembled
from plenary.facts.checks import (
    checks_to_close,
    checks_to_convene,
    missing_to_close,
    missing_to_convene,
)
from plenary.facts.designations import (
    ask_of,
    candidates_in,
    carried_by,
    designation_item,
    is_still_written,
)
from plenary.facts.duties import ACTIONS_KEPT, CONDITIONS_KEPT, ITEMS_PRESENTED
from plenary.facts.followed import Followed, followed, open_before, state_of_action
from plenary.facts.links import Invitation, link_for, read_link
from plenary.facts.minutes import (
    Entry,
    Reading,
    Seen,
    blocks_for,
    contents,
    items_of,
    living,
    reading_of,
    seen_by,
)
from plenary.facts.notices import notice_of
from plenary.facts.proxies import (
    possible_holders,
    why_no_proxies,
    why_not_given,
    why_not_held,
)
from plenary.facts.quorum import Quorum, decided_under, quorum_at
from plenary.facts.regulations import decided
from plenary.facts.review import (
    lacks_of_minutes,
    missing_to_approve,
    next_sitting,
    readers_of,
    submitted_by,
    unsealed_in,
)
from plenary.facts.states import (
    STANCE_STATES,
    decision_state,
    item_state,
    minutes_state,
    outcome_state,
    sitting_state,
    sitting_title,
    stance_state,
)
from plenary.facts.todo import outcomes_to_seal, points_awaiting_my_stance, points_waiting
from plenary.facts.versions import as_read, differences, has_closed, reads_closed
from plenary.facts.voices import (
    Voice,
    derogations_of,
    roll_call,
    tally,
    voice_at,
    voice_of,
    voices,
)
from plenary.facts.waiting import (
    Waiting,
    is_listed,
    is_possible,
    title_of,
    waiting_in,
)

__all__ = [
    "ACTIONS_KEPT",
    "CONDITIONS_KEPT",
    "ITEMS_PRESENTED",
    "ask_of",
    "candidates_in",
    "carried_by",
    "designation_item",
    "is_still_written",
    "STANCE_STATES",
    "Entry",
    "Followed",
    "Invitation",
    "Quorum",
    "Reading",
    "Seen",
    "Text",
    "Voice",
    "Waiting",
    "agenda_of",
    "as_read",
    "assembled",
    "blocks_for",
    "checks_to_close",
    "checks_to_convene",
    "contents",
    "decided",
    "decided_under",
    "decision_state",
    "differences",
    "followed",
    "has_closed",
    "hidden_among",
    "is_listed",
    "is_possible",
    "item_state",
    "items_of",
    "lacks_of_minutes",
    "length_of",
    "lines_of",
    "link_for",
    "living",
    "minutes_state",
    "missing_to_approve",
    "next_sitting",
    "missing_to_close",
    "missing_to_convene",
    "notice_of",
    "open_before",
    "outcome_state",
    "outcomes_to_seal",
    "points_awaiting_my_stance",
    "points_waiting",
    "possible_holders",
    "quorum_at",
    "read_link",
    "readers_of",
    "reading_of",
    "reads_closed",
    "roll_call",
    "sections_of",
    "seen_by",
    "sitting_state",
    "sitting_title",
    "stance_state",
    "stances_due",
    "derogations_of",
    "submitted_by",
    "state_of_action",
    "tally",
    "title_of",
    "unsealed_in",
    "veil",
    "veiled",
    "voice_at",
    "voice_of",
    "voices",
    "waiting_in",
    "why_no_proxies",
    "why_not_given",
    "why_not_held",
]
