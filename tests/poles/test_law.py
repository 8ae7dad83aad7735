"""Each rule P6–P19, met and unmet, on facts alone. P1–P5 and P17 are told by test_fiche."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from core.law import Force, Source, examine
from poles import law

ALL = (Source.ACCORD, Source.NOTE)


def member(category="A", organisation=1, **more):
    known = {"name": f"Membre {category}", "organisation": f"Organisation {organisation}"}
    facts = law.MemberFacts(
        category=category, organisation_id=organisation, sector="privé", is_field=True, **known
    )
    return replace(facts, **more)


A, B, C = member("A", 1), member("B", 2, sector="public"), member("C", 3, sector="public")
COMPLETE = law.CompositionFacts((A, B, C))
TERM = law.TermFacts(date(2026, 5, 1), date(2029, 4, 30), date(2026, 3, 1))
EVALUATED = law.EvaluationFacts(date(2028, 10, 1), date(2028, 11, 5))
LAUNCHED = law.LaunchFacts(True, True, True, Decimal(20), Decimal(200), Decimal(100), 2026)
LIVING = law.LifeFacts("tous les deux mois", on=date(2026, 6, 1))

MET = [
    ("P6", law.LAUNCH, LAUNCHED),
    ("P7", law.DESIGNATION, COMPLETE),
    ("P8", law.DESIGNATION, COMPLETE),
    ("P9", law.DESIGNATION, COMPLETE),
    ("P10", law.DESIGNATION, replace(TERM, ends_on=date(2029, 2, 28))),
    ("P11", law.RENEWAL, EVALUATED),
    ("P12", law.RENEWAL, TERM),
    ("P13", law.LIFE, COMPLETE),
    ("P14", law.LIFE, LIVING),
    ("P15", law.LIFE, LIVING),
    ("P16", law.LAUNCH, LAUNCHED),
    ("P18", law.LAUNCH, LAUNCHED),
    ("P19", law.DESIGNATION, COMPLETE),
]
UNMET = [
    ("P6", law.LAUNCH, replace(LAUNCHED, decided_by_instance=False), "pas encore décidé"),
    ("P7", law.DESIGNATION, law.CompositionFacts((A, B)), "catégorie C"),
    ("P7", law.LIFE, law.CompositionFacts(), "catégorie A"),
    (
        "P7",
        law.DESIGNATION,
        law.CompositionFacts((A, B, replace(C, organisation_id=1, organisation="Organisation 1"))),
        "Organisation 1 : une organisation ne compte que pour une seule catégorie",
    ),
    (
        "P8",
        law.DESIGNATION,
        law.CompositionFacts((A, B, replace(C, competent=False))),
        "Compétence dans le thème non établie, en catégorie C : Membre C",
    ),
    (
        "P8",
        law.DESIGNATION,
        law.CompositionFacts((replace(A, active_on_territory=False), B, C)),
        "Activité sur le territoire du bassin non établie : Membre A",
    ),
    (
        "P9",
        law.DESIGNATION,
        law.CompositionFacts((replace(A, by_instance=False), B, C)),
        "Membre A",
    ),
    ("P10", law.DESIGNATION, replace(TERM, ends_on=date(2029, 5, 1)), "30 avril 2029"),
    ("P10", law.DESIGNATION, replace(TERM, ends_on=date(2026, 4, 30)), "précède"),
    ("P10", law.RENEWAL, replace(TERM, ends_on=None), "à indiquer"),
    ("P11", law.RENEWAL, law.EvaluationFacts(), "Aucune évaluation"),
    ("P11", law.RENEWAL, law.EvaluationFacts(date(2028, 10, 1)), "pas encore examinée"),
    ("P12", law.RENEWAL, replace(TERM, renewals_before=1), "déjà été renouvelé"),
    (
        "P13",
        law.LIFE,
        law.CompositionFacts((replace(A, is_field=False),)),
        "Aucun travailleur de terrain, aucun acteur public",
    ),
    ("P14", law.LIFE, replace(LIVING, agreed_rhythm=""), "n’est pas fixé"),
    (
        "P14",
        law.LIFE,
        replace(LIVING, rhythm_days=60, last_meeting_on=date(2026, 1, 1)),
        "Pas de réunion depuis 151 jours",
    ),
    ("P15", law.LIFE, replace(LIVING, not_communicated=("l’inventaire",)), "l’inventaire"),
    ("P16", law.LAUNCH, replace(LAUNCHED, days_asked=None), "combien de jours"),
    ("P16", law.LAUNCH, replace(LAUNCHED, days_available=None), "ne sont pas encodés"),
    ("P16", law.LAUNCH, replace(LAUNCHED, days_asked=Decimal("100.5")), "100 encore libres"),
    ("P16", law.LAUNCH, replace(LAUNCHED, days_committed=Decimal(260)), "plus aucun de libre"),
    ("P18", law.LAUNCH, replace(LAUNCHED, opens_call=False), "L’appel à participation"),
    ("P18", law.LAUNCH, replace(LAUNCHED, is_priority=False), "La priorité"),
    (
        "P19",
        law.DESIGNATION,
        law.CompositionFacts((A, B, replace(C, is_higher_education=True))),
        "L’enseignement supérieur peut être invité",
    ),
]
RULES = {rule.code: rule for rule in law.RULES}


def verdict(code, moment, facts):
    (found,) = examine((RULES[code],), facts, moment=moment, sources=ALL)
    return found


@pytest.mark.parametrize(("code", "moment", "facts"), MET, ids=[row[0] for row in MET])
def test_rule_is_met(code, moment, facts):
    found = verdict(code, moment, facts)

    assert found.met, found.reason
    assert not found.blocks


@pytest.mark.parametrize(
    ("code", "moment", "facts", "why"), UNMET, ids=[f"{r[0]}-{i}" for i, r in enumerate(UNMET)]
)
def test_rule_is_unmet_and_says_why(code, moment, facts, why):
    found = verdict(code, moment, facts)

    assert not found.met
    assert why in found.reason


def test_every_rule_from_p6_to_p19_is_met_and_unmet_here():
    codes = {f"P{n}" for n in range(6, 20)} - {"P17"}

    assert {row[0] for row in MET} == codes
    assert {row[0] for row in UNMET} == codes


FORCES = [
    ("P6", law.LAUNCH, Force.BINDING),
    ("P7", law.DESIGNATION, Force.BINDING),
    ("P7", law.RENEWAL, Force.BINDING),
    ("P7", law.CHANGE, Force.WARNING),
    ("P7", law.LIFE, Force.WARNING),
    ("P8", law.DESIGNATION, Force.BINDING),
    ("P9", law.CHANGE, Force.BINDING),
    ("P10", law.RENEWAL, Force.BINDING),
    ("P11", law.RENEWAL, Force.BINDING),
    ("P12", law.RENEWAL, Force.NOTE),
    ("P13", law.LIFE, Force.WARNING),
    ("P14", law.LIFE, Force.WARNING),
    ("P15", law.LIFE, Force.WARNING),
    ("P16", law.LAUNCH, Force.WARNING),
    ("P18", law.LAUNCH, Force.NOTE),
    ("P19", law.DESIGNATION, Force.NOTE),
]


@pytest.mark.parametrize(("code", "moment", "force"), FORCES)
def test_the_force_of_a_rule_is_that_of_its_source(code, moment, force):
    assert RULES[code].force_at(moment) is force


def test_a_binding_rule_of_the_accord_blocks_and_a_rule_of_the_note_may_be_derogated():
    p7 = verdict("P7", law.DESIGNATION, law.CompositionFacts((A,)))
    p12 = verdict("P12", law.RENEWAL, replace(TERM, renewals_before=1))

    assert p7.blocks
    assert p12.blocks
    assert not replace(p12, derogated=True).blocks


def test_p7_says_all_that_is_missing_at_once():
    twice = (A, replace(B, organisation_id=1, organisation="Organisation 1"))

    found = verdict("P7", law.DESIGNATION, law.CompositionFacts(twice))

    assert "Organisation 1" in found.reason
    assert "catégorie C" in found.reason


def test_p7_does_not_count_guests_nor_other_designated_members():
    others = (replace(C, is_guest=True, category=""), member("autre", 4))

    assert not verdict("P7", law.LIFE, law.CompositionFacts((A, B, *others))).met


def test_p8_of_categories_a_and_b_only_warns_unless_the_bassin_reads_it_otherwise():
    facts = law.CompositionFacts((replace(A, competent=False), B, C))
    strict = replace(facts, competence_of_all=True)
    rules = (law.P8, law.COMPETENCE_OF_OTHERS)

    ours = examine(rules, facts, moment=law.DESIGNATION, sources=ALL)
    theirs = examine(rules, strict, moment=law.DESIGNATION, sources=ALL)

    assert [(v.met, v.blocks, v.warns) for v in ours] == [
        (True, False, False),
        (False, False, True),
    ]
    assert [(v.met, v.blocks) for v in theirs] == [(False, True), (True, False)]


def test_p8_is_asked_of_those_who_join_not_of_those_who_already_sit():
    sitting = replace(A, active_on_territory=False)
    facts = law.CompositionFacts((sitting, B, C), joining=(C,))

    assert verdict("P8", law.CHANGE, facts).met


def test_p10_warns_when_the_term_ends_more_than_three_years_after_the_launch():
    (found,) = examine((law.SINCE_LAUNCH_LIMIT,), TERM, moment=law.DESIGNATION, sources=ALL)

    assert (found.met, found.blocks, found.warns) == (False, False, True)
    assert "28 février 2029" in found.reason


def test_a_bassin_without_the_note_is_not_asked_its_rules():
    (found,) = examine(
        (law.P12,),
        replace(TERM, renewals_before=1),
        moment=law.RENEWAL,
        sources=(Source.ACCORD,),
    )

    assert not found.in_force
    assert not found.blocks
