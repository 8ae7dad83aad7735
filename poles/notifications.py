"""One function per mail. Each only posts rows: nothing leaves inside the act's transaction."""

from actors.choices import StaffRole
from actors.facts import staff_of
from core.clock import today
from outbox.workflow import post


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
