"""Addresses of the reference data."""

from django.urls import path

from actors.views import bassins, directory, imports, merging, people, regulations, seats

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
    path("bassins/<str:code>/reglement/", regulations.Regulations.as_view(), name="regulations"),
    path(
        "bassins/<str:code>/reglement/nouveau/",
        regulations.RegulationCreate.as_view(),
        name="regulation_new",
    ),
    path(
        "bassins/<str:code>/reglement/<int:regulation>/",
        regulations.RegulationDetail.as_view(),
        name="regulation",
    ),
    path(
        "bassins/<str:code>/reglement/<int:regulation>/modifier/",
        regulations.RegulationEdit.as_view(),
        name="regulation_edit",
    ),
    path(
        "bassins/<str:code>/reglement/<int:regulation>/texte/",
        regulations.RegulationText.as_view(),
        name="regulation_text",
    ),
    path("bassins/<str:code>/pleniere/", seats.Plenary.as_view(), name="plenary"),
    path(
        "bassins/<str:code>/pleniere/importer/",
        imports.MandatesImport.as_view(),
        name="mandates_import",
    ),
    path(
        "bassins/<str:code>/pleniere/importer/modele/",
        imports.MandatesTemplate.as_view(),
        name="mandates_template",
    ),
    path(
        "bassins/<str:code>/organisations/importer/",
        imports.OrganisationsImport.as_view(),
        name="organisations_import",
    ),
    path(
        "bassins/<str:code>/organisations/importer/modele/",
        imports.OrganisationsTemplate.as_view(),
        name="organisations_template",
    ),
    path(
        "bassins/<str:code>/personnes/importer/",
        imports.PersonsImport.as_view(),
        name="persons_import",
    ),
    path(
        "bassins/<str:code>/personnes/importer/modele/",
        imports.PersonsTemplate.as_view(),
        name="persons_template",
    ),
    path(
        "bassins/<str:code>/pleniere/<int:seat>/",
        seats.MandateCreate.as_view(),
        name="mandate_new",
    ),
    path("mandats/<int:pk>/terminer/", seats.MandateEnd.as_view(), name="mandate_end"),
    path("mandats/<int:pk>/adresse/", seats.CompleteAddress.as_view(), name="address"),
    path("mandats/<int:pk>/remplacer/", seats.MandateReplace.as_view(), name="mandate_replace"),
    path("annuaire/", directory.Directory.as_view(), name="directory"),
    path("annuaire/doublons/", merging.TwinsList.as_view(), name="twins"),
    path("annuaire/personnes/<int:pk>/", directory.PersonPage.as_view(), name="person"),
    path(
        "annuaire/organisations/<int:pk>/",
        directory.OrganisationPage.as_view(),
        name="organisation",
    ),
    path(
        "annuaire/<str:kind>/<int:kept>/<int:gone>/fusionner/",
        merging.MergePair.as_view(),
        name="merge",
    ),
    path(
        "annuaire/<str:kind>/<int:kept>/<int:gone>/distinguer/",
        merging.TellApart.as_view(),
        name="tell_apart",
    ),
    path("annuaire/fusions/<int:merge>/defaire/", merging.Unmerge.as_view(), name="unmerge"),
    path("personnes/nouvelle/", people.PersonCreate.as_view(), name="person_new"),
    path("organisations/nouvelle/", people.OrganisationCreate.as_view(), name="organisation_new"),
]
