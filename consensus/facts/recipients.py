"""To whom of a pôle the service writes: members, guests, candidates; each address once."""

from dataclasses import dataclass

from actors.models import Person
from consensus.choices import Recipients
from consensus.facts.seats import memberships_on
from poles.models import Application, MemberProposal


@dataclass(frozen=True)
class Recipient:
    """Somebody with an address; a candidate may be no person of the house yet."""

    name: str
    address: str
    why: str
    person: Person | None = None


def recipients_of(pole, groups, *, on) -> list[Recipient]:
    """Those of these groups who have an address, in the order of the groups. Three queries."""
    found = {}
    for recipient in _all_of(pole, set(groups), on):
        if recipient.address:
            found.setdefault(recipient.address.lower(), recipient)
    return list(found.values())


def _all_of(pole, groups, on):
    for row in memberships_on(pole, on=on):
        group = Recipients.GUESTS if row.is_guest else Recipients.MEMBERS
        if group in groups:
            yield _known(row.person, group)
    if Recipients.CANDIDATES in groups:
        proposed = MemberProposal.objects.pending().filter(pole=pole).select_related("person")
        for row in proposed.order_by("person__last_name", "pk"):
            yield _known(row.person, Recipients.CANDIDATES)
        waiting = Application.objects.standing().filter(call__pole=pole, answered_at=None)
        for row in waiting.order_by("last_name", "pk"):
            name = f"{row.first_name} {row.last_name}"
            yield Recipient(name, row.email, WHY[Recipients.CANDIDATES])


WHY = {
    Recipients.MEMBERS: "membre",
    Recipients.GUESTS: "invité·e",
    Recipients.CANDIDATES: "candidat·e",
}


def _known(person, group):
    address = "" if person.died_on else person.email
    return Recipient(str(person), address, WHY[group], person)
