"""What a seat says of a text, and what becomes of its objection (domain.md § 3.4).

One row per seat and round; the member's own position prevails over that of the substitute. Nobody
speaks for another, unless the page says so: in the room, the facilitator writes what was said.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consensus import notifications
from consensus.choices import (
    REASONED,
    STANDING_OBJECTIONS,
    ObjectionStatus,
    PositionChannel,
    PositionKind,
)
from consensus.facts import seat_of
from consensus.models import Objection, Position
from consensus.workflow.rounds import become, locked, refuse_another_round, settled, told
from core import journal
from core.workflow import Refused, WrongState


def give(
    proposal,
    *,
    person,
    kind,
    base_version,
    reason="",
    lifts="",
    by=None,
    channel=PositionChannel.PAGE,
):
    """A seat takes position on the last round; changeable until the proposal is closed.

    `base_version`: the number of the round that was read. `by`: the account, None when it came by
    the link. Refuses a guest, somebody who left, a reserve without reason, an objection without
    what would lift it, and whoever would speak for another. Gives the position; the same one given
    again writes nothing.
    """
    given = {"kind": kind, "reason": reason, "lifts": lifts, "by": by, "channel": channel}
    return _taken(proposal, person=person, base_version=base_version, **given)[0]


def _taken(proposal, *, person, kind, base_version, reason, lifts, by, channel):
    """(the position, whether anything was written)."""
    kind, reason, lifts = PositionKind(kind), reason.strip(), lifts.strip()
    lifts = lifts if kind == PositionKind.OBJECTS else ""
    _refuse_unsaid(kind, reason, lifts)
    if channel == PositionChannel.PAGE and (by is None or by.person != person):
        raise Refused(_("Personne ne prend position à la place d’un·e autre."))
    with transaction.atomic():
        row = locked(proposal)
        discussion = settled(row, by=by)
        refuse_another_round(discussion, base_version)
        seat = _seat(discussion, person)
        position = discussion.positions.get(seat.pk) or Position(
            round=discussion.current, seat=seat.membership
        )
        if position.pk and _same(position, person, kind, reason, lifts):
            return position, False
        _refuse_over_the_member(position, seat, person)
        _follow(row, discussion, seat, person, kind, reason, lifts, by=by)
        position.person, position.kind = person, kind
        position.reason, position.lifts = reason, lifts
        position.given_at, position.given_by = timezone.now(), by
        position.channel = channel
        position._history_user = by
        position.save()
        journal.append(
            "consensus.prendre_position",
            about=row,
            by=by,
            data={
                "round": discussion.current.number,
                "seat": seat.pk,
                "person": person.pk,
                "position": kind.value,
                "channel": str(channel),
            },
        )
    return position, True


def _refuse_unsaid(kind, reason, lifts):
    reasons = []
    if kind in REASONED and not reason:
        reasons.append(
            _("Dites pourquoi vous objectez.")
            if kind == PositionKind.OBJECTS
            else _("Dites quelle est votre réserve : elle est consignée.")
        )
    if kind == PositionKind.OBJECTS and not lifts:
        reasons.append(_("Dites ce qui lèverait votre objection."))
    if reasons:
        raise Refused(*reasons)


def _seat(discussion, person):
    seat = seat_of(discussion.seats, person)
    if seat is not None:
        return seat
    if any(m.is_guest and m.person_id == person.pk for m in discussion.memberships):
        raise Refused(
            _("Vous êtes invité·e dans ce pôle : vous commentez, vous ne prenez pas position.")
        )
    raise Refused(
        _("%(who)s n’est pas, ou n’est plus, membre désigné·e de ce pôle.") % {"who": person}
    )


def _same(position, person, kind, reason, lifts):
    now = (position.person_id, position.kind, position.reason, position.lifts)
    return now == (person.pk, kind, reason, lifts)


def _refuse_over_the_member(position, seat, person):
    spoken = position.pk and position.person_id == seat.member.pk
    if spoken and person.pk != seat.member.pk:
        raise Refused(
            _("%(who)s a donné sa propre position, qui prévaut sur celle de sa suppléance.")
            % {"who": seat.member}
        )


def _follow(row, discussion, seat, person, kind, reason, lifts, *, by):
    """The objection of the seat follows: raised, maintained, or lifted by its author."""
    living = next((o for o in _living(discussion) if o.seat_id == seat.pk), None) or next(
        (o for o in _living(discussion) if o.author_id == person.pk), None
    )
    theirs = living is None or person.pk in (living.author_id, seat.member.pk)
    current = discussion.current
    if kind == PositionKind.OBJECTS:
        if living is None:
            _raise(row, seat, person, current, reason, lifts, by=by)
        elif theirs:
            _insist(living, current, reason, lifts, by=by)
    elif living is not None and theirs:
        become(living, ObjectionStatus.LIFTED, current, by=by, words=reason)
    elif living is not None and living.status in STANDING_OBJECTIONS:
        raise Refused(
            _("L’objection de %(who)s tient : seul·e son auteur·e peut la lever.")
            % {"who": living.author}
        )


def _living(discussion):
    return [
        o
        for o in discussion.objections
        if o.status in (*STANDING_OBJECTIONS, ObjectionStatus.INTEGRATED)
    ]


def _raise(row, seat, person, current, reason, lifts, *, by):
    objection = Objection(
        proposal=row,
        seat=seat.membership,
        author=person,
        round=current,
        reason=reason,
        lifts=lifts,
        raised_at=timezone.now(),
    )
    objection._history_user = by
    objection.save()
    told(objection, ObjectionStatus.RAISED, current, by=by)
    notifications.objection_raised(objection, row)


def _insist(living, current, reason, lifts, *, by):
    """In its own round an objection is only worded better; on a later text it is maintained."""
    is_new = living.status == ObjectionStatus.RAISED and living.round_id == current.pk
    if not is_new:
        become(
            living,
            ObjectionStatus.MAINTAINED,
            current,
            by=by,
            words=reason,
            reason=reason,
            lifts=lifts,
        )
    elif (living.reason, living.lifts) != (reason, lifts):
        living.reason, living.lifts = reason, lifts
        living._history_user, living._change_reason = by, _("objection reformulée")
        living.save()


def lift(
    objection, *, person, kind, base_version, reason="", by=None, channel=PositionChannel.PAGE
):
    """Its author lifts an objection, and says where they stand now."""
    if kind == PositionKind.OBJECTS:
        raise Refused(_("Pour lever votre objection, choisissez une autre position."))
    _refuse_anothers(objection, person)
    return give(
        objection.proposal,
        person=person,
        kind=kind,
        base_version=base_version,
        reason=reason,
        by=by,
        channel=channel,
    )


def maintain(
    objection, *, person, reason, lifts, base_version, by=None, channel=PositionChannel.PAGE
):
    """Its author holds on to an objection, on the text as it now stands."""
    _refuse_anothers(objection, person)
    return give(
        objection.proposal,
        person=person,
        kind=PositionKind.OBJECTS,
        base_version=base_version,
        reason=reason,
        lifts=lifts,
        by=by,
        channel=channel,
    )


def _refuse_anothers(objection, person):
    objection.refresh_from_db()
    if objection.status in (ObjectionStatus.LIFTED, ObjectionStatus.LAPSED):
        raise WrongState(
            _("Cette objection est « %(state)s » : il n’y a plus rien à en dire.")
            % {"state": objection.get_status_display().lower()}
        )
    if person.pk not in (objection.author_id, objection.seat.person_id):
        raise Refused(
            _("Seul·e %(who)s, qui l’a soulevée, peut lever ou maintenir cette objection.")
            % {"who": objection.author}
        )


def record_in_room(proposal, *, person, kind, base_version, by, reason="", lifts=""):
    """The facilitator writes what somebody said in the room; it is said so, and they are told."""
    position, written = _taken(
        proposal,
        person=person,
        kind=kind,
        base_version=base_version,
        reason=reason,
        lifts=lifts,
        by=by,
        channel=PositionChannel.ROOM,
    )
    if written and by.person != person:
        notifications.position_recorded(position, proposal)
    return position
