"""The measure itself, on a database that is migrated. Started by bench/invitations.py."""

import sys
import time

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402

from core import jobs  # noqa: E402
from core.models import Job, JobStatus  # noqa: E402
from outbox.models import Mail  # noqa: E402
from tests.actors.factories import BassinFactory, UserFactory  # noqa: E402
from tests.poles.factories import CallFactory  # noqa: E402

LINES, WRONG_EVERY = 2_500, 20
REQUEST_SECONDS, QUERIES, WORK_SECONDS = 1, 30, 60
FAULTS = ("rien du tout", "a@b", "x@example.org;y@example.org", "Nom;@example.org")


def pasted() -> str:
    """One line in twenty is wrong, each in its way."""
    return "\n".join(
        FAULTS[n % len(FAULTS)]
        if n % WRONG_EVERY == 0
        else f"Nom {n};adresse{n}@example.org;Organisation {n}"
        for n in range(LINES)
    )


def main():
    setup_test_environment()
    call = CallFactory(published=True)
    client = Client()
    client.force_login(UserFactory(serves=BassinFactory()))
    page = reverse("poles:call_invite", args=[call.pole_id, call.pk])
    token = client.get(page).context["form"]["token"].value()
    with CaptureQueriesContext(connection) as queries:
        asked = timed(lambda: client.post(page, {"token": token, "lines": pasted()}))
    job = Job.objects.get()
    done = timed(lambda: jobs.run(job.pk))
    job.refresh_from_db()
    print(f"{connection.vendor} : demande {asked:.2f} s, {len(queries)} requêtes ;", end=" ")
    print(f"travail {done:.1f} s, {Mail.objects.count()} courriels, état « {job.status} »")
    in_time = asked <= REQUEST_SECONDS and done <= WORK_SECONDS
    return 0 if in_time and len(queries) <= QUERIES and job.status == JobStatus.DONE else 1


def timed(act) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
