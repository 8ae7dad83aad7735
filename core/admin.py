"""What admins of every app share: rights from facts, two editors never overwrite each other, proof.

Nothing with a status is edited here: its life is in the pages of the house.
"""

import copy

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from simple_history.admin import SimpleHistoryAdmin

from core import journal
from core.models import JournalEntry
from core.versions import base_of, disagreements

ROLE = "administration"
NOT_OF_THE_ROW = {"base_version", "vu"}


class HouseAdmin(admin.ModelAdmin):
    """Whoever may enter the admin may do there what it offers: the site answers, from facts."""

    formfield_overrides = {
        models.DateField: {
            "widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        },
    }

    def has_module_permission(self, request):
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request, obj=None):
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request):
        return self.admin_site.has_permission(request)

    def has_change_permission(self, request, obj=None):
        return self.admin_site.has_permission(request)

    def has_delete_permission(self, request, obj=None):
        return self.admin_site.has_permission(request)


class ReadOnlyAdmin(HouseAdmin):
    """Rows that are read here and written elsewhere."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class SeenAdmin(ReadOnlyAdmin):
    """Rows of which this person may know in the house, and no others."""

    def get_queryset(self, request):
        found = self.model._default_manager.visible_to(request.user)
        return found.order_by(*self.get_ordering(request))


class VersionedAdminForm(forms.ModelForm):
    """A save that began from an older version is shown both texts before it may be sent again."""

    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["base_version"].initial = self.instance.version

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            last = self._lock()
            if cleaned.get("base_version") != last.version:
                self._tell_both(last, cleaned)
        return cleaned

    def _lock(self):
        """The row as it stands, locked until the save: the admin's POST is one transaction."""
        rows = type(self.instance)._base_manager.select_for_update(of=("self",))
        last = rows.filter(pk=self.instance.pk).first()
        if last is None:
            raise ValidationError(_("Quelqu’un a supprimé cette fiche pendant que vous écriviez."))
        return last

    def _tell_both(self, last, cleaned):
        mine = copy.copy(last)
        names = [field.name for field in last._meta.fields if field.name in cleaned]
        for name in names:
            setattr(mine, name, cleaned[name])
        base = base_of(last, cleaned.get("base_version")) if hasattr(last, "history") else None
        self.data = self.data.copy()
        self.data[self.add_prefix("base_version")] = str(last.version)
        raise ValidationError(
            [
                _(
                    "Quelqu’un a enregistré pendant que vous écriviez. Comparez, corrigez"
                    " plus bas s’il le faut, puis enregistrez de nouveau : c’est votre texte qui"
                    " restera."
                ),
                *(self._both(row) for row in disagreements(mine, last, base, names)),
            ]
        )

    @staticmethod
    def _both(row):
        return _(
            "%(label)s : vous « %(mine)s » ; enregistré « %(theirs)s » ; au départ « %(base)s »."
        ) % {
            "label": row.label,
            "mine": row.mine,
            "theirs": row.theirs,
            "base": row.base,
        }


class VersionedAdmin(HouseAdmin):
    """Admin of an editable model: version and journal follow every save and every deletion."""

    form = VersionedAdminForm

    def get_fields(self, request, obj=None):
        fields = list(super().get_fields(request, obj))
        return fields if "base_version" in fields else [*fields, "base_version"]

    def save_model(self, request, obj, form, change):
        changed = sorted(set(form.changed_data) - NOT_OF_THE_ROW)
        if change and not changed:
            return
        if change:
            obj.version += 1
        obj._history_user = request.user
        super().save_model(request, obj, form, change)
        journal.append(
            "admin.modifier" if change else "admin.créer",
            about=obj,
            by=request.user,
            role=ROLE,
            data={"fields": changed},
        )

    def get_deleted_objects(self, objs, request):
        """What is still used is said first: it is the reason, not a permission that one lacks."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, set() if protected else lacking, protected

    def delete_model(self, request, obj):
        """Proof first: afterwards the row has no identifier any more."""
        journal.append("admin.supprimer", about=obj, by=request.user, role=ROLE)
        obj._history_user = request.user
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        """One by one: a deletion in bulk leaves neither history nor proof."""
        for obj in queryset.order_by("pk"):
            self.delete_model(request, obj)


class HistoryAdmin(VersionedAdmin, SimpleHistoryAdmin):
    """The same for a model with a history that people read; the past is read, never sent back."""

    def has_view_history_or_change_history_permission(self, request, obj=None):
        return request.method in ("GET", "HEAD") and self.admin_site.has_permission(request)

    def revert_disabled(self, request, obj=None):
        return True


@admin.register(JournalEntry)
class JournalAdmin(ReadOnlyAdmin):
    """The proof, read only. `manage.py verify_journal` says whether it holds."""

    list_display = ["seq", "at", "act", "subject_type", "subject_id", "actor_label", "actor_role"]
    list_filter = ["act", "subject_type"]
    search_fields = ["act", "subject_type", "subject_id", "actor_label", "hash"]
    date_hierarchy = "at"
    ordering = ["-seq"]
    show_full_result_count = False
