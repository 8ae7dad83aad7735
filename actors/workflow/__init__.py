"""The acts on reference data: settings of a bassin, who sits where, who exists.

A rule reads the capacity, the rule sets and the mandates: each act leaves its history and its line
in the journal, in one transaction.
"""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from actors.choices import SeatGroup
from actors.facts import decided_under
from actors.models import Bassin, Body, Mandate, Organisation, Person, Regulation, Seat
from core import journal
from core.french import day
from core.versions import Conflict, save_over
from core.workflow import Refused

# ── Settings of a bassin ────────────────────────────────────────────────────────────────────────


def save_settings(bassin, *, by, base_version):
    """Letterhead, addresses, voies de recours. Conflict when somebody saved meanwhile."""
    save_over(bassin, base_version=base_version, by=by, act="actors.modifier_bassin")


def add_capacity(capacity, *, by):
    """Days of the service for its pôles in a year (rule P16). Refuses a year that is there."""
    with transaction.atomic():
        bassin = Bassin.objects.select_for_update(of=("self",)).get(pk=capacity.bassin_id)
        if bassin.capacities.filter(year=capacity.year).exists():
            raise Refused(_("Cette année est déjà encodée : modifiez sa ligne."))
        _add(capacity, by=by, act="actors.encoder_capacité", data={"year": capacity.year})


def save_capacity(capacity, *, by, base_version):
    save_over(capacity, base_version=base_version, by=by, act="actors.modifier_capacité")


def save_rule_set(rule_set, *, by, base_version):
    """By which decision rules are in force, from when to when."""
    save_over(rule_set, base_version=base_version, by=by, act="actors.modifier_règles")


# ── Règlement d’ordre intérieur ─────────────────────────────────────────────────────────────────


def add_regulation(regulation, *, by):
    """What the règlement says from a day on; the one before holds until then."""
    with transaction.atomic():
        Body.objects.select_for_update(of=("self",)).get(pk=regulation.body_id)
        _refuse(_against_the_day(regulation))
        _add(
            regulation,
            by=by,
            act="actors.encoder_règlement",
            data={"starts_on": regulation.starts_on},
        )


def save_regulation(regulation, *, by, base_version):
    """Corrects a règlement by which nothing was decided; the others are not rewritten."""
    with transaction.atomic():
        Body.objects.select_for_update(of=("self",)).get(pk=regulation.body_id)
        theirs = Regulation.objects.select_for_update(of=("self",)).get(pk=regulation.pk)
        if theirs.version != base_version:
            raise Conflict(theirs)
        _refuse(reasons_not_to_rewrite(theirs) or _against_the_day(regulation))
        save_over(regulation, base_version=base_version, by=by, act="actors.modifier_règlement")


def reasons_not_to_rewrite(regulation) -> list[str]:
    """Why this règlement stays as it is, in words; none when it may be corrected."""
    if regulation.pk not in decided_under([regulation.pk]):
        return []
    return [
        _(
            "La plénière a déjà décidé d’après ce règlement : il ne se réécrit pas. Encodez un"
            " nouveau règlement, en vigueur à partir du jour où il a changé."
        )
    ]


def _against_the_day(regulation):
    others = Regulation.objects.filter(body=regulation.body_id, starts_on=regulation.starts_on)
    if not others.exclude(pk=regulation.pk).exists():
        return []
    words = {"day": day(regulation.starts_on)}
    return [
        _(
            "Un règlement est déjà en vigueur à partir du %(day)s : modifiez-le, ou choisissez un"
            " autre jour."
        )
        % words
    ]


# ── Who exists ──────────────────────────────────────────────────────────────────────────────────


def add_person(person, *, by, sure):
    """Refuses somebody who looks like a person already there, unless one is `sure`."""
    with transaction.atomic():
        if not sure:
            _refuse_twins(_twins_of_person(person), _("Cette personne existe peut-être déjà"))
        _add(person, by=by, act="actors.ajouter_personne")


