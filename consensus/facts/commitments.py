"""Engagements: who may make and keep them, how they read, what waits for whom."""

from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext as _

from actors.facts.duties import by_group, duty
from actors.models import Person, StaffAssignment
from actors.querysets import dated
from consensus.choices import CommitmentState
from consensus.facts.dossier import Part, part
from consensus.models import Commitment
from core.french import days
from core.states import State
from core.todo import Rows, Section, Task, gathered
from poles.models import Membership, Pole

RANK, SHOWN, AT_HOME = 40, 6, 20
STATES = {
    CommitmentState.LATE: ("ko", "octagon"),
    CommitmentState.OPEN: ("warn", "diamond"),
    CommitmentState.KEPT: ("ok", "check"),
    CommitmentState.DROPPED: ("calm", "dash"),
}
MINE = Section("engagements", _("Vos engagements"), 8)
LATE = Section("engagements-en-retard", _("Engagements en retard dans vos pôles"), 9)


def the_pole_and_its_service(poles, person, *, on):
    """Whoever sits in the pôle that day, guests apart, and the service of its bassin."""
    members = Membership.objects.standing(on=on).designated().filter(pole__in=poles)
    pairs = [(row.pole_id, row.person) for row in members.select_related("person")]
    bassins = dict(Pole.objects.filter(pk__in=poles).values_list("pk", "bassin"))
    staff = StaffAssignment.objects.filter(dated(on), bassin__in=set(bassins.values()))
    pairs += [
        (pole, row.person)
        for row in staff.select_related("person")
        for pole, bassin in bassins.items()
        if bassin == row.bassin_id
    ]
    return by_group(pairs, but=person)


duty(
    "consensus.commitment",
    _("Engagement"),
    model=Commitment,
    field="owner",
    open=Q(done_on=None, dropped_on=None),
    bassin="pole__bassin",
    label="what",
    may=the_pole_and_its_service,
    group="pole",
    page="consensus:commitment",
)


def who_may_commit(pole, *, on):
    """Persons who may take an engagement in this pôle that day: its members and its service."""
    members = Membership.objects.standing(on=on).designated().filter(pole=pole)
    staff = StaffAssignment.objects.filter(dated(on), bassin=pole.bassin_id)
    return Person.objects.filter(
        Q(pk__in=members.order_by().values("person")) | Q(pk__in=staff.order_by().values("person")),
        died_on=None,
    ).order_by("last_name", "first_name", "pk")


def commitment_state(commitment) -> State:
    """In a word, a shape and a tone. Needs `standing`."""
    standing = CommitmentState(commitment.standing)
    label = str(standing.label)
    late = standing == CommitmentState.KEPT and commitment.due_on is not None
    if late and commitment.done_on > commitment.due_on:
        label = _("Tenu, après l’échéance")
    return State(label, *STATES[standing])


def rows_of(commitments, *, on) -> list[dict]:
    """What a list shows of each: the engagement, its state, how late it is. Needs `standing`."""
    return [
        {"commitment": one, "state": commitment_state(one), "late": lateness(one, on=on)}
        for one in commitments
    ]


def lateness(commitment, *, on) -> str:
    """« 12 jours de retard » while it is late, else nothing. Needs `standing`."""
    if commitment.standing != CommitmentState.LATE:
        return ""
    return days((commitment.due_on - on).days)


@part(RANK)
def committed(pole, user, *, on):
    """What is to keep, late first; the whole list stands behind."""
    found = Commitment.objects.visible_to(user).filter(pole=pole).standing(on=on)
    open_ones = list(found.open().select_related("owner").late_first())
    serves = user.has_perm("consensus.record_commitment", pole)
    return Part(
        "engagements",
        _("Engagements"),
        "consensus/_commitments_part.html",
        {
            "rows": rows_of(open_ones[:SHOWN], on=on),
            "more": max(0, len(open_ones) - SHOWN),
            "late": sum(one.standing == CommitmentState.LATE for one in open_ones),
        },
        count=len(open_ones),
        url=reverse("consensus:commitment_new", args=[pole.pk]) if serves else "",
        action=_("Noter un engagement"),
    )


@gathered
def engagements_to_keep(user, *, on):
    """What this person is to keep, and what is late in the pôles they lead."""
    if user.person is None:
        return
    mine = Commitment.objects.open().filter(owner=user.person)
    yield Rows(_few(mine), ("what", "due_on", "pk", Value(on), "pole__title", Value("")), _mine)
    if user.standing.served:
        late = Commitment.objects.late(on=on).exclude(owner=user.person)
        yield Rows(
            _few(late.filter(pole__lead=user.person, pole__bassin__in=user.standing.served)),
            (
                "what",
                "due_on",
                "pk",
                Value(on),
                "pole__title",
                Concat("owner__first_name", Value(" "), "owner__last_name"),
            ),
            _late,
        )


def _few(rows):
    first = rows.order_by(F("due_on").asc(nulls_last=True), "pk").values("pk")[:AT_HOME]
    return Commitment.objects.filter(pk__in=first)


def _mine(what, due_on, pk, on, pole, _owner):
    is_late = due_on is not None and due_on < on
    standing = CommitmentState.LATE if is_late else CommitmentState.OPEN
    return _task(MINE, what, due_on, pk, standing, pole)


def _late(what, due_on, pk, _on, pole, owner):
    return _task(LATE, what, due_on, pk, CommitmentState.LATE, owner.strip(), pole)


def _task(section, what, due_on, pk, standing, *meta):
    return Task(
        section,
        what,
        reverse("consensus:commitment", args=[pk]),
        _("Ouvrir"),
        meta=meta,
        status=State(str(standing.label), *STATES[standing]),
        due_on=due_on,
    )
