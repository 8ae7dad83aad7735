"""What a change that nobody has saved would do to the rules of composition, day after day.

The memberships are read once, changed in memory, and the rules are asked of both: what is told
before an act is what its saving does. Constant queries, whatever the number of pôles and of days.
"""

import copy
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from actors.models import Organisation, RuleSet
from core.law import Moment, Source, Verdict, examine, with_links
from core.shifts import Foreseen, Shift, joined, shifts_between
from core.verdicts import Known, exempted
from poles import law
from poles.choices import EndReason, PoleStatus
from poles.models import DecisionRef, MemberProposal, Membership, Pole
from poles.reports.gathered import proposals_of, seats_of, terms_of
from poles.verdicts.moments import composed_of, links, member_facts

ONE_DAY = timedelta(days=1)
NOT_SAVED = 0  # the key of a member whom nobody has designated yet


@dataclass(frozen=True)
class Scene:
    """All that the rules of composition read of a pôle on the day one asks, as rows in memory."""

    pole: Pole
    known: Known
    status: str
    ended_on: date | None
    last_day: date | None
    memberships: tuple[Membership, ...]
    proposals: tuple[MemberProposal, ...]
    rule_sets: tuple[RuleSet, ...]

    @property
    def on(self) -> date:
        return self.known.on

    def sources(self, day) -> set[Source]:
        return {Source(r.source) for r in self.rule_sets if _runs(r, day)}

    def seated(self, day) -> list[Membership]:
        return [m for m in self.memberships if _runs(m, day)]

    def asked(self) -> set[Moment]:
        """The acts at which the pages of the pôle ask the rules of composition, as it stands."""
        found = {law.LIFE}
        if self.status == PoleStatus.LAUNCHED:
            found.add(law.DESIGNATION)
        if self.status == PoleStatus.ACTIVE:
            found.add(law.CHANGE)
        if self.status == PoleStatus.ACTIVE and self.last_day:
            found.add(law.RENEWAL)
        return found

    def verdicts(self, moment, *, seated_on, on, joining=None) -> list[Verdict]:
        facts = composed_of(self.pole, self.seated(seated_on), joining=joining)
        found = examine(law.COMPOSITION_RULES, facts, moment=moment, sources=self.sources(on))
        found = [exempted(verdict, self.pole, self.known) for verdict in found]
        return with_links(found, links(self.pole))

    def at(self, moment) -> list[Verdict]:
        """The verdicts of an act asked today; those of a designation if all were designated."""
        if moment == law.RENEWAL:
            first = max(self.on, self.last_day + ONE_DAY)
            return self.verdicts(moment, seated_on=first, on=self.on)
        joining = tuple(member_facts(row) for row in self.proposals)
        return self.verdicts(moment, seated_on=self.on, on=self.on, joining=joining)

    def turns(self) -> set[date]:
        """The days on which the composition, or the law in force, may be another."""
        rows = (*self.memberships, *self.rule_sets)
        ends = {r.ends_on + ONE_DAY for r in rows if r.ends_on and r.ends_on < date.max}
        return {r.starts_on for r in rows} | ends


def _runs(row, day) -> bool:
    return row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)


# ── The changes ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Departure:
    """These members leave (resignation, exclusion, end of an invitation): `on` is the last day."""

    memberships: frozenset[int]
    on: date

    @property
    def since(self):
        return self.on + ONE_DAY

    def made_on(self, scene):
        return _ended(scene, lambda m: m.pk in self.memberships, self.on)


@dataclass(frozen=True)
class Death:
    """Somebody died: each of their open memberships ends on that day."""

    person: int
    on: date

    @property
    def since(self):
        return self.on + ONE_DAY

    def made_on(self, scene):
        return _ended(scene, lambda m: m.person_id == self.person and m.ends_on is None, self.on)


@dataclass(frozen=True)
class End:
    """The pôle ends on that day, and every open membership with it."""

    on: date

    @property
    def since(self):
        return self.on + ONE_DAY

    def made_on(self, scene):
        ended = _ended(scene, lambda m: m.ends_on is None, self.on)
        return replace(ended, status=PoleStatus.ENDED, ended_on=self.on)


def _ended(scene, leaves, on):
    rows = []
    for row in scene.memberships:
        if leaves(row):
            row = copy.copy(row)
            row.ends_on = max(on, row.starts_on)
        rows.append(row)
    return replace(scene, memberships=tuple(rows))


@dataclass(frozen=True)
class Arrival:
    """The Instance designates these people (proposals, saved or not) from that day on.

    `ends_on`: of the term that opens with the first designation of a launched pôle.
    """

    proposals: tuple[MemberProposal, ...]
    starts_on: date
    ends_on: date | None = None

    @property
    def since(self):
        return self.starts_on

    def made_on(self, scene):
        people = {p.person_id for p in self.proposals if p.person_id}
        keys = {p.pk for p in self.proposals if p.pk}
        rows = []
        for row in scene.memberships:
            if row.ends_on is None and row.person_id in people:
                row = copy.copy(row)
                row.ends_on = max(self.starts_on - ONE_DAY, row.starts_on)
            rows.append(row)
        in_turn = sorted(self.proposals, key=lambda p: p.substitute_of_id is not None)
        rows += [self._seated(p, scene) for p in in_turn]
        opens = scene.status == PoleStatus.LAUNCHED
        return replace(
            scene,
            memberships=tuple(rows),
            proposals=tuple(p for p in scene.proposals if p.pk not in keys),
            status=PoleStatus.ACTIVE if opens else scene.status,
            last_day=self.ends_on if opens else scene.last_day,
        )

    def _seated(self, proposal, scene):
        return Membership(
            pole=scene.pole,
            person=proposal.person,
            organisation=proposal.organisation,
            category=proposal.category,
            presence=proposal.presence,
            active_on_territory=proposal.active_on_territory,
            competent=proposal.competent,
            designated_by=DecisionRef(pole=scene.pole, is_effective=True),
            starts_on=self.starts_on,
            substitute_of_id=None if proposal.substitute_of_id is None else NOT_SAVED,
        )


