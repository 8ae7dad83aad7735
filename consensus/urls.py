"""Addresses of what a pôle does together."""

from django.urls import path

from consensus import views

app_name = "consensus"
urlpatterns = [
    path("poles/<int:pk>/concertation/", views.Dossier.as_view(), name="dossier"),
    path("poles/<int:pk>/communications/nouvelle/", views.Communicate.as_view(), name="new"),
    path("communications/<int:pk>/", views.CommunicationDetail.as_view(), name="communication"),
]