def add_organisation(organisation, *, by, sure):
    """Refuses a name that is there, and initials that are there unless one is `sure`."""
    with transaction.atomic():
        if Organisation.objects.filter(name_fr=organisation.name_fr).exists():
            raise Refused(_("Une organisation porte déjà exactement ce nom."))
        if not sure:
            twins = _twins_of_organisation(organisation)
            _refuse_twins(twins, _("Cette organisation existe peut-être déjà"))
        _add(organisation, by=by, act="actors.ajouter_organisation")


def _add(row, *, by, act, data=None):
    with transaction.atomic():
        row._history_user = by
        row.save()
        journal.append(act, about=row, by=by, data=data)


def complete_address(person, *, by, base_version):
    """Gives an address to somebody who has none: a convocation goes there.

    Another address than the one there is belongs to the administration: letters already follow it.
    """
    with transaction.atomic():
        row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        if row.email and row.version == base_version:
            raise Refused(
                _("%(name)s a déjà une adresse : l’administration la change.") % {"name": row}
            )
        save_over(
            person,
            base_version=base_version,
            by=by,
            reason=_("adresse complétée"),
            act="actors.compléter_adresse",
        )


def _twins_of_person(person):
    same_name = Person.objects.filter(
        first_name__iexact=person.first_name, last_name__iexact=person.last_name
    )
    same_mail = Person.objects.filter(email__iexact=person.email) if person.email else same_name
    found = (same_name | same_mail).select_related("organisation").order_by("last_name", "pk")
    return [f"{twin} ({twin.organisation})" if twin.organisation else str(twin) for twin in found]


def _twins_of_organisation(organisation):
    """Those that stand, and those merged into them: an old name is not made again by mistake."""
    found = Organisation._base_manager.filter(name_fr__iexact=organisation.name_fr)
    if organisation.short:
        found = found | Organisation._base_manager.filter(short__iexact=organisation.short)
    found = found.select_related("merged_into").order_by("name_fr", "pk")
    return [_where_it_went(twin) for twin in found]


def _where_it_went(twin):
    if twin.merged_into is None:
        return str(twin)
    return _("%(gone)s (fusionnée dans %(kept)s)") % {"gone": twin, "kept": twin.merged_into}


def _refuse_twins(names, sentence):
    if names:
        raise Refused(f"{sentence} : {', '.join(names[:5])}.")


# ── Who sits where ──────────────────────────────────────────────────────────────────────────────


def grant_mandate(mandate, *, by):
    """Gives a seat to a person from a day on. `mandate`: unsaved, with its fields.

    Refuses, with every reason at once: an occupied seat, a person who sits there already, a person
    without organisation (the presidency needs none), dates that do not hold.
    """
    with transaction.atomic():
        _lock(mandate)
        _refuse(reasons_against(mandate))
        mandate._history_user = by
        mandate.save()
        journal.append(
            "actors.confier_mandat", about=mandate, by=by, data=facts_of_mandate(mandate)
        )


def end_mandate(mandate, *, by, base_version):
    """Ends a mandate on its `ends_on` (inclusive), for its `end_reason`.

    Refuses a mandate that is over, an end before the beginning, and an extension: a longer mandate
    is a new designation.
    """
    with transaction.atomic():
        _lock(mandate)
        row = _as_it_stands(mandate, base_version)
        _refuse(_reasons_not_to_end(row, mandate))
        _end(mandate, by=by)


def replace_mandate(mandate, successor, *, by, base_version, reason):
    """The successor takes the seat; the mandate ends the day before, for this reason.

    One transaction: the seat is never empty, nor held twice.
    """
    with transaction.atomic():
        _lock(successor)
        row = _as_it_stands(mandate, base_version)
        mandate.ends_on = successor.starts_on - timedelta(days=1)
        mandate.end_reason = reason
        _refuse(_reasons_not_to_end(row, mandate))
        _end(mandate, by=by)
        grant_mandate(successor, by=by)


def reasons_against(mandate) -> list[str]:
    """Why this mandate cannot be, in words; none when it can. Read under the lock of its seat."""
    if backwards := _backwards(mandate):
        return backwards
    others = Mandate.objects.overlapping(mandate).filter(seat__body=mandate.seat.body_id)
    others = others.select_related("person", "seat").order_by("starts_on", "pk")
    return reasons_of_its_own(mandate) + reasons_of_others(mandate, others)


