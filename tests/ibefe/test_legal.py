"""Cadre légal: every rule for everybody; how many pôles meet each, for who may compare them."""

import re

import pytest
from django.urls import reverse

from core.registers import rules
from tests.poles.factories import PoleFactory

pytestmark = pytest.mark.django_db

URL = reverse("legal")


def words_of(client):
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(URL).content.decode()).split())


def test_everybody_reads_each_rule_once_with_its_source_its_force_and_its_acts(
    bruxelles, client_as
):
    page = client_as(None).get(URL).content.decode()

    assert sorted(re.findall(r'<div id="([PJE]\d+)"', page)) == sorted(
        {registered.rule.code for registered in rules()}
    )
    assert "Renouveler le pôle</strong> : oblige (point de la plénière, puis son sceau)" in page


def test_the_sources_in_force_say_what_adopted_them_or_that_it_is_to_encode(bruxelles, client_as):
    assert "adoption à encoder" in words_of(client_as(None))


def test_who_compares_the_poles_reads_how_many_meet_a_rule_and_is_led_to_them(
    bruxelles, service, outsider, client_as
):
    PoleFactory(bassin=bruxelles, active=True, groups="AB")
    PoleFactory(bassin=bruxelles, active=True)
    PoleFactory(bassin=bruxelles)
    screen = f"{reverse('poles:conformity')}?regle=P7&amp;verdict="

    page = client_as(service).get(URL).content.decode()

    assert f'{screen}avertit">1<' in page
    assert f'{screen}remplie">1<' in page
    assert "1 pas concerné" in words_of(client_as(service))
    assert screen not in client_as(outsider).get(URL).content.decode()
