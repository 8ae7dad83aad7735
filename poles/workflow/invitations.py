"""Inviting organisations to answer a call: pasted addresses, read line by line.

An address is invited once for a call, whoever pastes it again: the key of its mail says so.
"""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from core import jobs, journal
from core.clock import today
from core.search import folded
from core.workflow import Refused
from outbox.models import Mail
from poles import notifications
from poles.models import Call

INVITE = "poles.inviter"
MOST = 5_000
SEPARATORS = re.compile(r"[;\t]|,(?=\s|$)")
ANGLED = re.compile(r"^(?P<name>[^<>]*)<(?P<address>[^<>]+)>$")
IN_ONE_TRANSACTION = 50
INVITED, LEFT, REFUSED = _("invitée"), _("laissée"), _("refusée")


@dataclass(frozen=True)
class Line:
    """One pasted line: who, where; or why it says neither."""

    number: int
    text: str
    name: str = ""
    address: str = ""
    organisation: str = ""
    fault: str = ""


@dataclass(frozen=True)
class Fate:
    """What became of a line."""

    line: Line
    outcome: str
    why: str = ""


def read_lines(text) -> list[Line]:
    """The lines that say something: « nom ; adresse ; organisation », or the address alone.

    An address that is not one, two addresses, or one that stands higher up are faults.
    """
    seen, found = {}, []
    for number, raw in enumerate(text.splitlines(), start=1):
        if not raw.strip():
            continue
        line = _read(number, raw.strip())
        if not line.fault:
            first = seen.setdefault(line.address, number)
            if first != number:
                why = _("Cette adresse est déjà à la ligne %(n)d.") % {"n": first}
                line = Line(number, line.text, fault=why)
        found.append(line)
    return found


def _read(number, text):
    cells = [cell.strip() for cell in SEPARATORS.split(text)]
    if angled := ANGLED.match(cells[0]):
        cells = [angled["name"].strip(' "'), angled["address"].strip(), *cells[1:]]
    addresses = [cell for cell in cells if "@" in cell]
    if len(addresses) != 1:
        why = _("Deux adresses sur une ligne.") if addresses else _("Il n’y a pas d’adresse.")
        return Line(number, text, fault=why)
    address = addresses[0].lower()
    try:
        validate_email(address)
    except ValidationError:
        return Line(number, text, fault=_("Ce n’est pas une adresse électronique."))
    others = [cell for cell in cells if cell and "@" not in cell]
    name, organisation = [*others, "", ""][:2]
    return Line(number, text, name[:160], address, organisation[:200])


def ask_invitations(call, text, *, by):
    """Asks for the work that invites these addresses, and gives it: its page tells the progress.

    Refuses a call that nobody can answer today, an empty text, and more than 5,000 lines.
    """
    reasons = _against(call)
    count = len(read_lines(text))
    if not count:
        reasons.append(_("Collez au moins une adresse."))
    if count > MOST:
        words = {"n": count, "most": MOST}
        reasons.append(_("%(n)d lignes : collez-en %(most)d au plus à la fois.") % words)
    if reasons:
        raise Refused(*reasons)
    with transaction.atomic():
        job = jobs.ask(INVITE, subject_id=call.pk, by=by, params={"text": text})
        journal.append("poles.inviter", about=call, by=by, data={"job": job.pk, "lines": count})
    return job


def _against(call):
    if Call.objects.running(on=today()).filter(pk=call.pk).exists():
        return []
    return [_("Personne ne peut répondre à cet appel aujourd’hui : publiez-le d’abord.")]


def invite(call, lines, *, since, say) -> list[Fate]:
    """Invites these lines, some at a time, each once for the call. Safe to begin again.

    `since`: when the work was asked; what it posted before an interruption counts as invited.
    """
    answered = set(call.applications.standing().values_list("email", flat=True))
    answered = {folded(address) for address in answered}
    fates = []
    for start in range(0, len(lines), IN_ONE_TRANSACTION):
        with transaction.atomic():
            for line in lines[start : start + IN_ONE_TRANSACTION]:
                fates.append(_invite(call, line, answered, since))
        say(100 * len(fates) // len(lines), _("%(n)d lignes lues") % {"n": len(fates)})
    return fates


def _invite(call, line, answered, since):
    if line.fault:
        return Fate(line, REFUSED, line.fault)
    if folded(line.address) in answered:
        return Fate(line, LEFT, _("A déjà posé sa candidature."))
    if notifications.invited_to(call, line.address, line.name, line.organisation):
        return Fate(line, INVITED)
    key = notifications.invitation_key(call)
    mail = Mail.objects.filter(key=f"{key}:{line.address}", posted_at__gte=since)
    if mail.exists():
        return Fate(line, INVITED)
    return Fate(line, LEFT, _("A déjà été invitée pour cet appel."))
