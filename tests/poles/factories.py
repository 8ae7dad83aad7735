"""Pôles in every state of life: `PoleFactory(active=True, groups="AB")`.

Rows are written as a demande, a decision or a reprise would have left them, without the acts:
tests of the acts use the acts.
"""

from datetime import timedelta

import factory
from django.utils import timezone
from factory import LazyAttribute, LazyFunction, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from actors.choices import Category
from core.canonical import sha256
from core.clock import today
from core.deadlines import term_limit
from core.search import folded
from poles.choices import (
    ApplicationStatus,
    CallStatus,
    EndReason,
    Kind,
    Origin,
    PoleStatus,
    Presence,
    Priority,
    RequestStatus,
)
from poles.models import (
    Application,
    Call,
    ConformityStatement,
    DecisionRef,
    MemberProposal,
    Membership,
    Pole,
    PoleRequest,
    ServiceDays,
    Term,
    Theme,
)
from tests.actors.factories import (
    BassinFactory,
    OrganisationFactory,
    PersonFactory,
    UserFactory,
)

DAY = timedelta(days=1)


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = Theme

    bassin = SubFactory(BassinFactory)
    name = Sequence(lambda n: f"Thématique {n}")
    kind = Kind.OCCUPATION
    year = 2023
    identified_by = "Rapport analytique et prospectif"


class PoleRequestFactory(DjangoModelFactory):
    class Meta:
        model = PoleRequest

    bassin = SubFactory(BassinFactory)
    number = Sequence(lambda n: f"D-TEST-{n:05d}")
    person = LazyAttribute(lambda r: r.submitted_by.person)
    title = Sequence(lambda n: f"Demande {n}")
    problem = "Les places de stage manquent."
    submitted_at = LazyFunction(timezone.now)
    submitted_by = SubFactory(UserFactory)

    class Params:
        answered = Trait(
            status=RequestStatus.ACCEPTED,
            answered_at=LazyFunction(timezone.now),
            answered_by=SubFactory(UserFactory),
        )
        declined = Trait(
            status=RequestStatus.DECLINED,
            answered_at=LazyFunction(timezone.now),
            answered_by=SubFactory(UserFactory),
            answer="Un pôle existe déjà sur ce thème.",
        )


class PoleFactory(DjangoModelFactory):
    """A complete fiche in preparation; traits take it further.

    With `active`, `ended` or `closed`: `starts_on` and `ends_on` of the first term (200 days ago
    and the limit of the law unless told), `terms` how many, `groups` who sits ("ABC" unless told).
    """

    class Meta:
        model = Pole

    bassin = SubFactory(BassinFactory)
    number = Sequence(lambda n: f"P-TEST-{n:05d}")
    title = Sequence(lambda n: f"Pôle {n}")
    theme = SubFactory(ThemeFactory, bassin=factory.SelfAttribute("..bassin"))
    origin = Origin.SERVICE
    problem = "Les filières ne se connaissent pas."
    evidence = "Douze postes vacants sur vingt."
    priorities = [Priority.SQE]
    priority_detail = "Axe 2"
    objectives = "Un inventaire commun."
    actors_a = "Fédérations"
    actors_b = "Opérateurs de formation"
    actors_c = "Écoles"
    calendar = "Trois réunions la première année."
    rhythm = "tous les deux mois"
    days_asked = 20
    expost_planned_on = LazyFunction(lambda: today() + 900 * DAY)
    expost_budget = 15000
    starts_on = None
    ends_on = None
    terms = 1
    groups = None
    lead = None

    class Params:
        submitted = Trait(
            submitted_at=LazyFunction(timezone.now), submitted_by=SubFactory(UserFactory)
        )
        decided = Trait(
            submitted=True,
            launched_on=LazyAttribute(lambda p: (p.starts_on or _begun()) - 90 * DAY),
            call_open_allowed=True,
            is_priority=True,
            days_granted=20,
        )
        proposed = Trait(submitted=True, status=PoleStatus.PROPOSED)
        refused = Trait(submitted=True, status=PoleStatus.REFUSED)
        abandoned = Trait(status=PoleStatus.ABANDONED)
        launched = Trait(decided=True, status=PoleStatus.LAUNCHED)
        active = Trait(decided=True, status=PoleStatus.ACTIVE)
        ended = Trait(decided=True, status=PoleStatus.ENDED, ended_on=LazyFunction(today))
        closed = Trait(decided=True, status=PoleStatus.CLOSED, ended_on=LazyFunction(today))

    @classmethod
    def _create(cls, model_class, *args, starts_on, ends_on, terms, groups, **fields):
        pole = super()._create(model_class, *args, **fields)
        if pole.launched_on:
            DecisionRefFactory(pole=pole, kind="lancement", on=pole.launched_on, label="Lancement")
        if pole.status in (PoleStatus.ACTIVE, PoleStatus.ENDED, PoleStatus.CLOSED):
            _open_terms(pole, starts_on or _begun(), ends_on, terms)
            add_members(pole, "ABC" if groups is None else groups)
        elif groups:
            add_members(pole, groups)
        return pole


