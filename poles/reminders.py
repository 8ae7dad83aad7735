"""What is recalled of a pôle, and to whom; its days for the échéancier. Facts only, never a flag.

Sources: art. 18 § 1 (three years, renewable), note point 3 (the decision of one year).
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from actors.choices import SeatGroup, StaffRole
from actors.models import Mandate, StaffAssignment
from actors.querysets import dated
from core.agenda import Deadline, Kind, deadlines
from core.deadlines import first_year_end, months_after, months_before
from core.french import day
from core.todo import asked_once
from outbox.workflow import Occasion, Step, reminder
from poles.choices import IN_HAND, CallStatus, PoleStatus
from poles.models import Call, Membership, Pole, Term

EXPOST_MONTH = 24


@dataclass
class Circle:
    """Who may be told of some pôles on a day, read in a constant number of queries."""

    staff: dict
    chairs: dict
    members: dict

    @classmethod
    def of(cls, poles, *, on):
        staff, chairs, members = defaultdict(list), defaultdict(list), defaultdict(list)
        bassins = {p.bassin_id for p in poles}
        for row in (
            StaffAssignment.objects.filter(dated(on), bassin__in=bassins)
            .select_related("person")
            .order_by("person__last_name", "pk")
        ):
            staff[row.bassin_id, row.role].append(row.person)
        for row in (
            Mandate.objects.standing(on=on)
            .filter(seat__group=SeatGroup.CHAIR, seat__body__bassin__in=bassins)
            .select_related("person", "seat__body")
            .order_by("pk")
        ):
            chairs[row.seat.body.bassin_id].append(row.person)
        for row in (
            Membership.objects.standing(on=on)
            .designated()
            .filter(pole__in=poles)
            .select_related("person")
            .order_by("pk")
        ):
            members[row.pole_id].append(row.person)
        return cls(staff, chairs, members)

    def lead(self, pole):
        """The person in charge, or their deputy, as long as they are of the service."""
        served = {
            p.pk for (b, _role), people in self.staff.items() if b == pole.bassin_id for p in people
        }
        found = [p for p in (pole.lead, pole.deputy) if p is not None and p.pk in served]
        return found[:1]

    def serving(self, pole, role):
        return self.staff[pole.bassin_id, role]


def _once(people):
    """Each person once, in the order of the list."""
    return tuple({p.pk: p for p in people}.values())


def _active(only):
    poles = Pole.objects.active().select_related("bassin", "lead", "deputy")
    poles = poles.prefetch_related(Prefetch("terms", Term.objects.order_by("number")))
    if only is not None:
        poles = poles.filter(pk__in=only)
    return [p for p in poles.order_by("pk") if p.terms.all()]


@reminder(
    "poles.term_end",
    label=_("Fin de terme"),
    model=Pole,
    template="poles/term_ends",
    over=_("Le terme est renouvelé, ou le pôle est terminé."),
)
def term_end(*, on, only=None):
    """−12, −6, −3 months: lead and coordination. −1 month and the day: président and members too.

    It speaks of the last term decided: a renewal that is already decided ends the cycle before. A
    step that falls before the first day of the term is not told (a term may be short).
    """
    poles = _active(only)
    circle = Circle.of(poles, on=on)
    for pole in poles:
        term = list(pole.terms.all())[-1]
        few = _once(circle.lead(pole) + circle.serving(pole, StaffRole.COORDINATION))
        all_of_them = _once([*few, *circle.chairs[pole.bassin_id], *circle.members[pole.pk]])
        steps = [(f"-{n}", months_before(term.ends_on, n), few) for n in (12, 6, 3)]
        steps += [("-1", months_before(term.ends_on, 1), all_of_them)]
        steps += [("fin", term.ends_on, all_of_them)]
        yield Occasion(
            pole,
            pole.bassin,
            cycle=f"terme {term.number}",
            steps=tuple(Step(*step) for step in steps if step[1] > term.starts_on),
            context={"term": term, "left": (term.ends_on - on).days},
        )


@reminder(
    "poles.one_year",
    label=_("Décision d’un an"),
    model=Pole,
    template="poles/one_year",
    over=_("La plénière a décidé, ou le pôle est terminé."),
)
def one_year_decision(*, on, only=None):
    """−2 months, −1 month and the last day of the first year: lead and secretary.

    The sources give no step for it. Two months leave room for the formative evaluation to close
    (month 11) and for a convocation; one month is the last useful sitting in most years. It stands
    while the pôle is active in its first term and `continued_on` is empty.
    """
    poles = [p for p in _active(only) if p.continued_on is None and len(p.terms.all()) == 1]
    circle = Circle.of(poles, on=on)
    for pole in poles:
        term = pole.terms.all()[0]
        last = first_year_end(term.starts_on)
        if last >= term.ends_on:
            continue
        to = _once(circle.lead(pole) + circle.serving(pole, StaffRole.SECRETARY))
        steps = [("-2", months_before(last, 2)), ("-1", months_before(last, 1)), ("fin", last)]
        yield Occasion(
            pole,
            pole.bassin,
            cycle="première année",
            steps=tuple(Step(name, on_day, to) for name, on_day in steps),
            context={"last": last, "left": (last - on).days},
        )


# ── Échéancier ───────────────────────────────────────────────────────────────────────────────────


@asked_once
def told_poles(user, *, on):
    """Pôles this user knows of that live on the day, with their terms decided by then.

    And with what the apps above know of each, for their own deadlines: two queries for all.
    """
    living = Q(status=PoleStatus.ACTIVE) | Q(
        status__in=(PoleStatus.ENDED, PoleStatus.CLOSED), ended_on__gt=on
    )
    terms = Term.objects.filter(decision__on__lte=on).order_by("number")
    return list(
        Pole.objects.visible_to(user)
        .filter(living)
        .with_what_is_told_above(on=on)
        .select_related("bassin", "lead")
        .prefetch_related(Prefetch("terms", terms, to_attr="terms_decided"))
        .order_by("pk")
    )


def _deadline(pole, name, on_day, what, why, kind):
    return Deadline(
        uid=f"pole-{pole.pk}-{name}",
        on=on_day,
        what=what,
        why=why,
        url=pole.get_absolute_url(),
        kind=kind,
        bassin=(pole.bassin_id, str(pole.bassin)),
        pole=(pole.pk, pole.title),
        persons=((pole.lead_id, str(pole.lead)),) if pole.lead else (),
    )


@deadlines
def closings_of_calls(user, *, on):
    """Calls that are open, or soon to be, on the day: the service alone follows them."""
    calls = Call.objects.visible_to(user).filter(
        status=CallStatus.OPEN, closes_on__gte=on, pole__status__in=IN_HAND
    )
    for call in calls.select_related("pole__bassin", "pole__lead").order_by("closes_on", "pk"):
        closing = _deadline(
            call.pole,
            f"appel-{call.pk}",
            call.closes_on,
            _("Clôture de l’appel : %(title)s") % {"title": call.pole.title},
            _("Ce jour-là compris ; ensuite, les candidatures se trient."),
            Kind.CALL,
        )
        yield replace(closing, url=call.get_absolute_url())


@deadlines
def days_of_poles(user, *, on):
    """Term, first year, formative and ex post evaluations of the pôles that live on the day."""
    for pole in told_poles(user, on=on):
        if not pole.terms_decided:
            continue
        term = pole.terms_decided[-1]
        yield _term_deadline(pole, term, on)
        yield from _first_year(pole, term, on)
        yield from _ex_post(pole, term, on)


def _term_deadline(pole, term, on):
    over = term.ends_on < on
    return _deadline(
        pole,
        f"terme-{term.number}",
        term.ends_on,
        _("Fin du terme %(n)d : %(title)s") % {"n": term.number, "title": pole.title},
        _("Échu : la plénière doit décider de renouveler ou d’arrêter.")
        if over
        else _("Trois ans au plus, renouvelable après évaluation (accord, art. 18 § 1)."),
        Kind.TERM,
    )


def _first_year(pole, term, on):
    """Until the plenary has decided to go on, and while the first term runs alone."""
    if term.number != 1 or (pole.continued_on and pole.continued_on <= on):
        return
    last = first_year_end(term.starts_on)
    if last >= term.ends_on:
        return
    yield _deadline(
        pole,
        "un-an",
        last,
        _("Décision d’un an : %(title)s") % {"title": pole.title},
        _("La plénière décide de poursuivre, d’ajuster ou d’arrêter (note, point 3)."),
        Kind.DECISION,
    )
    for name, months, words in (
        ("formative-ouvrir", 9, _("Évaluation formative à ouvrir : %(title)s")),
        ("formative-clore", 11, _("Évaluation formative à clôturer : %(title)s")),
    ):
        day_of_it = months_after(term.starts_on, months)
        if day_of_it >= on:
            yield _deadline(
                pole,
                name,
                day_of_it,
                words % {"title": pole.title},
                _("Avant la décision d’un an (note, point 3)."),
                Kind.EVALUATION,
            )


def _ex_post(pole, term, on):
    """Planned in the fiche; and to be ordered at month 24 of the second term, the last one."""
    planned = pole.expost_planned_on
    if planned and planned >= on:
        yield _deadline(
            pole,
            "expost",
            planned,
            _("Évaluation ex post prévue : %(title)s") % {"title": pole.title},
            _("Calendrier de la fiche ; prestataire externe (note, point 3)."),
            Kind.EVALUATION,
        )
    order_on = months_after(term.starts_on, EXPOST_MONTH)
    if term.number > 1 and on <= order_on <= term.ends_on:
        yield _deadline(
            pole,
            "expost-commander",
            order_on,
            _("Évaluation ex post à commander : %(title)s") % {"title": pole.title},
            _("Vingt-quatrième mois du terme %(n)d, qui finit le %(day)s.")
            % {"n": term.number, "day": day(term.ends_on)},
            Kind.EVALUATION,
        )
