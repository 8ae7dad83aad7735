"""« À faire »: what waits for the secretary, for who seals, and for the members."""

from django.db.models import Case, Exists, OuterRef, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from actors.choices import StaffRole
from core.french import day
from core.todo import Section, Task, todo
from plenary.choices import APPROVED, ItemStatus, SittingStatus
from plenary.facts.states import item_state
from plenary.facts.voices import voices_at
from plenary.facts.waiting import waiting_in
from plenary.models import AgendaItem, Decision, Recusal, Sitting, Stance

WAITS = Section("plenieres", _("En attente d’une séance"), 30)
STANCES = Section("avis", _("Votre avis avant la plénière"), 5)
SEALS = Section("sceaux", _("Décisions à sceller"), 6)


def _secretaries(user):
    roles = user.standing.roles.items()
    return [b for b, held in roles if held & {StaffRole.SECRETARY, StaffRole.COORDINATION}]


@todo
def points_waiting(user, *, on):
    """What the secretary may put on an agenda."""
    for bassin in _secretaries(user):
        for waiting in waiting_in(bassin, on=on)[:20]:
            yield Task(
                WAITS,
                waiting.title,
                reverse("plenary:waiting"),
                _("Inscrire"),
                meta=(waiting.why,),
                due_on=waiting.due_on,
            )


@todo
def outcomes_to_seal(user, *, on):
    """Outcomes noted by somebody else, for who may seal."""
    standing = user.standing
    bassins = [b for b in standing.sat_in if standing.chairs(b)]
    bassins += [b for b, held in standing.roles.items() if StaffRole.COORDINATION in held]
    if not bassins:
        return
    for decision in (
        Decision.objects.to_seal()
        .filter(bassin__in=bassins)
        .exclude(drafted_by=user)
        .select_related("item__sitting")
        .order_by("item__sitting__on", "item__position", "pk")[:20]
    ):
        yield Task(
            SEALS,
            decision.item.title,
            decision.item.get_absolute_url(),
            _("Lire et sceller"),
            meta=(_("séance du %(day)s") % {"day": day(decision.item.sitting.on)},),
            status=item_state(decision.item, decision),
        )


@todo
def points_awaiting_my_stance(user, *, on):
    """Items of the next sitting on which this member has a voice and has not answered."""
    if not user.standing.sat_in:
        return
    sittings = Sitting.objects.filter(
        body__bassin__in=user.standing.sat_in,
        status__in=(SittingStatus.CONVENED, SittingStatus.IN_SESSION),
    ).order_by("on", "pk")
    said = voices_at(user.person, list(sittings))
    heard = {pk: voice.mandate.pk for pk, voice in said.items() if voice.has_voice}
    if not heard:
        return
    for item in unanswered(heard):
        yield Task(
            STANCES,
            item.title,
            item.get_absolute_url(),
            _("Donner mon avis"),
            meta=(_("plénière du %(day)s") % {"day": day(item.sitting.on)},),
            due_on=item.sitting.on,
        )


def unanswered(heard):
    """Items to approve that a mandate has neither answered nor left. `heard`: sitting → mandate."""
    mandate = Case(*(When(sitting=s, then=Value(m)) for s, m in heard.items()))
    mine = {"item": OuterRef("pk"), "mandate": OuterRef("mine")}
    return (
        AgendaItem.objects.filter(sitting__in=heard, status=ItemStatus.LISTED, kind__in=APPROVED)
        .annotate(mine=mandate)
        .filter(
            ~Exists(Stance.objects.filter(**mine)),
            ~Exists(Recusal.objects.filter(**mine, lifted_at=None)),
        )
        .select_related("sitting")
        .order_by("sitting__on", "sitting", "position", "pk")
    )
