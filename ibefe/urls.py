"""Every address of the house."""

from django.contrib import admin
from django.urls import include, path

from ibefe import deadlines, health, views, works

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("moi/", views.Me.as_view(), name="me"),
    path("cadre-legal/", views.LegalFrame.as_view(), name="legal"),
    path("accessibilite/", views.Accessibility.as_view(), name="accessibility"),
    path("echeancier/", deadlines.Deadlines.as_view(), name="deadlines"),
    path("echeancier/agenda/", deadlines.FeedPage.as_view(), name="feed"),
    path("echeancier/agenda/retirer/", deadlines.CloseFeed.as_view(), name="feed_close"),
    path("calendrier/<str:secret>.ics", deadlines.CalendarFeed.as_view(), name="calendar"),
    path("travaux/<int:pk>/", works.JobPage.as_view(), name="job"),
    path("travaux/<int:pk>/fichier/", works.JobFile.as_view(), name="job_file"),
    path("travaux/<int:pk>/recommencer/", works.JobAgain.as_view(), name="job_again"),
    path("sante/", health.Health.as_view(), name="health"),
    path("sante/vivant/", health.Alive.as_view(), name="alive"),
    path("sante/pret/", health.Ready.as_view(), name="ready"),
    path("courriers/", include("outbox.urls")),
    path("compte/", include("allauth.urls")),
    path("plenieres/", include("plenary.urls")),
    path("", include("poles.urls")),
    path("", include("evaluations.urls")),
    path("", include("actors.urls")),
    path("admin/", admin.site.urls),
]
