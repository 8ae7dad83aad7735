"""Composition at any date, and the simulator: what it tells is what saving then does."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import example, given, settings
from hypothesis import strategies as st

from actors.choices import Category
from core.shifts import differ
from core.verdicts import verdicts_for
from poles import law, verdicts, workflow
from poles.choices import EndReason, PoleStatus
from poles.models import DecisionRef, MemberProposal, Membership
from poles.reports import composition_of, diversity_of
from poles.reports.members import seats_among
from poles.verdicts import (
    Alteration,
    Arrival,
    Candidacy,
    Death,
    Departure,
    End,
    Withdrawal,
    foresee,
    undesignation,
)
from tests.actors.factories import BassinFactory, OrganisationFactory, PersonFactory, UserFactory
from tests.poles.factories import (
    DecisionRefFactory,
    MemberProposalFactory,
    PoleFactory,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = date(2026, 11, 28)
BEGAN = TODAY - 200 * DAY
TURNS = (-120, -30, -1, 0, 1, 45, 900, 1500)
SECTORS = ("public", "privé", "associatif", "paritaire", "")
GROUPS = ("A", "B", "C", "autre")
GUEST, SUBSTITUTE = "invité", "suppléant"


# ── Toute histoire, à toute date ─────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Line:
    """One membership as the test draws it: the naive recomputation reads nothing else."""

    who: int
    group: str
    organisation: int
    first: int
    last: int | None
    field: bool
    stands_in_for: int | None = None

    def sits(self, offset):
        if self.first > offset:
            return False
        return self.last is None or offset <= self.last


def lines_of(who):
    spans = st.tuples(st.sampled_from(TURNS), st.sampled_from([*TURNS, None])).filter(
        lambda span: span[1] is None or span[1] >= span[0]
    )
    return st.builds(
        lambda group, organisation, span, field: Line(who, group, organisation, *span, field),
        st.sampled_from(["A", "B", "C", "autre", GUEST, SUBSTITUTE]),
        st.integers(0, 3),
        spans,
        st.booleans(),
    )


def of_somebody(lines):
    """Each substitute takes the first member who has none; who finds none never came."""
    members = [n for n, line in enumerate(lines) if line.group in GROUPS]
    kept = []
    for line in lines:
        if line.group != SUBSTITUTE:
            kept.append(line)
        elif members:
            kept.append(replace(line, stands_in_for=lines[members.pop(0)].who))
    return sorted(kept, key=lambda line: line.stands_in_for is not None)


ALONE = [Line(0, "A", 0, -120, None, True)]
# One leaves tonight: a rule that becomes met is met « 1 sur 3 » today, « 1 sur 2 » tomorrow.
SOON_ALONE = [Line(0, "A", 1, -120, None, False), Line(1, "A", 2, -120, 0, False)]
HISTORIES = (
    st.integers(0, 6)
    .flatmap(lambda n: st.tuples(*(lines_of(who) for who in range(n))))
    .map(of_somebody)
)


@dataclass
class Town:
    """A pôle whose members are drawn anew, and the people and organisations to draw from."""

    service: object
    pole: object
    people: list
    organisations: list
    decision: DecisionRef

    def write(self, history):
        written = {}
        for line in history:
            member = written.get(line.stands_in_for)
            written[line.who] = Membership(
                pole=self.pole,
                person=self.people[line.who],
                organisation=self.organisations[line.organisation],
                category=member.category if member else line.group * (line.group != GUEST),
                is_guest=line.group == GUEST,
                presence="terrain" if line.field else "institutionnel",
                active_on_territory=True,
                competent=True,
                designated_by=None if line.group == GUEST else self.decision,
                starts_on=TODAY + line.first * DAY,
                ends_on=None if line.last is None else TODAY + line.last * DAY,
                end_reason="" if line.last is None else EndReason.RESIGNED,
                substitute_of=member,
            )
            Membership.objects.bulk_create([written[line.who]])


@pytest.fixture
def town(db):
    with time_machine.travel(TODAY, tick=False):
        service = UserFactory(serves=BassinFactory())
        pole = PoleFactory(active=True, groups="", starts_on=BEGAN, agreed_rhythm="mensuel")
        yield Town(
            service,
            pole,
            [PersonFactory() for _ in range(8)],
            [
                OrganisationFactory(sector=sector, is_higher_education=n == 3)
                for n, sector in enumerate(SECTORS[:4])
            ],
            DecisionRefFactory(pole=pole, on=BEGAN),
        )


def counted_by(lines, named):
    """{label: how many}, counted one by one."""
    found = {}
    for line in lines:
        label = named(line)
        label = label[0].upper() + label[1:]
        found[label] = found.get(label, 0) + 1
    return found


def test_the_composition_at_any_date_is_what_a_naive_count_gives(town):
    @given(history=HISTORIES, offset=st.sampled_from([d + s for d in TURNS for s in (-1, 0, 1)]))
    @settings(max_examples=40)
    def check(history, offset):
        with transaction.atomic():
            town.write(history)
            on = TODAY + offset * DAY
            sitting = [line for line in history if line.sits(offset)]
            groups = {line.group for line in sitting}
            counted = [line for line in sitting if line.group in "ABC"]
            several = {
                a.organisation
                for a in counted
                for b in counted
                if a.organisation == b.organisation and a.group != b.group
            }
            designated = [line for line in sitting if line.group in GROUPS]
            guests = sum(line.group == GUEST for line in sitting)
            sectors = {SECTORS[line.organisation] for line in designated}
            page = composition_of(town.pole, on=on)
            met = {v.rule.code: v.met for v in verdicts_for(law.LIFE, town.pole, on=on)}

            assert [m.name for m in verdicts.composition(town.pole, on=on).members] == [
                str(town.people[line.who]) for line in sitting
            ]
            assert {g.letter: len(seats_among(g.members)) for g in page.groups} == {
                letter: sum(line.group == letter for line in sitting) for letter in "ABC"
            }
            assert (page.count, len(page.guests)) == (len(designated), guests)
            told = [
                {share.label: share.count for share in aspect.shares if share.count}
                for aspect in diversity_of(town.pole, on=on).aspects
            ]
            assert told[:3] == [
                counted_by(designated, lambda line: str(Category(line.group).label)),
                counted_by(designated, lambda line: "terrain" if line.field else "institutionnel"),
                counted_by(designated, lambda line: SECTORS[line.organisation]),
            ]
            assert met["P7"] == ({"A", "B", "C"} <= groups and not several)
            assert met["P13"] == (
                any(line.field for line in designated)
                and "public" in sectors
                and bool(sectors & {"privé", "associatif", "paritaire"})
            )
            transaction.set_rollback(True)

    check()


# ── Ce que l’on annonce est ce que l’acte fait ───────────────────────────────────────────────────


def asked_of(pole):
    """{(moment, rule, day): verdict} wherever the rules of composition are asked of this pôle."""
    pole.refresh_from_db()
    days = [] if pole.ended_on else [TODAY + (d + s) * DAY for d in TURNS for s in (0, 1)]
    asked = [(law.LIFE, day) for day in days]
    if pole.status == PoleStatus.ACTIVE:
        asked += [(law.RENEWAL, TODAY), (law.CHANGE, TODAY)]
    return {
        (moment, law.COMPOSITION_RULES.index(v.rule), day): v
        for moment, day in asked
        for v in verdicts_for(moment, pole, on=day)
        if v.rule in law.COMPOSITION_RULES
    }


def changed(before, after, *, proposed, since):
    return {
        key: after[key]
        for key in before.keys() & after.keys()
        if key[2] >= since
        and differ(before[key], after[key])
        and (key[0] != law.CHANGE or proposed)
    }


def said(verdicts):
    """What is told of each. A met rule that goes on being met keeps the words of its first day."""
    return {k: (v.tone, v.met, v.lacks, v.met or v.reason) for k, v in verdicts.items()}


def told(shifts):
    days = sorted({TODAY + (d + s) * DAY for d in TURNS for s in (0, 1)})
    found = {}
    for shift in shifts:
        moment, rule = shift.after.moment, law.COMPOSITION_RULES.index(shift.rule)
        if shift.whenever:
            found[moment, rule, TODAY] = shift.after
            continue
        for day in days:
            if shift.starts_on <= day and (shift.ends_on is None or day <= shift.ends_on):
                found[moment, rule, day] = shift.after
    return found


ACTS = st.sampled_from(
    [
        "resign",
        "end_guest",
        "die",
        "exclude",
        "alter",
        "propose",
        "withdraw",
        "designate",
        "undo",
        "end",
    ]
)


def act_of(town, name, offset):
    """(what is simulated, what saving then does), or None when nobody is there for it."""
    pole, by, on = town.pole, town.service, TODAY + offset * DAY
    open_rows = pole.memberships.filter(ends_on=None, starts_on__lte=min(on, TODAY))
    member = open_rows.filter(is_guest=False).order_by("pk").first()
    guest = open_rows.filter(is_guest=True).order_by("pk").first()
    proposal = pole.proposals.pending().order_by("pk").first()
    if name == "resign" and member:
        leave = lambda: workflow.record_resignation(member, by=by, on=on)  # noqa: E731
        return Departure(frozenset({member.pk}), on), leave
    if name == "end_guest" and guest:
        return Departure(frozenset({guest.pk}), on), lambda: workflow.end_guest(guest, by=by, on=on)
    if name == "die" and member and on <= TODAY:
        return Death(member.person_id, on), lambda: workflow.record_death(member, by=by, on=on)
    if name == "exclude" and member:
        decision = DecisionRefFactory(pole=pole, on=TODAY)
        return Departure(frozenset({member.pk}), TODAY), lambda: workflow.exclude(
            pole, by=by, decision=decision, memberships=[member.pk], reason="Absent."
        )
    if name == "alter":
        organisation = town.organisations[0]
        organisation.sector = SECTORS[offset % 5]
        organisation.is_higher_education = offset % 2 == 0
        return Alteration(organisation), organisation.save
    if name == "propose":
        new = MemberProposal(
            pole=pole,
            person=town.people[7],
            organisation=OrganisationFactory(sector="privé"),
            category="ABC"[offset % 3],
            presence="terrain",
            active_on_territory=offset % 2 == 0,
            competent=False,
        )
        return Candidacy(new), lambda: workflow.propose(new, by=by)
    if name == "withdraw" and proposal:
        return Withdrawal(proposal.pk), lambda: workflow.withdraw_proposal(
            proposal, by=by, reason="Non."
        )
    if name == "designate" and proposal and on >= TODAY:
        decision = DecisionRefFactory(pole=pole, on=TODAY)
        return Arrival((proposal,), on), lambda: workflow.designate(
            pole, by=by, decision=decision, accepted=[proposal.pk], starts_on=on
        )
    if name == "undo" and (change := undesignation(town.decision)):
        decision = DecisionRefFactory(pole=pole, on=TODAY)
        return change, lambda: workflow.undo_designation(
            pole, by=by, decision=decision, undone=town.decision
        )
    if name == "end":
        decision = DecisionRefFactory(pole=pole, on=TODAY, kind="arret")
        return End(TODAY), lambda: workflow.stop(pole, by=by, decision=decision)
    return None


def test_the_simulator_tells_exactly_what_saving_then_does(town):
    seen = set()

    @given(history=HISTORIES, proposed=st.booleans(), name=ACTS, offset=st.sampled_from(TURNS))
    @example(history=ALONE, proposed=True, name="resign", offset=45)
    @example(history=ALONE, proposed=False, name="die", offset=-30)
    @example(history=ALONE, proposed=False, name="alter", offset=1)
    @example(history=ALONE, proposed=True, name="designate", offset=1)
    @example(history=ALONE, proposed=True, name="withdraw", offset=0)
    @example(history=ALONE, proposed=False, name="propose", offset=0)
    @example(history=ALONE, proposed=False, name="undo", offset=0)
    @example(history=SOON_ALONE, proposed=True, name="designate", offset=0)
    @settings(max_examples=30)
    def check(history, proposed, name, offset):
        with transaction.atomic():
            town.write(history)
            town.pole.refresh_from_db()
            if proposed:
                MemberProposalFactory(
                    pole=town.pole,
                    person=town.people[6],
                    organisation=OrganisationFactory(sector="public"),
                    category="B",
                    competent=False,
                )
            if found := act_of(town, name, offset):
                change, act = found
                before = asked_of(town.pole)
                waited = town.pole.proposals.pending().exists()
                (foreseen,) = foresee([town.pole], change, on=TODAY)
                act()
                waits = waited or town.pole.proposals.pending().exists()
                # The status of an organisation has no date: it is told from today on.
                since = TODAY if name == "alter" else date.min
                real = changed(before, asked_of(town.pole), proposed=waits, since=since)
                answers = told(foreseen.shifts)

                assert said(answers) == said(real)
                for shift in foreseen.shifts:
                    first = (shift.after.moment, law.COMPOSITION_RULES.index(shift.rule))
                    day = TODAY if shift.whenever else shift.starts_on
                    assert real.get((*first, day), shift.after).reason == shift.reason
                seen.update({(name, bool(real))})
            transaction.set_rollback(True)

    check()
    acts = ("resign", "die", "alter", "designate", "undo", "withdraw", "propose")
    assert {(name, True) for name in acts} <= seen
