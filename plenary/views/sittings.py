"""Pages of the sittings: calendar, agenda, and the acts on a sitting."""

from itertools import islice

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import CreateView, DetailView, FormView, ListView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from core.clock import today
from core.forms import EmptyForm, ReasonForm
from core.french import weekday
from core.views import HouseMixin, OnceMixin, TransitionView, VersionedFormMixin, refused
from core.workflow import Refused
from plenary import notifications, workflow
from plenary.choices import APPROVED, FREE, OPEN_SITTINGS, ItemStatus, SittingStatus
from plenary.facts import (
    item_state,
    missing_to_close,
    missing_to_convene,
    sitting_state,
    sitting_title,
    voice_of,
    voices,
)
from plenary.forms import AttendanceForm, PresenceForm, SittingEditForm, SittingForm
from plenary.forms.sittings import bodies_prepared
from plenary.models import Sitting


class OneSitting(HouseMixin, SingleObjectMixin):
    """A sitting that this person may know of."""

    context_object_name = "sitting"

    def get_queryset(self):
        return (
            Sitting.objects.visible_to(self.request.user)
            .select_related("body__bassin")
            .order_by("pk")
        )


class SittingList(HouseMixin, ListView):
    """The next sitting in large, those to come, those that were held."""

    permission_required = "plenary.list_sittings"
    template_name = "plenary/list.html"
    paginate_by = 30

    def get_queryset(self):
        return (
            Sitting.objects.visible_to(self.request.user)
            .with_agenda()
            .select_related("body__bassin")
            .order_by("-on", "-pk")
        )

    def get_context_data(self, **kwargs):
        user = self.request.user
        context = super().get_context_data(**kwargs)
        rows = [row_of(sitting) for sitting in context["page_obj"]]
        to_come = [row for row in reversed(rows) if is_to_come(row["sitting"])]
        context.update(
            next=to_come[0] if to_come else None,
            to_come=to_come[1:],
            past=[row for row in rows if not is_to_come(row["sitting"])],
            prepares=user.has_perm("plenary.prepare_sitting"),
            asks=user.has_perm("plenary.ask_item"),
            several=len({row["sitting"].body.bassin_id for row in rows}) > 1,
        )
        return context


def is_to_come(sitting):
    """Still to be held: open, and not a day that passed without it."""
    if sitting.is_reprise or sitting.status not in OPEN_SITTINGS:
        return False
    return sitting.on >= today() or sitting.status == SittingStatus.IN_SESSION


def row_of(sitting):
    return {
        "sitting": sitting,
        "title": sitting_title(sitting),
        "day": weekday(sitting.on),
        "state": sitting_state(sitting),
        "in_days": (sitting.on - today()).days,
    }


def agenda_of(sitting):
    """The items of a sitting with their state, in order. One query."""
    items = (
        sitting.items.on_the_agenda()
        .select_related("decision", "presenter", "pole")
        .order_by("position", "pk")
    )
    return [
        {
            "item": item,
            "state": item_state(item, getattr(item, "decision", None)),
            "is_decided": item.status == ItemStatus.SEALED,
            "is_recorded": item.status == ItemStatus.RECORDED,
            "is_open": item.status == ItemStatus.LISTED and item.kind not in FREE,
        }
        for item in items
    ]


class SittingDetail(OneSitting, DetailView):
    """The agenda; what is missing; what each may do next."""

    permission_required = "plenary.view_sitting"
    template_name = "plenary/sitting.html"

    def get_context_data(self, **kwargs):
        sitting, user = self.object, self.request.user
        rows = agenda_of(sitting)
        voice = voice_of(user.person, voices(sitting)) if user.standing.sat_in else None
        context = super().get_context_data(
            title=sitting_title(sitting),
            state=sitting_state(sitting),
            rows=rows,
            minutes=sum(r["item"].minutes or 0 for r in rows),
            prepares=user.has_perm("plenary.prepare_sitting", sitting),
            seals=user.has_perm("plenary.seal_decision", sitting),
            to_seal=sum(r["is_recorded"] for r in rows),
            voice=voice,
            lacks=self.lacks(),
            to_record=next((r["item"] for r in rows if r["is_open"]), None),
            past=sitting.on < today(),
            **kwargs,
        )
        if voice and sitting.status in (SittingStatus.CONVENED, SittingStatus.IN_SESSION):
            context.update(self.member(voice, rows))
        return context

    def lacks(self):
        if not self.request.user.has_perm("plenary.prepare_sitting", self.object):
            return []
        if self.object.status == SittingStatus.PREPARING:
            return missing_to_convene(self.object)
        if self.object.status == SittingStatus.IN_SESSION:
            return missing_to_close(self.object)
        return []

    def member(self, voice, rows):
        """What this member is asked: presence, and the items still without their stance."""
        return {
            "presence_form": presence_form(voice),
            "presence_action": reverse("plenary:presence", args=[self.object.pk]),
            "to_answer": stances_due(voice, rows),
        }


