"""Who was in the room: the members by presence, and who gave whom a proxy."""

from actors.choices import Rank
from meetings.choices import Presence
from plenary.facts.voices import voices

WORDS = {
    Presence.PRESENT: "Présents",
    Presence.REPRESENTED: "Représentés",
    Presence.EXCUSED: "Excusés",
    Presence.ABSENT: "Absents",
    Presence.INVITED: "Invités",
}
UNKNOWN = "Présence non notée"


def room_of(sitting) -> list[dict]:
    """The members by presence, as they are printed; the presence of a titular always told."""
    found = {presence: [] for presence in (*WORDS, "")}
    for voice in voices(sitting):
        if voice.presence or voice.mandate.rank == Rank.EFFECTIVE:
            found[voice.presence].append(_member(voice.mandate))
    return [
        {"presence": presence, "label": WORDS.get(presence, UNKNOWN), "people": people}
        for presence, people in found.items()
        if people
    ]


def _member(mandate):
    return {
        "name": str(mandate.person),
        "organisation": str(mandate.organisation or ""),
        "seat": mandate.seat.get_group_display(),
        "rank": mandate.get_rank_display(),
        "consultative": mandate.seat.consultative,
    }


def proxies_of(sitting) -> list[dict]:
    """The proxies that stand, by name."""
    standing = sitting.proxies.filter(revoked_at=None).select_related(
        "giver__person", "holder__person"
    )
    return [
        {"giver": str(p.giver.person), "holder": str(p.holder.person)}
        for p in standing.order_by("given_at", "pk")
    ]
