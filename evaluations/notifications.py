"""One function per mail. Each only posts rows: nothing leaves inside the act's transaction."""

from actors.choices import StaffRole
from actors.facts import staff_of
from core.clock import today
from outbox.workflow import post


def reply_asked(evaluation):
    """The designated members learn that they may answer."""
    pole = evaluation.pole
    members = pole.memberships.standing(on=today()).designated().select_related("person")
    people = [m.person for m in members.order_by("pk")]
    if people:
        post("evaluations/reply_asked", to=people, about=evaluation, bassin=pole.bassin)


def evaluation_closed(evaluation):
    """The secretary learns that the plenary has an evaluation to examine."""
    bassin = evaluation.pole.bassin
    secretaries = staff_of(bassin, StaffRole.SECRETARY, on=today())
    post("evaluations/evaluation_closed", to=secretaries, about=evaluation, bassin=bassin)
