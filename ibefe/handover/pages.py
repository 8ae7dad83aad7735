"""The page of somebody who leaves: everything they see to, and who takes it over."""

from django.utils.translation import gettext as _

from actors.facts.duties import held_by, successors
from actors.models import Person
from core.clock import today
from core.views import TransitionView
from ibefe.handover import acts
from ibefe.handover.forms import HandOverForm


class HandOver(TransitionView):
    """All that this person sees to in the bassins that one serves; all of it is passed at first."""

    permission_required = "actors.hand_over"
    template_name = "ibefe/hand_over.html"
    form_class = HandOverForm
    button = _("Passer ces dossiers")
    done = _("Les dossiers sont passés. Chaque personne qui en reçoit est prévenue.")

    def get_queryset(self):
        if not self.request.user.standing.served:
            return Person.objects.none()
        return Person.objects.visible_to(self.request.user)

    def get_form_kwargs(self):
        held = held_by(self.object, self.request.user, on=today())
        able = successors(held, self.object, on=today())
        return {**super().get_form_kwargs(), "held": held, "able": able}

    def get_context_data(self, **kwargs):
        title = _("Passer les dossiers de %(name)s") % {"name": self.object}
        return super().get_context_data(**{"title": title, **kwargs})

    @staticmethod
    def transition(person, *, by, chosen, on, reason, gone, **_rows):
        acts.hand_over(person, chosen, by=by, on=on, reason=reason, gone=gone)

    def form_valid(self, form):
        form.cleaned_data["gone"] = form.gone
        return super().form_valid(form)
