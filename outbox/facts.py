"""Mails in words and shapes; what waits for the service; what is due."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.agenda import Deadline, Kind, deadlines
from core.french import day, in_brussels
from core.states import State
from core.todo import URGENT, Section, Task, asked_once, todo
from outbox.choices import FOR_A_PERSON, TO_EXAMINE, MailStatus, ReminderStatus
from outbox.models import WORKER, Heartbeat, Mail, Reminder

LATE = timedelta(minutes=15)
MAILS = Section("courriers", _("Courriers"), 30)
MAIL_LOOKS = {
    MailStatus.WAITING: ("warn", "diamond"),
    MailStatus.HELD: ("calm", "dash"),
    MailStatus.READY: ("accent", "arrow"),
    MailStatus.SENDING: ("accent", "half-circle"),
    MailStatus.SENT: ("ok", "check"),
    MailStatus.REFUSED: ("ko", "octagon"),
    MailStatus.UNCERTAIN: ("warn", "triangle"),
    MailStatus.DISCARDED: ("calm", "square"),
}


REMINDER_LOOKS = {
    ReminderStatus.PLANNED: ("calm", "dotted-circle"),
    ReminderStatus.SENT: ("ok", "check"),
    ReminderStatus.CANCELLED: ("calm", "square"),
    ReminderStatus.MISSED: ("calm", "dash"),
}


def mail_state(mail) -> State:
    return _state(mail, MAIL_LOOKS)


def reminder_state(reminder) -> State:
    return _state(reminder, REMINDER_LOOKS)


def _state(row, looks) -> State:
    label = str(row.get_status_display())
    return State(label[:1].upper() + label[1:], *looks[row.status])


def tabs(user, current) -> list[dict]:
    """The two parts of the outbox: « Courriers » and « Rappels »."""
    planned = Reminder.objects.visible_to(user).filter(status=ReminderStatus.PLANNED).count()
    return [
        {
            "label": _("Courriers"),
            "url": reverse("outbox:list"),
            "current": current == "mails",
            "small": "",
        },
        {
            "label": _("Rappels"),
            "url": reverse("outbox:reminders"),
            "current": current == "reminders",
            "small": _("%(n)d prévus") % {"n": planned} if planned else "",
        },
    ]


@dataclass(frozen=True)
class Alert:
    """What `components/_alert.html` shows at the top of a mail that did not simply leave."""

    tone: str
    title: str
    text: str


def mail_alert(mail) -> Alert | None:
    """Why a mail needs somebody, or why it will not leave; None when all is well."""
    titles = {
        MailStatus.REFUSED: ("ko", _("Ce courrier n’est pas arrivé.")),
        MailStatus.UNCERTAIN: ("warn", _("Personne ne sait s’il est arrivé.")),
        MailStatus.DISCARDED: ("accent", _("Écarté : il ne partira pas.")),
        MailStatus.READY: ("warn", _("Un essai n’a pas abouti ; le suivant vient bientôt.")),
    }
    if not mail.trouble or mail.status not in titles:
        return None
    return Alert(*titles[mail.status], mail.trouble)


@dataclass(frozen=True)
class Figures:
    """What every page of the service says of the mails, and of the worker that sends them.

    `to_release`, since `oldest`; `stuck`: refused or uncertain; `late`: ready, and should have
    left; `seen_at`: the last sign of life of the worker.
    """

    to_release: int = 0
    oldest: datetime | None = None
    stuck: int = 0
    late: int = 0
    seen_at: datetime | None = None

    @property
    def waiting(self) -> int:
        """For a person."""
        return self.to_release + self.stuck


@asked_once
def figures(user) -> Figures:
    """In one query for the whole page; nothing for who is not of a service."""
    if not user.standing.served:
        return Figures()
    now = timezone.now()
    late = Q(status=MailStatus.READY, posted_at__lt=now - LATE) & ~Q(not_before__gt=now)
    mails = (
        Mail.objects.visible_to(user)
        .filter(status__in=(*FOR_A_PERSON, MailStatus.READY))
        .order_by()
        .values("status")
        .annotate(oldest=Min("posted_at"), count=Count("pk"), late=Count("pk", filter=late))
        .values_list("status", "oldest", "count", "late")
    )
    beats = Heartbeat.objects.filter(name=WORKER).values_list("name", "at", Value(0), Value(0))
    found = {status: row for status, *row in mails.union(beats, all=True)}
    oldest, to_release, _late = found.get(MailStatus.WAITING, (None, 0, 0))
    return Figures(
        to_release,
        oldest,
        stuck=sum(found[status][1] for status in TO_EXAMINE if status in found),
        late=found.get(MailStatus.READY, (None, 0, 0))[2],
        seen_at=found.get(WORKER, (None, 0, 0))[0],
    )


def _list_url(status):
    return f"{reverse('outbox:list')}?etat={status}"


@todo
def mails_that_wait(user, *, on):
    """One line for the mails to release, one for those that did not leave."""
    found = figures(user)
    if found.to_release:
        yield Task(
            MAILS,
            _to_release(found.to_release),
            _list_url(MailStatus.WAITING),
            _("Relire et libérer"),
            meta=(_("depuis le %(day)s") % {"day": day(found.oldest)},),
        )
    if found.stuck:
        words = ngettext(
            "%(n)d courrier n’est pas parti", "%(n)d courriers ne sont pas partis", found.stuck
        )
        yield Task(
            URGENT,
            words % {"n": found.stuck},
            f"{reverse('outbox:list')}?etat=a-traiter",
            _("Voir pourquoi"),
            why=_("Refusés par le serveur, ou incertains : quelqu’un doit décider."),
        )


def _to_release(count):
    words = ngettext("%(n)d courrier à libérer", "%(n)d courriers à libérer", count)
    return words % {"n": count}


@deadlines
def mails_to_release(user, *, on):
    """By bassin: how many wait for a person, since the oldest."""
    if not user.standing.served:
        return
    rows = (
        Mail.objects.visible_to(user)
        .filter(status=MailStatus.WAITING, bassin__isnull=False, posted_at__date__lte=on)
        .values("bassin", "bassin__name")
        .annotate(count=Count("pk"), oldest=Min("posted_at"))
        .order_by("bassin__name")
    )
    for row in rows:
        yield Deadline(
            uid=f"courriers-{row['bassin']}",
            on=in_brussels(row["oldest"]).date(),
            what=_to_release(row["count"]),
            why=_("Ils ne partent pas sans vous. Le plus ancien attend depuis ce jour."),
            url=_list_url(MailStatus.WAITING),
            kind=Kind.MAIL,
            bassin=(row["bassin"], row["bassin__name"]),
            dated=False,
        )
