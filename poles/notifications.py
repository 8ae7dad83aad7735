"""One function per mail. Each only posts rows: nothing leaves inside the act's transaction."""

from django.conf import settings

from actors.choices import StaffRole
from actors.facts import staff_of
from core.clock import today
from outbox.workflow import post, write
from poles.reports import follow_up_path


def request_received(request):
    """The requester gets the number; the service learns that a demande waits."""
    post("poles/request_received", to=[request.person], about=request, bassin=request.bassin)
    service = staff_of(request.bassin, StaffRole.OFFICER, StaffRole.COORDINATION, on=today())
    post("poles/request_arrived", to=service, about=request, bassin=request.bassin)


def request_accepted(request):
    post("poles/request_accepted", to=[request.person], about=request, bassin=request.bassin)


def request_declined(request):
    post("poles/request_declined", to=[request.person], about=request, bassin=request.bassin)


def pole_submitted(pole):
    """The secretary learns that an item waits; the requester learns where the demande stands."""
    secretaries = staff_of(pole.bassin, StaffRole.SECRETARY, on=today())
    post("poles/pole_submitted", to=secretaries, about=pole, bassin=pole.bassin)
    if pole.request:
        post(
            "poles/request_submitted",
            to=[pole.request.person],
            about=pole.request,
            bassin=pole.bassin,
        )


def pole_taken_back(pole, *, reason):
    secretaries = staff_of(pole.bassin, StaffRole.SECRETARY, on=today())
    post(
        "poles/pole_taken_back",
        to=secretaries,
        about=pole,
        bassin=pole.bassin,
        context={"reason": reason},
    )


def pole_abandoned(pole, *, reason):
    """Only the requester is told: nobody else was waiting."""
    if pole.request:
        post(
            "poles/pole_abandoned",
            to=[pole.request.person],
            about=pole.request,
            bassin=pole.bassin,
            context={"reason": reason},
        )


def pole_launched(pole, *, decision):
    """The requester learns that the plenary has launched the pôle. A reprise tells nobody."""
    if pole.request and not decision.reconstituted:
        _to_requester("poles/request_launched", pole)


def pole_refused(pole, *, decision, reason):
    """A motivated letter: a person reads it before it leaves."""
    if pole.request and not decision.reconstituted:
        _to_requester("poles/request_not_retained", pole, waits=True, context={"reason": reason})


def _to_requester(template, pole, **more):
    post(template, to=[pole.request.person], about=pole.request, bassin=pole.bassin, **more)


def members_designated(pole, memberships, *, decision):
    """Each new member learns from when; the letter waits for a person."""
    if decision.reconstituted:
        return
    for membership in memberships:
        post(
            "poles/member_designated",
            to=[membership.person],
            about=pole,
            bassin=pole.bassin,
            context={"membership": membership, "decision": decision},
            waits=True,
        )


def members_excluded(pole, memberships, *, decision, reason):
    """A motivated letter to each: a person reads it before it leaves."""
    if decision.reconstituted:
        return
    post(
        "poles/member_excluded",
        to=[m.person for m in memberships],
        about=pole,
        bassin=pole.bassin,
        context={"decision": decision, "reason": reason},
        waits=True,
    )


def member_resigned(membership):
    """The secretary learns it: the plenary is told of who leaves a pôle."""
    pole = membership.pole
    post(
        "poles/member_resigned",
        to=staff_of(pole.bassin, StaffRole.SECRETARY, on=today()),
        about=pole,
        bassin=pole.bassin,
        context={"membership": membership},
    )


def pole_renewed(pole, *, term):
    """The members learn until when the pôle goes on; the letter waits for a person."""
    if not term.decision.reconstituted:
        _to_members("poles/pole_renewed", pole, _designated(pole), term=term)


def pole_ended(pole, *, leaving, decision):
    """Those who sat to the end learn that the works are over; the letter waits for a person."""
    if decision is None or not decision.reconstituted:
        _to_members("poles/pole_ended", pole, leaving, decision=decision)


def _designated(pole):
    return pole.memberships.designated().filter(ends_on=None).select_related("person")


def _to_members(template, pole, memberships, **context):
    people = [m.person for m in memberships]
    if people:
        post(template, to=people, about=pole, bassin=pole.bassin, context=context, waits=True)


def application_received(application):
    """The acknowledgement: its number, and the link by which one follows it."""
    _to_applicant("poles/application_received", application)


def link_again(application, *, on):
    """Asked without an account: at most one a day, to the address of the candidature alone."""
    key = f"poles/link_again/{application.pk}/{on.isoformat()}"
    _to_applicant("poles/link_again", application, key=key)


def application_withdrawn(application):
    _to_applicant("poles/application_withdrawn", application)


def application_answered(application):
    """The motivated answer, which somebody has read before: it leaves at once."""
    _to_applicant("poles/application_answer", application, context={"text": application.answer})


def call_cancelled(call):
    """Whoever answered learns why nothing follows; a person reads the letter before it leaves."""
    for application in call.applications.standing().order_by("pk"):
        application.call = call
        _to_applicant(
            "poles/call_cancelled", application, waits=True, context={"reason": call.cancel_reason}
        )


def invitation_key(call):
    """One invitation for each address and call."""
    return f"invitation:{call.pk}"


def invited_to(call, address, name, organisation):
    """The address of the call, to somebody whom the service hopes for; None when it had it."""
    return write(
        "poles/call_invitation",
        person=None,
        address=address,
        about=call,
        bassin=call.pole.bassin,
        key=invitation_key(call),
        context={
            "name": name,
            "organisation": organisation,
            "link": f"{settings.SITE_URL}{call.public_url}",
        },
    )


def _to_applicant(template, application, *, waits=False, context=None, key=None):
    """To somebody of whom only the candidature is known."""
    write(
        template,
        person=None,
        address=application.email,
        about=application,
        bassin=application.call.pole.bassin,
        waits=waits,
        key=key,
        context={
            "follow_up": f"{settings.SITE_URL}{follow_up_path(application)}",
            **(context or {}),
        },
    )
