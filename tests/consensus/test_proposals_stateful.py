"""Whatever the sequence of rounds, positions, objections, members and days: no vote, ever (§ 3.4).

The machine keeps a naive model of the rules beside the database and asks both the same questions.
"""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from consensus import workflow
from consensus.facts import weigh
from consensus.models import Communication, Position
from core.clock import today
from core.workflow import Refused
from poles.models import Membership
from tests.actors.factories import BassinFactory, UserFactory
from tests.consensus.factories_proposals import discussed, opened, said, seats, substitute_for
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
KINDS = st.sampled_from(["adhere", "reserve", "abstention", "objection"])
WHO = st.integers(0, 2)


class Life(RuleBasedStateMachine):
    """One proposal in a pôle of three seats, the first of which has a substitute."""

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.clock = time_machine.travel("2027-03-01T10:00:00+01:00", tick=False)
        self.traveller = self.clock.start()
        bassin = BassinFactory()
        self.by = UserFactory(serves=bassin)
        self.pole = PoleFactory(bassin=bassin, active=True)
        self.members = seats(self.pole)
        self.substitute = substitute_for(self.members[0])
        self.silence = False
        self.text = None
        self.here = [True, True, True]
        self.sub_here = True

    def teardown(self):
        self.clock.stop()
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    # ── What the model knows ────────────────────────────────────────────────────────────────────

    def fresh(self):
        """Nothing is said of a new wording."""
        self.said = {}

    def living(self, n):
        """The author still sits; with the member gone the substitute has no seat left."""
        who = self.objections.get(n)
        if who is None:
            return False
        if not self.here[n]:
            return False
        return who == "member" or self.sub_here

    def standing(self):
        return {n for n in self.objections if self.living(n) and n not in self.answered}

    def entitled(self):
        return {n for n in range(3) if self.here[n]}

    def may_adopt(self):
        silent = self.entitled() - set(self.said)
        heard = not silent or (today() > self.deadline and self.silence)
        kinds = {kind for n, (_who, kind) in self.said.items() if n in self.entitled()}
        return heard and bool(kinds & {"adhere", "reserve"}) and not self.standing()

    # ── Acts ────────────────────────────────────────────────────────────────────────────────────

    @precondition(lambda self: self.text is None)
    @rule(silence=st.booleans())
    def open(self, silence):
        self.text = opened(self.pole, by=self.by, silence_counts=silence)
        self.silence, self.deadline, self.outcome = silence, self.text.deadline, ""
        self.round, self.objections, self.answered = 1, {}, set()
        self.fresh()

    def is_open(self):
        return self.text is not None and not self.outcome

    @precondition(lambda self: self.text is not None)
    @rule(n=WHO, kind=KINDS)
    def the_member_speaks(self, n, kind):
        if self.outcome or not self.here[n]:
            with pytest.raises(Refused):
                said(self.text, self.members[n], kind)
            return
        self.forget_who_left()
        said(self.text, self.members[n], kind)
        self.said[n] = ("member", kind)
        self.follow(n, "member", kind)

    @precondition(lambda self: self.text is not None)
    @rule(kind=KINDS)
    def the_substitute_speaks(self, kind):
        forbidden = (
            self.outcome
            or not self.sub_here
            or not self.here[0]
            or self.said.get(0, ("",))[0] == "member"
            or (kind != "objection" and self.objections.get(0) == "member" and 0 in self.standing())
        )
        if forbidden:
            with pytest.raises(Refused):
                said(self.text, self.substitute, kind)
            return
        self.forget_who_left()
        said(self.text, self.substitute, kind)
        self.said[0] = ("substitute", kind)
        if self.objections.get(0) in (None, "substitute"):
            self.follow(0, "substitute", kind)

    def follow(self, n, who, kind):
        if kind == "objection":
            self.objections.setdefault(n, who)
            self.answered.discard(n)
        else:
            self.objections.pop(n, None)
            self.answered.discard(n)

    def forget_who_left(self):
        for n in [n for n in self.objections if not self.living(n)]:
            del self.objections[n]
            self.answered.discard(n)

    @precondition(lambda self: self.text is not None)
    @rule(n=WHO, kind=KINDS)
    def another_speaks_for_them(self, n, kind):
        with pytest.raises(Refused):
            workflow.give(
                self.text,
                person=self.members[n].person,
                kind=kind,
                reason="Dit par un autre.",
                lifts="Rien.",
                base_version=self.round,
                by=self.by,
            )

    @precondition(lambda self: self.is_open())
    @rule(integrate=st.booleans())
    def amend(self, integrate):
        self.forget_who_left()
        standing = {o.pk: o for o in discussed(self.text).standing}
        chosen = set(standing) if integrate else set()
        self.round += 1
        workflow.amend(
            self.text,
            by=self.by,
            text=f"Texte {self.round}",
            summary="Il change.",
            deadline=today() + 5 * DAY,
            base_version=self.round - 1,
            integrated=chosen,
        )
        self.deadline = today() + 5 * DAY
        if integrate:
            self.answered |= self.standing()
        self.fresh()

    @precondition(lambda self: self.is_open() and self.round > 1)
    @rule(n=WHO, kind=KINDS)
    def somebody_answers_a_replaced_text(self, n, kind):
        with pytest.raises(Refused):
            said(self.text, self.members[n], kind, base_version=self.round - 1)

    @precondition(lambda self: self.is_open())
    @rule(days=st.integers(1, 6))
    def defer(self, days):
        until = max(self.deadline, today()) + days * DAY
        workflow.defer(self.text, by=self.by, deadline=until, reason="À la prochaine réunion.")
        self.forget_who_left()
        self.deadline = until

    @rule(days=st.integers(1, 6))
    def time_passes(self, days):
        self.traveller.shift(days * DAY)

    @rule(n=WHO)
    def a_member_leaves(self, n):
        if sum(self.here) > 1 and self.here[n]:
            self.end(self.members[n])
            self.here[n] = False

    @rule()
    def the_substitute_leaves(self):
        if self.sub_here:
            self.end(self.substitute)
            self.sub_here = False

    def end(self, membership):
        row = Membership.objects.get(pk=membership.pk)
        row.ends_on, row.end_reason = today() - DAY, "demission"
        row.save()

    @precondition(lambda self: self.text is not None)
    @rule()
    def adopt(self):
        if self.outcome or not self.may_adopt():
            with pytest.raises(Refused):
                workflow.adopt(self.text, by=self.by)
            return
        silent = self.entitled() - set(self.said)
        self.outcome = workflow.adopt(self.text, by=self.by)
        for n in silent:
            assert str(self.members[n].person) in self.outcome
        assert "%" not in self.outcome

    # ── What is always true ─────────────────────────────────────────────────────────────────────

    @invariant()
    def the_page_says_what_the_rules_say(self):
        if self.is_open():
            discussion = discussed(self.text)
            stands = {self.members.index(o.seat) for o in discussion.standing}
            assert stands == self.standing()
            assert weigh(discussion).may_adopt is self.may_adopt()

    @invariant()
    def nothing_is_adopted_with_an_objection_standing(self):
        if self.text is not None:
            self.text.refresh_from_db()
            assert (self.text.status == "adopted") is bool(self.outcome)
            assert Communication.objects.filter(pole=self.pole).count() == bool(self.outcome)
            if self.outcome:
                assert not self.text.objections.filter(status__in=("raised", "maintained")).exists()

    @invariant()
    def nobody_s_position_is_written_by_another_unsaid(self):
        for position in Position.objects.filter(round__proposal=self.text or 0):
            assert position.given_by.person == position.person

    @invariant()
    def the_history_of_each_objection_ends_with_its_state(self):
        if self.text is not None:
            for objection in self.text.objections.all():
                assert objection.steps.order_by("-pk").first().became == objection.status
                assert objection.history.first().status == objection.status


def run(examples, steps):
    run_state_machine_as_test(
        Life, settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None)
    )


def test_the_life_of_a_proposal_keeps_to_the_rules():
    run(25, 18)


@pytest.mark.long
def test_longer_lives_of_proposals_keep_to_the_rules():
    run(200, 40)
