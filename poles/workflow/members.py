"""Who comes into a pôle and who leaves it: designations, exclusions, guests, departures."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from actors.models import Person
from core import journal
from core.clock import today
from core.french import day
from core.workflow import Refused, WrongState, recorded, transition
from poles import notifications
from poles.choices import EndReason, PoleStatus, ProposalStatus
from poles.models import MemberProposal, Membership, Pole, Term
from poles.verdicts import designation
from poles.workflow.candidates import locked, refuse_state, saved
from poles.workflow.life import refuse_against_law, refuse_when_expired
from poles.workflow.states import PROPOSAL_TRANSITIONS, TRANSITIONS

ONE_DAY = timedelta(days=1)


def designate(
    pole,
    *,
    by,
    decision,
    accepted,
    starts_on=None,
    ends_on=None,
    derogations=frozenset(),
    reprise=False,
    considered=None,
):
    """The plenary designates members; the first designation opens term 1. Gives the memberships.

    `accepted`: keys of the proposals that are designated; those of `considered` (all that wait,
    unless told) that are not, stay candidates. `starts_on`, `ends_on`: of the term when it opens;
    later, `starts_on` is the first day of the new members, the day of the decision unless told.
    """
    with transaction.atomic():
        row = locked(pole)
        opens = row.status == PoleStatus.LAUNCHED
        starts_on = starts_on or decision.on
        data = {"decision": str(decision.uuid), "number": decision.number}
        step = _opening(pole, by, data) if opens else _completing(pole, by, data)
        with step:
            rows = _deciding(pole, accepted)
            _refuse_senseless(rows, decision, starts_on, reprise=reprise)
            if not opens:
                refuse_when_expired(pole, on=decision.on)
            moment, proposal = designation(
                pole, accepted=accepted, starts_on=starts_on, ends_on=ends_on
            )
            refuse_against_law(
                moment, pole, on=decision.on, derogations=derogations, proposal=proposal
            )
            if opens:
                _open_term(pole, by, decision, starts_on, ends_on)
            made = [_admit(row, by, decision, starts_on, reprise=reprise) for row in rows]
            _decide_proposals(pole, by, decision, accepted, considered)
            data["members"] = [m.pk for m in made]
            notifications.members_designated(pole, made, decision=decision)
    return made


def _opening(pole, by, data):
    return transition(
        pole, PoleStatus.ACTIVE, allowed=TRANSITIONS, by=by, act="poles.désigner", data=data
    )


def _completing(pole, by, data):
    return recorded(pole, within=(PoleStatus.ACTIVE,), by=by, act="poles.désigner", data=data)


def _deciding(pole, accepted):
    rows = list(
        MemberProposal.objects.pending()
        .select_for_update(of=("self",))
        .filter(pole=pole, pk__in=accepted)
        .select_related("person", "organisation", "substitute_of")
        .order_by("pk")
    )
    rows.sort(key=lambda row: row.substitute_of_id is not None)
    if not accepted:
        raise Refused(_("Personne n’est désigné : choisissez au moins une personne proposée."))
    if len(rows) != len(set(accepted)):
        raise WrongState(
            _("Une personne de la liste n’est plus proposée : relisez la liste avant de décider.")
        )
    return rows


def _refuse_senseless(rows, decision, starts_on, *, reprise):
    reasons = []
    if starts_on < decision.on and not (reprise or decision.reconstituted):
        reasons.append(
            _(
                "Le premier jour, le %(first)s, précède la décision du %(on)s. Choisissez un jour à"
                " partir de la décision ; un fait antérieur au logiciel s’entre par une reprise."
            )
            % {"first": day(starts_on), "on": day(decision.on)}
        )
    for row in rows:
        if row.person.died_on and row.person.died_on <= starts_on:
            reasons.append(_("%(who)s est décédé·e.") % {"who": row.person})
        elif _sits(row, starts_on):
            reasons.append(_("%(who)s est déjà membre de ce pôle.") % {"who": row.person})
    reasons += _without_their_member(rows)
    if reasons:
        raise Refused(*reasons)


def _sits(row, starts_on):
    """Designated already on that day or later; a guest, a substitute may take a seat."""
    rows = Membership.objects.designated() if row.substitute_of_id else Membership.objects.seated()
    return (
        rows.filter(pole=row.pole_id, person=row.person_id).exclude(ends_on__lt=starts_on).exists()
    )


def _without_their_member(rows):
    """Substitutes whose member neither sits nor is designated by the same decision."""
    seats = {row.person_id for row in rows if row.substitute_of_id is None}
    for row in rows:
        if row.substitute_of_id is None or row.substitute_of_id in seats:
            continue
        if not _open_seat(row.pole_id, row.substitute_of_id):
            yield (
                _(
                    "%(who)s serait suppléant·e de %(member)s, qui n’est pas membre de ce pôle :"
                    " désignez aussi %(member)s, ou ne désignez pas %(who)s."
                )
                % {"who": row.person, "member": row.substitute_of}
            )


def _open_seat(pole, person):
    mine = Membership.objects.seated().filter(pole=pole, person=person, ends_on=None)
    return mine.order_by("pk").first()


def _open_term(pole, by, decision, starts_on, ends_on):
    term = Term(pole=pole, number=1, starts_on=starts_on, ends_on=ends_on, decision=decision)
    saved(term, by)


def _admit(row, by, decision, starts_on, *, reprise):
    """A guest or a substitute who is designated stops being one; a substitute finds their seat."""
    for before in Membership.objects.filter(
        pole=row.pole_id, person=row.person_id, ends_on=None
    ).order_by("pk"):
        before.ends_on = max(starts_on - ONE_DAY, before.starts_on)
        before.end_reason = EndReason.INVITATION if before.is_guest else EndReason.REPLACED
        before.end_detail = _("désigné·e membre")
        saved(before, by)
    membership = Membership(
        pole_id=row.pole_id,
        person=row.person,
        organisation=row.organisation,
        category=row.category,
        presence=row.presence,
        active_on_territory=row.active_on_territory,
        competent=row.competent,
        competence=row.competence,
        designated_by=decision,
        starts_on=starts_on,
        substitute_of=row.substitute_of and _open_seat(row.pole_id, row.substitute_of_id),
        reconstituted=reprise or decision.reconstituted,
    )
    saved(membership, by)
    return membership


def _decide_proposals(pole, by, decision, accepted, considered):
    rows = MemberProposal.objects.pending().filter(pole=pole)
    if considered is not None:
        rows = rows.filter(pk__in={*considered, *accepted})
    for row in rows.order_by("pk"):
        chosen = row.pk in accepted
        with transition(
            row,
            ProposalStatus.DESIGNATED if chosen else ProposalStatus.NOT_DESIGNATED,
            allowed=PROPOSAL_TRANSITIONS,
            by=by,
            act="poles.retenir_candidat" if chosen else "poles.ne_pas_retenir_candidat",
        ):
            row.decision = decision


def exclude(pole, *, by, decision, memberships, reason):
    """The plenary excludes members; the day of the decision is their last. P7 only warns."""
    with recorded(
        pole, within=(PoleStatus.ACTIVE,), by=by, act="poles.exclure", reason=reason
    ) as proof:
        keys = {getattr(m, "pk", m) for m in memberships}
        rows = list(
            Membership.objects.select_for_update(of=("self",))
            .designated()
            .filter(pole=pole, pk__in=keys)
            .select_related("person")
            .order_by("pk")
        )
        if len(rows) != len(keys):
            raise Refused(_("Une personne de la liste n’est pas membre de ce pôle."))
        for row in rows:
            _leave(row, by=by, on=decision.on, reason=EndReason.EXCLUDED, detail=reason)
        proof.update(
            {"decision": str(decision.uuid), "number": decision.number, "members": sorted(keys)}
        )
        notifications.members_excluded(pole, rows, decision=decision, reason=reason)


def _leave(membership, *, by, on, reason, detail=""):
    if membership.ends_on is not None:
        raise WrongState(
            _("%(who)s n’est plus membre depuis le %(day)s.")
            % {"who": membership.person, "day": day(membership.ends_on)}
        )
    if on < membership.starts_on:
        raise Refused(
            _("%(who)s est membre depuis le %(day)s : indiquez un jour à partir de celui-là.")
            % {"who": membership.person, "day": day(membership.starts_on)}
        )
    membership.ends_on, membership.end_reason = on, reason
    membership.end_detail = detail[:300]
    saved(membership, by, detail)


def admit_guest(membership, *, by, person=None):
    """The service invites somebody: comments, never counts (note, point 2; P19).

    `membership`: unsaved, its fields checked by the form. `person`: an unsaved Person whom nobody
    knew yet. Gives the saved membership.
    """
    with transaction.atomic():
        pole = locked(membership.pole)
        refuse_state(pole)
        refuse_when_expired(pole, on=membership.starts_on)
        if person is not None:
            saved(person, by)
            membership.person = person
        if membership.person.died_on:
            raise Refused(_("%(who)s est décédé·e.") % {"who": membership.person})
        if Membership.objects.filter(pole=pole, person=membership.person, ends_on=None).exists():
            raise Refused(
                _("%(who)s est déjà membre ou invité·e de ce pôle.") % {"who": membership.person}
            )
        membership.is_guest, membership.category = True, ""
        saved(membership, by)
        journal.append("poles.inviter", about=pole, by=by, data={"membership": membership.pk})
    return membership


def end_guest(membership, *, by, on, detail=""):
    """The service ends an invitation."""
    if not membership.is_guest:
        raise Refused(_("Cette personne est désignée par l’Instance : elle n’est pas invitée."))
    _depart(membership, by=by, on=on, reason=EndReason.INVITATION, detail=detail)


def record_resignation(membership, *, by, on, detail=""):
    """The service records that a member resigned; the secretary learns it, to communicate it."""
    if membership.is_guest:
        raise Refused(_("Cette personne est invitée : mettez fin à l’invitation."))
    with transaction.atomic():
        _depart(membership, by=by, on=on, reason=EndReason.RESIGNED, detail=detail)
        notifications.member_resigned(membership)


def _depart(membership, *, by, on, reason, detail):
    with transaction.atomic():
        pole = locked(membership.pole)
        membership.refresh_from_db(from_queryset=Membership.objects.select_for_update(of=("self",)))
        _leave(membership, by=by, on=on, reason=reason, detail=detail)
        journal.append(
            f"poles.noter_{reason.value}",
            about=pole,
            by=by,
            data={"membership": membership.pk, "on": on.isoformat()},
        )


def _hold_poles_of(person_id):
    """Locks the pôles of a person, in order: their composition is about to change."""
    theirs = Membership.objects.filter(person=person_id, ends_on=None).values("pole")
    list(Pole.objects.select_for_update(of=("self",)).filter(pk__in=theirs).order_by("pk"))


def record_death(membership, *, by, on):
    """A death, recorded by the service: every membership of the person ends; nobody is written to.

    Gives the memberships that ended, in all their pôles.
    """
    with transaction.atomic():
        _hold_poles_of(membership.person_id)
        person = Person.objects.select_for_update(of=("self",)).get(pk=membership.person_id)
        if person.died_on:
            raise WrongState(
                _("Le décès est déjà enregistré, le %(day)s.") % {"day": day(person.died_on)}
            )
        if on > today():
            raise Refused(_("Cette date est à venir : vérifiez le jour du décès."))
        person.died_on, person.version = on, person.version + 1
        saved(person, by, _("décès"))
        open_rows = (
            Membership.objects.select_for_update(of=("self",))
            .filter(person=person, ends_on=None)
            .select_related("person")
            .order_by("pole_id", "pk")
        )
        ended = list(open_rows)
        for row in ended:
            _leave(row, by=by, on=max(on, row.starts_on), reason=EndReason.DIED)
        journal.append(
            "poles.noter_deces",
            about=person,
            by=by,
            data={"memberships": [row.pk for row in ended], "on": on.isoformat()},
        )
    membership.refresh_from_db()
    return ended
