"""Addresses of the plenary."""

from django.urls import path

from plenary.views import agenda, decisions, invitation, items, reprise, seal, sittings

app_name = "plenary"
urlpatterns = [
    path("", sittings.SittingList.as_view(), name="list"),
    path("nouvelle/", sittings.SittingCreate.as_view(), name="new"),
    path("reprise/", reprise.Reprise.as_view(), name="reprise"),
    path("attente/", agenda.WaitingList.as_view(), name="waiting"),
    path("attente/inscrire/", agenda.PutOn.as_view(), name="put_on"),
    path("attente/demander/", agenda.AskItem.as_view(), name="ask"),
    path("<int:pk>/", sittings.SittingDetail.as_view(), name="sitting"),
    path("<int:pk>/modifier/", sittings.SittingEdit.as_view(), name="edit"),
    path("<int:pk>/convoquer/", sittings.Convene.as_view(), name="convene"),
    path("<int:pk>/ouvrir/", sittings.OpenSitting.as_view(), name="open"),
    path("<int:pk>/lever/", sittings.CloseSitting.as_view(), name="close"),
    path("<int:pk>/annuler/", sittings.CancelSitting.as_view(), name="cancel"),
    path("<int:pk>/presences/", sittings.SittingAttendance.as_view(), name="attendance"),
    path("<int:pk>/ma-presence/", items.AnswerPresence.as_view(), name="presence"),
    path("<int:pk>/sceller/", seal.SealSitting.as_view(), name="seal_all"),
    path("<int:pk>/point/", agenda.AddFreeItem.as_view(), name="add_free"),
    path("points/<int:pk>/", items.ItemDetail.as_view(), name="item"),
    path("points/<int:pk>/modifier/", agenda.EditItem.as_view(), name="edit_item"),
    path("points/<int:pk>/retirer/", agenda.RemoveItem.as_view(), name="remove"),
    path("points/<int:pk>/ecarter/", agenda.DropItem.as_view(), name="drop"),
    path("points/<int:pk>/monter/", agenda.MoveItem.as_view(), {"way": "monter"}, name="up"),
    path(
        "points/<int:pk>/descendre/", agenda.MoveItem.as_view(), {"way": "descendre"}, name="down"
    ),
    path("points/<int:pk>/avis/", items.GiveStance.as_view(), name="stance"),
    path("points/<int:pk>/deport/", items.Recuse.as_view(), name="recuse"),
    path("points/<int:pk>/issue/", decisions.RecordOutcome.as_view(), name="record"),
    path("points/<int:pk>/sceller/", seal.SealItem.as_view(), name="seal"),
    path("decisions/<uuid:uuid>/", decisions.DecisionDetail.as_view(), name="decision"),
    path("decisions/<uuid:uuid>/extrait/", decisions.DecisionExtract.as_view(), name="extract"),
    path(
        "decisions/<uuid:uuid>/extrait/refaire/",
        decisions.RemakeExtract.as_view(),
        name="remake_extract",
    ),
    path("decisions/<uuid:uuid>/document/", decisions.DecisionDocument.as_view(), name="document"),
    path("decisions/<uuid:uuid>/rectifier/", decisions.Rectify.as_view(), name="rectify"),
    path("decisions/<uuid:uuid>/retirer/", decisions.Withdraw.as_view(), name="withdraw"),
    path("conditions/<int:pk>/", decisions.MeetCondition.as_view(), name="condition"),
    path("avis/<str:token>/", invitation.Invitation.as_view(), name="invitation"),
    path(
        "avis/<str:token>/<int:pk>/",
        invitation.StanceByLink.as_view(),
        name="invitation_stance",
    ),
    path(
        "avis/<str:token>/<int:pk>/deport/",
        invitation.RecuseByLink.as_view(),
        name="invitation_recuse",
    ),
]
