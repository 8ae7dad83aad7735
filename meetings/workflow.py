"""How an agenda is ordered and numbered, whoever meets."""


def last_position(points) -> int:
    """Where a new point goes: after the last of these rows of a queryset."""
    last = points.order_by("-position").first()
    return last.position + 1 if last else 1


def neighbour(points, point, *, up: bool):
    """The point that would change places with this one, or None at an end of the agenda."""
    if up:
        return points.filter(position__lt=point.position).order_by("-position", "-pk").first()
    return points.filter(position__gt=point.position).order_by("position", "pk").first()


def numbers(points, *, after: int = 0) -> list[tuple]:
    """(point, number) in the order of the agenda, from `after` + 1."""
    ordered = points.order_by("position", "pk")
    return [(point, after + rank) for rank, point in enumerate(ordered, start=1)]
