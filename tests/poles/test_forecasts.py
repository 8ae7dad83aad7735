"""What the settings, the law in force and a file would do to the pôles, read before it is saved."""

from datetime import timedelta

import pytest
from django.urls import reverse

from actors.choices import RuleSource
from actors.imports import ORGANISATIONS
from actors.models import Bassin, Organisation, RuleSet
from core import imports
from core.clock import today
from core.imports import Choice
from core.verdicts import verdicts_for
from poles.law import CHANGE, LIFE
from tests.actors.factories import RuleSetFactory, csv_of
from tests.html import own_form
from tests.poles.factories import MemberProposalFactory, PoleFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
UNREAD = "Rien n’est encore enregistré."


def sent(client, url, **changes):
    """The form of the page as a browser sends it back, with these changes."""
    return client.post(url, own_form(client.get(url), url).filled(**changes))


def confirmed(client, url, answer):
    return client.post(url, own_form(answer, url).filled())


def said(answer):
    return answer.content.decode().replace("\xa0", " ").replace("\u202f", " ")


def tone_of(pole, code):
    """What the rule says of whom is proposed."""
    return next(v.tone for v in verdicts_for(CHANGE, pole, on=today()) if v.rule.code == code)


def life(pole, code, *, on):
    return next(v for v in verdicts_for(LIFE, pole, on=on) if v.rule.code == code)


@pytest.fixture
def pole(bruxelles):
    """Whoever is proposed to it in category A does not say to be competent in the theme."""
    pole = PoleFactory(bassin=bruxelles, active=True)
    MemberProposalFactory(pole=pole, category="A", competent=False)
    return pole


def test_asking_the_competence_of_all_tells_each_pole_that_it_changes(
    client_as, coordinator, bruxelles, pole
):
    other = PoleFactory(bassin=bruxelles, active=True)
    client, url = client_as(coordinator), reverse("actors:bassin_edit", args=["BXL"])

    unread = sent(client, url, asks_competence_of_all="on")

    told = said(unread)
    assert UNREAD in told
    assert str(pole) in told
    assert str(other) not in told
    assert not Bassin.objects.get(code="BXL").asks_competence_of_all
    assert tone_of(pole, "P8") == "ok"

    confirmed(client, url, unread)

    assert Bassin.objects.get(code="BXL").asks_competence_of_all
    pole.bassin.refresh_from_db()
    assert tone_of(pole, "P8") == "ko"
    assert bruxelles.history.count() == 2


def test_what_changes_no_rule_is_saved_at_once(client_as, coordinator, bruxelles, pole):
    url = reverse("actors:bassin_edit", args=["BXL"])

    assert sent(client_as(coordinator), url, letterhead="IBEFE").status_code == 302


def test_the_law_that_ends_is_told_from_the_day_it_ends(client_as, coordinator, bruxelles, pole):
    rules = RuleSet.objects.filter(bassin=bruxelles, source=RuleSource.NOTE).first()
    rules = rules or RuleSetFactory(bassin=bruxelles, source=RuleSource.NOTE)
    pole.memberships.update(presence="institutionnel")
    ends_on = today() + 30 * DAY
    client = client_as(coordinator)
    url = reverse("actors:rule_set_edit", args=["BXL", rules.pk])
    assert life(pole, "P13", on=ends_on + DAY).in_force

    read = sent(client, url, ends_on=ends_on.isoformat(), voir="1")

    told = said(read)
    assert "Ne s’appliquerait plus" in told
    assert rules == RuleSet.objects.get(pk=rules.pk)
    assert RuleSet.objects.get(pk=rules.pk).ends_on is None

    sent(client, url, ends_on=ends_on.isoformat())

    assert RuleSet.objects.get(pk=rules.pk).ends_on == ends_on
    assert life(pole, "P13", on=ends_on).in_force
    assert not life(pole, "P13", on=ends_on + DAY).in_force


def test_an_import_and_its_undoing_tell_the_rules_that_they_change(client_as, service, pole):
    organisation = pole.memberships.get(category="A").organisation
    lines = f"Nom;Statut\n{organisation.name_fr};public\n"
    batch = imports.receive(ORGANISATIONS, "BXL", csv_of(lines), by=service)
    imports.settle_all(batch, Choice.REPLACE, by=service)
    client, url = client_as(service), reverse("import_confirm", args=[batch.pk])

    page = said(client.get(url)).lower()
    assert "aucun acteur privé" in page
    assert str(pole).lower() in page
    blind = {n: v for n, v in own_form(client.get(url), url).filled().items() if n != "vu"}
    assert UNREAD in said(client.post(url, blind))
    assert Organisation.objects.get(pk=organisation.pk).sector == "privé"

    assert sent(client, url).status_code == 302
    assert Organisation.objects.get(pk=organisation.pk).sector == "public"

    back = reverse("import_undo", args=[batch.pk])
    page = said(client.get(back))
    assert "Serait remplie" in page
    sent(client, back, reason="Mauvais fichier.")
    assert Organisation.objects.get(pk=organisation.pk).sector == "privé"
