"""States in words and shapes, and what waits for whom."""

import json
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.facts.duties import duty, the_colleagues, the_service
from core.canonical import canonical
from core.deadlines import first_year_end, months_after
from core.french import day, euros
from core.states import State
from core.todo import URGENT, Section, Task, asked_once, todo
from core.versions import Change
from poles.choices import (
    STANDING_LOOKS,
    ApplicationStatus,
    CallStatus,
    Funding,
    Origin,
    PoleStatus,
    Priority,
    RequestStatus,
    Standing,
    SubObjective,
)
from poles.models import Call, Membership, Pole, PoleRequest

REQUEST_STATES = {
    RequestStatus.SUBMITTED: ("accent", "half-circle"),
    RequestStatus.ACCEPTED: ("ok", "check"),
    RequestStatus.DECLINED: ("calm", "square"),
}
REQUESTS = Section("demandes", _("Demandes à lire"), 10)
MINE = Section("mes-demandes", _("Mes demandes"), 10, waits=False)
APPLICATIONS = Section("candidatures", _("Candidatures à trier"), 15)
DRAFTS = Section("fiches", _("Fiches à compléter"), 20)


@asked_once
def places_of(user) -> dict[int, bool]:
    """{pôle: designated there? (a guest is not)} of this person today, read once for a page."""
    standing = user.standing
    if standing.person is None:
        return {}
    rows = Membership.objects.standing(on=standing.on).filter(person=standing.person)
    found = {}
    for pole, is_guest in rows.order_by().values_list("pole_id", "is_guest"):
        found[pole] = found.get(pole, False) or not is_guest
    return found


OVER = (PoleStatus.ABANDONED, PoleStatus.CLOSED)

for role, title in (
    ("lead", _("Chargé·e de mission du pôle")),
    ("deputy", _("Suppléance dans le service")),
):
    duty(
        f"poles.{role}",
        title,
        model=Pole,
        field=role,
        open=~Q(status__in=OVER),
        bassin="bassin",
        label="title",
        may=the_service,
        page="poles:detail",
    )
duty(
    "poles.request",
    _("Demande de pôle"),
    model=PoleRequest,
    field="person",
    open=~Q(status=RequestStatus.DECLINED) & (Q(pole=None) | ~Q(pole__status__in=OVER)),
    bassin="bassin",
    label="title",
    may=the_colleagues,
    page="poles:request",
)


def request_state(request) -> State:
    return State(request.get_status_display(), *REQUEST_STATES[request.status])


def pole_state(pole) -> State:
    """The recorded status in words; what the calendar adds is `reports.status_of`."""
    return State(pole.get_status_display(), *STANDING_LOOKS[pole.status])


@todo
def requests_to_read(user, *, on):
    """Demandes that wait for an answer of the service."""
    if not user.standing.served:
        return
    waiting = (
        PoleRequest.objects.waiting()
        .filter(bassin__in=user.standing.served)
        .select_related("person")
        .order_by("submitted_at", "pk")[:20]
    )
    for request in waiting:
        yield Task(
            REQUESTS,
            request.title,
            request.get_absolute_url(),
            _("Lire la demande"),
            meta=(
                request.number,
                str(request.person),
                _("transmise le %(day)s") % {"day": day(request.submitted_at)},
            ),
        )


@todo
def poles_in_hand(user, *, on):
    """Terms that press, and the fiches of this person that are to be completed: in one query."""
    served = user.standing.served
    if not served:
        return
    poles = Pole.objects.filter(bassin__in=served)
    found = (
        Pole.objects.filter(
            Q(pk__in=_pressing(poles, on=on).values("pk")[:20])
            | Q(pk__in=_to_complete(poles, user.person).values("pk")[:20])
        )
        .with_term(on=on)
        .standing(on=on)
        .order_by("last_day", "pk")
    )
    for pole in found:
        yield _term(pole) if pole.status == PoleStatus.ACTIVE else _fiche(pole)


def _pressing(poles, *, on):
    """Terms that end within six months or are over, and one-year decisions that are late."""
    return (
        poles.active()
        .with_term(on=on)
        .standing(on=on)
        .filter(
            Q(standing__in=(Standing.EXPIRED, Standing.YEAR_DUE))
            | Q(last_day__lte=months_after(on, 6))
        )
        .order_by("last_day", "pk")
    )


def _to_complete(poles, person):
    """Fiches in preparation or not retained, of which this person is in charge."""
    drafts = poles.filter(status__in=(PoleStatus.DRAFT, PoleStatus.REFUSED), lead=person)
    return drafts.order_by("created_at", "pk")


def _term(pole):
    words, due_on = what_presses(pole)
    return Task(
        URGENT,
        f"{pole.title} : {words}",
        pole.get_absolute_url(),
        _("Voir ce qui manque"),
        meta=(_("fin du terme le %(day)s") % {"day": day(pole.last_day)},),
        status=State(str(Standing(pole.standing).label), *STANDING_LOOKS[pole.standing]),
        due_on=due_on,
    )


def _fiche(pole):
    return Task(
        DRAFTS,
        pole.title,
        pole.get_absolute_url(),
        _("Ouvrir la fiche"),
        meta=(pole.number,),
        status=pole_state(pole),
    )


