"""The demonstration loads once, is complete, and is refused elsewhere."""

import pytest
from django.core.management import CommandError, call_command

from core import journal
from core.clock import today
from core.models import JournalEntry
from outbox.models import Heartbeat, Mail
from plenary.models import Minutes, Sitting
from poles.models import Pole

pytestmark = pytest.mark.django_db


def test_the_demonstration_is_refused_without_demo(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo")


def test_the_demonstration_shows_every_state_and_loads_once(settings, capsys):
    settings.DEMO = True
    call_command("demo")
    lines = JournalEntry.objects.count()

    call_command("demo")

    on = today()
    standings = set(
        Pole.objects.with_term(on=on).standing(on=on).values_list("standing", flat=True)
    )
    assert JournalEntry.objects.count() == lines
    assert standings == {
        "draft",
        "proposed",
        "launched",
        "active",
        "un_an",
        "echu",
        "refused",
        "abandoned",
        "ended",
        "closed",
    }
    assert set(Sitting.objects.values_list("status", flat=True)) == {
        "held",
        "in_session",
        "convened",
    }
    assert Sitting.objects.get(status="convened").on.strftime("%A") == "Thursday"
    assert set(Minutes.objects.values_list("status", flat=True)) == {"published", "circulated"}
    assert Sitting.objects.get(status="in_session").items.filter(kind="pv").exists()
    assert Heartbeat.objects.filter(name="reminders").exists()
    assert not Mail.objects.filter(status="sent").exists()
    assert journal.first_fault() == ""
    assert "porteur@demo.ibefe.example" in capsys.readouterr().out
