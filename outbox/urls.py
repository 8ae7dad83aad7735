"""Addresses of the mails."""

from django.urls import path

from outbox import views

app_name = "outbox"
urlpatterns = [
    path("", views.MailList.as_view(), name="list"),
    path("rappels/", views.ReminderList.as_view(), name="reminders"),
    path("liberer/", views.ReleaseSeveral.as_view(), name="release_several"),
    path("<int:pk>/", views.MailPage.as_view(), name="mail"),
    path("<int:pk>/apercu/", views.MailPreview.as_view(), name="preview"),
    path("<int:pk>/message/", views.MailSource.as_view(), name="source"),
    path("<int:pk>/modifier/", views.EditMail.as_view(), name="edit"),
    path("<int:pk>/liberer/", views.ReleaseMail.as_view(), name="release"),
    path("<int:pk>/retenir/", views.HoldMail.as_view(), name="hold"),
    path("<int:pk>/ecarter/", views.DiscardMail.as_view(), name="discard"),
    path("<int:pk>/renvoyer/", views.RetryMail.as_view(), name="retry"),
]
