"""Pages of the service about the candidatures of a call: sort, retain, set aside, answer."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import DetailView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from core import files
from core.clock import today
from core.forms import EmptyForm
from core.views import (
    ForeseesMixin,
    HouseMixin,
    TransitionView,
    VersionedFormMixin,
    values_of,
)
from poles import workflow
from poles.choices import ApplicationStatus, Check
from poles.forms import AnswersForm, ApplicationFilter, ExamineForm, RetainForm, SetAsideForm
from poles.models import Application, MemberProposal
from poles.reports import (
    PLACEHOLDERS,
    answer_to,
    answers_of,
    application_rows,
    application_state,
    call_state,
    criteria_of,
    doubles_in,
)
from poles.views.calls import OneCall
from poles.views.designations import designation_ahead
from poles.views.members import proposed, taken_back

FILTERS = {"etat": "status", "categorie": "category", "presence": "presence"}


class SortingCall(OneCall):
    permission_required = "poles.sort_applications"
    context_object_name = "call"

    def applications(self):
        rows = Application.objects.visible_to(self.request.user).filter(call=self.object)
        rows = rows.select_related("call__pole__bassin", "proposal__decision", "organisation")
        return rows.order_by("submitted_at", "pk")


class Applications(SortingCall, DetailView):
    """The candidatures of a call, filtered by the address, with their criteria and doubles."""

    template_name = "poles/applications.html"

    def get_context_data(self, **kwargs):
        on, call = today(), self.object
        form = ApplicationFilter(self.request.GET)
        form.is_valid()
        chosen = {k: v for k, v in form.cleaned_data.items() if v}
        everybody = list(self.applications())
        rows = [a for a in everybody if all(getattr(a, FILTERS[k]) == v for k, v in chosen.items())]
        return super().get_context_data(
            pole=call.pole,
            state=call_state(call, on=on),
            form=form,
            chosen=urlencode(chosen),
            count=len(everybody),
            rows=application_rows(rows, doubles_in(call, on=on)),
            ahead=designation_ahead(call.pole),
            **kwargs,
        )


class OneApplication(HouseMixin, SingleObjectMixin):
    """A candidature that the service of the bassin reads; its pôle answers for the rights."""

    permission_required = "poles.sort_applications"
    pk_url_kwarg = "application"
    context_object_name = "application"

    def get_queryset(self):
        return (
            Application.objects.visible_to(self.request.user)
            .filter(call__pole=self.kwargs["pk"])
            .select_related(
                "call__pole__bassin", "organisation", "attachment", "proposal", "answered_by"
            )
            .order_by("pk")
        )

    def check(self, subject):
        super().check(subject.call.pole if subject else None)


class ApplicationPage(OneApplication, DetailView):
    """One candidature: what was answered, what the service found of it, what may be done."""

    template_name = "poles/application.html"

    def get_context_data(self, **kwargs):
        application, on = self.object, today()
        withdrawn = application.status == ApplicationStatus.WITHDRAWN
        answered = application.answered_at is not None
        return super().get_context_data(
            pole=application.call.pole,
            state=application_state(application),
            answers=answers_of(application),
            criteria=criteria_of(application),
            doubles=doubles_in(application.call, on=on).get(application.pk, []),
            sortable=not withdrawn,
            retainable=not withdrawn
            and application.status != ApplicationStatus.RETAINED
            and (not answered or application.status == ApplicationStatus.RESERVE),
            settable=not withdrawn and not answered,
            **kwargs,
        )


class ApplicationFile(OneApplication, View):
    """The file that the applicant joined."""

    def get(self, request, *args, **kwargs):
        application = self.get_object()
        if application.attachment is None:
            raise Http404(_("Cette candidature n’a pas de pièce jointe."))
        return files.response(application.attachment)


class ExamineApplication(OneApplication, VersionedFormMixin, UpdateView):
    """The criteria and the private notes; two people of the service never overwrite each other."""

    template_name = "poles/application_examine.html"
    form_class = ExamineForm

    def save(self, form):
        workflow.examine(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("Vos constats sont enregistrés."))

    def get_success_url(self):
        return self.object.get_absolute_url()


class RetainApplication(ForeseesMixin, OneApplication, TransitionView):
    """Proposes this person to the plenary; what it would make of the composition is shown first."""

    form_class = RetainForm
    title = _("Retenir cette candidature")
    explains = _("La personne est proposée à la plénière. Tout ce qui est connu est déjà choisi.")
    button = _("Retenir et proposer à la plénière")
    done = _("La candidature est retenue : la personne est proposée à la plénière.")
    transition = staticmethod(workflow.retain)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "application": self.object}

    def get_initial(self):
        application = self.object
        known = application.organisation
        return {
            "organisation": known,
            "category": (known and known.category) or application.category,
            "active_on_territory": application.territory_checked == Check.YES,
            "competent": application.competence_checked == Check.YES,
        }

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        likely = form.fields["person"].queryset.first()
        form.fields["person"].initial = likely
        return form

    def consequences(self, subject):
        return [
            _("%(who)s est proposé·e à la plénière, pour la catégorie choisie ci-dessous.")
            % {"who": subject.name},
            _("Personne ne reçoit de courrier : les réponses partent toutes ensemble."),
        ]

    def foresee(self, form):
        application, values = self.object, values_of(form)
        category = values["category"]
        organisation = values["organisation"] or application.new_organisation(category)
        proposal = MemberProposal(
            pole=application.call.pole,
            person=values["person"] or application.new_person(),
            organisation=organisation,
            category=category,
            presence=application.presence,
            active_on_territory=values["active_on_territory"],
            competent=values["competent"],
        )
        return proposed(proposal)


class SetAsideApplication(ForeseesMixin, OneApplication, TransitionView):
    form_class = SetAsideForm
    title = _("Mettre en réserve ou ne pas retenir")
    explains = _("La personne le lira quand toutes les réponses partiront, avec votre motif.")
    button = _("Enregistrer")
    done = _("C’est noté. La réponse partira avec les autres.")
    transition = staticmethod(workflow.set_aside)

    def get_initial(self):
        return {"to": self.object.status, "reason": self.object.reason}

    def consequences(self, subject):
        return [_("Sa proposition à la plénière est retirée.")] if subject.proposal else []

    def foresee(self, form):
        return taken_back(self.object.proposal) if self.object.proposal else None


class EditAnswers(SortingCall, VersionedFormMixin, UpdateView):
    """What the answers say, outcome by outcome."""

    template_name = "poles/answers_edit.html"
    form_class = AnswersForm

    def get_context_data(self, **kwargs):
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        return super().get_context_data(
            **{"pole": self.object.pole, "back": self.get_success_url(), "known": known, **kwargs}
        )

    def save(self, form):
        workflow.edit_answers(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("Les réponses sont réécrites : relisez-les."))

    def get_success_url(self):
        return reverse("poles:answers", args=[self.object.pole_id, self.object.pk])


class SendAnswers(SortingCall, TransitionView):
    """Each answer as it will leave; then all of them in one act, once."""

    template_name = "poles/answers.html"
    form_class = EmptyForm
    done = _("Les réponses sont parties.")
    transition = staticmethod(workflow.send_answers)

    def get_context_data(self, **kwargs):
        standing = list(self.applications().standing())
        waiting = [a for a in standing if a.answered_at is None]
        return super().get_context_data(
            pole=self.object.pole,
            why_not=workflow.reasons_not_to_answer(self.object, standing, on=today()),
            previews=[(a, application_state(a), _preview(a)) for a in waiting],
            sent=[a for a in standing if a.answered_at],
            **kwargs,
        )

    def get_success_url(self):
        return reverse("poles:answers", args=[self.object.pole_id, self.object.pk])


def _preview(application):
    """What would leave; nothing for whoever is not sorted yet."""
    if application.status == ApplicationStatus.RECEIVED:
        return ""
    return answer_to(application)
