"""What day it is. « Today » is a day of Brussels; instants are UTC."""

from zoneinfo import ZoneInfo

from django.utils import timezone

BRUSSELS = ZoneInfo("Europe/Brussels")


def today():
    """The calendar day in Brussels, whatever the clock of the server."""
    return timezone.now().astimezone(BRUSSELS).date()
