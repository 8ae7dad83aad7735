"""How a rule answers: what binds, what may be derogated from, what only warns."""

import pytest

from core.law import Force, Moment, Panel, Rule, Source, examine, met, unmet, with_links
from core.verdicts import EXAMINERS, examiner, verdicts_for

BEFORE = Moment("essai.avant", "Préparer")
DECISION = Moment("essai.decision", "Décider", by_plenary=True)
ALL = (Source.ACCORD, Source.NOTE)


def rule(
    source=Source.ACCORD, force=Force.BINDING, holds=lambda facts: unmet("Il manque."), **more
):
    fields = {
        "code": "P1",
        "place": "art. 18 § 1",
        "moments": (BEFORE, DECISION),
        "statement": "Ceci est demandé.",
        "remedy": "Faites-le.",
    }
    return Rule(source=source, force=force, holds=holds, **{**fields, **more})


def verdict(moment=BEFORE, sources=ALL, **fields):
    [found] = examine([rule(**fields)], None, moment=moment, sources=sources)
    return found


@pytest.mark.parametrize(
    ("source", "force", "moment", "blocks", "warns", "asks", "label"),
    [
        (Source.ACCORD, Force.BINDING, BEFORE, True, False, False, "Bloque"),
        (Source.ACCORD, Force.BINDING, DECISION, True, False, False, "Bloque"),
        (Source.NOTE, Force.NOTE, BEFORE, False, True, True, "Dérogation à demander"),
        (Source.NOTE, Force.NOTE, DECISION, True, False, True, "Bloque, dérogation possible"),
        (Source.ACCORD, Force.WARNING, DECISION, False, True, False, "Avertit"),
        (Source.PRACTICE, Force.WARNING, BEFORE, False, True, False, "Avertit"),
    ],
)
def test_an_unmet_rule_has_the_weight_of_its_force(
    source, force, moment, blocks, warns, asks, label
):
    found = verdict(moment, source=source, force=force)

    assert (found.blocks, found.warns, found.asks_derogation) == (blocks, warns, asks)
    assert found.label == label
    assert found.tone == ("ko" if blocks else "warn")


@pytest.mark.parametrize("force", [Force.BINDING, Force.NOTE, Force.WARNING])
def test_a_met_rule_stops_nothing(force):
    found = verdict(DECISION, force=force, holds=lambda facts: met("C’est là."))

    assert (found.blocks, found.warns, found.asks_derogation) == (False, False, False)
    assert (found.label, found.tone, found.reason) == ("Remplie", "ok", "C’est là.")


def test_a_derogation_lifts_the_block_of_the_note():
    found = verdict(DECISION, source=Source.NOTE, force=Force.NOTE)
    derogated = type(found)(found.rule, found.moment, met=False, derogated=True)

    assert not derogated.blocks
    assert derogated.label == "Dérogation accordée"


def test_a_source_that_is_not_in_force_is_told_and_asks_nothing():
    found = verdict(DECISION, sources=[Source.ACCORD], source=Source.NOTE, force=Force.NOTE)

    assert (found.in_force, found.blocks, found.label) == (False, False, "Ne s’applique pas")
    assert found.force_label == "pas en vigueur dans ce bassin à cette date"


def test_practice_is_always_in_force():
    assert verdict(sources=[], source=Source.PRACTICE, force=Force.WARNING).warns


def test_the_force_may_differ_by_moment():
    forces = {BEFORE: Force.WARNING, DECISION: Force.BINDING}

    assert not verdict(BEFORE, force=forces).blocks
    assert verdict(DECISION, force=forces).blocks


def test_a_moment_without_its_force_raises():
    with pytest.raises(KeyError):
        verdict(DECISION, force={BEFORE: Force.WARNING}).force  # noqa: B018


def test_a_rule_of_another_moment_and_an_announced_one_are_not_asked():
    elsewhere = rule(moments=(DECISION,))
    announced = rule(holds=None)

    assert examine([elsewhere, announced], None, moment=BEFORE, sources=ALL) == []
    assert not announced.is_active


def test_a_rule_that_forgot_a_case_fails_loudly():
    with pytest.raises(KeyError):
        verdict(holds=lambda facts: {"connu": met()}["oublié"])


def test_each_rule_cites_one_source_and_its_place():
    assert rule().citation == "Accord, art. 18 § 1"
    assert rule(source=Source.NOTE, place="point 3").citation == "Note, point 3"
    assert rule(source=Source.PRACTICE, place="").citation == "Usage"


def test_a_frozen_verdict_can_be_read_without_the_software():
    assert verdict().frozen() == {
        "code": "P1",
        "source": "Accord, art. 18 § 1",
        "force": "B",
        "statement": "Ceci est demandé.",
        "met": False,
        "in_force": True,
        "derogated": False,
        "reconstituted": False,
        "reason": "Il manque.",
    }


def test_an_unmet_rule_leads_to_where_it_is_mended():
    found = verdict(holds=lambda facts: unmet("Il manque.", fix="theme", fix_label="Choisir"))

    [linked] = with_links([found], {"theme": "/poles/1/modifier/"})

    assert (linked.remedy_url, linked.remedy_label) == ("/poles/1/modifier/", "Choisir")


def test_a_link_that_nobody_gave_raises():
    found = verdict(holds=lambda facts: unmet("Il manque.", fix="inconnu"))

    with pytest.raises(KeyError):
        with_links([found], {})


def test_a_panel_puts_what_blocks_first():
    verdicts = [
        verdict(source=Source.PRACTICE, force=Force.WARNING, code="P17"),
        verdict(holds=lambda facts: met(), code="P2"),
        verdict(code="P1"),
    ]
    panel = Panel("Pourquoi pas ?", verdicts, act="La soumission")

    assert [v.rule.code for v in panel.unmet] == ["P1", "P17"]
    assert (panel.blocking, panel.warnings, panel.met) == (1, 1, 1)
    assert not panel.possible
    assert panel.intro == (
        "La soumission n’est pas encore possible. Voici ce qui manque, et où y remédier."
    )


@pytest.mark.parametrize(
    ("verdicts", "intro"),
    [
        ([], "Cet acte est possible : toutes les règles sont remplies."),
        (
            [verdict(source=Source.PRACTICE, force=Force.WARNING)],
            "Cet acte est possible. Ces points restent à regarder.",
        ),
    ],
)
def test_a_panel_that_stops_nothing_says_so(verdicts, intro):
    panel = Panel("Pourquoi pas ?", verdicts)

    assert panel.possible
    assert panel.intro == intro


def test_every_registered_app_answers_in_the_order_of_the_codes():
    moment = Moment("essai.registre", "Essayer")

    @examiner(moment)
    def high(subject, *, known, **more):
        return [verdict(code="P10"), verdict(code="J1")]

    @examiner(moment)
    def low(subject, *, known, **more):
        return [verdict(code="P2")]

    codes = [v.rule.code for v in verdicts_for(moment, None, on=None)]
    del EXAMINERS[moment]

    assert codes == ["J1", "P2", "P10"]
