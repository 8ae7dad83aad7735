"""Addresses of the rows of a list."""

from django.urls import reverse

from core.links import addresses


def test_each_row_leads_where_its_own_address_would():
    assert addresses("plenary:stance", [7, 1203]) == {
        7: reverse("plenary:stance", args=[7]),
        1203: reverse("plenary:stance", args=[1203]),
    }


def test_what_the_route_asks_first_stays_before_the_key():
    found = addresses("plenary:invitation_stance", [7], "0:jeton")

    assert found == {7: reverse("plenary:invitation_stance", args=["0:jeton", 7])}
