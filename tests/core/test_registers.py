"""docs/regles.md and docs/etats.md say what the code says: every rule, every state."""

import re

import pytest

from core.law import Force, Moment, Rule, Source, met
from core.registers import is_asked, naming_test, rules, rules_page, states_page, transitions
from core.verdicts import EXAMINERS, examiner

CODES = [
    *(f"P{n}" for n in range(1, 20)),
    *(f"J{n}" for n in range(1, 14)),
    *(f"E{n}" for n in range(1, 4)),
]


def lines(page):
    return [line for line in page.splitlines() if re.match(r"\| [PJE]\d", line)]


def test_every_rule_of_the_domain_is_listed_in_the_order_of_its_code():
    codes = [line.split(" | ")[0].strip("| ") for line in lines(rules_page())]

    assert list(dict.fromkeys(codes)) == CODES
    assert codes == sorted(codes, key=CODES.index)


def test_each_line_has_its_source_its_force_its_remedy_and_its_state():
    for line in lines(rules_page()):
        code, statement, source, force, remedy, state, _test = line.strip("| ").split(" | ")
        assert source.startswith(("Accord, art. 18 § ", "Note, point ", "Usage")), code
        assert re.match(r"\*\*[BNWR]\*\* ", force), code
        assert statement.endswith("."), code
        assert remedy.endswith("."), code
        assert state in ("actif", "à venir"), code


def test_accord_and_note_are_never_mixed():
    """The accord binds or warns or ranks; only the note may be derogated from; practice warns."""
    allowed = {
        Source.ACCORD: {Force.BINDING, Force.WARNING, Force.RANK},
        Source.NOTE: {Force.NOTE, Force.WARNING},
        Source.PRACTICE: {Force.WARNING},
    }
    mixed = [
        (r.rule.code, moment.name)
        for r in rules()
        for moment in r.rule.moments
        if r.rule.force_at(moment) not in allowed[r.rule.source]
    ]

    assert mixed == []


def test_a_rule_is_active_when_one_of_its_moments_is_answered():
    moment = Moment("essai.registres", "Essayer")
    fields = ("P1", Source.ACCORD, "art. 18 § 1", Force.BINDING, (moment,), "Ceci.", "Cela.")
    written, announced = Rule(*fields, lambda facts: met()), Rule(*fields)

    assert not is_asked(written)
    examiner(moment)(lambda subject, **more: [])
    try:
        assert is_asked(written)
        assert not is_asked(announced)
    finally:
        del EXAMINERS[moment]


def test_a_rule_names_its_test():
    assert naming_test("P10", "core").startswith("`tests/core/test_deadlines.py` : `test_p10_")
    assert naming_test(f"Z{99}", "core") == "–"


@pytest.mark.parametrize("title", ["Pôle de synergie", "Demande de pôle", "Courrier"])
def test_each_life_is_drawn(title):
    assert f"\n## {title}\n\n```mermaid\nstateDiagram-v2\n" in states_page()


def test_each_transition_is_an_arrow():
    page = states_page()
    for _choices, steps in transitions():
        for begin, ends in steps.items():
            for end in ends:
                assert f"    {begin.value} --> {end.value}\n" in page


def test_a_life_begins_and_ends():
    drawing = states_page().partition("## Pôle de synergie")[2].partition("\n## ")[0]

    assert '    state "En préparation" as draft\n' in drawing
    assert "    [*] --> draft\n" in drawing
    assert "    closed --> [*]\n" in drawing
    assert "    draft --> [*]\n" not in drawing
