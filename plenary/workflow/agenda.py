"""The acts on items: ask, put on an agenda, order, edit, remove."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import journal
from core.versions import save_over
from core.workflow import Refused, WrongState, transition
from meetings.workflow import last_position
from plenary import notifications
from plenary.choices import (
    AUDIENCE_OF,
    FREE,
    SECTION_OF,
    Audience,
    ItemStatus,
    Kind,
    Section,
    SittingStatus,
    is_wider,
)
from plenary.facts import is_possible, title_of
from plenary.models import AgendaItem, Sitting
from plenary.models.items import ONE_AT_A_TIME
from plenary.workflow.frozen import keep_version, take_place
from plenary.workflow.order import arrange
from plenary.workflow.sittings import take_off
from plenary.workflow.states import ITEM_TRANSITIONS

FROZEN = (SittingStatus.CONVENED, SittingStatus.IN_SESSION)


def ask(item, *, by):
    """Somebody of the service asks that an item be put to the plenary: it waits for a sitting.

    `item`: an unsaved AgendaItem with its body, kind, pole and proposal. Refuses a second one of
    the same kind about the same pôle, and what the state of the pôle does not allow.
    """
    with transaction.atomic():
        item.title = item.title or title_of(Kind(item.kind), item.pole)
        classify(item)
        item.asked_at, item.asked_by = timezone.now(), by
        _create(item, by=by, act="plenary.demander_point")
    return item


def classify(item):
    """Its heading and who reads it, as its kind has them; a correction reads like what it cites."""
    item.section = SECTION_OF.get(item.kind, Section.DECISIONS)
    item.audience = AUDIENCE_OF.get(item.kind, Audience.MEMBERS)
    if item.cites:
        item.audience = item.cites.item.audience
        item.closed_ground = item.cites.item.closed_ground
    return item


def put_on(sitting, item, *, by, urgent_reason="", after=None):
    """Puts an item on the agenda of a sitting, at the end of its heading.

    `item`: one that waits, or an unsaved one made from a fact or for a free point. Once the
    convocation has left, an item is only added « en urgence », with its reason, under the number of
    the item `after` (the last one by default).
    """
    with transaction.atomic():
        row = _open_to_items(sitting, urgent_reason)
        if item.pk is None:
            _create(item, by=by, act="plenary.créer_point")
        with transition(
            item,
            ItemStatus.LISTED,
            allowed=ITEM_TRANSITIONS,
            by=by,
            reason=urgent_reason,
            act="plenary.inscrire",
        ) as proof:
            _still_possible(item)
            item.sitting = row
            item.position = last_position(row.items)
            proof["sitting"] = row.pk
            if row.status in FROZEN:
                item.urgent_reason = urgent_reason
                take_place(item, row, after=after, by=by)
                item.version += 1
        if row.status in FROZEN:
            keep_version(row, by=by, reason=_urgent(item))
            notifications.item_added(item, row)
        else:
            arrange(row, by=by)
            item.refresh_from_db(fields=["position"])
    return item


def _urgent(item):
    """Why there is a new version; whoever does not read a huis clos reads its number alone."""
    words = _("Point %(number)s ajouté en urgence.") % {"number": item.printed_number}
    return words if item.audience == Audience.CLOSED else f"{words} {item.urgent_reason}"


def _open_to_items(sitting, urgent_reason):
    row = Sitting.objects.select_for_update(of=("self",)).get(pk=sitting.pk)
    if row.status == SittingStatus.PREPARING:
        return row
    if row.status not in FROZEN:
        raise WrongState(
            _("La séance est « %(state)s » : on n’y inscrit plus de point.")
            % {"state": row.get_status_display().lower()}
        )
    if not urgent_reason.strip():
        raise Refused(
            _(
                "L’ordre du jour est figé depuis la convocation : un point ne s’ajoute qu’en"
                " urgence, avec un motif."
            )
        )
    return row


def _still_possible(item):
    if item.pole:
        item.pole.refresh_from_db(fields=["status"])
    if item.pole and not is_possible(Kind(item.kind), item.pole):
        raise Refused(
            _("Le pôle « %(pole)s » est « %(state)s » : ce point ne peut pas être décidé.")
            % {"pole": item.pole, "state": item.pole.get_status_display()}
        )


def _create(item, *, by, act):
    _still_possible(item)
    item._history_user = by
    if item.kind in ONE_AT_A_TIME and _others(item).exists():
        raise _already(item)
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError:
        raise _already(item) from None
    journal.append(act, about=item, by=by, data={"kind": item.kind, "pole": item.pole_id})


def _others(item):
    return AgendaItem.objects.open().filter(kind=item.kind, pole=item.pole)


def _already(item):
    return WrongState(
        _("Un point « %(kind)s » sur ce pôle attend déjà : ouvrez-le plutôt.")
        % {"kind": item.get_kind_display().lower()}
    )


def from_fact(waiting, *, body):
    """The unsaved item of something that waits (facts.Waiting), or its row when it has one."""
    if waiting.item:
        return waiting.item
    return classify(
        AgendaItem(
            body=body,
            kind=waiting.kind,
            pole=waiting.pole,
            title=waiting.title,
            text=waiting.text,
            proposal=waiting.proposal,
            presenter=waiting.pole.lead if waiting.pole else None,
        )
    )


def edit_item(item, *, by, base_version):
    """Changes title, note, presenter, minutes, audience. Refused once its outcome is noted.

    Its annexes follow an audience that closes: none is ever wider than its item.
    """
    with transaction.atomic():
        sitting = _lock_sitting(item)
        row = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
        if row.status not in (ItemStatus.WAITING, ItemStatus.LISTED):
            raise Refused(
                _("Le point est « %(state)s » : il ne se modifie plus.")
                % {"state": row.get_status_display().lower()}
            )
        if row.number is not None and row.title != item.title:
            raise Refused(_("La convocation porte déjà cet intitulé : il ne change plus."))
        save_over(
            item,
            base_version=base_version,
            by=by,
            reason=_("point modifié"),
            act="plenary.modifier_point",
        )
        _narrow_annexes(item, by=by)
        if sitting and sitting.status == SittingStatus.PREPARING:
            arrange(sitting, by=by)


def _narrow_annexes(item, *, by):
    for annex in item.annexes.standing().order_by("pk"):
        if is_wider(annex.audience, than=item.audience):
            annex.audience = item.audience
            annex._history_user, annex._change_reason = by, _("audience du point")
            annex.save()


def _lock_sitting(item):
    """The sitting first, then its items: two acts never wait for each other (architecture.md)."""
    return Sitting.objects.select_for_update(of=("self",)).filter(pk=item.sitting_id).first()


def remove(item, *, by, reason):
    """Takes an item off an agenda not sent yet: it waits again (a free point is dropped)."""
    with transaction.atomic():
        sitting = _lock_sitting(item)
        if sitting is None:
            raise WrongState(_("Ce point n’est sur aucun ordre du jour."))
        if sitting.status != SittingStatus.PREPARING:
            raise WrongState(
                _(
                    "L’ordre du jour est figé depuis la convocation : en séance, notez l’issue"
                    " « retiré » ou « reporté »."
                )
            )
        take_off(item, by=by, reason=reason)


def drop(item, *, by, reason):
    """Sets aside an item that waits: it was asked for, or postponed, and has no object any more."""
    with transition(
        item,
        ItemStatus.REMOVED,
        allowed={ItemStatus.WAITING: {ItemStatus.REMOVED}},
        by=by,
        reason=reason,
        act="plenary.écarter_point",
    ):
        item.removed_reason = reason


def add_free(sitting, item, *, by, urgent_reason="", after=None):
    """A communication, a debate, « divers »: straight onto the agenda, under its own heading."""
    if item.kind not in FREE:
        raise Refused(_("Ce point se demande depuis la liste de ce qui attend."))
    item.section = SECTION_OF[item.kind]
    return put_on(sitting, item, by=by, urgent_reason=urgent_reason, after=after)
