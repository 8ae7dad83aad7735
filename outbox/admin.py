"""Mails in the admin: read only. They are released and retried in the pages of the house."""

from django.contrib import admin

from core.admin import SeenAdmin
from outbox.models import Mail


@admin.register(Mail)
class MailAdmin(SeenAdmin):
    """Without the text: it may hold the link by which somebody else answers."""

    exclude = ["text", "raw", "lease", "leased_until"]
    list_display = ["subject", "to_address", "status", "bassin", "posted_at", "sent_at"]
    list_filter = ["status", "bassin", "template"]
    list_select_related = ["bassin"]
    search_fields = ["subject", "to_address", "message_id"]
    date_hierarchy = "posted_at"
    ordering = ["-posted_at", "-pk"]
