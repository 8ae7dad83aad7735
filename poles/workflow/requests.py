"""The acts on a demande de pôle: ask, accept, decline."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import journal, numbers
from core.clock import today
from core.workflow import transition
from poles import notifications
from poles.choices import Origin, RequestStatus
from poles.models import Pole
from poles.workflow.fiche import create
from poles.workflow.states import REQUEST_TRANSITIONS


def request_pole(request, *, by):
    """A porteur transmits a demande: it gets a number, the service and its author are told.

    `request`: an unsaved PoleRequest with its fields and its person. Refuses nobody: the form has
    checked the fields.
    """
    with transaction.atomic():
        year = today().year
        number = numbers.take(f"request/{request.bassin.code}/{year}")
        request.number = f"D-{request.bassin.code}-{year}-{number:03d}"
        request.submitted_at, request.submitted_by = timezone.now(), by
        request._history_user = by
        request.save()
        notifications.request_received(request)
        journal.append("poles.demander", about=request, by=by, data={"number": request.number})
    return request


def accept_request(request, *, by, lead=None):
    """The service takes the demande up: a fiche is prefilled, its origin recorded (rule P4).

    Gives the new pôle. Refuses a demande that was answered already.
    """
    with transition(
        request,
        RequestStatus.ACCEPTED,
        allowed=REQUEST_TRANSITIONS,
        by=by,
        act="poles.accepter_demande",
    ) as proof:
        request.answered_at, request.answered_by = timezone.now(), by
        pole = create(
            Pole(
                bassin=request.bassin,
                request=request,
                title=request.title,
                theme=request.theme,
                origin=Origin.REQUEST,
                origin_detail=_origin(request),
                problem=request.problem,
                evidence=request.audience,
                objectives=request.expected,
                lead=lead or by.person,
            ),
            by=by,
        )
        proof["pole"] = pole.pk
        notifications.request_accepted(request)
    return pole


def _origin(request):
    """Who asked, and with whom they had spoken: the service sorts them into categories."""
    who = " – ".join(filter(None, [str(request.person), request.organisation]))
    words = _("Demande %(number)s de %(who)s.") % {"number": request.number, "who": who}
    if request.partners:
        words += "\n\n" + _("Déjà en contact avec : %(names)s") % {"names": request.partners}
    return words


def decline_request(request, *, by, reason):
    """The service does not take the demande up, and says why."""
    with transition(
        request,
        RequestStatus.DECLINED,
        allowed=REQUEST_TRANSITIONS,
        by=by,
        reason=reason,
        act="poles.décliner_demande",
    ):
        request.answered_at, request.answered_by = timezone.now(), by
        request.answer = reason
        notifications.request_declined(request)
