"""Pages of the demandes de pôle: ask, follow, answer."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import CreateView, DetailView, ListView

from core.forms import EmptyForm
from core.french import day
from core.views import SIGNED_IN, HouseMixin, OnceMixin, TransitionView
from poles import workflow
from poles.choices import SINCE_LAUNCH, PoleStatus, RequestStatus
from poles.facts import request_state
from poles.forms import RequestForm
from poles.models import PoleRequest


@dataclass(frozen=True)
class Step:
    """One step of the life of a demande."""

    label: str
    when: str = ""
    done: bool = False
    current: bool = False


class RequestList(HouseMixin, ListView):
    """The service sees those of its bassin, a porteur their own."""

    permission_required = SIGNED_IN
    template_name = "poles/request_list.html"
    paginate_by = 30

    def get_queryset(self):
        found = PoleRequest.objects.visible_to(self.request.user)
        if self.request.GET.get("etat") in RequestStatus.values:
            found = found.filter(status=self.request.GET["etat"])
        return found.select_related("person", "bassin", "pole").order_by("-submitted_at", "-pk")

    def get_context_data(self, **kwargs):
        states = [("", _("Toutes")), *RequestStatus.choices]
        chosen = self.request.GET.get("etat", "")
        context = super().get_context_data(**kwargs)
        return dict(
            context,
            rows=[(request, request_state(request)) for request in context["page_obj"]],
            serves=bool(self.request.user.standing.served),
            states=[(value, label, value == chosen) for value, label in states],
            chosen=chosen,
            query=f"etat={chosen}" if chosen in RequestStatus.values else "",
        )


class RequestCreate(HouseMixin, OnceMixin, CreateView):
    """A porteur writes a demande; it is transmitted with a number."""

    permission_required = "poles.add_request"
    template_name = "poles/request_form.html"
    form_class = RequestForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "person": self.request.user.person}

    def create(self, form):
        if self.request.user.person is None:
            raise PermissionDenied
        form.instance.person = self.request.user.person
        request = workflow.request_pole(form.instance, by=self.request.user)
        messages.success(
            self.request,
            _("Votre demande est transmise. Elle porte le numéro %(number)s.")
            % {"number": request.number},
        )
        return request.get_absolute_url()


class RequestDetail(HouseMixin, DetailView):
    """One demande, its steps in words, the answer of the service."""

    permission_required = "poles.view_request"
    template_name = "poles/request_detail.html"
    context_object_name = "demande"

    def get_queryset(self):
        return PoleRequest.objects.visible_to(self.request.user).select_related(
            "bassin", "person", "theme", "pole", "answered_by"
        )

    def get_context_data(self, **kwargs):
        serves = self.request.user.has_perm("poles.answer_request", self.object)
        pole = getattr(self.object, "pole", None)
        return super().get_context_data(
            serves=serves,
            state=request_state(self.object),
            steps=steps_of(self.object, pole),
            pole=pole,
            pole_is_public=pole is not None and pole.status in SINCE_LAUNCH,
            **kwargs,
        )


def steps_of(request, pole) -> list[Step]:
    """Transmise → réponse du service → plénière → pôle, with what is done and where it stands."""
    answered = request.status != RequestStatus.SUBMITTED
    steps = [
        Step(_("Transmise"), day(request.submitted_at), done=answered, current=not answered),
    ]
    if request.status == RequestStatus.DECLINED:
        return [*steps, Step(_("Déclinée par le service"), day(request.answered_at), current=True)]
    accepted_on = day(request.answered_at) if answered else ""
    status = pole.status if pole else ""
    decided = status in (*SINCE_LAUNCH, PoleStatus.REFUSED)
    steps.append(
        Step(
            _("Acceptée, fiche en préparation") if answered else _("Réponse du service"),
            accepted_on,
            done=bool(status) and status not in (PoleStatus.DRAFT, PoleStatus.ABANDONED),
            current=status == PoleStatus.DRAFT,
        )
    )
    if status == PoleStatus.ABANDONED:
        return [*steps, Step(_("Abandonnée par le service"), current=True)]
    steps.append(
        Step(
            _("Soumise à la plénière"),
            day(pole.submitted_at) if pole and pole.submitted_at else "",
            done=decided,
            current=status == PoleStatus.PROPOSED,
        )
    )
    last = _("Non retenue par la plénière") if status == PoleStatus.REFUSED else _("Pôle lancé")
    on = day(pole.launched_on) if pole and pole.launched_on else ""
    return [*steps, Step(last, on, current=decided)]


class AcceptRequest(TransitionView):
    """The service takes a demande up: a fiche is prefilled."""

    permission_required = "poles.answer_request"
    form_class = EmptyForm
    title = _("Accepter la demande")
    explains = _(
        "Une fiche de pôle s’ouvre, préremplie avec les mots de la demande ; son origine est"
        " enregistrée. Vous la complétez avant de la soumettre à la plénière."
    )
    button = _("Accepter et ouvrir la fiche")
    transition = staticmethod(workflow.accept_request)

    def get_queryset(self):
        return PoleRequest.objects.visible_to(self.request.user).select_related(
            "bassin", "person", "theme"
        )

    def consequences(self, subject):
        return [
            _("Une fiche de pôle est créée, sans être encore soumise."),
            _("%(who)s reçoit un courrier.") % {"who": subject.person},
        ]

    def form_valid(self, form):
        answer = super().form_valid(form)
        if isinstance(answer, HttpResponseRedirect):
            self.object.refresh_from_db()
            return HttpResponseRedirect(reverse("poles:edit", args=[self.object.pole.pk]))
        return answer

    done = _("La demande est acceptée. Voici la fiche, à compléter.")


class DeclineRequest(TransitionView):
    """The service does not take a demande up, with a reason that the requester reads."""

    permission_required = "poles.answer_request"
    title = _("Décliner la demande")
    explains = _("Votre motif est envoyé tel quel à la personne qui a fait la demande.")
    button = _("Décliner la demande")
    done = _("La demande est déclinée, le motif est envoyé.")
    transition = staticmethod(workflow.decline_request)

    def get_queryset(self):
        return PoleRequest.objects.visible_to(self.request.user).select_related("bassin", "person")