@dataclass(frozen=True)
class Undesignation:
    """The Instance withdraws a designation: whom it brought never sat, and is a candidate again.

    `since`: the day before they came, when whoever they replaced still sat. `opened`: it opened the
    first term of the pôle.
    """

    decision: int
    since: date
    candidates: tuple[MemberProposal, ...]
    opened: bool

    def made_on(self, scene):
        gone = [m for m in scene.memberships if m.designated_by_id == self.decision]
        seated = {m.person_id for m in gone if not m.is_substitute}
        kept = [m for m in scene.memberships if m.designated_by_id != self.decision]
        stood_in_for = {m.substitute_of_id for m in kept if m.ends_on is None}
        rows = []
        for row in kept:
            waited = row.is_substitute and row.end_reason == EndReason.REPLACED
            if waited and row.person_id in seated and row.substitute_of_id not in stood_in_for:
                row = copy.copy(row)
                row.ends_on, row.end_reason = None, ""
            rows.append(row)
        return replace(
            scene,
            memberships=tuple(rows),
            proposals=(*scene.proposals, *self.candidates),
            status=PoleStatus.LAUNCHED if self.opened else scene.status,
            last_day=None if self.opened else scene.last_day,
        )


@dataclass(frozen=True)
class Candidacy:
    """Somebody is proposed to the plenary, or what was said of a proposal is corrected."""

    proposal: MemberProposal
    since = None

    def made_on(self, scene):
        key = self.proposal.pk
        known = key is not None and any(p.pk == key for p in scene.proposals)
        if known:
            rows = tuple(self.proposal if p.pk == key else p for p in scene.proposals)
        else:
            rows = (*scene.proposals, self.proposal)
        return replace(scene, proposals=rows)


@dataclass(frozen=True)
class Withdrawal:
    """A proposal is taken back."""

    proposal: int
    since = None

    def made_on(self, scene):
        rows = tuple(p for p in scene.proposals if p.pk != self.proposal)
        return replace(scene, proposals=rows)


@dataclass(frozen=True)
class Alteration:
    """An organisation becomes what this row says (status, higher education, name).

    `absorbs`: keys of the organisations that become this one, in a merge.
    """

    organisation: Organisation
    absorbs: frozenset[int] = frozenset()
    since = None

    def made_on(self, scene):
        return replace(
            scene,
            memberships=tuple(map(self._of, scene.memberships)),
            proposals=tuple(map(self._of, scene.proposals)),
        )

    def _of(self, row):
        if row.organisation_id not in {self.organisation.pk, *self.absorbs}:
            return row
        row = copy.copy(row)
        row.organisation = self.organisation
        return row


# ── What they would do ──────────────────────────────────────────────────────────────────────────


def foresee(poles: Iterable[Pole], *changes, on: date) -> tuple[Foreseen, ...]:
    """For each pôle, every rule whose verdict changes by these changes, from which day.

    `poles`: with their bassin. `on`: the day on which one asks. An order of one pôle is one change
    after the other. What does not change is not told; a pôle where nothing does has no shift.
    """
    since = min([on, *(c.since for c in changes if c.since)])
    return tuple(
        Foreseen(scene.pole, tuple(_shifts(scene, changes, since)))
        for scene in _scenes(list(poles), on=on, since=since)
    )


def _shifts(before: Scene, changes: Sequence, since: date) -> list[Shift]:
    after = before
    for change in changes:
        after = change.made_on(after)
    found = _of_life(before, after, since)
    asked = before.asked() & after.asked()
    for moment in (law.DESIGNATION, law.CHANGE, law.RENEWAL):
        if moment in asked and _is_asked(moment, before, after):
            found += shifts_between(
                before.at(moment), after.at(moment), on=before.on, whenever=True
            )
    return found


def _is_asked(moment, before, after):
    """A change of composition is judged when somebody is proposed."""
    return moment != law.CHANGE or bool(before.proposals or after.proposals)


def _of_life(before, after, since):
    """While the pôle lives: one comparison for each stretch of days that are alike."""
    last = min((s.ended_on for s in (before, after) if s.ended_on), default=None)
    turns = before.turns() | after.turns()
    firsts = [since, *sorted(d for d in turns if d > since)]
    stretches = []
    for first, following in zip(firsts, [*firsts[1:], None], strict=True):
        if last is not None and first > last:
            break
        ends_on = following - ONE_DAY if following else last
        if last is not None and ends_on is not None:
            ends_on = min(ends_on, last)
        seen = [s.verdicts(law.LIFE, seated_on=first, on=first) for s in (before, after)]
        stretches.append((first, ends_on, shifts_between(*seen, on=first)))
    return joined(stretches)


def _scenes(poles, *, on, since) -> list[Scene]:
    known = Known(poles, on=on)
    memberships = seats_of(poles, on=since)
    rule_sets = defaultdict(list)
    bassins = {pole.bassin_id for pole in poles}
    for row in RuleSet.objects.filter(bassin__in=bassins).order_by("pk"):
        rule_sets[row.bassin_id].append(row)
    return [
        Scene(
            pole,
            known,
            pole.status,
            pole.ended_on,
            known.of(terms_of, pole.pk).ends_on,
            tuple(memberships[pole.pk]),
            tuple(known.of(proposals_of, pole.pk)),
            tuple(rule_sets[pole.bassin_id]),
        )
        for pole in poles
    ]
