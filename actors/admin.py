"""Reference data and accounts in the admin; and the door of the admin itself."""

import copy

import allauth.account.admin
import allauth.mfa.admin  # noqa: F401 (registers what is taken off below, like the next one)
import django.contrib.auth.admin  # noqa: F401
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import RedirectView

from actors.choices import StaffRole
from actors.facts.altering import (
    RULED,
    forecast_of,
    forecast_of_rule_set,
    forecast_of_settings,
    seats_held_by,
)
from actors.facts.duties import held_by
from actors.models import (
    Bassin,
    Body,
    Capacity,
    Mandate,
    Organisation,
    Person,
    RuleSet,
    Seat,
    StaffAssignment,
    User,
)
from actors.workflow import reasons_against
from core.admin import HistoryAdmin, VersionedAdmin, VersionedAdminForm
from core.clock import today


def may_administer(request):
    """An account with access to the admin whose person has that function today, or a superuser.

    Somebody signed in who may not is refused here (403), rather than shown a second sign-in page.
    """
    user = request.user
    if not user.is_authenticated:
        return False
    roles = {role for held in user.standing.roles.values() for role in held}
    if user.is_staff and (user.is_superuser or StaffRole.ADMIN in roles):
        return True
    raise PermissionDenied


admin.site.has_permission = may_administer
admin.site.login = secure_admin_login(admin.site.login)
admin.site.password_change = RedirectView.as_view(pattern_name="account_change_password")
admin.site.site_header = admin.site.site_title = _("Administration des pôles de synergie")
admin.site.index_title = _("Données de référence, personnes et courriers")
admin.site.empty_value_display = "–"

# Rights follow facts: groups give none. Addresses and second factors belong to their owner.
for model in (Group, EmailAddress, Authenticator):
    admin.site.unregister(model)


def tell_what_is_left(request, person):
    """Somebody who goes leaves files: said at once, with the page that passes them on."""
    if person is None:
        return
    held = held_by(person, request.user, on=today())
    if not held:
        return
    words = ngettext(
        "%(name)s est responsable de %(n)d dossier.",
        "%(name)s est responsable de %(n)d dossiers.",
        len(held),
    )
    link = format_html('<a href="{}">{}</a>', reverse("hand_over", args=[person.pk]), _PASS)
    told = words % {"name": person, "n": len(held)}
    messages.warning(request, format_html("{} {}", told, link))


_PASS = _("Passer ses dossiers")


class KeptMixin:
    """A dated fact ends, with its reason; it is never deleted."""

    def has_delete_permission(self, request, obj=None):
        return False


class ForeseesAdminForm(VersionedAdminForm):
    """What changes a rule of a pôle is read before it is saved (`vu`: what was read).

    `told`: the fields that may change one; `foresee(row)`: the forecast of the row they make.
    """

    vu = forms.CharField(widget=forms.HiddenInput, required=False)
    told = ()

    def foresee(self, row):
        raise NotImplementedError

    def clean(self):
        cleaned = super().clean()
        if not self.errors and set(self.told).intersection(self.changed_data):
            self._tell(cleaned)
        return cleaned

    def _tell(self, cleaned):
        row = copy.copy(self.instance)
        for name in self.told:
            if name in cleaned:
                setattr(row, name, cleaned[name])
        forecast = self.foresee(row)
        if not forecast.changing or cleaned.get("vu") == forecast.digest:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("vu")] = forecast.digest
        raise ValidationError(
            [
                _("Lisez ce qui changerait, puis enregistrez de nouveau pour confirmer."),
                *forecast.sentences,
            ]
        )


class BassinAdminForm(ForeseesAdminForm):
    told = ("asks_competence_of_all",)

    def foresee(self, row):
        return forecast_of_settings(row, on=today())


class RuleSetAdminForm(ForeseesAdminForm):
    told = ("bassin", "source", "starts_on", "ends_on")

    def foresee(self, row):
        return forecast_of_rule_set(row, on=today())


class OrganisationAdminForm(ForeseesAdminForm):
    told = RULED

    def foresee(self, row):
        return forecast_of(row, on=today())


@admin.register(Bassin)
class BassinAdmin(KeptMixin, HistoryAdmin):
    form = BassinAdminForm
    list_display = ["name", "code", "is_home", "mailbox"]
    fields = [
        "name",
        "code",
        "is_home",
        "letterhead",
        "reply_address",
        "mailbox",
        "appeals",
        "shows_positions",
        "has_rolling_agenda",
        "asks_competence_of_all",
        "vu",
    ]


@admin.register(RuleSet)
class RuleSetAdmin(KeptMixin, HistoryAdmin):
    form = RuleSetAdminForm
    list_display = ["bassin", "source", "starts_on", "ends_on", "adopted_by"]
    list_filter = ["bassin", "source"]
    list_select_related = ["bassin"]
    fields = ["bassin", "source", "starts_on", "ends_on", "adopted_by", "vu"]


@admin.register(Capacity)
class CapacityAdmin(HistoryAdmin):
    list_display = ["bassin", "year", "days"]
    list_filter = ["bassin"]
    list_select_related = ["bassin"]
    fields = ["bassin", "year", "days"]


