"""What a reader writes for themself alone: a note, « lu ».

No journal and no history: nobody else, not even the service, ever reads that it was written.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.versions import Conflict
from plenary.facts.reading import is_changed, readable
from plenary.models import PrivateNote, ReadMark


def write_note(item, text, *, by, base_version):
    """Writes the private note of `by` on an item, if `base_version` is still the last (0: none).

    Raises Conflict when another device wrote another text meanwhile. Gives the note, or None when
    there is nothing to write.
    """
    text = text.replace("\r\n", "\n").strip()
    with transaction.atomic():
        note = PrivateNote.objects.select_for_update().filter(item=item, user=by).first()
        if note is None:
            return _first_note(item, text, by) if text else None
        if note.text == text:
            return note
        if note.version != base_version:
            raise Conflict(note)
        note.text, note.version = text, base_version + 1
        note.save()
    return note


def _first_note(item, text, by):
    try:
        with transaction.atomic():
            return PrivateNote.objects.create(item=item, user=by, text=text)
    except IntegrityError:
        note = PrivateNote.objects.get(item=item, user=by)
        if note.text == text:
            return note
        raise Conflict(note) from None


def mark_read(item, *, by):
    """« Lu », as the item stands now. What is read already is left as it was."""
    with transaction.atomic():
        row = readable(by, item.sitting).get(pk=item.pk)
        if row.read_at is not None and not is_changed(row):
            return
        ReadMark.objects.update_or_create(item=item, user=by, defaults={"read_at": timezone.now()})


def mark_unread(item, *, by):
    """It is to be read again."""
    ReadMark.objects.filter(item=item, user=by).delete()
