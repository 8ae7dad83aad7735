"""Santé: what runs by itself, seen by those who can do something about it; probes for machines."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, Min, Q
from django.http import JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from core.clock import today
from core.french import moment, number
from core.models import Job, JobStatus
from core.views import PUBLIC, HouseMixin
from ibefe.celery import app
from outbox.choices import MailStatus, ReminderStatus
from outbox.models import Heartbeat, Mail, Reminder
from outbox.workflow import REMINDERS, WORKER
from poles.models import Pole

SILENT = timedelta(minutes=15)
LATE = timedelta(minutes=10)
SWEEP_LATE = timedelta(hours=1)
BROKER_SECONDS = 1
SHOWN = 10


@dataclass(frozen=True)
class Check:
    """One line of the page: what it is, a sentence, and whether somebody must look."""

    name: str
    words: str
    well: bool = True
    remedy: str = ""

    @property
    def tone(self):
        return "ok" if self.well else "ko"

    @property
    def shape(self):
        return "check" if self.well else "octagon"

    @property
    def label(self):
        return _("Va bien") if self.well else _("À regarder")


def ago(delta) -> str:
    """« 3 minutes », « 2 heures », « 5 jours »."""
    minutes = int(delta.total_seconds() // 60)
    for size, one, many in ((1440, _("jour"), _("jours")), (60, _("heure"), _("heures"))):
        if minutes >= size:
            count = minutes // size
            return f"{number(count)} {one if count == 1 else many}"
    if minutes < 1:
        return _("moins d’une minute")
    return f"{minutes} {_('minute') if minutes == 1 else _('minutes')}"


def checks() -> list[Check]:
    """Everything the page shows, worst things said in words."""
    now = timezone.now()
    beats = {b.name: b for b in Heartbeat.objects.filter(name__in=(WORKER, REMINDERS))}
    return [
        database(),
        broker(),
        worker(beats.get(WORKER), now),
        mail_queue(now),
        mails_stuck(),
        job_queue(now),
        reminders(beats.get(REMINDERS), now),
        reminders_to_nobody(),
        left_behind(),
    ]


def database():
    engine = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(
        connection.vendor, connection.vendor
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Check(_("Base de données"), _("%(engine)s répond.") % {"engine": engine})


def broker():
    """Does the alarm bell work? Without it, mails and documents follow within thirty seconds."""
    kind = settings.CELERY_BROKER_URL.partition(":")[0]
    name = {"filesystem": _("un dossier"), "memory": _("la mémoire")}.get(kind, kind.capitalize())
    try:
        with app.connection_for_write(connect_timeout=BROKER_SECONDS) as line:
            line.ensure_connection(max_retries=1, interval_start=0, timeout=BROKER_SECONDS)
    except Exception:
        return Check(
            _("File des tâches"),
            _("Elle ne répond pas (%(name)s).") % {"name": name},
            well=False,
            remedy=_("Rien n’est perdu : tout repart dès son retour. Redémarrez-la."),
        )
    return Check(_("File des tâches"), _("Elle répond : %(name)s.") % {"name": name})


def worker(beat, now):
    name = _("Travailleur et calendrier")
    remedy = _("Redémarrez le travailleur : ni courrier, ni rappel, ni document ne part.")
    if beat is None:
        return Check(name, _("Aucun signe de vie encore."), well=False, remedy=remedy)
    words = _("Dernier signe de vie il y a %(ago)s.") % {"ago": ago(now - beat.at)}
    return Check(name, words, well=now - beat.at < SILENT, remedy=remedy)


def mail_queue(now):
    found = Mail.objects.due(now=now).aggregate(count=Count("pk"), oldest=Min("posted_at"))
    return _queue(_("Courriers prêts à partir"), found, now)


def job_queue(now):
    waiting = Job.objects.filter(status=JobStatus.QUEUED)
    found = waiting.aggregate(count=Count("pk"), oldest=Min("asked_at"))
    failed = Job.objects.filter(status=JobStatus.FAILED, finished_at__gte=now - timedelta(days=7))
    count = failed.count()
    if count:
        words = _("%(n)d documents n’ont pas pu être faits en sept jours.") % {"n": count}
        remedy = _("Lisez le journal du travailleur à l’heure de l’échec.")
        return Check(_("Documents à faire"), words, well=False, remedy=remedy)
    return _queue(_("Documents à faire"), found, now)


def _queue(name, found, now):
    if not found["count"]:
        return Check(name, _("Aucun n’attend."))
    age = now - found["oldest"]
    words = _("%(n)s attendent ; le plus ancien depuis %(ago)s.") % {
        "n": number(found["count"]),
        "ago": ago(age),
    }
    return Check(name, words, well=age < LATE, remedy=_("Le travailleur est arrêté ou débordé."))


def mails_stuck():
    found = Mail.objects.aggregate(
        refused=Count("pk", Q(status=MailStatus.REFUSED)),
        uncertain=Count("pk", Q(status=MailStatus.UNCERTAIN)),
    )
    if not any(found.values()):
        return Check(_("Courriers refusés"), _("Aucun."))
    words = _("%(refused)d refusés, %(uncertain)d incertains.") % found
    remedy = _("Ouvrez « Courriers », filtre « À traiter » : chacun dit pourquoi.")
    return Check(_("Courriers refusés"), words, well=False, remedy=remedy)


def reminders(beat, now):
    name = _("Passage des rappels")
    if beat is None:
        return Check(name, _("Il n’a encore jamais eu lieu."), well=False, remedy=_LATE_SWEEP)
    words = _("Dernier passage le %(when)s.") % {"when": moment(beat.at)}
    return Check(name, words, well=now - beat.at < SWEEP_LATE, remedy=_LATE_SWEEP)


_LATE_SWEEP = "Démarrez le travailleur avec son calendrier : ce qui est dû part alors, une fois."


def reminders_to_nobody():
    """Due, and nobody to tell: neither a person nor a mailbox."""
    lost = Reminder.objects.filter(status=ReminderStatus.PLANNED, due_on__lte=today(), person=None)
    bassins = sorted(set(lost.values_list("bassin__name", flat=True)))
    if not bassins:
        return Check(_("Rappels sans destinataire"), _("Aucun."))
    words = _("Personne à prévenir à %(where)s.") % {"where": ", ".join(bassins)}
    remedy = _("Encodez la boîte du service dans les réglages du bassin.")
    return Check(_("Rappels sans destinataire"), words, well=False, remedy=remedy)


def left_behind():
    """Pôles in hand whose chargé·e de mission has left the service."""
    found = Pole.objects.left_behind(on=today()).select_related("lead")
    names = [f"{pole} ({pole.lead})" for pole in found.order_by("title", "pk")[:SHOWN]]
    name = _("Dossiers restés à qui est parti")
    if not names:
        return Check(name, _("Aucun."))
    words = " ; ".join(names)
    remedy = _("Ouvrez la fiche de la personne dans l’annuaire : « Passer ses dossiers ».")
    return Check(name, words, well=False, remedy=remedy)


class Health(HouseMixin, TemplateView):
    """What runs by itself, in words."""

    permission_required = "ibefe.view_health"
    template_name = "ibefe/health.html"

    def get_context_data(self, **kwargs):
        found = checks()
        return super().get_context_data(
            checks=found, troubles=[c for c in found if not c.well], now=timezone.now(), **kwargs
        )


class Alive(HouseMixin, View):
    """The process answers, whatever the rest does."""

    permission_required = PUBLIC

    def get(self, request, *args, **kwargs):
        return JsonResponse({"vivant": True})


class Ready(HouseMixin, View):
    """The database answers: this process may receive visitors."""

    permission_required = PUBLIC

    def get(self, request, *args, **kwargs):
        try:
            database()
        except DatabaseError:
            return JsonResponse({"pret": False}, status=503)
        return JsonResponse({"pret": True})


def scheduler_warning(user, mails) -> str:
    """A sentence for the service when nothing has run by itself for a quarter of an hour.

    `mails`: the figures of the page. Before any sign of life, the mails that should have left say
    it instead: an installation whose worker never started is not silent about it.
    """
    if not user.standing.served:
        return ""
    beat = mails.seen_at
    now = timezone.now()
    if beat is None:
        return _NEVER_STARTED if mails.late else ""
    if now - beat < SILENT:
        return ""
    return _(
        "Les envois sont différés : le travailleur se tait depuis %(ago)s. Rien n’est perdu."
    ) % {"ago": ago(now - beat)}


_NEVER_STARTED = (
    "Les envois sont différés : le travailleur n’a pas encore démarré. Rien n’est perdu."
)