@admin.register(Body)
class BodyAdmin(HistoryAdmin):
    list_display = ["name", "bassin"]
    list_select_related = ["bassin"]
    search_fields = ["name", "bassin__name"]
    fields = ["bassin", "name"]


@admin.register(Seat)
class SeatAdmin(HistoryAdmin):
    list_display = ["code", "label", "body", "group", "consultative", "starts_on", "ends_on"]
    list_filter = ["body__bassin", "group", "consultative"]
    list_select_related = ["body__bassin"]
    search_fields = ["code", "label", "body__bassin__name"]
    fields = ["body", "code", "group", "label", "consultative", "starts_on", "ends_on"]


class MandateAdminForm(VersionedAdminForm):
    """The same guards as the act of the service, under the lock of the transaction."""

    def clean(self):
        cleaned = super().clean()
        seat, person = cleaned.get("seat"), cleaned.get("person")
        if not (seat and person and cleaned.get("starts_on")):
            return cleaned
        Seat.objects.select_for_update(of=("self",)).get(pk=seat.pk)
        Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        names = ("seat", "person", "organisation", "rank", "starts_on", "ends_on")
        asked = Mandate(pk=self.instance.pk, **{name: cleaned.get(name) for name in names})
        reasons = reasons_against(asked)
        if reasons:
            raise ValidationError(reasons)
        return cleaned


@admin.register(Mandate)
class MandateAdmin(KeptMixin, HistoryAdmin):
    form = MandateAdminForm
    list_display = ["person", "seat", "rank", "organisation", "starts_on", "ends_on"]
    list_filter = ["seat__body__bassin", "rank", "seat__group"]
    list_select_related = ["person", "seat", "organisation"]
    search_fields = ["person__first_name", "person__last_name", "organisation__name_fr"]
    fields = [
        "seat",
        "person",
        "organisation",
        "rank",
        "starts_on",
        "ends_on",
        "end_reason",
        "source",
    ]


@admin.register(Organisation)
class OrganisationAdmin(HistoryAdmin):
    form = OrganisationAdminForm
    list_display = ["name_fr", "short", "category", "sector", "bassin"]
    list_filter = ["category", "sector", "bassin", "is_higher_education"]
    list_select_related = ["bassin"]
    search_fields = ["name_fr", "name_nl", "short"]
    fields = [*Organisation.IDENTITY, "is_fictive", "vu"]


class AccountField(forms.ModelChoiceField):
    """An account by its address: its name would ask one query for each."""

    def label_from_instance(self, user):
        return user.email


class PersonAdminForm(VersionedAdminForm):
    """Whoever still sits dies on the page of a pôle: each designation ends with its verdicts."""

    def clean_died_on(self):
        died_on = self.cleaned_data["died_on"]
        dies = died_on and self.instance.pk and "died_on" in self.changed_data
        if dies and (seats := seats_held_by(self.instance)):
            raise ValidationError(seats)
        return died_on


@admin.register(Person)
class PersonAdmin(HistoryAdmin):
    """Lists are native: those of the admin that search by themselves have no name to be read."""

    form = PersonAdminForm
    list_display = ["last_name", "first_name", "organisation", "email", "user"]
    list_display_links = ["last_name", "first_name"]
    list_select_related = ["organisation", "user"]
    search_fields = ["first_name", "last_name", "email", "organisation__name_fr"]
    fields = [
        "first_name",
        "last_name",
        "email",
        "organisation",
        "position",
        "user",
        "died_on",
        "is_fictive",
    ]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "user":
            kwargs |= {"form_class": AccountField, "queryset": User.objects.order_by("email")}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(StaffAssignment)
class StaffAssignmentAdmin(KeptMixin, HistoryAdmin):
    list_display = ["person", "bassin", "role", "starts_on", "ends_on"]
    list_filter = ["bassin", "role"]
    list_select_related = ["person", "bassin"]
    search_fields = ["person__first_name", "person__last_name"]
    fields = ["bassin", "person", "role", "starts_on", "ends_on"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if obj.ends_on is not None:
            tell_what_is_left(request, obj.person)


@admin.register(User)
class UserAdmin(KeptMixin, VersionedAdmin):
    """Accounts: opened, closed, let into the admin. Their rights follow from their person's facts.

    The owner changes the address and the password; a new account is opened without one, and its
    owner chooses it through « mot de passe oublié ».
    """

    list_display = ["email", "is_active", "is_staff", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["email"]
    ordering = ["email"]
    fields = ["email", "is_active", "is_staff", "is_superuser", "date_joined", "last_login"]

    def get_readonly_fields(self, request, obj=None):
        """The address is its owner's; only a superuser makes another one."""
        fields = ["date_joined", "last_login"]
        if obj is not None:
            fields.append("email")
        return fields if request.user.is_superuser else [*fields, "is_superuser"]

    def has_change_permission(self, request, obj=None):
        """A superuser's account is changed by a superuser."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.email = obj.email.lower()
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if not obj.is_active:
            tell_what_is_left(request, obj.person)
