"""The journal: every act adds one line, in the transaction of the act.

django-simple-history says who changed what, and its rows can be rewritten; the journal is the
proof. Each line carries the hash of the one before; on PostgreSQL a trigger refuses any change.
"""

from datetime import UTC

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.canonical import canonical, sha256
from core.models import JournalEntry, JournalHead

FIRST_LINK = "0" * 64
BATCH = 500
LABEL = JournalEntry._meta.get_field("actor_label").max_length
HASHED = (
    "seq",
    "at",
    "act",
    "subject_type",
    "subject_id",
    "actor_id",
    "actor_role",
    "actor_label",
    "data",
    "previous_hash",
)


def append(act: str, *, about, by=None, role: str = "", data: dict | None = None) -> JournalEntry:
    """Adds one line about `about` (a saved model instance), by a user or by the software.

    Must be the last lock taken by the act. Personal data go by reference: identifiers, not texts.
    Refuses to run outside a transaction: a proof must not outlive an act that was rolled back.
    """
    return append_all([(act, about, data)], by=by, role=role)[0]


def append_all(acts, *, by=None, role: str = "") -> list[JournalEntry]:
    """One line for each (act, about, data), in order, under one lock of the head."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("journal.append must run inside the transaction of its act.")
    JournalHead.objects.get_or_create(pk=1)
    head = JournalHead.objects.select_for_update().get(pk=1)
    entries = []
    for act, about, data in acts:
        entry = JournalEntry(
            seq=head.seq + 1,
            at=timezone.now(),
            act=act,
            subject_type=about._meta.label_lower,
            subject_id=str(about.pk),
            actor_id=by.pk if by else None,
            actor_role=role,
            actor_label=str(by)[:LABEL] if by else "logiciel",
            data=canonical(data or {}),
            previous_hash=head.hash,
        )
        entry.hash = hash_of(entry)
        head.seq, head.hash = entry.seq, entry.hash
        entries.append(entry)
    JournalEntry.objects.bulk_create(entries, batch_size=BATCH)
    head.save()
    return entries


def hash_of(entry: JournalEntry) -> str:
    """SHA-256 of the canonical JSON of the line, its own hash left out."""
    line = {name: getattr(entry, name) for name in HASHED}
    line["at"] = entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return sha256(canonical(line))


def first_fault(*, anchor: tuple[int, str] | None = None) -> str:
    """Reads the whole chain; "" when it holds, else a sentence that names the first bad number.

    `anchor`: (number, hash) kept outside, on minutes or in a mail: whoever cuts the tail can mend
    the head of the journal, not what was printed.
    """
    last, previous = 0, FIRST_LINK
    for entry in JournalEntry.objects.order_by("seq").iterator(chunk_size=2000):
        fault = _fault_of(entry, last + 1, previous)
        if fault:
            return fault
        last, previous = entry.seq, entry.hash
        if anchor and entry.seq == anchor[0] and entry.hash != anchor[1]:
            return _("La ligne %(n)s n’est pas celle qui a été imprimée.") % {"n": entry.seq}
    if anchor and anchor[0] > last:
        return _missing_end(last, anchor[0])
    return _fault_of_head(last, previous)


def _fault_of(entry, expected, previous):
    words = {"n": entry.seq, "expected": expected}
    if entry.seq != expected:
        return _("La ligne %(expected)s manque : la chaîne passe à la ligne %(n)s.") % words
    if entry.previous_hash != previous:
        return _("La ligne %(n)s ne suit pas la précédente.") % words
    if entry.hash != hash_of(entry):
        return _("La ligne %(n)s a été modifiée.") % words
    return ""


def _fault_of_head(last, previous):
    head = JournalHead.objects.filter(pk=1).first()
    if head is None:
        return _("La tête du journal manque : %(n)s lignes lues.") % {"n": last} if last else ""
    if head.seq > last:
        return _missing_end(last, head.seq)
    if head.seq < last:
        return _("La ligne %(n)s a été ajoutée hors du logiciel.") % {"n": head.seq + 1}
    if head.hash != previous:
        return _("La tête du journal ne correspond pas à la ligne %(n)s.") % {"n": last}
    return ""


def _missing_end(last, expected):
    return _(
        "La ligne %(n)s manque : la fin du journal a été coupée (%(expected)s lignes attendues)."
    ) % {"n": last + 1, "expected": expected}
