"""R-25: the life of a pôle under any sequence of acts, with the clock. What must never be false.

One file on purpose: one machine, its acts and its invariants are read together.
"""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from core.clock import today
from core.deadlines import term_limit
from core.journal import first_fault
from core.models import JournalEntry
from core.workflow import Refused
from evaluations.choices import EvaluationStatus, Kind
from evaluations.models import Evaluation
from poles import workflow
from poles.choices import PoleStatus, Standing
from poles.models import MemberProposal, Pole
from tests.actors.factories import (
    BassinFactory,
    OrganisationFactory,
    PersonFactory,
    UserFactory,
)
from tests.evaluations.factories import EvaluationFactory
from tests.poles.factories import DecisionRefFactory, PoleFactory

DAY = timedelta(days=1)
START = date(2026, 1, 5)
REACHED = ["proposed", "candidates", "active", "evaluated", "expired"]
GROUPS = st.sampled_from(["A", "B", "C"])
RESULTS = st.sampled_from(["go", "go", "adjust", "stop"])
CODES = st.frozensets(st.sampled_from(["E1", "P12", "P18", "P19"]))
DAYS = st.sampled_from([1, 30, 200, 400, 800])
FLAG = st.booleans()
ONCE_LAUNCHED = (PoleStatus.LAUNCHED, PoleStatus.ACTIVE)
TURNS = {
    "launch": (PoleStatus.PROPOSED,),
    "refuse": (PoleStatus.PROPOSED,),
    "designate": ONCE_LAUNCHED,
    "exclude": (PoleStatus.ACTIVE,),
    "continue_beyond_year": (PoleStatus.ACTIVE,),
    "renew": (PoleStatus.ACTIVE,),
    "stop": (PoleStatus.ACTIVE,),
    "give_up": (PoleStatus.LAUNCHED,),
    "end_works": (PoleStatus.ACTIVE,),
    "set_modalities": ONCE_LAUNCHED,
    "modify_fiche": ONCE_LAUNCHED,
    "close_file": (PoleStatus.ENDED,),
}


