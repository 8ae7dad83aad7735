"""How an agenda is ordered and numbered, texts written, presences noted, whoever meets."""

from django.utils import timezone

from core.canonical import canonical, sha256
from core.versions import save_over


def last_position(points) -> int:
    """Where a new point goes: after the last of these rows of a queryset."""
    last = points.order_by("-position").first()
    return last.position + 1 if last else 1


def neighbour(points, point, *, up: bool):
    """The point that would change places with this one, or None at an end of the agenda."""
    if up:
        return points.filter(position__lt=point.position).order_by("-position", "-pk").first()
    return points.filter(position__gt=point.position).order_by("position", "pk").first()


def trade_places(points, point, *, up: bool, by, reason) -> bool:
    """Changes places with its neighbour among `points`; gives whether there was one.

    The caller holds the lock of the agenda: two moves at once would give one place to two points.
    """
    other = neighbour(points, point, up=up)
    if other is None:
        return False
    point.position, other.position = other.position, point.position
    for one in (point, other):
        one._history_user, one._change_reason = by, reason
        one.save()
    return True


def numbers(points, *, after: int = 0) -> list[tuple]:
    """(point, number) in the order of the agenda, from `after` + 1."""
    ordered = points.order_by("position", "pk")
    return [(point, after + rank) for rank, point in enumerate(ordered, start=1)]


def write_text(row, field, text, *, by, base_version, reason) -> bool:
    """Writes a text of the minutes as the next version of its row, which the caller has locked.

    Raises Conflict when somebody wrote another text meanwhile. The same text sent again writes
    nothing. Gives whether it wrote. The history keeps each text, the journal none.
    """
    words = text.replace("\r\n", "\n").strip()
    if getattr(row, field) == words:
        return False
    setattr(row, field, words)
    save_over(row, base_version=base_version, by=by, reason=reason)
    return True


def note_presences(meeting, presences, *, place, by) -> dict:
    """Writes what is new in `presences`: another answer, or another author. Gives that part.

    `presences`: mandate or membership → Presence; `place`: the name of that field. `by`: the
    account, or None when the answer came by a signed link.
    """
    rows = meeting.attendances
    known = rows.filter(**{f"{place}__in": presences})
    noted = {getattr(row, f"{place}_id"): row for row in known}
    author = by.pk if by else None
    changed = {}
    for held, presence in presences.items():
        row = noted.get(held.pk) or rows.model(**{rows.field.name: meeting, place: held})
        if row.pk and (row.presence, row.noted_by_id) == (presence, author):
            continue
        row.person, row.presence = held.person, presence
        row.noted_at, row.noted_by = timezone.now(), by
        row.save()
        changed[held] = presence
    return changed


def freeze(minutes, content) -> str:
    """Puts the canonical text of minutes and its SHA-256 on their row, unsaved. Gives the hash."""
    minutes.frozen = canonical(content)
    minutes.sha256 = sha256(minutes.frozen)
    return minutes.sha256
