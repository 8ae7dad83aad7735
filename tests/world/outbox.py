"""A mail and a long work in each of their states, and a calendar feed."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from core import files, jobs
from core.models import JobStatus
from outbox.documents import message
from outbox.workflow import open_feed
from poles.documents import DOSSIER
from tests.outbox.factories import MailFactory
from tests.people import BXL, LIEGE
from tests.world.things import PDF

MAILS = {
    "prêt": {},
    "en attente": {"waiting": True},
    "retenu": {"held": True},
    "envoyé": {"sent": True},
    "refusé": {"refused": True},
    "incertain": {"uncertain": True},
    "écarté": {"discarded": True},
}


def build(world):
    for state, traits in MAILS.items():
        _mail(world, BXL, state, traits)
    _mail(world, LIEGE, "en attente", MAILS["en attente"])
    nowhere = MailFactory(bassin=None, waiting=True)
    world.add("courrier", "d’aucun bassin", nowhere, "", {"pk": nowhere.pk}, _MANAGERS)
    secret = open_feed(world.users["service"], by=world.users["service"])
    world.add("calendrier", "", secret, BXL, {"secret": secret})
    for state in ("demandé", "prêt", "à examiner"):
        _job(world, state)


_MANAGERS = {"manager": {"administration"}}


def _mail(world, code, state, traits):
    mail = MailFactory(bassin=world.bassins[code], **traits)
    if state == "envoyé":
        mail.raw = message(mail).message().as_string()
        mail.save()
    world.add("courrier", state, mail, code, {"pk": mail.pk})


def _job(world, state):
    """Asked by the service; each about a pôle of its own, as the same work is asked once."""
    user = world.users["service"]
    thing = world.of("pôle")[len(world.of("travail"))]
    job = jobs.ask(DOSSIER, subject_id=thing.object.pk, by=user)
    if state == "prêt":
        upload = SimpleUploadedFile("dossier.pdf", PDF, "application/pdf")
        job.result, job.status = files.accept(upload, by=user), JobStatus.DONE
        job.finished_at = timezone.now()
    elif state == "à examiner":
        job.status, job.error, job.finished_at = JobStatus.FAILED, "Essai", timezone.now()
    job.save()
    world.add("travail", state, job, BXL, {"pk": job.pk}, {"service": {"demandeur"}})


def grow(world, by):
    for traits in MAILS.values():
        MailFactory.create_batch(by, bassin=world.bassins[BXL], **traits)