class LifeOfAPole(RuleBasedStateMachine):
    """Every act is tried in every state; a refusal must change nothing, an act must be lawful."""

    reached = "proposed"

    @initialize()
    def begin(self):
        """A life that is already some way along, so that short runs see all of it."""
        reached = self.reached
        self.clock = time_machine.travel(START, tick=False)
        self.traveller = self.clock.start()
        self.now = START
        self.service = UserFactory(serves=BassinFactory())
        self.pole = PoleFactory(proposed=True, days_asked=5)
        self.lines = JournalEntry.objects.count()
        self.decisions = []
        self.derogated = set()
        self.was_launched = self.reworked = False
        self.status = PoleStatus.PROPOSED
        if reached != "proposed":
            self.launch(call=True, priority=True, codes=frozenset())
        if reached in ("candidates", "active", "evaluated", "expired"):
            for group in "ABC":
                self.propose(group)
        if reached in ("active", "evaluated", "expired"):
            self.designate(delay=0, length=1000, every=True)
            assert self.stored.status == PoleStatus.ACTIVE
        if reached in ("evaluated", "expired"):
            self.time_passes(1100 if reached == "expired" else 320)
            for kind in (Kind.FORMATIVE, Kind.FUNCTIONING):
                self.evaluate(kind, examined=True)

    def teardown(self):
        if hasattr(self, "clock"):
            self.clock.stop()
            assert first_fault() == ""

    def decision(self, kind):
        return DecisionRefFactory(pole=self.pole, kind=kind)

    def attempt(self, act, *, lines=1):
        """Runs an act in its own transaction. Gives whether it happened."""
        before, refusal = self.snapshot(), None
        try:
            with transaction.atomic():
                act()
        except Refused as refused:
            refusal = refused
        if refusal:
            assert refusal.sentences
            assert self.snapshot() == before, "Un refus a changé quelque chose."
            return False
        self.lines += lines() if callable(lines) else lines
        self.status = self.stored.status
        return True

    def snapshot(self):
        pole = Pole.objects.get(pk=self.pole.pk)
        return (
            pole.status,
            pole.history.count(),
            list(pole.terms.order_by("number").values_list("number", "starts_on", "ends_on")),
            list(pole.memberships.order_by("pk").values_list("pk", "ends_on")),
            list(pole.proposals.order_by("pk").values_list("pk", "status")),
            JournalEntry.objects.count(),
        )

    @property
    def stored(self):
        return Pole.objects.get(pk=self.pole.pk)

    def pending(self):
        return self.pole.proposals.pending().count()

    def last_term(self):
        return self.pole.terms.order_by("-number").first()

    # ── L’horloge ──

    @rule(days=DAYS)
    def time_passes(self, days):
        self.now += days * DAY
        self.traveller.move_to(self.now)

    # ── Avant le terme ──

    @precondition(lambda self: self.status == PoleStatus.PROPOSED)
    @rule(call=FLAG, priority=FLAG, codes=CODES)
    def launch(self, call, priority, codes):
        decision = self.decision("lancement")
        if self.attempt(
            lambda: workflow.launch(
                self.pole,
                by=self.service,
                decision=decision,
                call=call,
                priority=priority,
                days_granted=5,
                derogations=codes,
            )
        ):
            assert (call and priority) or "P18" in codes
            self.was_launched = True
            self.decisions.append(("launch", decision))

    @precondition(lambda self: self.status == PoleStatus.PROPOSED and not self.reworked)
    @rule()
    def refuse_then_rework(self):
        decision = self.decision("lancement")
        if not self.attempt(
            lambda: workflow.refuse(
                self.pole, by=self.service, decision=decision, reason="Pas maintenant."
            )
        ):
            return
        self.reworked = True
        assert self.attempt(lambda: workflow.rework(self.pole, by=self.service, reason="Revu."))
        assert self.attempt(lambda: workflow.submit(self.pole, by=self.service))

    @precondition(lambda self: self.status in ONCE_LAUNCHED and self.pending() < 3)
    @rule(group=GROUPS)
    def propose(self, group):
        organisation = OrganisationFactory(category=group)
        proposal = MemberProposal(
            pole=self.pole,
            person=PersonFactory(organisation=organisation),
            organisation=organisation,
            category=group,
            presence="terrain",
            active_on_territory=True,
            competent=True,
        )
        if self.attempt(lambda: workflow.propose(proposal, by=self.service)):
            assert self.stored.status in ONCE_LAUNCHED

    @precondition(lambda self: self.status in ONCE_LAUNCHED and self.pending())
    @rule(delay=st.integers(-30, 60), length=st.sampled_from([30, 400, 1000, 1200]), every=FLAG)
    def designate(self, delay, length, every):
        waiting = list(self.pole.proposals.pending().order_by("pk").values_list("pk", flat=True))
        accepted = waiting if every else waiting[:1]
        first = self.now + delay * DAY
        before, decision = self.stored.status, self.decision("designation")
        if self.attempt(
            lambda: workflow.designate(
                self.pole,
                by=self.service,
                decision=decision,
                accepted=accepted,
                starts_on=first,
                ends_on=first + length * DAY,
            ),
            lines=lambda: 1 + len(waiting),
        ):
            assert before in ONCE_LAUNCHED
            assert first >= self.now
            self.decisions.append(("designation", decision))

    # ── Pendant le terme ──

    @precondition(lambda self: self.status == PoleStatus.ACTIVE)
    @rule(kind=st.sampled_from([Kind.FUNCTIONING, Kind.FORMATIVE]), examined=FLAG)
    def evaluate(self, kind, examined):
        """An evaluation, written apart from the acts of the pôle, for the term that runs."""
        begun = self.pole.terms.filter(starts_on__lte=self.now).order_by("-number").first()
        if (
            begun is None
            or Evaluation.objects.filter(
                pole=self.pole, kind=kind, term_number=begun.number
            ).exists()
        ):
            return
        state = {"presented": True} if examined else {"closed": True}
        EvaluationFactory(pole=self.pole, kind=kind, term_number=begun.number, **state)

    @precondition(lambda self: self.status == PoleStatus.ACTIVE)
    @rule(result=RESULTS, codes=CODES)
    def continue_beyond_year(self, result, codes):
        decision = self.decision("poursuite")
        if self.attempt(
            lambda: workflow.continue_beyond_year(
                self.pole, by=self.service, decision=decision, result=result, derogations=codes
            )
        ):
            formative = Evaluation.objects.filter(
                pole=self.pole, kind=Kind.FORMATIVE, closed_on__lte=self.now
            )
            assert result == "stop" or "E1" in codes or formative.exists()
            self.decisions.append(("continuation", decision))

    @precondition(lambda self: self.status == PoleStatus.ACTIVE)
    @rule(codes=CODES, regularised=FLAG, length=st.sampled_from([30, 400, 1000, 1200]))
    def renew(self, codes, regularised, length):
        last = self.last_term()
        first = last.ends_on + DAY if last else self.now
        decision = self.decision("renouvellement")
        if not self.attempt(
            lambda: workflow.renew(
                self.pole,
                by=self.service,
                decision=decision,
                starts_on=first,
                ends_on=first + length * DAY,
                derogations=codes,
                regularised=regularised,
            )
        ):
            return
        examined = Evaluation.objects.filter(
            pole=self.pole,
            kind=Kind.FUNCTIONING,
            term_number=last.number,
            status=EvaluationStatus.PRESENTED,
        )
        assert examined.exists()
        assert self.now <= last.ends_on or regularised
        assert last.number == 1 or "P12" in codes
        if last.number > 1:
            self.derogated.add(last.number + 1)
        self.decisions.append(("renewal", decision))

    def one_too_many(self):
        """A member whose group keeps another: lives in which everybody left are soon over."""
        sitting = list(self.pole.memberships.designated().filter(ends_on=None).order_by("-pk"))
        return next(
            (m for m in sitting if sum(o.category == m.category for o in sitting) > 1), None
        )

    @precondition(lambda self: self.status == PoleStatus.ACTIVE)
    @rule(on=st.integers(-20, 20))
    def resign(self, on):
        member = self.one_too_many()
        if member:
            self.attempt_on_member(
                lambda: workflow.record_resignation(member, by=self.service, on=self.now + on * DAY)
            )

    def attempt_on_member(self, act):
        return self.attempt(act)

    @precondition(lambda self: self.status == PoleStatus.ACTIVE)
    @rule()
    def exclude(self):
        member = self.one_too_many()
        decision = self.decision("designation")
        if member:
            self.attempt(
                lambda: workflow.exclude(
                    self.pole,
                    by=self.service,
                    decision=decision,
                    memberships=[member.pk],
                    reason="Absent.",
                )
            )

    @precondition(lambda self: self.status in ONCE_LAUNCHED and not self.pole.agreed_rhythm)
    @rule()
    def set_modalities(self):
        decision = self.decision("modalites")
        self.attempt(
            lambda: workflow.set_modalities(
                self.pole, by=self.service, decision=decision, rhythm="chaque mois"
            )
        )

    # ── La fin ──

    @precondition(lambda self: self.status in ONCE_LAUNCHED and self.now > START + 300 * DAY)
    @rule()
    def stop(self):
        decision = self.decision("arret")
        act = workflow.stop if self.stored.status == PoleStatus.ACTIVE else workflow.give_up
        if self.attempt(lambda: act(self.pole, by=self.service, decision=decision)):
            self.decisions.append(("stop", decision))

    @precondition(lambda self: self.status == PoleStatus.ACTIVE)
    @rule()
    def end_works(self):
        if self.attempt(lambda: workflow.end_works(self.pole, by=self.service)):
            assert self.last_term().ends_on < self.now

    @precondition(lambda self: self.status == PoleStatus.ENDED)
    @rule()
    def close_file(self):
        self.attempt(lambda: workflow.close_file(self.pole, by=self.service))

    # ── Hors de son tour ──

    @rule(name=st.sampled_from(sorted(TURNS)))
    def act_out_of_turn(self, name):
        """An act in a state that is not its own is refused in words, and changes nothing."""
        if self.status in TURNS[name]:
            return
        decision = self.decision("divers")
        known = {
            "launch": {"call": True, "priority": True, "days_granted": 1},
            "refuse": {"reason": "Non."},
            "designate": {"accepted": [0]},
            "exclude": {"memberships": [], "reason": "Non."},
            "continue_beyond_year": {"result": "go"},
            "renew": {"starts_on": self.now, "ends_on": self.now},
            "set_modalities": {"rhythm": "chaque mois"},
        }.get(name, {})
        if name not in ("end_works", "close_file"):
            known["decision"] = decision
        assert not self.attempt(
            lambda: getattr(workflow, name)(self.pole, by=self.service, **known)
        )

    # ── Retrait ──

    @precondition(lambda self: self.decisions)
    @rule()
    def withdraw(self):
        """The last decision is withdrawn: undone, or everything that followed is listed."""
        kind, undone = self.decisions[-1]
        decision = self.decision("retrait")
        candidates = self.pole.proposals.filter(decision=undone)
        pending = set(self.pole.proposals.pending().values_list("person", flat=True))
        again = sum(p.person_id not in pending for p in candidates)
        act = getattr(workflow, f"undo_{kind}")
        if self.attempt(
            lambda: act(self.pole, by=self.service, decision=decision, undone=undone),
            lines=1 + (again if kind == "designation" else 0),
        ):
            self.decisions.pop()
            undone.refresh_from_db()
            assert not undone.is_effective

    # ── Ce qui ne peut pas être faux ──

    @invariant()
    def a_term_never_exceeds_three_years_and_follows_the_one_before(self):
        if not hasattr(self, "pole"):
            return
        terms = list(self.pole.terms.order_by("number"))
        for number, term in enumerate(terms, start=1):
            assert term.number == number
            assert term.starts_on <= term.ends_on <= term_limit(term.starts_on)
        for before, after in zip(terms, terms[1:], strict=False):
            assert after.starts_on == before.ends_on + DAY
        assert {t.number for t in terms if t.number > 2} <= self.derogated

    @invariant()
    def nothing_lives_without_a_decision_of_launch(self):
        if not hasattr(self, "pole"):
            return
        pole = self.stored
        if pole.status in (PoleStatus.LAUNCHED, PoleStatus.ACTIVE, PoleStatus.CLOSED):
            assert pole.launched_on is not None
            assert self.was_launched
        if pole.status in (PoleStatus.DRAFT, PoleStatus.PROPOSED, PoleStatus.REFUSED):
            assert not pole.terms.exists()
            assert not pole.memberships.exists()

    @invariant()
    def every_member_was_designated_by_an_effective_decision(self):
        if not hasattr(self, "pole"):
            return
        for member in self.pole.memberships.designated().select_related("designated_by"):
            assert member.designated_by.is_effective

    @invariant()
    def the_standing_says_what_the_calendar_says(self):
        if not hasattr(self, "pole"):
            return
        found = Pole.objects.with_term(on=today()).standing(on=today()).get(pk=self.pole.pk)
        if found.status != PoleStatus.ACTIVE:
            assert found.standing == found.status
            return
        over = found.last_day < self.now
        assert (found.standing == Standing.EXPIRED) is over
        assert (found.standing == Standing.TO_START) is (found.first_day > self.now)

    @invariant()
    def the_journal_has_one_line_per_transition(self):
        if not hasattr(self, "pole"):
            return
        assert JournalEntry.objects.count() == self.lines


def run(start, examples, steps):
    """Each example runs in a transaction that is thrown away: the next one finds an empty house."""

    class Isolated(LifeOfAPole):
        reached = start

        def __init__(self):
            super().__init__()
            self.frame = transaction.atomic()
            self.frame.__enter__()

        def teardown(self):
            super().teardown()
            transaction.set_rollback(True)
            self.frame.__exit__(None, None, None)

    run_state_machine_as_test(
        Isolated,
        settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("start", REACHED)
def test_r25_the_life_of_a_pole_is_lawful_whatever_is_tried(start):
    run(start, 10, 20)


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("start", REACHED)
def test_r25_the_life_of_a_pole_is_lawful_over_longer_lives(start):
    run(start, 40, 50)
