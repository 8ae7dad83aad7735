"""The acts on a candidature, by somebody without an account: submit, complete, withdraw.

The call is locked first: it is open on the day, or the act is refused in words.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import journal, numbers
from core.clock import today
from core.french import day
from core.search import folded
from core.versions import save_over
from core.workflow import Refused, WrongState, transition
from poles import notifications
from poles.choices import ApplicationStatus
from poles.models import Application, Call
from poles.reports import KEPT, known_organisation, mailbox_of, why_no_answer, why_read_only
from poles.workflow.candidates import saved
from poles.workflow.sorting import take_proposal_back
from poles.workflow.states import APPLICATION_TRANSITIONS

ROLE = "candidat·e"


def submit_application(application, *, attachment=None):
    """Somebody answers a call: a number, an acknowledgement with the link of its follow-up.

    `application`: unsaved, its call set and its fields checked by the form. Refuses a call that is
    not open, and the same person for the same organisation twice.
    """
    with transaction.atomic():
        call = _held(application.call_id)
        why = why_no_answer(call, on=today())
        if why:
            raise Refused(why)
        _recognise(application, call)
        _refuse_twice(application)
        year, code = today().year, call.pole.bassin.code
        number = numbers.take(f"application/{code}/{year}")
        application.number = f"C-{code}-{year}-{number:03d}"
        application.attachment = attachment
        application.submitted_at = application.consented_at = timezone.now()
        saved(application, None)
        notifications.application_received(application)
        journal.append(
            "poles.poser_candidature",
            about=application,
            role=ROLE,
            data={"number": application.number, "call": call.pk},
        )
    return application


def edit_application(application, *, base_version, attachment=None):
    """The applicant completes it until the closing; Conflict when another tab was quicker."""
    with transaction.atomic():
        call = _held(application.call_id)
        row = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
        row.call = call
        why = why_read_only(row, on=today())
        if why:
            raise WrongState(why)
        _recognise(application, call)
        _refuse_twice(application)
        if attachment is not None:
            application.attachment = attachment
        save_over(
            application, base_version=base_version, by=None, act="poles.compléter_candidature"
        )


def withdraw_application(application):
    """The applicant takes it back, until the closing."""
    with transaction.atomic():
        call = _held(application.call_id)
        with transition(
            application,
            ApplicationStatus.WITHDRAWN,
            allowed=APPLICATION_TRANSITIONS,
            by=None,
            act="poles.retirer_candidature",
            role=ROLE,
        ):
            application.call = call
            why = why_read_only(application, on=today())
            if why:
                raise WrongState(why)
            take_proposal_back(
                application, by=None, reason=_("candidature retirée par la personne")
            )
            application.sorted_at = application.sorted_by = None
            application.withdrawn_at = timezone.now()
            application.version += 1
            notifications.application_withdrawn(application)


def send_link_again(call, *, email):
    """The link of each candidature of this address goes to it again, once a day at most.

    Refuses nothing and tells nothing: nobody learns who answered. Once the link opens nothing any
    more, nothing is sent.
    """
    on = today()
    if on > call.closes_on + KEPT:
        return
    with transaction.atomic():
        for application in call.applications.standing().filter(email=email).order_by("pk"):
            application.call = call
            notifications.link_again(application, on=on)


def _held(call_id):
    calls = Call.objects.select_for_update(of=("self",)).select_related("pole__bassin")
    return calls.get(pk=call_id)


def _recognise(application, call):
    """The organisation found by its name; otherwise the words stay until the service links it."""
    application.organisation = known_organisation(application.organisation_name, call.pole.bassin)
    application.organisation_key = folded(application.organisation_name)[:220]


def _refuse_twice(application):
    same = Application.objects.standing().filter(
        call=application.call_id,
        email=application.email,
        organisation_key=application.organisation_key,
    )
    before = same.exclude(pk=application.pk).order_by("pk").first()
    if before is None:
        return
    raise Refused(
        _(
            "Une candidature de %(email)s pour « %(organisation)s » existe déjà pour cet appel,"
            " depuis le %(day)s. Pour la compléter ou la retirer, ouvrez le lien de l’accusé de"
            " réception envoyé ce jour-là à cette adresse. S’il est perdu, demandez-le à nouveau au"
            " bas de cette page, ou écrivez à %(address)s."
        )
        % {
            "email": before.email,
            "organisation": before.organisation_name,
            "day": day(before.submitted_at),
            "address": mailbox_of(application.call),
        }
    )
