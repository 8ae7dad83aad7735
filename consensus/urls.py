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
DIAGNOSIS = "poles/<int:pk>/diagnostic/"
DIAGNOSES = [
    path(DIAGNOSIS, views.DiagnosisPage.as_view(), name="diagnosis"),
    path(f"{DIAGNOSIS}commencer/", views.NewDiagnosis.as_view(), name="diagnosis_new"),
    path(f"{DIAGNOSIS}ecrire/", views.EditDiagnosis.as_view(), name="diagnosis_edit"),
    path(f"{DIAGNOSIS}brouillon/", views.AutosaveDiagnosis.as_view(), name="diagnosis_autosave"),
    path(
        f"{DIAGNOSIS}brouillon/jeter/",
        views.DiscardDiagnosisDraft.as_view(),
        name="diagnosis_discard",
    ),
    path(f"{DIAGNOSIS}soumettre/", views.SubmitDiagnosis.as_view(), name="diagnosis_submit"),
    path(f"{DIAGNOSIS}repondre/", views.AnswerDiagnosis.as_view(), name="diagnosis_answer"),
    path(f"{DIAGNOSIS}commenter/", views.CommentDiagnosis.as_view(), name="diagnosis_comment"),
    path(
        f"{DIAGNOSIS}versions/<int:number>/",
        views.DiagnosisVersionPage.as_view(),
        name="diagnosis_version",
    ),
    path(
        f"{DIAGNOSIS}versions/<int:number>/pdf/",
        views.AskDiagnosisPaper.as_view(),
        name="diagnosis_pdf",
    ),
    path("diagnostic/<str:token>/", views.DiagnosisByLink.as_view(), name="diagnosis_by_link"),
]
OPINIONS = [
    path("avis/", views.OpinionList.as_view(), name="opinions"),
    path("avis.csv", views.OpinionExport.as_view(), {"kind": "csv"}, name="opinions_csv"),
    path("avis.xlsx", views.OpinionExport.as_view(), {"kind": "xlsx"}, name="opinions_xlsx"),
    path("poles/<int:pk>/avis/nouveau/", views.NewOpinion.as_view(), name="opinion_new"),
    path("avis/<int:pk>/", views.OpinionDetail.as_view(), name="opinion"),
    path("avis/<int:pk>/modifier/", views.EditOpinion.as_view(), name="opinion_edit"),
    path("avis/<int:pk>/soumettre/", views.OpenOpinion.as_view(), name="opinion_open"),
    path("avis/<int:pk>/proposer/", views.ProposeOpinion.as_view(), name="opinion_propose"),
    path("avis/<int:pk>/adopter/", views.AdoptOpinion.as_view(), name="opinion_adopt"),
    path("avis/<int:pk>/rouvrir/", views.ReopenOpinion.as_view(), name="opinion_reopen"),
    path("avis/<int:pk>/rendre/", views.GiveOpinion.as_view(), name="opinion_give"),
    path("avis/<int:pk>/transmettre/", views.TransmitOpinion.as_view(), name="opinion_transmit"),
    path("avis/<int:pk>/classer/", views.DeclineOpinion.as_view(), name="opinion_decline"),
    path("avis/<int:pk>/pdf/", views.AskOpinionPaper.as_view(), name="opinion_pdf"),
]
urlpatterns = [
    path("poles/<int:pk>/concertation/", views.Dossier.as_view(), name="dossier"),
    path("poles/<int:pk>/communications/nouvelle/", views.Communicate.as_view(), name="new"),
    path("poles/<int:pk>/reunions/", views.Meetings.as_view(), name="meetings"),
    path("poles/<int:pk>/reunions.ics", views.MeetingsCalendar.as_view(), name="meetings_ics"),
    path("poles/<int:pk>/reunions/nouvelle/", views.PlanMeetings.as_view(), name="meeting_new"),
    path("poles/<int:pk>/points/nouveau/", views.AddToBacklog.as_view(), name="backlog_add"),
    path("reunions/<int:pk>/", views.MeetingDetail.as_view(), name="meeting"),
    path("reunions/<int:pk>/modifier/", views.MeetingEdit.as_view(), name="meeting_edit"),
    path("reunions/<int:pk>/inviter/", views.InviteToMeeting.as_view(), name="invite"),
    path("reunions/<int:pk>/annuler/", views.CancelMeeting.as_view(), name="meeting_cancel"),
    path("reunions/<int:pk>/tenue/", views.HoldMeeting.as_view(), name="meeting_hold"),
    path("reunions/<int:pk>/presences/", views.MeetingAttendance.as_view(), name="attendance"),
    path("reunions/<int:pk>/ma-presence/", views.MyPresence.as_view(), name="my_presence"),
    path("reunions/<int:pk>/points/nouveau/", views.AddPoint.as_view(), name="point_add"),
    path("reunions/lien/<str:token>/", views.MeetingInvitation.as_view(), name="invitation"),
    path("points/<int:pk>/modifier/", views.EditPoint.as_view(), name="point_edit"),
    path("points/<int:pk>/monter/", views.OrderPoint.as_view(), name="point_up"),
    path("points/<int:pk>/descendre/", views.OrderPoint.as_view(up=False), name="point_down"),
    path("points/<int:pk>/deplacer/", views.MovePoint.as_view(), name="point_move"),
    path("points/<int:pk>/reprendre/", views.TakeUpAgain.as_view(), name="point_again"),
    path("points/<int:pk>/retirer/", views.WithdrawPoint.as_view(), name="point_withdraw"),
    path("points/<int:pk>/compte-rendu/", views.WriteRecord.as_view(), name="write_record"),
    path(
        "points/<int:pk>/compte-rendu/brouillon/",
        views.AutosaveRecord.as_view(),
        name="write_record_autosave",
    ),
    path(
        "points/<int:pk>/compte-rendu/jeter/",
        views.DiscardRecord.as_view(),
        name="write_record_discard",
    ),
    path("pv-reunions/<int:pk>/", views.ReadMinutes.as_view(), name="minutes"),
    path("pv-reunions/<int:pk>/texte/", views.WriteGeneral.as_view(), name="write_general"),
    path(
        "pv-reunions/<int:pk>/texte/brouillon/",
        views.AutosaveGeneral.as_view(),
        name="write_general_autosave",
    ),
    path(
        "pv-reunions/<int:pk>/texte/jeter/",
        views.DiscardGeneral.as_view(),
        name="write_general_discard",
    ),
    path("pv-reunions/<int:pk>/envoyer/", views.SendMinutes.as_view(), name="minutes_send"),
    path("pv-reunions/<int:pk>/redaction/", views.TakeBackMinutes.as_view(), name="minutes_back"),
    path("pv-reunions/<int:pk>/clore/", views.CloseMinutes.as_view(), name="minutes_close"),
    path("pv-reunions/<int:pk>/corriger/", views.CorrectMinutes.as_view(), name="minutes_correct"),
    path("pv-reunions/<int:pk>/document/", views.PrintMinutes.as_view(), name="minutes_print"),
    path("communications/<int:pk>/", views.CommunicationDetail.as_view(), name="communication"),
    *COMMITMENTS,
    path("poles/<int:pk>/propositions/", views.ProposalList.as_view(), name="proposals"),
    path("poles/<int:pk>/propositions/nouvelle/", views.Propose.as_view(), name="propose"),
    path("poles/<int:pk>/ecrire/", views.WriteToPole.as_view(), name="message"),
    path("propositions/<int:pk>/", views.ProposalDetail.as_view(), name="proposal"),
    path("propositions/<int:pk>/position/", views.GivePosition.as_view(), name="position"),
    path("propositions/<int:pk>/consigner/", views.RecordInRoom.as_view(), name="record"),
    path("propositions/<int:pk>/amender/", views.Amend.as_view(), name="amend"),
    path("propositions/<int:pk>/adopter/", views.Adopt.as_view(), name="adopt"),
    path("propositions/<int:pk>/reporter/", views.Defer.as_view(), name="defer"),
    path("propositions/<int:pk>/renvoyer/", views.Refer.as_view(), name="refer"),
    path("propositions/<int:pk>/retirer/", views.WithdrawProposal.as_view(), name="withdraw"),
    path("propositions/<int:pk>/revoir/", views.Review.as_view(), name="review"),
    path("propositions/<int:pk>/engagement/", views.CommitFromText.as_view(), name="commit"),
    path("propositions/<int:pk>/commenter/", views.WriteComment.as_view(), name="comment"),
    path(
        "propositions/<int:pk>/objections/<int:objection>/lever/",
        views.LiftObjection.as_view(),
        name="lift",
    ),
    path(
        "propositions/<int:pk>/objections/<int:objection>/maintenir/",
        views.MaintainObjection.as_view(),
        name="maintain",
    ),
    path("propositions/repondre/<str:token>/", views.AnswerByLink.as_view(), name="answer"),
    *DIAGNOSES,
    *OPINIONS,
]
