"""The acts on a sitting: convene, open, close, cancel; who was there."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from core.clock import today
from core.forms import EmptyForm, ReasonForm
from core.views import TransitionView, refused
from core.workflow import Refused
from plenary import notifications, workflow
from plenary.facts import (
    agenda_of,
    checks_to_close,
    checks_to_convene,
    notice_of,
    sitting_title,
    voices,
)
from plenary.forms import AttendanceForm, ConveneForm
from plenary.models import AgendaItem
from plenary.views.sittings import OneSitting


class SittingAct(OneSitting, TransitionView):
    """An act of the secretary on a sitting."""

    permission_required = "plenary.prepare_sitting"
    form_class = EmptyForm


class Convene(SittingAct):
    """Who receives the convocation, before it is prepared."""

    template_name = "plenary/convene.html"
    form_class = ConveneForm
    title = _("Convoquer la plénière")
    button = _("Convoquer et préparer les courriers")
    done = _("La séance est convoquée. Les convocations attendent d’être libérées dans Courriers.")
    transition = staticmethod(workflow.convene)

    @cached_property
    def notice(self):
        return notice_of(self.object)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "late": self.notice.is_late(today())}

    def get_context_data(self, **kwargs):
        sitting = self.object
        recipients = notifications.recipients(sitting)
        return super().get_context_data(
            recipients=recipients,
            unreachable=sum(not mandate.person.email for mandate in recipients),
            notice=self.notice,
            late=self.notice.is_late(today()),
            rows=agenda_of(sitting, seen=AgendaItem.objects.visible_to(self.request.user)),
            checks=checks_to_convene(sitting),
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
    template_name = "plenary/close.html"
    done = _("La séance est levée. Les issues notées attendent leur sceau.")
    transition = staticmethod(workflow.close)

    def get_context_data(self, **kwargs):
        return super().get_context_data(checks=checks_to_close(self.object), **kwargs)

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
