"""Who sits in the plenary of a bassin, and the acts on mandates."""

from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import CreateView, DetailView, FormView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from actors import workflow
from actors.facts import composition, regulations_of
from actors.forms import AddressForm, EndMandateForm, MandateForm, SuccessorForm
from actors.models import Bassin, Mandate, Seat
from actors.views.form_page import FormPage, came_from
from core import drafts
from core.clock import today
from core.french import day
from core.versions import Disagreement, disagreements
from core.views import HouseMixin, OnceMixin, VersionedFormMixin

MANDATE_DRAFT = "actors.mandate"
AWAY = {"personne": "actors:person_new", "organisation": "actors:organisation_new"}


class Plenary(HouseMixin, DetailView):
    """Who sits in the plenary on a day, by group, vacancies shown, guests apart."""

    permission_required = "actors.view_plenary"
    template_name = "actors/plenary.html"
    slug_field = slug_url_kwarg = "code"
    context_object_name = "bassin"

    def get_queryset(self):
        return Bassin.objects.with_plenary_visible_to(self.request.user)

    def get_context_data(self, **kwargs):
        on = self.asked_day()
        return super().get_context_data(
            on=on,
            is_today=on == today(),
            composition=composition(self.object, on=on),
            regulation=regulations_of(self.object, on=on),
            serves=self.request.user.has_perm("actors.view_settings", self.object),
            **kwargs,
        )

    def asked_day(self):
        given = self.request.GET.get("le", "")
        if not given:
            return today()
        try:
            return date.fromisoformat(given)
        except ValueError:
            messages.warning(
                self.request,
                _("« %(given)s » n’est pas une date : voici la composition d’aujourd’hui.")
                % {"given": given[:20]},
            )
            return today()


class MandateCreate(HouseMixin, OnceMixin, FormPage, CreateView):
    """A person takes a seat. Whoever is missing from the list is made on the way."""

    permission_required = "actors.grant_mandate"
    form_class = MandateForm
    template_name = "actors/mandate.html"
    pk_url_kwarg = "seat"
    button = _("Encoder ce mandat")

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.seat = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        found = Seat.objects.visible_to(self.request.user).select_related("body__bassin")
        return found.filter(body__bassin__code=self.kwargs["code"])

    def post(self, request, *args, **kwargs):
        away = AWAY.get(request.POST.get("ailleurs"))
        if not away:
            return super().post(request, *args, **kwargs)
        drafts.keep(
            request.user,
            form=MANDATE_DRAFT,
            subject_id=self.seat.pk,
            base_version=0,
            data={name: request.POST.get(name, "") for name in MandateForm.Meta.fields},
        )
        return HttpResponseRedirect(f"{reverse(away)}?{urlencode({'next': request.path})}")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user, "seat": self.seat}

    def get_initial(self):
        """What was typed before going away, and who was made meanwhile."""
        kept = drafts.find(self.request.user, form=MANDATE_DRAFT, subject_id=self.seat.pk)
        made = {
            field: self.request.GET[name]
            for name, field in (("personne", "person"), ("organisation", "organisation"))
            if self.request.GET.get(name, "").isdigit()
        }
        return {"starts_on": today(), **(kept.data if kept else {}), **made}

    def get_context_data(self, **kwargs):
        title = _("Encoder un mandat : %(seat)s") % {"seat": self.seat}
        return super().get_context_data(**{"title": title, **kwargs})

    def back(self):
        return self.seat.get_absolute_url()

    def create(self, form):
        workflow.grant_mandate(form.instance, by=self.request.user)
        drafts.discard(self.request.user, form=MANDATE_DRAFT, subject_id=self.seat.pk)
        messages.success(
            self.request,
            _("%(person)s siège à partir du %(day)s.")
            % {"person": form.instance.person, "day": day(form.instance.starts_on)},
        )
        return self.seat.get_absolute_url()