def _backwards(mandate):
    if mandate.ends_on and mandate.ends_on < mandate.starts_on:
        return [_("Le mandat finirait avant de commencer : corrigez l’une des dates.")]
    return []


def reasons_of_its_own(mandate) -> list[str]:
    """What is wrong whoever else sits: its dates, its organisation, its seat, its person."""
    if backwards := _backwards(mandate):
        return backwards
    seat, reasons = mandate.seat, []
    represents = mandate.organisation_id or mandate.organisation
    if not represents and seat.group != SeatGroup.CHAIR:
        reasons.append(
            _("Indiquez l’organisation que %(person)s représente ; seule la présidence s’en passe.")
            % {"person": mandate.person}
        )
    reasons += _against_the_seat(mandate, seat)
    died = mandate.person.died_on
    if died and (mandate.ends_on is None or mandate.ends_on > died):
        reasons.append(
            _("%(person)s est décédé·e le %(day)s.") % {"person": mandate.person, "day": day(died)}
        )
    return reasons


def _against_the_seat(mandate, seat):
    if mandate.starts_on < seat.starts_on:
        return [_("Ce siège n’existe que depuis le %(day)s.") % {"day": day(seat.starts_on)}]
    if seat.ends_on and (mandate.ends_on is None or mandate.ends_on > seat.ends_on):
        return [
            _("Ce siège n’existe que jusqu’au %(day)s : le mandat ne peut le dépasser.")
            % {"day": day(seat.ends_on)}
        ]
    return []


def reasons_of_others(mandate, others) -> list[str]:
    """Who else sits there, or where else the person sits. `others`: of the body, overlapping."""
    there = [o for o in others if (o.seat_id, o.rank) == (mandate.seat_id, mandate.rank)]
    elsewhere = [o for o in others if o not in there and o.person == mandate.person]
    reasons = [
        _(
            "Ce siège a déjà un membre %(rank)s %(dates)s : %(person)s. Mettez d’abord fin à"
            " son mandat, ou choisissez d’autres dates."
        )
        % {"rank": mandate.get_rank_display(), "dates": _dates(o), "person": o.person}
        for o in there
    ]
    return reasons + [
        _("%(person)s occupe déjà un siège de cette instance %(dates)s : %(seat)s.")
        % {"person": mandate.person, "dates": _dates(o), "seat": o.seat}
        for o in elsewhere
    ]


def _reasons_not_to_end(row, mandate):
    if mandate.ends_on < row.starts_on:
        return [
            _("Le mandat a commencé le %(day)s : il ne peut finir avant.")
            % {"day": day(row.starts_on)}
        ]
    if row.ends_on and mandate.ends_on >= row.ends_on:
        return [
            _("Ce mandat finit déjà le %(day)s ; le prolonger demande une nouvelle désignation.")
            % {"day": day(row.ends_on)}
        ]
    return []


def _lock(mandate):
    """The seat, then the person: two persons for one seat, or two seats for one person, wait."""
    Seat.objects.select_for_update(of=("self",)).get(pk=mandate.seat_id)
    Person.objects.select_for_update(of=("self",)).get(pk=mandate.person_id)


def _as_it_stands(mandate, base_version):
    row = Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    if row.version != base_version:
        raise Conflict(row)
    return row


def _refuse(reasons):
    if reasons:
        raise Refused(*reasons)


def _end(mandate, *, by):
    mandate.version += 1
    mandate._history_user, mandate._change_reason = by, mandate.end_reason
    mandate.save()
    journal.append("actors.terminer_mandat", about=mandate, by=by, data=facts_of_mandate(mandate))


def facts_of_mandate(mandate) -> dict:
    """What the journal keeps of a mandate: identifiers and days."""
    return {
        "seat": mandate.seat_id,
        "person": mandate.person_id,
        "organisation": mandate.organisation_id,
        "rank": mandate.rank,
        "starts_on": mandate.starts_on,
        "ends_on": mandate.ends_on,
    }


def _dates(mandate):
    if mandate.ends_on is None:
        return _("depuis le %(day)s") % {"day": day(mandate.starts_on)}
    words = {"first": day(mandate.starts_on), "last": day(mandate.ends_on)}
    return _("du %(first)s au %(last)s") % words
