"""What the minutes say, as plain data, and what each reader may read of it.

One text, three audiences: pages, previews, PDF, DOCX and the public page all go through
`blocks_for`. What it leaves out is nowhere else to be found by them.
"""

import json
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db.models import F
from django.utils.translation import gettext as _

from actors.facts import regulation_of
from core.canonical import canonical
from core.french import clock
from plenary.choices import (
    READS,
    Audience,
    ItemStatus,
    Part,
    Reader,
    Section,
    narrower,
)
from plenary.facts.rooms import proxies_of, room_of
from plenary.models import Recusal

FORMAT = 1
OPENING, CLOSING = "ouverture_seance", "cloture_seance"


@dataclass(frozen=True)
class Reading:
    """As whom one reads, and the items from which this person stood aside."""

    reader: Reader
    aside: frozenset[int] = frozenset()

    def opens(self, audience, item=None) -> bool:
        """Is this for that reader? Whoever stood aside reads no huis clos of the item."""
        if item in self.aside and audience == Audience.CLOSED:
            return False
        return audience in READS[self.reader]


@dataclass(frozen=True)
class Entry:
    """One item as it is read: with its blocks, or with the one sentence that stands for it.

    `hidden`: why its text is not there, "" when it is.
    """

    item: int
    number: str
    section: str
    title: str
    decision: str
    ground: str = ""
    hidden: str = ""
    blocks: list[dict] = field(default_factory=list)


@dataclass(frozen=True)
class Seen:
    """The minutes as one reader has them: nothing else of them may be shown or printed."""

    instance: str
    letterhead: str
    sitting: dict
    version: int
    reason: str
    rooms: list[dict]
    proxies: list[dict]
    opening: list[dict]
    entries: list[Entry]
    closing: list[dict]
    signatories: str
    approved_on: str
    approving: str
    corrections: list[str]
    journal_head: dict

    @property
    def on(self) -> date:
        return date.fromisoformat(self.sitting["on"])

    @property
    def hour(self) -> str:
        """« 9 h 30 », or nothing when the hour was never given."""
        starts_at = self.sitting["starts_at"]
        return clock(datetime.combine(self.on, time.fromisoformat(starts_at))) if starts_at else ""

    @property
    def is_final(self) -> bool:
        return bool(self.approved_on)


def reading_of(user, minutes) -> Reading:
    """As whom this account reads these minutes today: the service, the plenary, or the public."""
    if not (user.is_authenticated and user.is_active):
        return Reading(Reader.PUBLIC)
    bassin = minutes.sitting.body.bassin_id
    if user.standing.serves(bassin):
        return Reading(Reader.SERVICE)
    seats = user.standing.seats.get(bassin, ())
    if not seats:
        return Reading(Reader.PUBLIC)
    has_voice = any(not consultative for _group, consultative in seats)
    aside = Recusal.objects.filter(
        item__sitting=minutes.sitting_id, person=user.person, lifted_at=None
    )
    return Reading(
        Reader.VOICE if has_voice else Reader.CONSULTATIVE,
        frozenset(aside.values_list("item", flat=True)),
    )


def blocks_for(minutes, reading: Reading) -> Seen:
    """These minutes as this reader may have them: from the frozen text once they are approved."""
    return seen_by(contents(minutes), reading)


def contents(minutes) -> dict:
    """Everything that the minutes say: frozen, or as it stands while they are being written."""
    if minutes.frozen:
        return json.loads(minutes.frozen)
    return json.loads(canonical(living(minutes)))


def living(minutes, **approval) -> dict:
    """The minutes as plain data, from the rows: what is frozen and hashed by the approval."""
    sitting, bassin = minutes.sitting, minutes.sitting.body.bassin
    rules = regulation_of(sitting.body, on=sitting.on)
    items = [_item(item) for item in items_of(sitting)]
    return {
        "format": FORMAT,
        "instance": bassin.instance_name,
        "letterhead": bassin.letterhead,
        "sitting": {
            "on": sitting.on,
            "number": sitting.number,
            "place": sitting.place,
            "starts_at": sitting.starts_at,
        },
        "version": minutes.number,
        "reason": minutes.reason,
        "attendance": room_of(sitting),
        "proxies": proxies_of(sitting),
        "items": items,
        "blocks": _blocks(minutes, items),
        "signatories": rules.signatories if rules else "",
        "approved_on": "",
        "approving": "",
        "corrections": {"audience": Audience.CLOSED, "texts": []},
        "journal_head": {},
        **approval,
    }


