"""Two people never overwrite each other silently (R-21); what changed is told in words."""

from copy import copy
from datetime import date

import pytest

from actors.models import Organisation, RuleSet
from core.models import JournalEntry
from core.versions import Conflict, base_of, changes, disagreements, in_words, save_over
from tests.actors.factories import BassinFactory, OrganisationFactory, RuleSetFactory, UserFactory
from tests.threads import at_once

pytestmark = pytest.mark.django_db

FIELDS = ("name_fr", "category", "bassin", "is_higher_education")


@pytest.fixture
def organisation():
    return OrganisationFactory(name_fr="École du Midi", short="EDM")


def read_again(row):
    return type(row).objects.get(pk=row.pk)


def test_a_save_is_the_next_version_with_its_author_and_reason(organisation):
    by = UserFactory()
    organisation.short = "ÉdM"

    save_over(organisation, base_version=1, by=by, reason="accent oublié")

    assert read_again(organisation).version == 2
    last = organisation.history.latest()
    assert (last.history_user, last.history_change_reason) == (by, "accent oublié")
    assert JournalEntry.objects.count() == 0


def test_a_save_that_is_an_act_leaves_one_line_of_proof(organisation):
    save_over(organisation, base_version=1, by=UserFactory(), act="essai.modifier")

    entry = JournalEntry.objects.get()
    assert (entry.act, entry.data) == ("essai.modifier", '{"version":2}')


def test_a_long_reason_is_kept_whole(organisation):
    save_over(organisation, base_version=1, by=UserFactory(), reason="x" * 2000)

    assert organisation.history.latest().history_change_reason == "x" * 2000


def test_r21_an_overtaken_save_writes_nothing_and_gives_the_row_as_it_stands(organisation):
    mine, theirs = read_again(organisation), read_again(organisation)
    theirs.short = "le leur"
    save_over(theirs, base_version=1, by=UserFactory(), act="essai.modifier")
    mine.short = "le mien"

    with pytest.raises(Conflict) as conflict:
        save_over(mine, base_version=1, by=UserFactory(), act="essai.modifier")

    assert conflict.value.theirs.short == "le leur"
    assert (read_again(organisation).short, read_again(organisation).version) == ("le leur", 2)
    assert organisation.history.count() == 2
    assert JournalEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_r21_of_five_editors_at_once_one_saves_and_four_see_the_conflict():
    organisation, by = OrganisationFactory(), UserFactory()

    def edit():
        mine = read_again(organisation)
        mine.short = "le mien"
        try:
            save_over(mine, base_version=1, by=by)
        except Conflict:
            return "conflit"
        return "enregistré"

    assert sorted(at_once(5, edit)) == ["conflit"] * 4 + ["enregistré"]
    assert read_again(organisation).version == 2


def test_the_text_one_began_from_is_found_in_the_history(organisation):
    organisation.short = "deux"
    save_over(organisation, base_version=1, by=UserFactory())
    organisation.short = "trois"
    save_over(organisation, base_version=2, by=UserFactory())

    assert [base_of(organisation, n).short for n in (1, 2, 3)] == ["EDM", "deux", "trois"]
    assert base_of(organisation, 9) is None


def test_a_disagreement_shows_mine_theirs_and_what_both_began_from(organisation):
    base, mine, theirs = (copy(organisation) for _n in range(3))
    mine.name_fr, theirs.name_fr = "Le mien", "Le leur"
    theirs.category = "C"

    found = disagreements(mine, theirs, base, FIELDS)

    assert [(d.label, d.mine, d.theirs, d.base, d.both_changed) for d in found] == [
        ("Nom", "Le mien", "Le leur", "École du Midi", True),
        (
            "Catégorie légale par défaut",
            "A. Entreprises, intercommunales, partenaires sociaux",
            "C. Enseignement qualifiant",
            "A. Entreprises, intercommunales, partenaires sociaux",
            False,
        ),
    ]


def test_a_disagreement_whose_beginning_is_lost_says_so(organisation):
    mine, theirs = copy(organisation), copy(organisation)
    mine.short = "le mien"

    [found] = disagreements(mine, theirs, None, ["short"])

    assert (found.base, found.both_changed) == ("inconnu", True)


def test_changes_are_told_in_words_in_the_order_asked(organisation):
    after = copy(organisation)
    after.bassin, after.is_higher_education, after.category = BassinFactory(), True, ""

    found = changes(organisation, after, FIELDS)

    assert [(c.label, c.before, c.after) for c in found] == [
        (
            "Catégorie légale par défaut",
            "A. Entreprises, intercommunales, partenaires sociaux",
            "vide",
        ),
        ("Bassin", "vide", "Bruxelles"),
        ("Enseignement supérieur", "non", "oui"),
    ]


def test_fields_are_read_as_a_person_reads_them():
    rule_set = RuleSetFactory(starts_on=date(2026, 5, 1), source="note")

    assert in_words(rule_set, "starts_on") == "1er mai 2026"
    assert in_words(rule_set, "ends_on") == "vide"
    assert in_words(rule_set, "source") == "Note de l’IBEFE Bruxelles"
    assert in_words(rule_set, "bassin") == "Bruxelles"
    assert in_words(Organisation(is_fictive=False), "is_fictive") == "non"
    assert RuleSet.objects.filter(pk=rule_set.pk).exists()
