"""Thématiques and the ROME in the admin; demandes and pôles are read there, never written."""

from django.contrib import admin

from core.admin import HistoryAdmin, ReadOnlyAdmin, SeenAdmin
from poles.models import Occupation, Pole, PoleRequest, Theme


@admin.register(Theme)
class ThemeAdmin(HistoryAdmin):
    list_display = ["name", "kind", "year", "bassin", "identified_by"]
    list_filter = ["bassin", "kind", "year"]
    list_select_related = ["bassin"]
    search_fields = ["name"]
    fields = ["bassin", "name", "kind", "year", "identified_by", "occupations"]


@admin.register(Occupation)
class OccupationAdmin(ReadOnlyAdmin):
    """Source: France Travail, ROME, Licence Ouverte. Loaded by `manage.py import_rome`."""

    list_display = ["code", "label", "rome_version", "parent"]
    list_filter = ["rome_version"]
    search_fields = ["code", "label", "titles__label"]
    ordering = ["rome_version", "code"]


@admin.register(Pole)
class PoleAdmin(SeenAdmin):
    list_display = ["number", "title", "status", "bassin", "theme", "lead"]
    list_filter = ["bassin", "status"]
    list_select_related = ["bassin", "theme", "lead"]
    search_fields = ["number", "title"]
    ordering = ["title", "pk"]
    exclude = ["search_text"]


@admin.register(PoleRequest)
class PoleRequestAdmin(SeenAdmin):
    list_display = ["number", "title", "status", "bassin", "person", "submitted_at"]
    list_filter = ["bassin", "status"]
    list_select_related = ["bassin", "person"]
    search_fields = ["number", "title"]
    ordering = ["-submitted_at", "-pk"]
