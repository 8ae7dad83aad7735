"""Addresses of the evaluations, under their pôle."""

from django.urls import path

from evaluations import views

app_name = "evaluations"
urlpatterns = [
    path("poles/<int:pk>/evaluations/", views.EvaluationList.as_view(), name="list"),
    path("poles/<int:pk>/evaluations/prevoir/", views.PlanEvaluation.as_view(), name="plan"),
    path(
        "poles/<int:pk>/evaluations/<int:evaluation>/",
        views.EvaluationDetail.as_view(),
        name="detail",
    ),
    path(
        "poles/<int:pk>/evaluations/<int:evaluation>/ouvrir/",
        views.OpenEvaluation.as_view(),
        name="open",
    ),
    path(
        "poles/<int:pk>/evaluations/<int:evaluation>/constats/<int:finding>/",
        views.WriteFinding.as_view(),
        name="finding",
    ),
    path(
        "poles/<int:pk>/evaluations/<int:evaluation>/conclusion/",
        views.WriteConclusion.as_view(),
        name="conclusion",
    ),
    path(
        "poles/<int:pk>/evaluations/<int:evaluation>/droit-de-reponse/",
        views.AskReply.as_view(),
        name="ask_reply",
    ),
    path(
        "poles/<int:pk>/evaluations/<int:evaluation>/repondre/",
        views.GiveReply.as_view(),
        name="reply",
    ),
    path(
        "poles/<int:pk>/evaluations/<int:evaluation>/cloturer/",
        views.CloseEvaluation.as_view(),
        name="close",
    ),
]
