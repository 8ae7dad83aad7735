"""What workers and visitors do, in processes to be killed: `python -m tests.breakdowns.robots`.

relay            sends what is ready, until nothing is
sweep DAY DAYS   sweeps the reminders of these days, then sends
run PK           does one job
act N            N persons ask for a pôle, through the page; prints what each got
"""

import os
import sys
from datetime import date, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ibefe.settings")
django.setup()

from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from actors.models import Bassin, User  # noqa: E402
from core import jobs  # noqa: E402
from outbox import workflow  # noqa: E402
from tests.html import forms_of  # noqa: E402


def relay():
    while workflow.relay(batch=5):
        pass


def sweep(first, days):
    for offset in range(int(days)):
        workflow.sweep(on=date.fromisoformat(first) + timedelta(days=offset))
    relay()


def run(pk):
    jobs.run(int(pk))


def act(count):
    url = reverse("poles:request_new")
    user = User.objects.get(email="porteuse@example.org")
    bassin = Bassin.objects.get(code="BXL")
    for number in range(int(count)):
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(user)
        (form,) = (f for f in forms_of(client.get(url), url) if f.action == url)
        given = form.filled(bassin=bassin.pk, title=f"Demande {number}", problem="Un manque.")
        print(client.post(url, given).status_code, flush=True)


if __name__ == "__main__":
    {"relay": relay, "sweep": sweep, "run": run, "act": act}[sys.argv[1]](*sys.argv[2:])