def presence_form(voice):
    return PresenceForm(initial={"presence": voice.presence})


def stances_due(voice, rows):
    """Items to approve, each with what the member said: their stance, their déport, or nothing."""
    items = [r["item"] for r in rows if r["item"].kind in APPROVED]
    if not items:
        return []
    model = items[0].stances.model
    mine = {s.item_id: s for s in model.objects.filter(item__in=items, mandate=voice.mandate)}
    recusals = items[0].recusals.model.objects.filter(
        item__in=items, mandate=voice.mandate, lifted_at=None
    )
    aside = set(recusals.values_list("item_id", flat=True))
    rows = [
        {
            "item": item,
            "stance": mine.get(item.pk),
            "recused": item.pk in aside,
            "open": item.status == ItemStatus.LISTED,
            "is_next": False,
        }
        for item in items
    ]
    unanswered = (r for r in rows if r["open"] and not r["stance"] and not r["recused"])
    for row in islice(unanswered, 1):
        row["is_next"] = True
    return rows


class SittingCreate(HouseMixin, OnceMixin, CreateView):
    """A sitting is foreseen: date, then hour and place."""

    permission_required = "plenary.prepare_sitting"
    template_name = "plenary/sitting_form.html"
    form_class = SittingForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "bodies": bodies_prepared(self.request.user)}

    def get_initial(self):
        last = (
            Sitting.objects.filter(body__in=bodies_prepared(self.request.user))
            .exclude(number=None)
            .order_by("-number")
            .first()
        )
        return {"number": last.number + 1 if last else None}

    def create(self, form):
        sitting = workflow.prepare(form.instance, by=self.request.user)
        messages.success(self.request, _("La séance est prévue. Composez son ordre du jour."))
        return sitting.get_absolute_url()


class SittingEdit(OneSitting, VersionedFormMixin, UpdateView):
    """Day, hour and place; those already convened are told of a change."""

    permission_required = "plenary.prepare_sitting"
    template_name = "plenary/sitting_form.html"
    form_class = SittingEditForm

    def save(self, form):
        workflow.edit(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("La séance est modifiée."))

    def get_success_url(self):
        return self.object.get_absolute_url()


class SittingAct(OneSitting, TransitionView):
    """An act of the secretary on a sitting."""

    permission_required = "plenary.prepare_sitting"
    form_class = EmptyForm


class Convene(SittingAct):
    """Who receives the convocation, before it is prepared."""

    template_name = "plenary/convene.html"
    title = _("Convoquer la plénière")
    button = _("Convoquer et préparer les courriers")
    done = _("La séance est convoquée. Les convocations attendent d’être libérées dans Courriers.")
    transition = staticmethod(workflow.convene)

    def get_context_data(self, **kwargs):
        sitting = self.object
        return super().get_context_data(
            recipients=notifications.recipients(sitting),
            rows=agenda_of(sitting),
            lacks=missing_to_convene(sitting),
            sitting_title=sitting_title(sitting),
            **kwargs,
        )


class OpenSitting(SittingAct):
    title = _("Ouvrir la séance")
    button = _("Ouvrir la séance")
    explains = _("Les présences et les issues se notent à partir de maintenant.")
    done = _("La séance est ouverte.")
    transition = staticmethod(workflow.open_sitting)


class CloseSitting(SittingAct):
    title = _("Lever la séance")
    button = _("Lever la séance")
    done = _("La séance est levée. Les issues notées attendent leur sceau.")
    transition = staticmethod(workflow.close)

    def consequences(self, subject):
        return [
            _("Les membres ne donnent plus d’avis."),
            _("La présidence et la coordination sont prévenues des issues à sceller."),
            _("Les issues restent provisoires jusqu’au sceau ; elles se corrigent jusque-là."),
        ]


class CancelSitting(SittingAct):
    form_class = ReasonForm
    title = _("Annuler la séance")
    button = _("Annuler la séance")
    done = _("La séance est annulée ; ses points attendent la prochaine.")
    transition = staticmethod(workflow.cancel)

    def consequences(self, subject):
        found = [_("Ses points attendent la prochaine séance.")]
        if subject.convened_at:
            found.append(_("Chaque personne convoquée en est prévenue, avec votre motif."))
        return found


class SittingAttendance(OneSitting, FormView):
    """Who is there, noted by the secretary: one choice per mandate of the day."""

    permission_required = "plenary.record_decision"
    template_name = "plenary/attendance.html"
    form_class = AttendanceForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "seated": voices(self.object)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=sitting_title(self.object), **kwargs)

    def form_valid(self, form):
        try:
            workflow.note_attendance(self.object, by=self.request.user, presences=form.presences())
        except Refused as refusal:
            return refused(self, form, refusal)
        messages.success(self.request, _("Les présences sont notées."))
        return HttpResponseRedirect(reverse("plenary:attendance", args=[self.object.pk]))