def what_presses(pole) -> tuple[str, date]:
    """What an active pôle waits for, in words, and the day by which. Needs `standing`."""
    if pole.standing == Standing.EXPIRED:
        return _("terme échu, la plénière doit décider"), pole.term_ends_on
    if pole.standing == Standing.YEAR_DUE:
        return _("décision d’un an attendue"), first_year_end(pole.first_day)
    if pole.term_number and pole.term_number > 1:
        return _("préparer la fin du pôle"), pole.last_day
    return _("préparer le renouvellement"), pole.last_day


@todo
def applications_to_sort(user, *, on):
    """Closed calls of which some candidatures are not sorted yet."""
    if not user.standing.served:
        return
    calls = (
        Call.objects.filter(pole__bassin__in=user.standing.served, closes_on__lt=on)
        .filter(status=CallStatus.OPEN, applications__status=ApplicationStatus.RECEIVED)
        .annotate(waiting=Count("applications"))
        .select_related("pole")
        .order_by("closes_on", "pk")[:20]
    )
    for call in calls:
        yield Task(
            APPLICATIONS,
            call.pole.title,
            reverse("poles:applications", args=[call.pole_id, call.pk]),
            _("Trier les candidatures"),
            meta=(
                ngettext("%(n)d candidature", "%(n)d candidatures", call.waiting)
                % {"n": call.waiting},
                _("appel clos le %(day)s") % {"day": day(call.closes_on)},
            ),
        )


@todo
def my_requests(user, *, on):
    """What a porteur asked, with its state and the next step in words."""
    if user.person is None or user.standing.served:
        return
    for request in (
        PoleRequest.objects.filter(person=user.person)
        .select_related("pole")
        .order_by("-submitted_at", "-pk")[:10]
    ):
        yield Task(
            MINE,
            request.title,
            request.get_absolute_url(),
            _("Suivre"),
            meta=(request.number,),
            why=next_step(request),
            status=request_state(request),
        )


def next_step(request) -> str:
    """What happens next, for the person who asked."""
    if request.status == RequestStatus.DECLINED:
        return _("Le service a répondu : lisez son motif.")
    pole = getattr(request, "pole", None)
    if pole is None:
        return _("Le service lit votre demande et vous répond.")
    return {
        PoleStatus.DRAFT: _("Le service prépare la fiche qu’il présentera à la plénière."),
        PoleStatus.PROPOSED: _("La plénière décidera de lancer le pôle ou non."),
        PoleStatus.REFUSED: _("La plénière n’a pas retenu le pôle."),
        PoleStatus.ABANDONED: _("Le service a renoncé à ce pôle."),
        PoleStatus.LAUNCHED: _("Le pôle est lancé : ses membres sont à désigner."),
        PoleStatus.ACTIVE: _("Le pôle travaille."),
    }.get(pole.status, _("Le pôle est terminé."))


def version_rows(data) -> list[tuple[str, str]]:
    """A frozen fiche as (label, words), in the order of the fiche; empty fields left out."""
    rows = [(label_of(n), in_words(n, data.get(n))) for n in Pole.FICHE]
    rows = [(label, words) for label, words in rows if words]
    files = ", ".join(f["label"] or f["name"] for f in data.get("attachments", []))
    return [*rows, (_("Pièces jointes"), files)] if files else rows


def compared(before, after) -> list[Change]:
    """Two frozen fiches field by field, in words: only what differs."""
    found = []
    for name in Pole.FICHE:
        old, new = in_words(name, before.get(name)), in_words(name, after.get(name))
        if old != new:
            found.append(Change(label_of(name), old or _("vide"), new or _("vide"), name))
    old, new = (_file_names(d) for d in (before, after))
    if old != new:
        found.append(Change(_("Pièces jointes"), old or _("vide"), new or _("vide"), "attachments"))
    return found


def _file_names(data):
    return ", ".join(f["label"] or f["name"] for f in data.get("attachments", []))


def label_of(name) -> str:
    label = str(Pole._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


CHOICES = {"priorities": Priority, "sub_objectives": SubObjective, "funding": Funding}


def in_words(name, value) -> str:
    """A frozen value (plain JSON) as a person reads it; "" when empty."""
    if value in (None, "", []):
        return ""
    if name in CHOICES:
        return ", ".join(str(CHOICES[name](v).label) for v in value)
    if name == "origin":
        return str(Origin(value).label)
    if name == "expost_budget":
        return euros(Decimal(value))
    if name == "days_asked":
        return _("%(days)s jours") % {"days": f"{Decimal(value).normalize():f}".replace(".", ",")}
    if name.endswith("_on"):
        return day(date.fromisoformat(value))
    return str(value)


def fiche_rows(pole) -> list[tuple[str, str]]:
    """The fiche as it stands, as (label, words)."""
    return version_rows(json.loads(canonical(frozen(pole))))


def frozen(pole) -> dict:
    """The fiche as plain data, with the names as printed and the hash of each attachment."""
    data = {name: getattr(pole, name) for name in Pole.FICHE if name != "theme"}
    data["theme"] = str(pole.theme) if pole.theme else ""
    data["bassin"] = str(pole.bassin)
    data["number"] = pole.number
    data["version"] = pole.version
    data["attachments"] = [
        {"name": a.stored.name, "label": a.label, "sha256": a.stored.sha256}
        for a in pole.attachments.filter(removed_at=None).select_related("stored").order_by("pk")
    ]
    return data


def since_version(version, pole) -> list[Change]:
    """What changed in the fiche since this frozen version."""
    return compared(version.data, json.loads(canonical(frozen(pole))))