def _begun():
    return today() - 200 * DAY


def _open_terms(pole, starts_on, ends_on, terms):
    kind, label = "designation", "Désignation, terme 1"
    for number in range(1, terms + 1):
        last = ends_on if ends_on and number == terms else term_limit(starts_on)
        decision = DecisionRefFactory(pole=pole, kind=kind, on=starts_on - 5 * DAY, label=label)
        TermFactory(pole=pole, number=number, starts_on=starts_on, ends_on=last, decision=decision)
        starts_on = last + DAY
        kind, label = "renouvellement", f"Renouvellement, terme {number + 1}"


def add_members(pole, groups, **fields):
    """One designated member per letter, since the first day of the first term (or the launch)."""
    first = pole.terms.order_by("number").first()
    since = first.starts_on if first else pole.launched_on or today()
    decision = first.decision if first else DecisionRefFactory(pole=pole, on=since)
    return [
        MembershipFactory(
            pole=pole,
            category=Category(letter),
            **{"starts_on": since, "designated_by": decision, **fields},
        )
        for letter in groups
    ]


class DecisionRefFactory(DjangoModelFactory):
    class Meta:
        model = DecisionRef

    pole = SubFactory(PoleFactory)
    number = Sequence(lambda n: f"BXL-2026-{n:03d}")
    on = LazyFunction(today)
    kind = "designation"
    label = "Désignation"
    outcome = "validé"


class ConformityStatementFactory(DjangoModelFactory):
    """A row as the act leaves it, without what it says."""

    class Meta:
        model = ConformityStatement

    pole = SubFactory(PoleFactory)
    number = Sequence(lambda n: f"EC-TEST-{n:06d}")
    on = LazyFunction(today)
    text = "{}"
    sha256 = LazyAttribute(lambda s: sha256(s.text))
    issued_at = LazyFunction(timezone.now)
    issued_by = SubFactory(UserFactory)


class TermFactory(DjangoModelFactory):
    class Meta:
        model = Term

    pole = SubFactory(PoleFactory)
    number = 1
    starts_on = LazyFunction(_begun)
    ends_on = LazyAttribute(lambda t: term_limit(t.starts_on))
    decision = LazyAttribute(lambda t: DecisionRefFactory(pole=t.pole, on=t.starts_on - 5 * DAY))


class MembershipFactory(DjangoModelFactory):
    """A member designated by the Instance, in category A unless told; `guest=True` for a guest."""

    class Meta:
        model = Membership

    pole = SubFactory(PoleFactory)
    category = Category.A
    organisation = LazyAttribute(lambda m: OrganisationFactory(category=m.category or ""))
    person = LazyAttribute(lambda m: PersonFactory(organisation=m.organisation))
    presence = Presence.FIELD
    active_on_territory = True
    competent = True
    competence = "Dix ans de pratique."
    designated_by = LazyAttribute(lambda m: DecisionRefFactory(pole=m.pole, on=m.starts_on))
    starts_on = LazyFunction(_begun)

    class Params:
        guest = Trait(is_guest=True, category="", designated_by=None)
        resigned = Trait(ends_on=LazyFunction(today), end_reason=EndReason.RESIGNED)