class OneMandate(HouseMixin, SingleObjectMixin):
    """A mandate of a plenary that this person may see."""

    context_object_name = "mandate"

    def get_queryset(self):
        return Mandate.objects.visible_to(self.request.user).select_related(
            "seat__body__bassin", "person", "organisation"
        )

    def back(self):
        return self.object.get_absolute_url()


class MandateEnd(OneMandate, VersionedFormMixin, FormPage, UpdateView):
    """The last day of a mandate and its reason; the seat is vacant the day after."""

    permission_required = "actors.end_mandate"
    form_class = EndMandateForm
    title = _("Mettre fin au mandat")
    button = _("Mettre fin au mandat")

    def get_context_data(self, **kwargs):
        explains = _("%(person)s, %(seat)s. Le siège est vacant le lendemain du dernier jour.") % {
            "person": self.object.person,
            "seat": self.object.seat,
        }
        return super().get_context_data(**{"explains": explains, **kwargs})

    def save(self, form):
        workflow.end_mandate(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("La fin du mandat est enregistrée."))


class CompleteAddress(OneMandate, VersionedFormMixin, FormPage, UpdateView):
    """The address of somebody who sits and has none: their convocation goes there."""

    permission_required = "actors.end_mandate"
    form_class = AddressForm
    title = _("Compléter l’adresse")
    button = _("Enregistrer l’adresse")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.object.person}

    def get_context_data(self, **kwargs):
        explains = _("%(person)s, %(seat)s. Les convocations y sont envoyées.") % {
            "person": self.object.person,
            "seat": self.object.seat,
        }
        return super().get_context_data(**{"explains": explains, **kwargs})

    def back(self):
        return came_from(self.request, self.object.get_absolute_url())

    def get_success_url(self):
        return self.back()

    def save(self, form):
        workflow.complete_address(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("L’adresse est enregistrée."))


class MandateReplace(OneMandate, VersionedFormMixin, FormPage, FormView):
    """Somebody takes the seat of another: the mandate ends the day before."""

    permission_required = "actors.replace_mandate"
    form_class = SuccessorForm
    title = _("Remplacer")
    button = _("Encoder ce remplacement")

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return {**kwargs, "user": self.request.user, "mandate": self.object}

    def get_context_data(self, **kwargs):
        words = {"person": self.object.person, "seat": self.object.seat}
        explains = _("%(seat)s. Le mandat de %(person)s finit la veille du premier jour.") % words
        title = _("Remplacer %(person)s") % words
        return super().get_context_data(**{"title": title, "explains": explains, **kwargs})

    def save(self, form):
        workflow.replace_mandate(
            self.object,
            form.instance,
            by=self.request.user,
            base_version=form.cleaned_data["base_version"],
            reason=form.cleaned_data["reason"],
        )
        messages.success(
            self.request,
            _("%(person)s siège à partir du %(day)s.")
            % {"person": form.instance.person, "day": day(form.instance.starts_on)},
        )

    def conflict(self, form, theirs):
        """Somebody ended or replaced it meanwhile: the successor they chose, beside mine."""
        after = Mandate.objects.filter(seat=theirs.seat, rank=theirs.rank, pk__gt=theirs.pk)
        other = after.order_by("-pk").first() or theirs
        rows = disagreements(form.instance, other, None, form.Meta.fields)
        ours = form.cleaned_data["reason"]
        if ours != theirs.end_reason:
            said = theirs.end_reason or _("vide")
            label = _("Motif du remplacement")
            rows.append(Disagreement("reason", label, ours, said, _("vide"), both_changed=True))
        form.data = {**form.data.dict(), "base_version": str(theirs.version)}
        context = self.get_context_data(form=form, rows=rows, theirs=other, back=self.back())
        return self.render(self.conflict_template, context, status=409)

    def render(self, template, context, *, status):
        response = self.response_class(
            request=self.request, template=[template], context=context, using=self.template_engine
        )
        response.status_code = status
        return response

    def get_success_url(self):
        return self.object.get_absolute_url()
