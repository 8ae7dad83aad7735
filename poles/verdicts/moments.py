"""Asks the rules of a pôle, alone or among many: the facts are gathered for the whole set."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from core.deadlines import term_limit
from core.law import Panel, Verdict, examine, with_links
from core.verdicts import Known, examiner, verdicts_for
from poles import law
from poles.choices import IN_HAND, PoleStatus, Presence
from poles.models import MemberProposal, Pole
from poles.reports import (
    days_of,
    proposals_of,
    seats_of,
    sources_of,
    terms_of,
)

ASKED = (
    ("evidence", "le diagnostic"),
    ("actors_a", "les acteurs A attendus"),
    ("actors_b", "les acteurs B attendus"),
    ("actors_c", "les acteurs C attendus"),
    ("objectives", "les objectifs"),
    ("calendar", "le calendrier"),
    ("days_asked", "les jours du service demandés"),
)


@dataclass(frozen=True)
class LaunchProposal:
    """The three results of a launch as the plenary would decide them."""

    launch: bool = True
    call: bool = True
    priority: bool = True
    days_granted: Decimal | None = None


NOT_DECIDED = LaunchProposal(launch=False)


@dataclass(frozen=True)
class CompositionProposal:
    """Who would come in and who would leave, and the term that would open."""

    joining: tuple[law.MemberFacts, ...] = ()
    leaving: tuple[int, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    opens_term: bool = False


@dataclass(frozen=True)
class RenewalProposal:
    """The term that a renewal would open."""

    starts_on: date | None = None
    ends_on: date | None = None


def verdicts_to_submit(pole, *, on) -> list[Verdict]:
    """Every rule for the submission of the fiche to the plenary."""
    return verdicts_for(law.SUBMISSION, pole, on=on)


NOT_NOW = {
    PoleStatus.PROPOSED: _("Cette fiche est déjà soumise : elle attend la plénière."),
    PoleStatus.REFUSED: _(
        "La plénière n’a pas retenu cette fiche : retravaillez-la d’abord. Voici ce que sa"
        " soumission demandera."
    ),
    PoleStatus.ABANDONED: _("Ce pôle est abandonné : sa fiche ne se soumet plus."),
}
LAUNCHED_ALREADY = _("La plénière a déjà lancé ce pôle : sa fiche ne se soumet plus.")


def panel_to_submit(pole, *, on) -> Panel:
    draft = pole.status == PoleStatus.DRAFT
    return Panel(
        _("Soumettre ce pôle à la plénière : pourquoi pas ?"),
        verdicts_to_submit(pole, on=on),
        act=_("La soumission à la plénière"),
        not_now="" if draft else NOT_NOW.get(pole.status, LAUNCHED_ALREADY),
    )


class LifePanel(Panel):
    """What the law asks of a pôle all along its life: nothing to decide, things to look at."""

    @property
    def intro(self):
        if self.unmet:
            return _("Ces points sont à regarder : la loi les demande tout au long de la vie.")
        return _("La composition et la vie du pôle sont ce que la loi demande.")


def panel_of_life(pole, *, on, known=None) -> LifePanel:
    verdicts = verdicts_for(law.LIFE, pole, on=on, known=known)
    return LifePanel(_("Ce que la loi demande de la composition"), verdicts)


def links(pole) -> dict[str, str]:
    """Where each rule is mended: the field of the fiche, or the page."""
    edit = reverse("poles:edit", args=[pole.pk])
    urls = {name: f"{edit}#id_{name}" for name in Pole.FICHE}
    urls["priorities"] = f"{edit}#id_priorities_0"
    urls["members"] = reverse("poles:members", args=[pole.pk])
    urls["capacity"] = reverse("poles:days", args=[pole.pk])
    return urls


def ask(rules, facts, pole, *, moment, known, urls=links) -> list[Verdict]:
    """The verdicts of these rules for the bassin of the pôle, each with the link that mends it.

    `urls`: gives the links of the app that asks, when the pages of the pôles do not mend its rules.
    """
    sources = known.of(sources_of, pole.bassin_id)
    found = examine(rules, facts, moment=moment, sources=sources)
    if not any(v.fix and not v.met for v in found):
        return found
    return with_links(found, urls(pole))


@examiner(law.SUBMISSION, law.EXPOST_ORDER)
def fiche(pole, *, on, moment, known, proposal=None):
    theme = pole.theme
    facts = law.FicheFacts(
        theme_kind=theme.kind if theme else "",
        theme_year=theme.year if theme else None,
        theme_in_bassin=bool(theme and theme.bassin_id == pole.bassin_id),
        problem=pole.problem,
        origin=pole.origin,
        has_request=pole.request_id is not None,
        priorities=tuple(pole.priorities),
        priority_detail=pole.priority_detail,
        expost_planned_on=pole.expost_planned_on,
        expost_budget=pole.expost_budget,
        missing=tuple((n, label) for n, label in ASKED if getattr(pole, n) in ("", None)),
    )
    return ask(law.FICHE_RULES, facts, pole, moment=moment, known=known)


@examiner(law.LAUNCH)
def launch(pole, *, on, moment, known, proposal=None):
    """Without a proposal: where the launch stands while the plenary has not decided."""
    proposal = proposal or NOT_DECIDED
    days = proposal.days_granted if proposal.days_granted is not None else pole.days_asked
    available, granted = known.of(days_of, pole.bassin_id)
    own = pole.days_granted if pole.status in IN_HAND else None
    facts = law.LaunchFacts(
        decided_by_instance=proposal.launch,
        opens_call=proposal.call,
        is_priority=proposal.priority,
        days_asked=days,
        days_available=available,
        days_committed=granted - (own or 0),
        year=on.year,
    )
    return ask(law.LAUNCH_RULES, facts, pole, moment=moment, known=known)


def member_facts(row, **known) -> law.MemberFacts:
    """A membership or a proposal as the rules see it. Expects person, organisation, decision."""
    organisation = row.organisation
    return law.MemberFacts(
        name=str(row.person),
        organisation=str(organisation or ""),
        organisation_id=row.organisation_id,
        category=row.category,
        active_on_territory=row.active_on_territory,
        competent=row.competent,
        is_field=row.presence == Presence.FIELD,
        sector=organisation.sector if organisation else "",
        is_higher_education=bool(organisation and organisation.is_higher_education),
        is_substitute=row.substitute_of_id is not None,
        **known,
    )


def membership_facts(membership) -> law.MemberFacts:
    """Designated by the Instance: by a decision that took effect and was not withdrawn."""
    decision = membership.designated_by
    return member_facts(
        membership,
        is_guest=membership.is_guest,
        by_instance=decision is not None and decision.is_effective,
    )


def candidates(pole, *, accepted=None, but=None) -> tuple[law.MemberFacts, ...]:
    """Those who are proposed to the plenary; only these keys when `accepted` is given."""
    rows = MemberProposal.objects.pending().filter(pole=pole).exclude(pk=but)
    if accepted is not None:
        rows = rows.filter(pk__in=accepted)
    rows = rows.select_related("person", "organisation").order_by("pk")
    return tuple(member_facts(row) for row in rows)


def designation(pole, *, accepted=None, starts_on=None, ends_on=None, known=None):
    """(moment, proposal) of the designation of these candidates: the first one opens the term.

    `known`: the set that the pôle is asked with; everybody who is proposed is then designated.
    """
    opens = pole.status != PoleStatus.ACTIVE
    proposed = known.of(proposals_of, pole.pk) if known else ()
    proposal = CompositionProposal(
        joining=tuple(member_facts(p) for p in proposed)
        if known
        else candidates(pole, accepted=accepted),
        starts_on=starts_on,
        ends_on=ends_on,
        opens_term=opens and starts_on is not None,
    )
    return (law.DESIGNATION if opens else law.CHANGE), proposal


def composition(pole, *, on, proposal=None, known=None) -> law.CompositionFacts:
    """Who sits on the day, with those who would join and without those who would leave.

    `known`: the set that the pôle is asked with, on the day or before.
    """
    known = known or Known([pole], on=on)
    leaving = set(proposal.leaving) if proposal else set()
    rows = [
        m
        for m in known.of(seats_of, pole.pk)
        if m.starts_on <= on and (m.ends_on is None or m.ends_on >= on) and m.pk not in leaving
    ]
    return composed_of(pole, rows, joining=proposal.joining if proposal else None)


def composed_of(pole, memberships, *, joining=None) -> law.CompositionFacts:
    """The composition that these memberships make, with those who would join."""
    members = tuple(membership_facts(m) for m in memberships) + (joining or ())
    return law.CompositionFacts(members, joining, pole.bassin.asks_competence_of_all)


@examiner(law.DESIGNATION, law.CHANGE)
def designated(pole, *, on, moment, known, proposal=None):
    """Without a proposal: as if everybody who is proposed were designated."""
    if proposal is None:
        proposed = known.of(proposals_of, pole.pk)
        proposal = CompositionProposal(joining=tuple(member_facts(p) for p in proposed))
    facts = composition(pole, on=on, proposal=proposal, known=known)
    verdicts = ask(law.COMPOSITION_RULES, facts, pole, moment=moment, known=known)
    if proposal.opens_term:
        term = law.TermFacts(proposal.starts_on, proposal.ends_on, pole.launched_on)
        verdicts += ask(law.TERM_RULES, term, pole, moment=moment, known=known)
    return verdicts


@examiner(law.RENEWAL)
def renewed(pole, *, on, moment, known, proposal=None):
    """The composition is judged on the first day of the new term, the law as it is on the day."""
    last = known.of(terms_of, pole.pk)
    proposal = proposal or RenewalProposal()
    starts_on = proposal.starts_on or last.following
    term = law.TermFacts(
        starts_on,
        proposal.ends_on or (term_limit(starts_on) if starts_on else None),
        pole.launched_on,
        renewals_before=max(last.number - 1, 0),
    )
    sits_on = max(on, starts_on) if starts_on else on
    verdicts = ask(law.TERM_RULES, term, pole, moment=moment, known=known)
    facts = composition(pole, on=sits_on, known=known)
    return verdicts + ask(law.COMPOSITION_RULES, facts, pole, moment=moment, known=known)


@examiner(law.LIFE)
def composed(pole, *, on, moment, known, proposal=None):
    facts = composition(pole, on=on, proposal=proposal, known=known)
    return ask(law.COMPOSITION_RULES, facts, pole, moment=moment, known=known)
