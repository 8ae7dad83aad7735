"""Addresses of what a pôle does together."""

from django.urls import path

from consensus import views

app_name = "consensus"
COMMITMENTS = [
    path("poles/<int:pk>/engagements/", views.CommitmentList.as_view(), name="commitments"),
    path(
        "poles/<int:pk>/engagements.csv",
        views.CommitmentExport.as_view(),
        {"kind": "csv"},
        name="commitments_csv",
    ),
    path(
        "poles/<int:pk>/engagements.xlsx",
        views.CommitmentExport.as_view(),
        {"kind": "xlsx"},
        name="commitments_xlsx",
    ),
    path(
        "poles/<int:pk>/engagements/nouveau/",
        views.NewCommitment.as_view(),
        name="commitment_new",
    ),
    path("engagements/", views.MyCommitments.as_view(), name="my_commitments"),
    path("engagements/<int:pk>/", views.CommitmentDetail.as_view(), name="commitment"),
    path("engagements/<int:pk>/corriger/", views.EditCommitment.as_view(), name="commitment_edit"),
    path("engagements/<int:pk>/tenu/", views.KeepCommitment.as_view(), name="commitment_keep"),
    path("engagements/<int:pk>/reporter/", views.MoveCommitment.as_view(), name="commitment_move"),
    path(
        "engagements/<int:pk>/abandonner/", views.DropCommitment.as_view(), name="commitment_drop"
    ),
    path(
        "engagements/<int:pk>/rouvrir/", views.ReopenCommitment.as_view(), name="commitment_reopen"
    ),
]
urlpatterns = [
    path("poles/<int:pk>/concertation/", views.Dossier.as_view(), name="dossier"),
    path("poles/<int:pk>/communications/nouvelle/", views.Communicate.as_view(), name="new"),
    path("communications/<int:pk>/", views.CommunicationDetail.as_view(), name="communication"),
    *COMMITMENTS,
]
