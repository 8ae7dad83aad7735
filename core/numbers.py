"""Numbers without gap, per scope and year."""

from core.models import Counter


def take(scope: str) -> int:
    """The next number of this scope, from 1; taken in the act: a refusal gives it back."""
    Counter.objects.get_or_create(scope=scope)
    counter = Counter.objects.select_for_update().get(scope=scope)
    counter.value += 1
    counter.save()
    return counter.value