def items_of(sitting):
    """The items of the agenda in the order of their numbers; what came after, at the end."""
    return (
        sitting.items.on_the_agenda()
        .select_related("decision")
        .order_by(F("number").asc(nulls_last=True), "sub_number", "position", "pk")
    )


def _item(item):
    decision = getattr(item, "decision", None)
    sealed = item.status == ItemStatus.SEALED and decision is not None
    return {
        "item": item.pk,
        "number": item.printed_number,
        "section": item.section,
        "title": item.title,
        "audience": item.audience,
        "ground": item.closed_ground,
        "decision": decision.number if sealed else "",
    }


def _blocks(minutes, items):
    """The blocks that stand, in the order of the page; none wider than its item."""
    known = {row["item"]: (rank, row) for rank, row in enumerate(items)}
    rows = [b for b in minutes.blocks.standing().order_by("position", "pk") if _has_place(b, known)]
    rows.sort(key=lambda block: _place(block, known))
    return [_block(block, known, position) for position, block in enumerate(rows, start=1)]


def _has_place(block, known):
    return block.item_id is None or block.item_id in known


def _place(block, known):
    if block.item_id is None:
        return (2, 0) if block.part == Part.CLOSING else (0, 0)
    return 1, known[block.item_id][0]


def _block(block, known, position):
    row = known[block.item_id][1] if block.item_id else {}
    if block.item_id:
        section = row["section"]
    else:
        section = CLOSING if block.part == Part.CLOSING else OPENING
    return {
        "block": block.pk,
        "position": position,
        "item": block.item_id,
        "number": row.get("number", ""),
        "section": section,
        "title": row.get("title", ""),
        "part": block.part,
        "audience": narrower(block.audience, row.get("audience", block.audience)),
        "text": block.text,
        "decision": row.get("decision", ""),
    }


def seen_by(data: dict, reading: Reading) -> Seen:
    """What this reader has of the minutes: the one place where the audiences are told apart."""
    opens = reading.opens
    blocks = [b for b in data["blocks"] if opens(b["audience"], b["item"])]
    members = opens(Audience.MEMBERS)
    corrections = data["corrections"]
    return Seen(
        instance=data["instance"],
        letterhead=data["letterhead"],
        sitting=data["sitting"],
        version=data["version"],
        reason=data["reason"] if members else "",
        rooms=data["attendance"] if members else [],
        proxies=data["proxies"] if members else [],
        opening=[b for b in blocks if b["section"] == OPENING],
        entries=[_entry(row, blocks, reading) for row in data["items"]],
        closing=[b for b in blocks if b["section"] == CLOSING],
        signatories=data["signatories"],
        approved_on=data["approved_on"],
        approving=data["approving"],
        corrections=corrections["texts"] if opens(corrections["audience"]) else [],
        journal_head=data["journal_head"],
    )


def _entry(row, blocks, reading):
    """An item as it is read: its title and ground belong to whoever may read it."""
    known = {
        "item": row["item"],
        "number": row["number"],
        "section": str(Section(row["section"]).label),
        "decision": row["decision"],
    }
    if not reading.opens(row["audience"], row["item"]):
        closed = row["audience"] == Audience.CLOSED
        title = _("Point à huis clos") if closed else _("Point réservé aux membres")
        ground = row["ground"] if reading.opens(Audience.MEMBERS) else ""
        return Entry(**known, title=title, ground=ground, hidden=_hidden(row, reading))
    mine = [block for block in blocks if block["item"] == row["item"]]
    return Entry(**known, title=row["title"], ground=row["ground"], blocks=mine)


def _hidden(row, reading):
    number = row["decision"]
    words = [_("Vous vous êtes déporté·e de ce point.")] if row["item"] in reading.aside else []
    words.append(
        _("Décision %(number)s, non publiée.") % {"number": number}
        if number
        else _("Son texte n’est pas publié.")
    )
    return " ".join(words)
