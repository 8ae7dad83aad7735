"""What an état de conformité says of a pôle on a day, as plain data: hashed, kept, printed."""

from django.utils.translation import gettext as _

from actors.models import RuleSet
from actors.querysets import dated
from core.french import day
from core.law import FORCE_LABELS, Verdict
from core.registers import rules
from core.verdicts import Known, verdicts_for
from poles import law
from poles.models import Pole
from poles.reports.conformity import moments_at
from poles.reports.members import composition_of
from poles.reports.standing import status_of

FORMAT = 1
# Which decisions of the plenary bear on a rule (`DecisionRef.kind`).
BEARING = {
    "P6": ("lancement",),
    "P16": ("lancement",),
    "P18": ("lancement",),
    "P10": ("designation", "renouvellement"),
    "P11": ("evaluation",),
    "P12": ("renouvellement",),
    "P14": ("modalites",),
    "P15": ("communication",),
    "E1": ("poursuite",),
}
OF_MEMBERS = ("P7", "P8", "P9", "P13", "P19")


def as_on(pole, *, on) -> Pole:
    """The pôle with where it stood on the day, for `frozen_statement`."""
    return (
        Pole.objects.with_term(on=on)
        .standing(on=on)
        .with_decided_term(on=on)
        .with_what_is_told_above(on=on)
        .select_related("bassin", "theme", "lead")
        .get(pk=pole.pk)
    )


def frozen_statement(pole, *, on, number, at, by) -> dict:
    """The facts, the rules in force and every verdict on the day. `pole`: as `as_on` gives it."""
    known = Known([pole], on=on)
    composition = composition_of(pole, on=on)
    decisions = list(pole.decisions.filter(on__lte=on).order_by("on", "pk"))
    terms = list(
        pole.terms.filter(decision__on__lte=on).select_related("decision").order_by("number")
    )
    evidence = _Evidence(pole, composition, decisions, terms)
    chapters = [
        {
            "moment": moment.label,
            "verdicts": [
                _frozen(verdict, evidence)
                for verdict in verdicts_for(moment, pole, on=on, known=known)
            ],
        }
        for moment in _stated(pole, on=on)
    ]
    asked = {v["code"] for chapter in chapters for v in chapter["verdicts"]}
    return {
        "format": FORMAT,
        "number": number,
        "on": on,
        "issued_at": at,
        "issued_by": str(by),
        "instance": pole.bassin.instance_name,
        "letterhead": pole.bassin.letterhead,
        "pole": {
            "number": pole.number,
            "title": pole.title,
            "theme": str(pole.theme or ""),
            "state": status_of(pole).label,
            "tone": status_of(pole).tone,
            "launched_on": _day_by(pole.launched_on, on),
            "continued_on": _day_by(pole.continued_on, on),
            "ended_on": _day_by(pole.ended_on, on),
        },
        "terms": [
            {
                "number": term.number,
                "starts_on": term.starts_on,
                "ends_on": term.ends_on,
                "decision": term.decision.number,
                "decided_on": term.decision.on,
            }
            for term in terms
        ],
        "rules": _in_force(pole.bassin, on=on),
        "composition": _composition(composition),
        "decisions": [
            {
                "number": d.number,
                "on": d.on,
                "label": d.label,
                "outcome": d.outcome,
                "effective": d.is_effective,
            }
            for d in decisions
        ],
        "chapters": chapters,
        "not_asked": [
            {
                "code": r.rule.code,
                "statement": r.rule.statement,
                "source": r.rule.citation,
                "moments": [m.label for m in r.rule.moments],
            }
            for r in rules()
            if r.rule.code[0] in "PE" and r.rule.code not in asked
        ],
    }


def _stated(pole, *, on):
    """The fiche, then what is asked of the pôle that day; of a closed file, what closed it."""
    moments = moments_at(pole, on=on) or (law.CLOSING,)
    return dict.fromkeys((law.SUBMISSION, *moments))


def _day_by(value, on):
    """A date that had come on the day; what came later is not of that day."""
    return value if value and value <= on else None


def _frozen(verdict: Verdict, evidence) -> dict:
    force = FORCE_LABELS[verdict.force]
    return {
        **verdict.frozen(),
        "state": _state(verdict),
        "tone": verdict.tone,
        "force_label": force,
        "quote": verdict.rule.quote,
        "evidence": evidence.of(verdict.rule.code),
    }


def _state(verdict):
    if not verdict.in_force:
        return _("Pas en vigueur à cette date")
    if verdict.met:
        return _("Remplie")
    return _("Non remplie, dérogation accordée") if verdict.derogated else _("Non remplie")


def _in_force(bassin, *, on) -> list[dict]:
    rows = RuleSet.objects.filter(dated(on), bassin=bassin).order_by("source", "starts_on")
    return [
        {
            "source": row.get_source_display(),
            "starts_on": row.starts_on,
            "adopted_by": row.adopted_by,
            "is_note": row.source == "note",
        }
        for row in rows
    ]


def _composition(composition) -> dict:
    return {
        "count": composition.count,
        "groups": [
            {
                "letter": group.letter,
                "label": group.label,
                "missing": group.missing,
                "vacant_since": group.vacant_since,
                "members": [_member(m) for m in group.members],
            }
            for group in composition.groups
        ],
        "others": [_member(m) for m in composition.others],
        "guests": [_member(m) for m in composition.guests],
    }


def _member(membership) -> dict:
    return {
        "person": str(membership.person),
        "organisation": str(membership.organisation or ""),
        "presence": membership.get_presence_display(),
        "starts_on": membership.starts_on,
        "ends_on": membership.ends_on,
        "decision": membership.designated_by.number if membership.designated_by else "",
        "stands_in_for": str(membership.stands_in_for or ""),
    }


class _Evidence:
    """The facts that bear on each rule, with the numbers of the decisions that hold them."""

    def __init__(self, pole, composition, decisions, terms):
        self.pole, self.composition = pole, composition
        self.decisions, self.terms = decisions, terms

    def of(self, code) -> list[str]:
        if code == "P1" and self.pole.theme:
            return [_("Thématique : %(theme)s.") % {"theme": self.pole.theme}]
        if code in OF_MEMBERS:
            return self._of_members()
        found = [self._term(t) for t in self.terms] if code in ("P10", "P12") else []
        return found + [
            _("Décision %(number)s du %(day)s, %(label)s.")
            % {"number": d.number, "day": day(d.on), "label": d.label}
            for d in self.decisions
            if d.kind in BEARING.get(code, ()) and d.is_effective
        ]

    def _of_members(self):
        found = []
        for group in self.composition.groups:
            numbers = sorted({m.designated_by.number for m in group.members if m.designated_by})
            if numbers:
                found.append(
                    _("Catégorie %(letter)s : %(names)s (décision %(numbers)s).")
                    % {
                        "letter": group.letter,
                        "names": ", ".join(str(m.organisation or m.person) for m in group.members),
                        "numbers": ", ".join(numbers),
                    }
                )
            else:
                found.append(_("Catégorie %s : personne.") % group.letter)
        return found

    def _term(self, term):
        return _("Terme %(n)d, du %(from)s au %(to)s, décision %(number)s.") % {
            "n": term.number,
            "from": day(term.starts_on),
            "to": day(term.ends_on),
            "number": term.decision.number,
        }