class MemberProposalFactory(DjangoModelFactory):
    """Somebody whom the service proposes; `status` and `decision` when the plenary has decided."""

    class Meta:
        model = MemberProposal

    pole = SubFactory(PoleFactory)
    category = Category.B
    organisation = LazyAttribute(lambda p: OrganisationFactory(category=p.category))
    person = LazyAttribute(lambda p: PersonFactory(organisation=p.organisation))
    presence = Presence.FIELD
    active_on_territory = True
    competent = True
    competence = "Dix ans de pratique."
    proposed_at = LazyFunction(timezone.now)
    proposed_by = SubFactory(UserFactory)


class ServiceDaysFactory(DjangoModelFactory):
    class Meta:
        model = ServiceDays

    pole = SubFactory(PoleFactory)
    month = LazyFunction(lambda: today().replace(day=1))
    days = 2


class CallFactory(DjangoModelFactory):
    """A call in preparation for a launched pôle; traits publish it, end it or take it back."""

    class Meta:
        model = Call

    pole = SubFactory(PoleFactory, launched=True)
    lede = "Construisons des parcours plus sûrs."
    text = "Une aide familiale recommence souvent ce qu’elle sait déjà."
    profile_a = "Services d’aide à domicile."
    seats_b = 2
    opens_on = LazyFunction(lambda: today() - 10 * DAY)
    closes_on = LazyFunction(lambda: today() + 20 * DAY)

    class Params:
        published = Trait(
            status=CallStatus.OPEN,
            opened_at=LazyFunction(timezone.now),
            opened_by=SubFactory(UserFactory),
        )
        to_come = Trait(published=True, opens_on=LazyFunction(lambda: today() + 5 * DAY))
        past = Trait(
            published=True,
            opens_on=LazyFunction(lambda: today() - 40 * DAY),
            closes_on=LazyFunction(lambda: today() - DAY),
        )
        cancelled = Trait(
            published=True,
            status=CallStatus.CANCELLED,
            cancelled_at=LazyFunction(timezone.now),
            cancelled_by=SubFactory(UserFactory),
            cancel_reason="La plénière a revu ses priorités.",
        )


class ApplicationFactory(DjangoModelFactory):
    """An answer to a published call, by somebody of whom nothing else is known."""

    class Meta:
        model = Application

    call = SubFactory(CallFactory, published=True)
    number = Sequence(lambda n: f"C-TEST-{n:05d}")
    organisation_name = Sequence(lambda n: f"Maison de repos {n}")
    organisation_key = LazyAttribute(lambda a: folded(a.organisation_name))
    first_name = Sequence(lambda n: f"Nadia{n}")
    last_name = Sequence(lambda n: f"Peeters{n}")
    email = Sequence(lambda n: f"nadia{n}@example.org")
    function = "Infirmière-chef"
    category = Category.A
    presence = Presence.FIELD
    territory = "Deux maisons de repos à Anderlecht."
    competence = "Quinze ans de pratique."
    motivation = "Les passerelles que je vois manquer chaque jour."
    consented_at = LazyFunction(timezone.now)
    submitted_at = LazyFunction(timezone.now)

    class Params:
        withdrawn = Trait(
            status=ApplicationStatus.WITHDRAWN, withdrawn_at=LazyFunction(timezone.now)
        )
        sorted = Trait(sorted_at=LazyFunction(timezone.now), sorted_by=SubFactory(UserFactory))
        retained = Trait(
            sorted=True,
            status=ApplicationStatus.RETAINED,
            proposal=LazyAttribute(lambda a: MemberProposalFactory(pole=a.call.pole)),
        )
        in_reserve = Trait(
            sorted=True, status=ApplicationStatus.RESERVE, reason="Les places sont prises."
        )
        not_retained = Trait(
            sorted=True,
            status=ApplicationStatus.NOT_RETAINED,
            reason="Votre activité est hors du bassin.",
        )
