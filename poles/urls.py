"""Addresses of the pôles and of the demandes."""

from django.urls import path

from poles.views import days, documents, fiche, members, pages, public, requests, timeline, versions

app_name = "poles"
urlpatterns = [
    path("demandes/", requests.RequestList.as_view(), name="requests"),
    path("demandes/nouvelle/", requests.RequestCreate.as_view(), name="request_new"),
    path("demandes/<int:pk>/", requests.RequestDetail.as_view(), name="request"),
    path("demandes/<int:pk>/accepter/", requests.AcceptRequest.as_view(), name="request_accept"),
    path("demandes/<int:pk>/decliner/", requests.DeclineRequest.as_view(), name="request_decline"),
    path("public/poles/", public.PublicList.as_view(), name="public"),
    path("public/poles/<int:pk>/", public.PublicDetail.as_view(), name="public_detail"),
    path("poles/", pages.PoleList.as_view(), name="list"),
    path("poles/export.csv", pages.PoleExport.as_view(), {"kind": "csv"}, name="export_csv"),
    path("poles/export.xlsx", pages.PoleExport.as_view(), {"kind": "xlsx"}, name="export_xlsx"),
    path("poles/frise/", timeline.PoleTimeline.as_view(), name="timeline"),
    path("poles/frise/pdf/", timeline.AskTimeline.as_view(), name="timeline_pdf"),
    path("poles/nouveau/", fiche.PoleCreate.as_view(), name="new"),
    path("poles/<int:pk>/", pages.PoleDetail.as_view(), name="detail"),
    path("poles/<int:pk>/fiche/", pages.PoleFiche.as_view(), name="fiche"),
    path("poles/<int:pk>/dossier/", documents.AskDossier.as_view(), name="dossier"),
    path("poles/<int:pk>/historique/", pages.PoleHistory.as_view(), name="history"),
    path("poles/<int:pk>/versions/", versions.PoleVersions.as_view(), name="versions"),
    path("poles/<int:pk>/versions/<int:number>/", versions.VersionDetail.as_view(), name="version"),
    path("poles/<int:pk>/modifier/", fiche.PoleEdit.as_view(), name="edit"),
    path("poles/<int:pk>/brouillon/", fiche.PoleAutosave.as_view(), name="autosave"),
    path("poles/<int:pk>/brouillon/jeter/", fiche.DiscardDraft.as_view(), name="draft_discard"),
    path("poles/<int:pk>/soumettre/", fiche.SubmitPole.as_view(), name="submit"),
    path("poles/<int:pk>/reprendre/", fiche.TakeBackPole.as_view(), name="take_back"),
    path("poles/<int:pk>/retravailler/", fiche.ReworkPole.as_view(), name="rework"),
    path("poles/<int:pk>/abandonner/", fiche.AbandonPole.as_view(), name="abandon"),
    path("poles/<int:pk>/pieces/ajouter/", fiche.AttachFile.as_view(), name="attach"),
    path(
        "poles/<int:pk>/pieces/<int:attachment>/",
        fiche.DownloadAttachment.as_view(),
        name="attachment",
    ),
    path(
        "poles/<int:pk>/pieces/<int:attachment>/retirer/",
        fiche.DetachFile.as_view(),
        name="detach",
    ),
    path("poles/<int:pk>/membres/", members.Members.as_view(), name="members"),
    path(
        "poles/<int:pk>/membres/historique/",
        members.MembersHistory.as_view(),
        name="members_history",
    ),
    path("poles/<int:pk>/membres/proposer/", members.ProposeMember.as_view(), name="propose"),
    path("poles/<int:pk>/membres/inviter/", members.InviteGuest.as_view(), name="invite"),
    path(
        "poles/<int:pk>/propositions/<int:proposal>/",
        members.EditProposal.as_view(),
        name="proposal",
    ),
    path(
        "poles/<int:pk>/propositions/<int:proposal>/retirer/",
        members.WithdrawProposal.as_view(),
        name="proposal_withdraw",
    ),
    path(
        "poles/<int:pk>/propositions/<int:proposal>/proposer/",
        members.ProposeAgain.as_view(),
        name="proposal_again",
    ),
    path(
        "poles/<int:pk>/membres/<int:membership>/demission/",
        members.Resignation.as_view(),
        name="resignation",
    ),
    path("poles/<int:pk>/membres/<int:membership>/deces/", members.Death.as_view(), name="death"),
    path(
        "poles/<int:pk>/membres/<int:membership>/fin/",
        members.EndInvitation.as_view(),
        name="guest_end",
    ),
    path("poles/<int:pk>/jours/", days.Days.as_view(), name="days"),
    path(
        "poles/<int:pk>/jours/<int:year>/<int:month>/",
        days.DaysEdit.as_view(),
        name="days_month",
    ),
    path("poles/<int:pk>/clore/", members.EndWorks.as_view(), name="end_works"),
    path("poles/<int:pk>/cloturer/", members.CloseFile.as_view(), name="close_file"),
    path(
        "poles/<int:pk>/modification/",
        members.FreezeModification.as_view(),
        name="freeze_modification",
    ),
]
