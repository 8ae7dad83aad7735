"""What each sheet of the reprise says, line by line: the row it would make, or every reason not."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actors.choices import Category
from actors.imports import Unclear
from core.clock import today
from core.deadlines import term_limit
from core.french import day
from core.imports import Fate, Outcome
from core.imports.kinds import folded
from core.versions import in_words
from poles.choices import EndReason, PoleStatus, Presence
from poles.models import DecisionRef, Membership, Pole, Term

STATUSES = (PoleStatus.LAUNCHED, PoleStatus.ACTIVE, PoleStatus.ENDED, PoleStatus.CLOSED)
OVER = (PoleStatus.ENDED, PoleStatus.CLOSED)
# The values of DecisionRef.kind; the plenary, above, has the same.
KINDS = {
    kind: kind
    for kind in "lancement designation poursuite renouvellement arret modalites modification"
    " derogation".split()
}
GUEST = ("invite", "invitee", "invite·e")
YES_NO = {"": False, "non": False, "oui": True}


class _Reading:
    """One line being read: its values, and every reason why it does not read.

    `settled`: the pôle that it names, when it was there before the file.
    """

    def __init__(self, line, past, refused):
        self.line, self.past, self.refused = line, past, refused
        self.reasons, self.settled = [], None

    def day(self, key, label=""):
        """The day that was typed. `label`: of a day that is needed."""
        try:
            found = self.line.day(key)
        except ValueError as fault:
            self.reasons.append(str(fault))
            return None
        if found is None and label:
            self.reasons.append(_("« %(label)s » manque.") % {"label": label})
        return found

    def one_of(self, key, values, label):
        """The value of a closed list, by its value or its label."""
        found = values.get(folded(self.line[key]))
        if found is None:
            words = {"label": label, "value": self.line[key][:40], "known": ", ".join(values)}
            self.reasons.append(
                _("%(label)s : « %(value)s » n’est pas connu, écrivez %(known)s.") % words
            )
        return found

    def pole(self):
        """The pôle that the line names; a reason when nobody has it, or when it falls."""
        number = self.line["pole"]
        pole = self.past.pole(number)
        if pole is None or pole.bassin_id != self.past.bassin.pk:
            fallen = self.refused.get(folded(number))
            words = {"number": number[:20]}
            self.reasons.append(
                _("Le pôle « %(number)s » de ce fichier est refusé.") % words
                if fallen
                else _(
                    "Aucun pôle n’a le numéro « %(number)s » : ajoutez-le à la feuille Pôles, ou"
                    " corrigez le numéro."
                )
                % words
            )
            return None
        self.settled = pole if pole.pk else None
        return pole

    def decision(self, pole):
        """The decision of the pôle that the line cites."""
        number = self.line["number"]
        found = self.past.decision(pole, number) if pole else None
        if pole and found is None:
            words = {"number": number[:20], "pole": pole.number}
            self.reasons.append(
                _("Aucune décision du pôle %(pole)s n’a le numéro « %(number)s ».") % words
                if number
                else _("Le numéro de la décision manque.")
            )
        return found

    def fate(self, new, twin, names, words=()):
        """Same, in conflict, or to create: nothing that exists is changed by a reprise."""
        try:
            new.clean_fields(exclude=[f.name for f in new._meta.fields if f.is_relation])
        except ValidationError as fault:
            for name, messages in fault.message_dict.items():
                label = str(new._meta.get_field(name).verbose_name)
                self.reasons.append(f"{label[:1].upper()}{label[1:]} : {' '.join(messages)}")
        if self.reasons:
            return self.refusal()
        if twin is None and self.settled is not None:
            told = _(
                "Le pôle %(number)s est déjà encodé : ce qui lui manque s’y ajoute par ses actes,"
                " ou par la reprise d’une décision de la plénière."
            )
            return Fate(self.line, Outcome.CONFLICT, (told % {"number": self.settled.number},))
        if twin is None:
            return Fate(self.line, Outcome.CREATE, tuple(words), new)
        differ = [name for name in names if getattr(new, name) != getattr(twin, name)]
        if not differ:
            return Fate(self.line, Outcome.SAME, (_("C’est déjà encodé."),))
        told = [_("C’est déjà encodé autrement : une reprise n’y change rien.")]
        told += [
            _("%(label)s : « %(ours)s » chez nous, « %(theirs)s » dans le fichier.")
            % {
                "label": new._meta.get_field(name).verbose_name,
                "ours": in_words(twin, name),
                "theirs": in_words(new, name),
            }
            for name in differ
        ]
        return Fate(self.line, Outcome.CONFLICT, tuple(told))

    def refusal(self):
        return Fate(self.line, Outcome.REFUSED, tuple(self.reasons))


def _named(choices, values):
    """{what people write, folded: value}."""
    found = {folded(str(choices(value).label)): value for value in values}
    return found | {folded(str(value)): value for value in values}


def read_pole(line, past, refused):
    reading = _Reading(line, past, refused)
    key = folded(line["pole"])
    if key in refused:
        return Fate(line, Outcome.REFUSED, (refused[key],))
    for name, label in (("pole", _("Pôle")), ("title", _("Nom du pôle"))):
        if not line[name]:
            reading.reasons.append(_("« %(label)s » manque.") % {"label": label})
    status = reading.one_of("status", _named(PoleStatus, STATUSES), _("État"))
    launched = reading.day("launched_on", _("Lancé le"))
    ended = reading.day("ended_on", _("Terminé le") if status in OVER else "")
    theme = _theme(reading)
    twin = past.pole(line["pole"]) if line["pole"] else None
    if twin is not None and twin.bassin_id != past.bassin.pk:
        reading.reasons.append(_("Ce numéro est celui d’un pôle d’un autre bassin."))
    if launched and launched > today():
        reading.reasons.append(_("Le lancement est à venir : une reprise dit ce qui a eu lieu."))
    if launched and ended and ended < launched:
        reading.reasons.append(_("Le pôle finirait avant d’être lancé."))
    if reading.reasons:
        return reading.refusal()
    new = Pole(
        bassin=past.bassin,
        number=line["pole"],
        title=line["title"],
        theme=theme,
        status=status,
        launched_on=launched,
        ended_on=ended if status in OVER else None,
    )
    fate = reading.fate(new, twin, ("title", "theme", "status", "launched_on", "ended_on"))
    if fate.outcome == Outcome.CREATE:
        past.add_pole(new)
    return fate


def _theme(reading):
    name = reading.line["theme"]
    found = reading.past.themes.get(folded(name))
    if name and found is None:
        reading.reasons.append(
            _(
                "La thématique « %(name)s » n’est pas identifiée dans ce bassin : encodez-la"
                " d’abord dans l’administration."
            )
            % {"name": name[:60]}
        )
    return found


def read_decision(line, past, refused):
    reading = _Reading(line, past, refused)
    pole = reading.pole()
    on = reading.day("on", _("Date"))
    kind = reading.one_of("kind", KINDS, _("Objet"))
    if not line["number"]:
        reading.reasons.append(_("Le numéro de la décision manque."))
    if on and on > today():
        reading.reasons.append(_("La séance est à venir : une reprise dit ce qui a eu lieu."))
    if reading.reasons:
        return reading.refusal()
    new = DecisionRef(
        pole=pole,
        number=line["number"],
        on=on,
        kind=kind,
        label=line["label"] or line["kind"],
        outcome=line["outcome"] or _("validé"),
        reconstituted=True,
    )
    twin = past.decision(pole, line["number"])
    fate = reading.fate(new, twin, ("on", "kind"))
    if fate.outcome == Outcome.CREATE:
        past.add_decision(new)
        if pole.pk is None and kind == "poursuite":
            pole.continued_on = on
    return fate


def read_term(line, past, refused):
    reading = _Reading(line, past, refused)
    pole, number = reading.pole(), line["term"]
    decision = reading.decision(pole)
    first, last = reading.day("starts_on", _("Du")), reading.day("ends_on", _("Au"))
    if not number.isdecimal() or not 1 <= int(number) <= 9:
        reading.reasons.append(_("« %(n)s » n’est pas un numéro de terme.") % {"n": number[:20]})
    if reading.reasons:
        return reading.refusal()
    new = Term(pole=pole, number=int(number), starts_on=first, ends_on=last, decision=decision)
    terms = past.terms_of(pole)
    twin = terms.get(new.number)
    if twin is None:
        reading.reasons += _against_term(new, terms.get(new.number - 1))
    new.regularised = bool(new.number > 1 and decision.on >= first)
    fate = reading.fate(new, twin, ("starts_on", "ends_on"))
    if fate.outcome == Outcome.CREATE:
        past.add_term(new)
    return fate


def _against_term(new, before):
    if new.ends_on < new.starts_on:
        yield _("Le terme finirait avant de commencer.")
    limit = term_limit(new.starts_on)
    if new.ends_on > limit:
        words = {"day": day(limit)}
        yield _("Un terme dure trois ans au plus : celui-ci finit le %(day)s au plus tard.") % words
    if new.number > 1 and before is None:
        words = {"n": new.number - 1}
        yield _("Le terme %(n)d manque : les termes se suivent, placez-le avant.") % words
    elif before is not None and (new.starts_on - before.ends_on).days != 1:
        words = {"n": before.number, "day": day(before.ends_on)}
        yield _("Ce terme commence le lendemain du terme %(n)d, qui finit le %(day)s.") % words


def read_member(line, past, refused):
    reading = _Reading(line, past, refused)
    pole = reading.pole()
    is_guest = folded(line["category"]) in GUEST
    category = "" if is_guest else reading.one_of("category", _categories(), _("Catégorie"))
    decision = None if is_guest else reading.decision(pole)
    presence = reading.one_of("presence", _named(Presence, Presence), _("Présence"))
    active = reading.one_of("active", YES_NO, _("Actif sur le territoire"))
    competent = reading.one_of("competent", YES_NO, _("Compétent dans le thème"))
    first, last, reason = _stay(reading, pole)
    if not (line["first_name"] and line["last_name"]):
        reading.reasons.append(_("Le prénom ou le nom manque."))
    if not (is_guest or line["organisation"]):
        reading.reasons.append(_("L’organisation manque : un membre désigné en représente une."))
    if reading.reasons:
        return reading.refusal()
    new = Membership(
        pole=pole,
        category=category,
        is_guest=is_guest,
        presence=presence,
        active_on_territory=active,
        competent=competent,
        designated_by=decision,
        starts_on=first,
        ends_on=last,
        end_reason=reason,
        reconstituted=True,
    )
    try:
        past.known.settle(new, line)
    except Unclear as unclear:
        return Fate(line, Outcome.CONFLICT, (str(unclear),))
    except ValidationError as fault:
        return Fate(line, Outcome.REFUSED, tuple(fault.messages))
    return _beside_the_others(reading, new, past)


def _categories():
    """« A » or « A. Entreprises… »: the letter, or the whole label."""
    return _named(Category, Category)


def _stay(reading, pole):
    """(first day, last day, why it ended): a member of a pôle that is over left with it."""
    line = reading.line
    first, last = reading.day("starts_on", _("Du")), reading.day("ends_on")
    if pole is not None and last is None and pole.status in OVER:
        last = pole.ended_on
        default = EndReason.ENDED
    else:
        default = EndReason.ENDED if last and pole and pole.status in OVER else ""
    reason = default if last else ""
    if line["end_reason"]:
        reason = reading.one_of("end_reason", _named(EndReason, EndReason), _("Motif de la fin"))
    elif last and not reason:
        reading.reasons.append(_("« Motif de la fin » manque, puisqu’une fin est écrite."))
    if first and last and last < first:
        reading.reasons.append(_("Le membre partirait avant d’arriver : corrigez les dates."))
    return first, last, reason if last else ""


def _beside_the_others(reading, new, past):
    for other in past.members_of(new.pole):
        if other.person != new.person:
            continue
        if other.starts_on == new.starts_on:
            names = ("organisation", "category", "is_guest", "ends_on")
            return reading.fate(new, other, names)
        if _overlap(other, new):
            words = {"person": new.person, "day": day(other.starts_on)}
            told = _("%(person)s est déjà dans ce pôle à partir du %(day)s.") % words
            return Fate(reading.line, Outcome.CONFLICT, (told,))
    fate = reading.fate(new, None, ())
    if fate.outcome == Outcome.CREATE:
        past.add_member(new)
        return Fate(fate.line, fate.outcome, past.known.keep(new), new)
    return fate


def _overlap(one, other):
    return (one.ends_on is None or one.ends_on >= other.starts_on) and (
        other.ends_on is None or other.ends_on >= one.starts_on
    )


def lacking(past, poles) -> dict:
    """{key of a pôle of the file: why it falls}: one that has begun has its first term."""
    return {
        folded(pole.number): _(
            "Ce pôle a commencé : il lui faut son terme 1, à la feuille Termes, sans faute."
        )
        for pole in poles
        if pole.status != PoleStatus.LAUNCHED and 1 not in past.terms_of(pole)
    }


READERS = {
    ("pole", "poles"): read_pole,
    ("decision", "decisions"): read_decision,
    ("terme", "termes"): read_term,
    ("membre", "membres"): read_member,
}
