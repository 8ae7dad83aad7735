"""Signs of life: what runs by itself writes when it last ran."""

from django.utils import timezone

from outbox.models import Heartbeat

REMINDERS = "reminders"


def beat(name: str, *, note: str = "") -> None:
    Heartbeat.objects.update_or_create(name=name, defaults={"at": timezone.now(), "note": note})
