"""Every address of the house."""

from django.contrib import admin
from django.urls import include, path

from ibefe import deadlines, health, imports, legal, views, works
from ibefe.handover import pages
from plenary.urls import published

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("moi/", views.Me.as_view(), name="me"),
    path("cadre-legal/", legal.LegalFrame.as_view(), name="legal"),
    path("accessibilite/", views.Accessibility.as_view(), name="accessibility"),
    path("echeancier/", deadlines.Deadlines.as_view(), name="deadlines"),
    path("echeancier/agenda/", deadlines.FeedPage.as_view(), name="feed"),
    path("echeancier/agenda/retirer/", deadlines.CloseFeed.as_view(), name="feed_close"),
    path("calendrier/<str:secret>.ics", deadlines.CalendarFeed.as_view(), name="calendar"),
    path("travaux/<int:pk>/", works.JobPage.as_view(), name="job"),
    path("travaux/<int:pk>/fichier/", works.JobFile.as_view(), name="job_file"),
    path("travaux/<int:pk>/recommencer/", works.JobAgain.as_view(), name="job_again"),
    path("imports/<int:pk>/", imports.ImportPage.as_view(), name="import"),
    path("imports/<int:pk>/colonnes/", imports.ImportColumns.as_view(), name="import_columns"),
    path("imports/<int:pk>/confirmer/", imports.ImportConfirm.as_view(), name="import_confirm"),
    path("imports/<int:pk>/conflits/", imports.ImportConflicts.as_view(), name="import_conflicts"),
    path("imports/<int:pk>/conflits/tous/", imports.ImportForAll.as_view(), name="import_for_all"),
    path("imports/<int:pk>/relire/", imports.ImportReadAgain.as_view(), name="import_read_again"),
    path("imports/<int:pk>/refus/", imports.ImportRefused.as_view(), name="import_refused"),
    path("imports/<int:pk>/defaire/", imports.ImportUndo.as_view(), name="import_undo"),
    path("annuaire/personnes/<int:pk>/dossiers/", pages.HandOver.as_view(), name="hand_over"),
    path("sante/", health.Health.as_view(), name="health"),
    path("sante/vivant/", health.Alive.as_view(), name="alive"),
    path("sante/pret/", health.Ready.as_view(), name="ready"),
    path("courriers/", include("outbox.urls")),
    path("compte/", include("allauth.urls")),
    path("plenieres/", include("plenary.urls")),
    path("", include((published, "published"))),
    path("", include("poles.urls")),
    path("", include("consensus.urls")),
    path("", include("evaluations.urls")),
    path("", include("actors.urls")),
    path("admin/", admin.site.urls),
]
