"""Addresses of the reference data."""

from django.urls import path

from actors.views import bassins, people, seats

app_name = "actors"
urlpatterns = [
    path("bassins/<str:code>/", bassins.BassinDetail.as_view(), name="bassin"),
    path("bassins/<str:code>/modifier/", bassins.BassinEdit.as_view(), name="bassin_edit"),
    path("bassins/<str:code>/capacite/", bassins.CapacityCreate.as_view(), name="capacity_new"),
    path(
        "bassins/<str:code>/capacite/<int:year>/",
        bassins.CapacityEdit.as_view(),
        name="capacity_edit",
    ),
    path(
        "bassins/<str:code>/regles/<int:rule_set>/",
        bassins.RuleSetEdit.as_view(),
        name="rule_set_edit",
    ),
    path("bassins/<str:code>/pleniere/", seats.Plenary.as_view(), name="plenary"),
    path(
        "bassins/<str:code>/pleniere/<int:seat>/",
        seats.MandateCreate.as_view(),
        name="mandate_new",
    ),
    path("mandats/<int:pk>/terminer/", seats.MandateEnd.as_view(), name="mandate_end"),
    path("mandats/<int:pk>/remplacer/", seats.MandateReplace.as_view(), name="mandate_replace"),
    path("personnes/nouvelle/", people.PersonCreate.as_view(), name="person_new"),
    path("organisations/nouvelle/", people.OrganisationCreate.as_view(), name="organisation_new"),
]
